"""Which measurements to compare."""

from typing import Any

from django import forms

from assessments.models import QuestionnaireKind


class ComparingForm(forms.Form):
    """A wrong value asks for nothing in particular."""

    questionnaire = forms.ChoiceField(choices=QuestionnaireKind, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.full_clean()

    @property
    def asked(self) -> str:
        return str(self.cleaned_data.get("questionnaire", ""))
