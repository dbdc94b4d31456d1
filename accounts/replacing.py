"""Forms that name the version which they replace: two tabs or people never overwrite in silence."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_VERSION = 2**31 - 1


class StaleForm(Exception):
    """Another tab or device was later: what is stored is no longer what the form was made from."""


def replace_version(rows: "QuerySet[Any]", name: str, replaces: int) -> None:
    """The next version, if the stored one is still that which is replaced. Takes the lock, so that
    of two writes at the same moment one comes later, and is told so."""
    if not rows.filter(**{name: replaces}).update(**{name: F(name) + 1}):
        raise StaleForm


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two say something else, both in words."""

    label: str
    stored: str
    sent: str


class ReplacingMixin(forms.BaseForm):
    """Sending the form replaces the version that it was made from, and no later one."""

    differences: tuple[Difference, ...] = ()

    def add_version(self, version: int) -> None:
        self.fields["version"] = forms.IntegerField(
            required=False,
            min_value=0,
            max_value=MAX_VERSION,
            initial=version,
            widget=forms.HiddenInput,
        )

    @property
    def replaces(self) -> int:
        """A form that names no version replaces none."""
        return self.cleaned_data.get("version") or 0

    def name_of(self, field: str) -> str:
        """What a field is called where it stands alone."""
        return str(self.fields[field].label)

    def lies_beside(self, stored: "ReplacingMixin") -> bool:
        """Take in what is stored now: sending the form again then replaces that. False where both
        say the same, so that nothing was left to do."""
        self.differences = tuple(self._differences(stored))
        if not self.differences:
            return False
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(stored["version"].value())
        self.data = data
        self.add_error(None, _("This was changed elsewhere in the meantime."))
        return True

    def _differences(self, stored: "ReplacingMixin") -> Iterator[Difference]:
        for name, field in self.fields.items():
            if field.widget.is_hidden or isinstance(field, forms.FileField):
                continue
            there = field.prepare_value(stored.get_initial_for_field(field, name))
            here = self[name].value()
            if field.has_changed(there, here):
                sent = self.cleaned_data[name] if isinstance(field, forms.DateField) else here
                yield Difference(self.name_of(name), in_words(field, there), in_words(field, sent))


def in_words(field: forms.Field, value: Any) -> str:
    """What a person sees of it in the form."""
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, each) for each in value) or gettext("nothing")
    if isinstance(field, forms.ChoiceField):
        choices = cast(Iterable[tuple[Any, Any]], field.choices)
        return next((str(label) for key, label in choices if str(key) == str(value)), "")
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    return str(value or "") or gettext("nothing")
