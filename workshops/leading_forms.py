"""What a facilitator sends who leads a room: steps, notes, outcomes, who does what."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.replacing import MAX_VERSION
from assessments.answer_form import LongTextField
from assessments.days import DayField
from assessments.forms import PlainTextField, form_helper
from assessments.models.edition import MAX_SENDER
from maturity.definition import Option
from reports.spread import Counted
from workshops.facilitating import Outcome
from workshops.models import ChosenAction, Kind


class ReasonField(PlainTextField):
    says_itself = True  # when it may stay empty


class ChosenForm(forms.Form):
    """Who does one of the chosen actions, and when."""

    who = PlainTextField(label=_("Who"), required=False, max_length=MAX_SENDER)
    due = DayField(
        label=_("When"),
        required=False,
        attrs={"class": "input"},
        error_messages={"invalid": _("Choose a date.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, chosen: ChosenAction) -> None:
        initial = {"who": chosen.who, "due": chosen.due}
        super().__init__(data, prefix=chosen.action, label_suffix="", initial=initial)
        self.chosen = chosen
        self.fields["who"].widget.attrs["class"] = "input"
        self.helper = form_helper("who", "due")


class StepForm(forms.Form):
    """What a facilitator presses; `step` is what the page showed."""

    step = forms.IntegerField(min_value=0, max_value=MAX_VERSION)
    topic = forms.CharField(required=False, max_length=50)
    is_sure = forms.BooleanField(required=False)  # was asked first, and goes on


class ReleaseForm(forms.Form):
    """Whether those who took part may see the result."""

    is_released = forms.BooleanField(required=False)


class NoteForm(forms.Form):
    note = LongTextField(label=_("Note: what else did the room say?"))


class SettleForm(forms.Form):
    """What the room makes of a topic."""

    ending = forms.ChoiceField(
        label=_("What does the room settle on?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    reason = ReasonField(
        label=_("Why?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For a level, why that one. If you do not agree: what one part finds, and why."
            " Everybody reads it: on the screen and in the report."
        ),
    )
    other_reason = ReasonField(
        label=_("And the other part?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, options: Sequence[Option] = (), counted: Counted | None = None
    ) -> None:
        # What changes nothing and asks for no reason is chosen until somebody chooses.
        initial = {"ending": Kind.VOTES.value}
        super().__init__(data, label_suffix="", auto_id="settle-%s", initial=initial)
        field = cast(forms.ChoiceField, self.fields["ending"])
        proposed = counted.proposed if counted else None
        field.help_text = counted.unproposed_words if counted else ""
        field.choices = [
            *((str(each.level), _level_label(each, proposed)) for each in options),
            (Kind.DISAGREE.value, gettext("We do not agree")),
            (Kind.VOTES.value, gettext("The votes stand as they are")),
        ]
        self.helper = form_helper("ending", "reason", "other_reason")

    def clean(self) -> dict[str, Any]:
        ending = self.cleaned_data.get("ending")
        if ending and ending != Kind.VOTES and not self.cleaned_data.get("reason"):
            self.add_error("reason", gettext("Say why: it is kept with the outcome."))
        if ending == Kind.DISAGREE and not self.cleaned_data.get("other_reason"):
            self.add_error("other_reason", gettext("Both sides belong in the outcome."))
        return self.cleaned_data

    @property
    def outcome(self) -> Outcome:
        ending = self.cleaned_data["ending"]
        reason, other = self.cleaned_data["reason"], self.cleaned_data["other_reason"]
        if ending == Kind.VOTES:
            return Outcome(Kind.VOTES)
        if ending == Kind.DISAGREE:
            return Outcome(Kind.DISAGREE, reason=reason, other_reason=other)
        return Outcome(Kind.LEVEL, level=int(ending), reason=reason)


def _level_label(option: Option, proposed: int | None) -> str:
    words = {"letter": option.letter, "level": option.level}
    if option.level == proposed:
        return gettext("%(letter)s, level %(level)s (in the middle of the answers)") % words
    return gettext("%(letter)s, level %(level)s") % words
