"""Which measurements to compare, and as which file."""

from typing import Any

from django import forms

from assessments.models import QuestionnaireKind
from reports.formats import OF_A_COMPARISON, Format


class ComparingForm(forms.Form):
    """A wrong value asks for nothing in particular."""

    questionnaire = forms.ChoiceField(choices=QuestionnaireKind, required=False)
    page = forms.IntegerField(required=False, min_value=1)
    format = forms.ChoiceField(
        choices=[(each.value, each.value) for each in OF_A_COMPARISON], required=False
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.full_clean()

    @property
    def asked(self) -> str:
        return str(self.cleaned_data.get("questionnaire", ""))

    @property
    def page_number(self) -> int:
        return int(self.cleaned_data.get("page") or 1)

    @property
    def asked_format(self) -> Format:
        return Format(self.cleaned_data.get("format") or Format.PDF)
