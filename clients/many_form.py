"""A pasted list of units to measure at once."""

from typing import Any, cast

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms import MakesOne, PlainTextField, form_helper
from assessments.models import QuestionnaireKind
from assessments.own_words import OwnWordsField
from clients.many import MOST
from maturity.definition import Definition
from maturity.typed import name_key

LONGEST = 200  # letters of a name


class Press:
    """Which button."""

    LOOK = "look"  # what would be started
    CHANGE = "change"  # the list again
    START = "start"


class ManyForm(MakesOne, forms.Form):
    """Names, one a line. Pressed to look first, then to start."""

    names = OwnWordsField(
        label=gettext_lazy("Names of the units, one a line"),
        max_length=MOST * (LONGEST + 1),
        required=True,
        error_messages={"required": gettext_lazy("Write at least one name.")},
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Paste them from a sheet or a letter: at most 200. A unit that is there already is"
            " used, others are added."
        ),
    )
    questionnaire = forms.ChoiceField(
        label=gettext_lazy("Which questionnaire?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a questionnaire.")},
    )
    title = PlainTextField(
        label=gettext_lazy("Title of these assessments"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: baseline, spring 2026."),
    )
    press = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        super().__init__(data, label_suffix="")
        questionnaire = cast(forms.ChoiceField, self.fields["questionnaire"])
        questionnaire.choices = [
            (kind, definition.questionnaire(kind)) for kind in QuestionnaireKind.values
        ]
        self.helper = form_helper(
            "names",
            Field("questionnaire", template="assessments/fields/questionnaire.html"),
            "title",
        )
        self.add_key()
        self.repeated: list[str] = []  # names that stand in the list once more

    def clean_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        spelled: dict[str, list[str]] = {}
        for name in filter(None, lines):
            spelled.setdefault(name_key(name), []).append(name)
        names = [first for first, *_rest in spelled.values()]
        _refuse_too_many(names)
        self.repeated = [first for first, *rest in spelled.values() if rest]
        return names

    def made_for(self, unit: str) -> str:
        return self.made_by(repr((unit, self.values)).encode())

    @property
    def values(self) -> dict[str, str]:
        """Of every measurement alike, by the names of `create_assessment`."""
        return {name: self.cleaned_data[name] for name in ("questionnaire", "title")}

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data["press"] == Press.START)

    @property
    def asks_to_change(self) -> bool:
        return bool(self.cleaned_data["press"] == Press.CHANGE)


def _refuse_too_many(names: list[str]) -> None:
    if len(names) > MOST:
        message = _("Start at most %(most)d at once; the list has %(count)d.")
        raise ValidationError(message % {"most": MOST, "count": len(names)})
    for name in names:
        if len(name) > LONGEST:
            words = {"most": LONGEST, "name": name[:40]}
            raise ValidationError(
                _("A name has at most %(most)d letters; this one is longer: %(name)s…") % words
            )
