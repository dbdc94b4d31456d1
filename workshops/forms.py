"""What a holder or a facilitator sends: inviting, preparing, leading."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.replacing import MAX_VERSION
from assessments.answer_form import LongTextField
from assessments.days import DayField, MeasuredDayField
from assessments.forms import MakesOne, PlainTextField, form_helper
from assessments.models import Assessment
from assessments.models.edition import MAX_SENDER
from maturity.definition import Option
from maturity.groups import OTHER
from maturity.typed import name_key
from workshops.agenda import Format
from workshops.facilitating import Outcome
from workshops.models import ChosenAction, Kind, Workshop
from workshops.telling import format_label

MOST_DEPARTMENTS = 20
LONGEST_NAME = 200
ANONYMOUS, WITH_NAMES = "anonymous", "names"
ANONYMOUS_LABEL = _(
    "Anonymous (recommended): nobody sees who answered what, you and the administrator included."
    " Outcomes are shown from 5 answers on."
)
WITH_NAMES_LABEL = _(
    "With names: people type their name. Beforehand their phone says that you can see their"
    " answers."
)
LEAST_ANONYMOUS, LEAST_WITH_NAMES = 5, 3
OF_THE_PAGE = {"key", "then"}  # fields that say nothing about what is made


class GroupForm(MakesOne, forms.Form):
    """What every group of people needs that answers together or apart."""

    title = PlainTextField(
        label=_("Title of this assessment"),
        max_length=200,
        required=False,
        help_text=_("Your colleagues see it, with the name of the organisation."),
    )
    departments = PlainTextField(
        label=_("Departments"),
        max_length=MOST_DEPARTMENTS * LONGEST_NAME,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One a line, to see where departments differ. Everybody chooses one, or rather not"
            " to say. Leave it empty for a small group."
        ),
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group that is shown"),
        min_value=5,
        max_value=50,
        initial=5,
        help_text=_(
            "From 5 to 50 people. There is no result before so many have answered, and no"
            " department with fewer is shown; in a quick scan none with fewer than 8."
        ),
    )

    use_required_attribute = False

    def clean_departments(self) -> list[str]:
        """Each name once, in its first spelling."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["departments"].splitlines():
            if line.strip():
                found.setdefault(name_key(line), line.strip())
        names = list(found.values())
        if len(names) > MOST_DEPARTMENTS:
            raise ValidationError(
                gettext("At most %(most)s departments: most of them would be too small to show.")
                % {"most": MOST_DEPARTMENTS}
            )
        for name in names:
            if len(name) > LONGEST_NAME or name == OTHER:
                raise ValidationError(
                    gettext("“%(name)s” cannot be the name of a department.") % {"name": name[:40]}
                )
        return names

    @property
    def wanted(self) -> dict[str, Any]:
        """By the names of the service that makes it."""
        fields = {name: self.cleaned_data[name] for name in self.fields if name not in OF_THE_PAGE}
        return fields | {"made_by": self.made_by(repr(sorted(fields.items())).encode())}


class InviteForm(GroupForm):
    def __init__(self, data: Any = None, *, own: Assessment) -> None:
        initial = {"title": title_beside(own, gettext("With colleagues"))}
        super().__init__(data, label_suffix="", initial=initial)
        self.helper = form_helper("title", "departments", "minimum_group")
        self.add_key()


def title_beside(own: Assessment, what: str) -> str:
    return f"{own.title} · {what}"[:LONGEST_NAME] if own.title else what


class RenewInvitationForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, stop the old invitation; I will send the new one"),
        error_messages={"required": _("Tick the box to renew the invitation.")},
    )
    seen = forms.IntegerField(min_value=1, max_value=MAX_VERSION, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, workshop: Workshop) -> None:
        super().__init__(data, label_suffix="", initial={"seen": workshop.invitation_number})
        self.helper = form_helper("is_sure", "seen")


class AlwaysChosenField(forms.ChoiceField):
    says_itself = True  # one is always chosen


class ReasonField(PlainTextField):
    says_itself = True  # when it may stay empty


class PrepareForm(GroupForm):
    subject = PlainTextField(
        label=_("Which organisation does the room answer for?"),
        max_length=LONGEST_NAME,
        help_text=_("One line, which every phone shows, so that all think of the same thing."),
    )
    format = AlwaysChosenField(
        label=_("How the room answers"),
        widget=forms.RadioSelect,
        required=False,
        initial=Format.QUICK,
    )
    is_anonymous = AlwaysChosenField(
        label=_("Answers"),
        widget=forms.RadioSelect,
        required=False,
        initial=ANONYMOUS,
        choices=[(ANONYMOUS, ANONYMOUS_LABEL), (WITH_NAMES, WITH_NAMES_LABEL)],
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group that is shown"),
        min_value=LEAST_WITH_NAMES,
        max_value=50,
        required=False,
        help_text=_(
            "Empty: 5, or 3 with names. Anonymous: no outcome before so many have answered, no"
            " department with fewer people, and in a quick scan or for one topic none with fewer"
            " than 8. With names only departments need so many."
        ),
    )
    minutes = forms.IntegerField(
        label=_("Minutes that you have"),
        min_value=20,
        max_value=480,
        required=False,
        help_text=_("Empty: as many as it is said to take. You are told when time runs out."),
    )
    day = MeasuredDayField(
        label=_("Day of the workshop"),
        required=False,
        help_text=_("Empty: today. It becomes the day on which the room begins."),
    )
    alone_from = forms.DateTimeField(
        label=_("People may answer beforehand from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("Choose a day and a time.")},
        help_text=_(
            "Only where everybody answers alone first. Empty: until you open it yourself, from the"
            " cockpit."
        ),
    )
    alone_until = forms.DateTimeField(
        label=_("And until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("Choose a day and a time.")},
        help_text=_("It closes by itself then. Empty: when you open the doors or close it."),
    )
    talks_first = forms.BooleanField(
        label=_("Talk first, then show the answers"),
        required=False,
        help_text=_("Advisable when somebody in the room has the last word."),
    )

    def __init__(self, data: Any = None, *, own: Assessment) -> None:
        initial = {
            "title": title_beside(own, gettext("Workshop")),
            "subject": own.organisation,
        }
        super().__init__(data, label_suffix="", initial=initial)
        field = cast(forms.ChoiceField, self.fields["format"])
        field.choices = [(each.value, format_label(each)) for each in Format]
        when = "day format is_anonymous minutes alone_from alone_until"
        names = f"title subject {when} departments minimum_group talks_first"
        self.helper = form_helper(*names.split())
        self.add_key()
        # Who tries it out first should not have to name anybody.
        self.fields["subject"].required = "is_rehearsal" not in (data or {})

    is_rehearsal = forms.BooleanField(required=False)  # said by the button that is pressed
    then = forms.ChoiceField(required=False, choices=[("kit", "kit")])  # so is where to go on

    @property
    def page(self) -> str:
        """The name of the page that comes next."""
        return "workshops:kit" if self.cleaned_data["then"] else "workshops:cockpit"

    def clean_subject(self) -> str:
        return self.cleaned_data["subject"] or gettext("An invented organisation")

    def clean_format(self) -> Format:
        return Format(self.cleaned_data["format"] or Format.QUICK)

    def clean_is_anonymous(self) -> bool:
        chosen: str = self.cleaned_data["is_anonymous"]
        return chosen != WITH_NAMES

    def clean(self) -> dict[str, Any]:
        self._clean_group()
        format = self.cleaned_data.get("format", Format.QUICK)
        self._check_beforehand(format)
        title = self.cleaned_data.get("title")
        if title and self.cleaned_data.get("is_rehearsal"):
            rehearsal = gettext("Rehearsal")
            self.cleaned_data["title"] = f"{rehearsal} · {title}"[:LONGEST_NAME]
        return self.cleaned_data

    def _check_beforehand(self, format: Format) -> None:
        moments = {each: self.cleaned_data.get(each) for each in ("alone_from", "alone_until")}
        begins, ends = moments["alone_from"] or timezone.now(), moments["alone_until"]
        if not format.is_alone_first:
            said = gettext("In this format nobody answers beforehand. Empty it, or choose another.")
            for name in filter(moments.get, moments):
                self.add_error(name, said)
        elif ends and ends <= begins:
            said = gettext("It would close before anybody can answer. Choose a later moment.")
            self.add_error("alone_until", said)

    def _clean_group(self) -> None:
        """How many it takes follows from whether there are names; invented people have none."""
        if self.cleaned_data.get("is_rehearsal"):
            self.cleaned_data["is_anonymous"] = True
        is_anonymous = self.cleaned_data.get("is_anonymous", True)
        least = LEAST_ANONYMOUS if is_anonymous else LEAST_WITH_NAMES
        chosen = self.cleaned_data.setdefault("minimum_group", least)
        if chosen is None:
            self.cleaned_data["minimum_group"] = least
        elif chosen < least:
            said = gettext("From 5 on where people answer anonymously; with names from 3 on.")
            self.add_error("minimum_group", said)


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


class ReleaseForm(forms.Form):
    """Whether those who took part may see the result."""

    is_released = forms.BooleanField(required=False)


class NoteForm(forms.Form):
    note = LongTextField(label=_("What did the room say?"))


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
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Of a level why; of a disagreement what one part of the room finds, and why."),
    )
    other_reason = ReasonField(
        label=_("Only if you do not agree: what does the other part find, and why?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, options: Sequence[Option] = (), proposed: int | None = None
    ) -> None:
        super().__init__(data, label_suffix="", auto_id="settle-%s")
        field = cast(forms.ChoiceField, self.fields["ending"])
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
