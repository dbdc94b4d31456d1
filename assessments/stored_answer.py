"""What a page needs to know of an answer, wherever it is stored."""

import datetime as dt
from typing import Protocol


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
