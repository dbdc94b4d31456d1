"""Days as people type them, and as a visitor's own calendar has them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.exchange.document import FIRST_YEAR, measured_years

# A browser without a date picker sends what was typed: the day first, in both languages.
TYPED = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y", "%d.%m.%y"]
WEST, EAST = dt.timedelta(hours=-12), dt.timedelta(hours=14)  # of UTC, where people live


class DayField(forms.DateField):
    """A day of our time: 12-03-26 typed into a date picker comes as a day of the year 26."""

    def __init__(self, *, attrs: dict[str, str] | None = None, **kwargs: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"} | (attrs or {}), format="%Y-%m-%d")
        super().__init__(widget=picker, input_formats=TYPED, **kwargs)

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value and value.year < FIRST_YEAR:
            raise ValidationError(_("Give the year in four digits, from %d.") % FIRST_YEAR)


class MeasuredDayField(DayField):
    """Of a measurement: it may be planned, but not for years ahead."""

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        last = measured_years()[-1]
        if value and value.year > last:
            raise ValidationError(_("Give a day in %d or earlier.") % last)


class TodayField(forms.DateField):
    """Today where the visitor is, which `day.js` says; what no calendar on earth has is not."""

    def __init__(self) -> None:
        widget = forms.HiddenInput(attrs={"data-today": "true"})
        super().__init__(required=False, widget=widget, input_formats=["%Y-%m-%d"])

    def clean(self, value: Any) -> dt.date:
        try:
            day = super().clean(value)
        except ValidationError:
            day = None
        now = timezone.now()
        is_somewhere = day and (now + WEST).date() <= day <= (now + EAST).date()
        return day if day and is_somewhere else timezone.localdate()
