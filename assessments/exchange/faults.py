"""What is wrong with a file, and where."""

from dataclasses import dataclass

from django.utils.translation import ngettext

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    place: str  # "responses[3].answers.TE2"; empty for the file as a whole
    message: str  # in the language that was active when the file was read

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Refused(Exception):
    """The file is not an assessment. `faults` holds the first twenty, `more` counts the rest;
    `is_foreign` where it seems to be a file of another kind."""

    def __init__(
        self, faults: tuple[Fault, ...], more: int = 0, *, is_foreign: bool = False
    ) -> None:
        super().__init__(*faults)
        self.faults = faults
        self.more = more
        self.is_foreign = is_foreign

    @property
    def lines(self) -> list[str]:
        """The faults as people read them, with the count of the rest last."""
        lines = [str(fault) for fault in self.faults]
        if self.more:
            rest = ngettext("and %(count)d more fault", "and %(count)d more faults", self.more)
            lines.append(rest % {"count": self.more})
        return lines


class Faults:
    """Collects while a file is read: keeps the first twenty and counts the others."""

    def __init__(self) -> None:
        self.first: list[Fault] = []
        self.more = 0

    def add(self, place: str, message: str) -> None:
        if len(self.first) < SHOWN:
            self.first.append(Fault(place, message))
        else:
            self.more += 1

    def refuse_if_any(self, *, is_foreign: bool = False) -> None:
        if self.first:
            raise Refused(tuple(self.first), self.more, is_foreign=is_foreign)
