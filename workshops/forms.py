"""What a holder or a facilitator sends before people answer: inviting, preparing."""

from typing import Any, cast

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.replacing import MAX_VERSION
from assessments.days import MeasuredDayField
from assessments.forms import MakesOne, PlainTextField, form_helper
from assessments.models import Assessment
from maturity.groups import OTHER, department_minimum
from maturity.typed import name_key
from workshops.agenda import PLANS, Format, Part
from workshops.models import Workshop
from workshops.services import MOST_PEOPLE
from workshops.telling import FORMATS, PARTS, format_label, too_small_words

MOST_DEPARTMENTS = 20
OF_A_DIMENSION = 5  # questions, in the full questionnaire
TOO_SMALL = "{% include 'workshops/_too_small.html' with words=form.too_small only %}"
TOO_SMALL_GROUP = _("From 5 on where people answer anonymously; with names from 3 on.")
LONGEST_NAME = 200
ANONYMOUS, WITH_NAMES = "anonymous", "names"
ANONYMOUS_LABEL = _(
    "Anonymous (recommended): nobody sees who answered what, not even you or the administrator."
    " Outcomes are shown from 5 answers on."
)
WITH_NAMES_LABEL = _(
    "With names: people type their name. Before they join, their phone says that you can see"
    " their answers."
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
            "One per line, to see where departments differ. Everybody chooses one, or rather not"
            " to say. Leave it empty for a small group."
        ),
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group that is shown"),
        min_value=LEAST_ANONYMOUS,
        max_value=50,
        initial=LEAST_ANONYMOUS,
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
            "At least 5, or 3 with names; the same when you leave it empty. Anonymous: no outcome"
            " before so many have answered, no department with fewer people, and in a quick scan or"
            " for one topic none with fewer than 8. With names only departments need so many."
        ),
        error_messages={"min_value": TOO_SMALL_GROUP},
    )
    minutes = forms.IntegerField(
        label=_("Minutes that you have"),
        min_value=20,
        max_value=480,
        required=False,
        help_text=_("Empty: as many as the format takes. You are told when time runs out."),
    )
    expected = forms.IntegerField(
        label=_("How many people do you expect?"),
        min_value=2,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("To tell you how many departments are large enough to show."),
    )
    day = MeasuredDayField(
        label=_("Day of the workshop"),
        required=False,
        help_text=_("Empty: today. If the room begins on another day, it becomes that day."),
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
        label=_("People may answer beforehand until"),
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
        self.helper = form_helper(
            *(
                "title",
                "subject",
                "day",
                "format",
                "is_anonymous",
                "minutes",
                "alone_from",
                "alone_until",
            ),
            *("expected", "departments", HTML(TOO_SMALL), "minimum_group", "talks_first"),
        )
        self.add_key()
        # Who tries it out first should not have to name anybody.
        self.fields["subject"].required = "is_rehearsal" not in (data or {})

    is_rehearsal = forms.BooleanField(required=False)  # said by the button that is pressed
    is_without_chosen_names = False  # a rehearsal of a workshop that will have them
    then = forms.ChoiceField(required=False, choices=[("kit", "kit")])  # so is where to go on

    @property
    def plan(self) -> list[tuple[Promise, int]]:
        """Minutes of each part, of what was chosen so far."""
        plan = PLANS[self._chosen_format]
        return [(PARTS[part], minutes) for part, minutes in plan.parts_in(self.whole).items()]

    @property
    def is_short(self) -> bool:
        """Less than half of what the topics are said to take is left for them."""
        plan = PLANS[self._chosen_format]
        return 2 * plan.parts_in(self.whole)[Part.TOPICS] < plan.parts[Part.TOPICS]

    @property
    def plan_name(self) -> Promise:
        return FORMATS[self._chosen_format][0]

    @property
    def whole(self) -> int:
        """Minutes together."""
        return self._said.get("minutes") or PLANS[self._chosen_format].minutes

    @property
    def too_small(self) -> str:
        """That departments would be, with so many people as are expected."""
        questions = 1 if self._chosen_format is Format.QUICK else OF_A_DIMENSION
        minimum = self._said.get("minimum_group") or LEAST_ANONYMOUS
        if self._said.get("is_anonymous", True):
            minimum = department_minimum(minimum, questions)
        departments = len(self._said.get("departments") or ())
        return too_small_words(self._said.get("expected"), departments, minimum)

    @property
    def _said(self) -> dict[str, Any]:
        """What is well-formed of what was sent."""
        return self.cleaned_data if self.is_bound and self.errors is not None else {}

    @property
    def _chosen_format(self) -> Format:
        return Format(self._said.get("format") or Format.QUICK)

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
            named = "" if title == gettext("Workshop") else title  # that is what it is anyway
            rehearsal = " · ".join(filter(None, [gettext("Rehearsal"), named]))
            self.cleaned_data["title"] = rehearsal[:LONGEST_NAME]
        return self.cleaned_data

    def _rehearse(self) -> None:
        """Without names, whatever was chosen for the workshop itself."""
        self.is_without_chosen_names = not self.cleaned_data.get("is_anonymous", True)
        self.cleaned_data["is_anonymous"] = True
        chosen = self.cleaned_data.get("minimum_group")
        if self.is_without_chosen_names and chosen:
            self.cleaned_data["minimum_group"] = max(chosen, LEAST_ANONYMOUS)

    def _check_beforehand(self, format: Format) -> None:
        moments = {each: self.cleaned_data.get(each) for each in ("alone_from", "alone_until")}
        begins, ends = moments["alone_from"] or timezone.now(), moments["alone_until"]
        if not format.is_alone_first:
            said = gettext(
                "In this format nobody answers beforehand. Clear this, or choose another."
            )
            for name in filter(moments.get, moments):
                self.add_error(name, said)
        elif ends and ends <= begins:
            said = gettext("It would close before anybody can answer. Choose a later moment.")
            self.add_error("alone_until", said)

    def _clean_group(self) -> None:
        """How many it takes follows from whether there are names; invented people have none."""
        if self.cleaned_data.get("is_rehearsal"):
            self._rehearse()
        is_anonymous = self.cleaned_data.get("is_anonymous", True)
        least = LEAST_ANONYMOUS if is_anonymous else LEAST_WITH_NAMES
        chosen = self.cleaned_data.setdefault("minimum_group", least)
        if chosen is None:
            self.cleaned_data["minimum_group"] = least
        elif chosen < least:
            self.add_error("minimum_group", TOO_SMALL_GROUP)
