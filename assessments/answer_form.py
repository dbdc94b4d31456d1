"""The form of one question, and its fields as the page prints them."""

from dataclasses import dataclass
from typing import Any, TypedDict, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.forms import MAX_TEXT, PlainTextField
from assessments.models import Choice
from assessments.replacing import MAX_VERSION
from assessments.stored_answer import StoredAnswer
from maturity.definition import Option, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Card:
    """One way to answer."""

    value: str
    id: str
    label: Option | str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """The ways to answer a question. Nothing of it was typed, so that it can be printed once."""

    name: str  # of the field
    options: tuple[Card, ...]
    quiet: tuple[Card, ...]  # the ways not to choose an option


@dataclass(frozen=True, slots=True)
class Area:
    """A field for text. Only an empty one may be printed once."""

    template: str
    name: str
    label: str
    text: str
    is_wrong: bool

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.is_wrong)


class Keep(models.TextChoices):
    """Which of two answers to keep when another tab or device was later."""

    THEIRS = "theirs", _("Keep the answer that is saved")
    MINE = "mine", _("Save my answer instead")


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
    said, and `theirs` names the one in a conflict."""

    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = LongTextField(label=_("Why does this not apply to your organisation?"))
    note = LongTextField(label=_("Note"))
    version = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    theirs = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput
    )
    keep = forms.ChoiceField(choices=Keep.choices, required=False, widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        question: Question,
        questionnaire: Questionnaire,
        sector: str,
        answer: StoredAnswer | None,
        takes_words: bool = True,
    ) -> None:
        super().__init__(
            data,
            prefix=question.code,
            auto_id="%s",
            initial={
                "choice": answer.choice if answer else None,
                "reason": answer.reason if answer else "",
                "note": answer.note if answer else "",
                "version": answer.version if answer else 0,
            },
        )
        self.question = question
        self.answer = answer
        self.choices = answer_choices(question, questionnaire, sector)
        cast(forms.ChoiceField, self.fields["choice"]).choices = self.choices
        if not (takes_words and questionnaire.allows_not_applicable):
            del self.fields["reason"]
        if not takes_words:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("choice") != Choice.NOT_APPLICABLE:
            cleaned["reason"] = ""  # a reason for a choice that was taken back goes with it
        if cleaned.get("keep") == Keep.MINE and cleaned.get("theirs") is not None:
            cleaned["version"] = cleaned["theirs"]
        cleaned["version"] = cleaned.get("version") or 0  # a save that names none replaces none
        return cleaned

    @property
    def names(self) -> str:
        """Of its fields, as htmx wants to hear which to send."""
        return ",".join(self.add_prefix(name) for name in self.fields)

    @property
    def cards(self) -> Cards:
        chosen = self["choice"].value()
        name = self.add_prefix("choice")
        cards = [
            Card(
                value=value,
                id=f"{name}_{place}",
                label=label if isinstance(label, Option) else str(label),
                is_chosen=bool(chosen) and value == chosen,
            )
            for place, (value, label) in enumerate(self.choices)
        ]
        best = tuple(card for card in cards if isinstance(card.label, Option))
        return Cards(name, best, tuple(cards[len(best) :]))

    @property
    def areas(self) -> list[Area]:
        """Under the cards."""
        return [self._area(name) for name in ("reason", "note") if name in self.fields]

    def _area(self, name: str) -> Area:
        return Area(
            template=f"assessments/fields/{name}.html",
            name=self.add_prefix(name),
            label=str(self.fields[name].label),
            text=self[name].value() or "",
            is_wrong=name in self.errors,
        )

    @property
    def keeps_theirs(self) -> bool:
        return bool(self.cleaned_data.get("keep") == Keep.THEIRS)

    @property
    def answer_data(self) -> AnswerData:
        cleaned = self.cleaned_data
        return AnswerData(
            choice=cleaned["choice"],
            reason=cleaned["reason"],
            note=cleaned.get("note", ""),
            replaces=cleaned["version"],
        )


def answer_choices(
    question: Question, questionnaire: Questionnaire, sector: str
) -> list[tuple[str, Any]]:
    """The four options by level, then the ways not to choose one; labels of levels are Options."""
    choices: list[tuple[str, Any]] = [
        (str(option.level), option) for option in question.options[sector]
    ]
    choices.append((Choice.UNKNOWN.value, pgettext_lazy("answer", "Don't know")))
    if questionnaire.allows_not_applicable:
        choices.append((Choice.NOT_APPLICABLE.value, pgettext_lazy("answer", "Not applicable")))
    choices.append((Choice.NONE.value, pgettext_lazy("answer", "Leave open")))
    return choices
