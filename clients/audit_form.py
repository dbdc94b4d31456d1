"""Which part of who did what an owner asks for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, Event
from assessments.days import DayField


class AuditForm(forms.Form):
    """What is left empty asks for all of it; a faulty day is told so, and asks for nothing."""

    what = forms.ChoiceField(
        label=_("What"), choices=[("", _("Everything")), *Event.choices], required=False
    )
    who = forms.ChoiceField(label=_("Who"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Up to and including"), required=False)

    use_required_attribute = False

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, label_suffix="")
        cast(forms.ChoiceField, self.fields["who"]).choices = [("", _("Everybody")), *people]
        for field in self.fields.values():
            cast(Any, field).says_itself = True  # that it may stay empty

    def clean(self) -> dict[str, Any]:
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first one."))
        return self.cleaned_data

    @property
    def asks_for_all(self) -> bool:
        return self.is_valid() and not any(self.cleaned_data.values())

    def found(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """Newest first."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        if asked["what"]:
            entries = entries.filter(event=asked["what"])
        if asked["who"]:
            entries = entries.filter(actor=asked["who"])
        if asked["since"]:
            entries = entries.filter(at__gte=_start_of(asked["since"]))
        if asked["until"]:
            entries = entries.filter(at__lt=_start_of(asked["until"] + dt.timedelta(days=1)))
        return entries.order_by("-pk")


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
