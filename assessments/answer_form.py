"""The form of one question, and what stands in its fields."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.replacing import MAX_VERSION
from assessments.forms import MAX_TEXT, PlainTextField
from assessments.models import Choice
from maturity.definition import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the fields of a question: as it is stored, or as somebody sent it."""

    choice: str = ""
    reason: str = ""
    note: str = ""
    wrong: frozenset[str] = frozenset()  # names of fields

    @property
    def is_wordless(self) -> bool:
        return not (self.reason or self.note or self.wrong)


class Keep(models.TextChoices):
    """Which of two answers to keep when another tab or device was later."""

    THEIRS = "theirs", _("Keep the answer that is saved")
    MINE = "mine", _("Save my answer instead")


TYPED = ("choice", "reason", "note")


class AnswerData(TypedDict):
    choice: str
    reason: str
    note: str
    replaces: int


class LongTextField(PlainTextField):
    """Without `maxlength` in our templates: what is too long is told, and nothing is cut off."""

    widget = forms.Textarea
    default_error_messages = {
        "max_length": _("Write at most %(limit_value)s characters; this is %(show_value)s.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=MAX_TEXT, **kwargs)


class AnswerForm(forms.Form):
    """One question. `version` names the answer it was made from, `seen` is the mark of what that
    said."""

    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = LongTextField(label=_("Why does this not apply to your organisation?"))
    note = LongTextField(label=_("Note"))
    version = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        question: Question,
        choices: Sequence[tuple[str, Any]],
        fields: Collection[str],
    ) -> None:
        super().__init__(data, prefix=question.code, auto_id="%s")
        self.question = question
        cast(forms.ChoiceField, self.fields["choice"]).choices = choices
        for name in set(self.fields) - set(fields):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("choice") != Choice.NOT_APPLICABLE:
            cleaned["reason"] = ""  # a reason for a choice that was taken back goes with it
        cleaned["version"] = cleaned.get("version") or 0  # a save that names none replaces none
        return cleaned

    @property
    def entered(self) -> Entered:
        sent = {name: self[name].value() or "" for name in TYPED if name in self.fields}
        return Entered(**sent, wrong=frozenset(self.errors))

    @property
    def is_settled(self) -> bool:
        """Somebody was shown two answers, and chose one."""
        return bool(self.cleaned_data.get("keep"))

    @property
    def keeps_theirs(self) -> bool:
        return bool(self.cleaned_data.get("keep") == Keep.THEIRS)

    @property
    def answer_data(self) -> AnswerData:
        cleaned = self.cleaned_data
        return AnswerData(
            choice=cleaned["choice"],
            reason=cleaned.get("reason", ""),
            note=cleaned.get("note", ""),
            replaces=cleaned["version"],
        )


class ConflictForm(AnswerForm):
    """The question again, with which of two answers to keep; `theirs` names the stored one."""

    theirs = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput
    )
    keep = forms.ChoiceField(choices=Keep.choices, required=False, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("keep") == Keep.MINE and cleaned.get("theirs") is not None:
            cleaned["version"] = cleaned["theirs"]
        return cleaned


def answer_form(sent: QueryDict, *, question: Question, **options: Any) -> AnswerForm:
    """By what was sent: Django copies each field of a form anew, and a conflict is rare."""
    settles = f"{question.code}-keep" in sent
    return (ConflictForm if settles else AnswerForm)(sent, question=question, **options)


def fields_of(questionnaire: Questionnaire, *, takes_words: bool) -> tuple[str, ...]:
    """Names of the fields of its questions."""
    left_out = set() if takes_words else {"reason", "note"}
    if not questionnaire.allows_not_applicable:
        left_out.add("reason")
    return tuple(name for name in ConflictForm.base_fields if name not in left_out)


def answer_choices(
    question: Question, questionnaire: Questionnaire, sector: str
) -> list[tuple[str, Any]]:
    """The four options by level, then the ways not to choose one; labels of levels are Options."""
    choices: list[tuple[str, Any]] = [
        (str(option.level), option) for option in question.options[sector]
    ]
    return choices + quiet_choices(questionnaire.allows_not_applicable)


def quiet_choices(may_not_apply: bool) -> list[tuple[str, Any]]:  # noqa: FBT001 -- also templates ask
    choices: list[tuple[str, Any]] = [(Choice.UNKNOWN.value, pgettext_lazy("answer", "Don't know"))]
    if may_not_apply:
        choices.append((Choice.NOT_APPLICABLE.value, pgettext_lazy("answer", "Not applicable")))
    return [*choices, (Choice.NONE.value, pgettext_lazy("answer", "Leave open"))]
