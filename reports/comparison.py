"""What a comparison is told from, on a page and in files: one value for all of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation
from django.utils.formats import date_format

from maturity.comparison import Comparison, LeftOut, Measured
from maturity.definition import Definition
from maturity.result import Result
from reports.edition import NEUTRAL, Edition
from reports.report import About


class Basis(StrEnum):
    """What stands beside each other."""

    TIME = "time"  # measurements of one client
    UNITS = "units"  # the branches or business units of a group


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    definition: Definition
    basis: Basis
    about: About  # the organisation, and the day of its latest measurement
    questionnaire: str  # by which they were measured
    questionnaires: tuple[str, ...]  # by which something was
    comparison: Comparison
    edition: Edition = NEUTRAL

    @property
    def language(self) -> str:
        return self.definition.language

    @property
    def foremost(self) -> Result | None:
        """The latest in time, the highest of units; None where nothing can be compared."""
        measured = self.comparison.measured
        place = -1 if self.basis is Basis.TIME else 0
        return measured[place].result if measured else None

    @property
    def is_quick(self) -> bool:
        return self.questionnaire == "quick"

    @property
    def caution(self) -> str:
        """Stands wherever the outcome of a quick scan does (rule 23)."""
        return self.definition.wording.phrase("indicative") if self.is_quick else ""

    def say_day(self, day: dt.date) -> str:
        with translation.override(self.language):
            return date_format(day, "j F Y")

    def name_of(self, each: Measured | LeftOut) -> str:
        """What tells it from the others: the unit, or the day."""
        if self.basis is Basis.UNITS or each.day is None:
            return each.name
        return of_the_day(self.say_day(each.day), each.name)

    def full_name_of(self, each: LeftOut) -> str:
        """Of a unit with the day, where there is one."""
        if self.basis is Basis.TIME or each.day is None:
            return self.name_of(each)
        return f"{each.name} ({self.say_day(each.day)})"


def of_the_day(day: str, number: int | str) -> str:
    """Of several of one day each has its number."""
    return f"{day} ({number})" if number else day
