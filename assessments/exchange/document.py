"""What a file carries, once it was read."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from maturity.responses import Responses, Targets

FORMAT = "kanaalkompas/assessment@1"

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 20
MAX_RESPONSES = 2000
MAX_NAME = 200
MAX_TEXT = 2000
FIRST_YEAR = 1990


def measured_years() -> range:
    """What is dated earlier or later than these is a slip of the pen."""
    return range(FIRST_YEAR, timezone.localdate().year + 2)


@dataclass(frozen=True, slots=True)
class Document:
    """`kanaalkompas/assessment@1`, every code and level in it checked against the model version."""

    model: str  # slug
    version: int  # of the model
    questionnaire: str
    sector: str  # slug
    responses: Responses
    targets: Targets = Targets()
    language: str = "nl"
    organisation: str = ""
    title: str = ""
    date: dt.date | None = None  # None: the day on which it is used
    plan_start: dt.date | None = None  # None: the date of the measurement (rule 22)
    is_finished: bool = False
