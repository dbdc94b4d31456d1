"""What a page needs to know of an answer, wherever it is stored."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple, Protocol


class StoredAnswer(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def choice(self) -> str: ...

    @property
    def reason(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def saved_at(self) -> dt.datetime | None:
        """None where nobody may know when somebody answered."""

    @property
    def is_given(self) -> bool: ...


class Recorded(NamedTuple):
    """An answer that was stored, and what that showed of the others."""

    answer: StoredAnswer
    answered: Collection[str] | None = None  # codes of all questions that have a choice now
