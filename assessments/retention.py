"""How long an assessment without an account is kept after somebody last touched it."""

import calendar
import datetime as dt

from django.conf import settings


def removal_date(touched_on: dt.date) -> dt.date:
    return months_after(touched_on, settings.RETENTION_MONTHS)


def last_day_untouched(today: dt.date) -> dt.date:
    """What nobody touched after this day is removed today; never before its `removal_date`."""
    return months_after(today, -settings.RETENTION_MONTHS)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month, or the last one where the month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
