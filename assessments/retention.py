"""How long an assessment is kept after somebody last touched it."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto

OVERDUE_DAYS = 31
FEW = 20


def removal_date(touched_on: dt.date, months: int) -> dt.date:
    return months_after(touched_on, months)


def last_day_untouched(today: dt.date, months: int) -> dt.date:
    """What nobody touched after this day is removed today; never before its `removal_date`."""
    return months_after(today, -months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month, or the last one where the month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Doubt(Enum):
    """Why what seems to be over may not be: most likely the clock is wrong."""

    CLOCK_IS_BEHIND = auto()
    LONG_OVERDUE = auto()
    MOST_OF_ALL = auto()


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is, and what of it is to go."""

    total: int
    over: int
    first_touched: dt.date  # what is due first
    first_due: dt.date
    last_touched: dt.date

    def doubt(self, today: dt.date) -> Doubt | None:
        """Run every night, the command finds only what became due since the night before, and that
        is a small part of all. None when that is so."""
        if self.last_touched > today + dt.timedelta(days=1):
            return Doubt.CLOCK_IS_BEHIND
        if self.over and self.first_due < today - dt.timedelta(OVERDUE_DAYS):
            return Doubt.LONG_OVERDUE
        if self.over > FEW and 2 * self.over > self.total:
            return Doubt.MOST_OF_ALL
        return None
