"""What people who take part in a workshop send."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.public_ids import ID_ALPHABET
from assessments.answer_form import answer_choices
from assessments.forms import PlainTextField, form_helper
from assessments.models import Assessment, Choice
from maturity.definition import Question
from workshops.links import CODE_LENGTH
from workshops.models import CODE_LENGTH as ROOM_CODE_LENGTH
from workshops.models import LONGEST_NAME, Department
from workshops.services import DOTS_EACH
from workshops.steps import LAST_ROUND

NOT_SAID = "none"


class RoomCodeForm(forms.Form):
    """The code on the screen, however somebody types it."""

    code = PlainTextField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six letters and digits; you find it on the screen."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="room-%s")
        self.helper = form_helper("code")

    def clean_code(self) -> str:
        signs = signs_of(self.cleaned_data["code"])
        if len(signs) != ROOM_CODE_LENGTH or not set(signs) <= set(ID_ALPHABET):
            raise ValidationError(
                gettext("A code has six characters, and never 0, 1, I, L or O. Look once more.")
            )
        return signs


def signs_of(typed: str) -> str:
    return "".join(sign for sign in typed.casefold() if sign not in " -–.\n\t")


class VoteForm(forms.Form):
    """What somebody chooses in a room, for which topic and in which round."""

    topic = forms.CharField(widget=forms.HiddenInput, max_length=50)
    round = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LAST_ROUND)
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    keep = forms.BooleanField(required=False)  # what one chose in the first round

    use_required_attribute = False

    def __init__(self, data: Any = None, *, assessment: Assessment, question: Question) -> None:
        super().__init__(data, label_suffix="", auto_id="vote-%s")
        questionnaire = assessment.questionnaire_in(get_language())
        choices = answer_choices(question, questionnaire, assessment.sector)
        field = cast(forms.ChoiceField, self.fields["choice"])
        field.choices = [each for each in choices if each[0] != Choice.NONE]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (self.cleaned_data["choice"] or self.cleaned_data["keep"]):
            raise ValidationError(gettext("Choose an answer first."))
        return self.cleaned_data


class CommentForm(forms.Form):
    """What somebody adds to a vote; it cannot be taken back, since it is nobody's."""

    topic = forms.CharField(widget=forms.HiddenInput, max_length=50)
    round = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LAST_ROUND)
    text = PlainTextField(
        label=_("Explanation"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The facilitator sees it, without a name, once the answers are shown; it does not go to"
            " the screen, to other phones or into the report. Mention no names: once sent it stays."
        ),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="comment-%s", initial=initial)


class WorthForm(forms.Form):
    """Whether it was worth the time."""

    worth = forms.IntegerField(min_value=1, max_value=4)


class DotsForm(forms.Form):
    """What somebody wants done first."""

    actions = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, actions: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(data, label_suffix="", auto_id="dot-%s", **kwargs)
        cast(forms.MultipleChoiceField, self.fields["actions"]).choices = actions

    def clean_actions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["actions"]
        if len(chosen) > DOTS_EACH:
            words = {"ticked": len(chosen), "most": DOTS_EACH, "over": len(chosen) - DOTS_EACH}
            said = gettext(
                "You ticked %(ticked)s and have %(most)s dots. Take %(over)s away and send it"
                " again: nothing of this is saved yet."
            )
            raise ValidationError(said % words)
        return chosen


class JoinForm(forms.Form):
    """A name where everybody gives theirs, and a department where there are any."""

    name = PlainTextField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Everybody takes part by name here.")},
    )
    department = forms.ChoiceField(
        label=_("Which department are you with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, or that you would rather not say.")},
    )

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        departments: list[Department],
        least: int,
        has_names: bool = False,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.departments = {str(each.pk): each for each in departments}
        field = cast(forms.ChoiceField, self.fields["department"])
        shown = gettext("A department is only shown when %(least)s or more of it take part.")
        field.help_text = shown % {"least": least}
        field.choices = [*self.departments.items(), (NOT_SAID, _("I would rather not say"))]
        if not has_names:
            del self.fields["name"]
        if not departments:
            del self.fields["department"]
        self.helper = form_helper(*self.fields)

    @property
    def chosen(self) -> Department | None:
        return self.departments.get(self.cleaned_data.get("department", NOT_SAID))

    @property
    def given_name(self) -> str:
        """Empty where none was asked for."""
        return str(self.cleaned_data.get("name", ""))


class CodeForm(forms.Form):
    code = PlainTextField(
        label=_("Personal code"),
        max_length=40,
        help_text=_("Eight letters and digits; capitals, spaces and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="code-%s")
        self.helper = form_helper("code")

    def clean_code(self) -> str:
        signs = signs_of(self.cleaned_data["code"])
        if len(signs) != CODE_LENGTH or not set(signs) <= set(ID_ALPHABET):
            raise ValidationError(
                gettext("A code has eight characters, and never 0, 1, I, L or O. Look once more.")
            )
        return signs
