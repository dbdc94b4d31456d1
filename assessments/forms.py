"""What people may send. Forms validate and convert; services decide and save."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.exchange import Document, Refused, read
from assessments.exchange.document import MAX_BYTES
from assessments.importing import find_definition
from assessments.models import Answer, Assessment, Choice, Language, QuestionnaireKind
from maturity.definition import Definition, Question, Questionnaire
from maturity.responses import Targets
from maturity.scoring import DimensionResult, Result
from reports.formats import Format

if TYPE_CHECKING:
    AssessmentModelForm = forms.ModelForm[Assessment]
else:
    AssessmentModelForm = forms.ModelForm  # not generic while it runs

MAX_TEXT = 2000
MAX_VERSION = 2**31 - 1


class PlainTextField(forms.CharField):
    """Text without control characters, with the line ends of files: what our JSON can carry."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(
            c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
        )


def form_helper(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True  # the page's own form carries the token
    helper.layout = Layout(*fields)
    return helper


class Keep(models.TextChoices):
    """Which of two answers to keep when another tab or device was later."""

    THEIRS = "theirs", _("Keep the answer that is saved")
    MINE = "mine", _("Save my answer instead")


class AnswerData(TypedDict):
    choice: str
    reason: str
    note: str
    replaces: int


class AnswerForm(forms.Form):
    """One question. `version` names the answer it was made from, `seen` is the mark of what that
    said, and `theirs` names the one in a conflict."""

    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = PlainTextField(
        label=_("Why does this not apply to your organisation?"),
        required=False,
        widget=forms.Textarea,
    )
    note = PlainTextField(label=_("Note"), required=False, widget=forms.Textarea)
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
        answer: Answer | None,
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
        choice = cast(forms.ChoiceField, self.fields["choice"])
        choice.choices = answer_choices(question, questionnaire, sector)
        if not questionnaire.allows_not_applicable:
            del self.fields["reason"]
        for name in {"reason", "note"} & self.fields.keys():
            self.fields[name].validators.append(
                MaxLengthValidator(
                    MAX_TEXT, _("Write at most %(limit_value)s characters; this is %(show_value)s.")
                )
            )
        self.helper = form_helper(
            Field("choice", template="assessments/fields/choice.html"),
            *(
                Field(name, template=f"assessments/fields/{name}.html")
                for name in ("reason", "note")
                if name in self.fields
            ),
        )

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
    def keeps_theirs(self) -> bool:
        return bool(self.cleaned_data.get("keep") == Keep.THEIRS)

    @property
    def answer_data(self) -> AnswerData:
        cleaned = self.cleaned_data
        return AnswerData(
            choice=cleaned["choice"],
            reason=cleaned["reason"],
            note=cleaned["note"],
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


class AssessmentForm(AssessmentModelForm):
    """What an assessment says of itself; the sectors are those of its model version."""

    organisation = PlainTextField(
        label=_("Name of the organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Appears on the report."),
    )
    title = PlainTextField(
        label=_("Title of this measurement"),
        max_length=200,
        required=False,
        help_text=_("For example: baseline, spring 2026."),
    )
    sector = forms.ChoiceField(label=_("Sector"), widget=forms.RadioSelect)

    use_required_attribute = False

    class Meta:
        model = Assessment
        fields = ["sector", "organisation", "title"]

    def __init__(self, data: Any = None, *, definition: Definition, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        sector = cast(forms.ChoiceField, self.fields["sector"])
        sector.choices = [(each.slug, each) for each in definition.sectors]
        sector.error_messages["required"] = _("Choose the sector that fits best.")
        self.helper = form_helper(
            Field("sector", template="assessments/fields/sector.html"), "organisation", "title"
        )


class StartForm(AssessmentForm):
    questionnaire = forms.ChoiceField(
        label=_("Which questionnaire?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a questionnaire.")},
    )

    class Meta(AssessmentForm.Meta):
        fields = ["questionnaire", "sector", "organisation", "title"]

    def __init__(self, data: Any = None, *, definition: Definition, **kwargs: Any) -> None:
        super().__init__(data, definition=definition, **kwargs)
        questionnaire = cast(forms.ChoiceField, self.fields["questionnaire"])
        questionnaire.choices = [
            (kind, definition.questionnaire(kind)) for kind in QuestionnaireKind.values
        ]
        self.helper.layout.insert(
            0, Field("questionnaire", template="assessments/fields/questionnaire.html")
        )


class MailLinkForm(forms.Form):
    address = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the links once and do not keep the address."),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("address")


class RenewLinksForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, stop both links; I will keep the new ones"),
        error_messages={"required": _("Tick the box to renew both links.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("is_sure")


DEFAULT = "default"


def _chosen(choice: str) -> int | None:
    return None if choice == DEFAULT else int(choice)


@dataclass(frozen=True, slots=True)
class TargetFields:
    """The two choices of a dimension, beside what it scores."""

    row: DimensionResult
    target: int | None  # that stands
    level: forms.BoundField
    importance: forms.BoundField
    is_reached: bool  # the chosen level, as it is stored


class TargetsForm(forms.Form):
    """A target level and an importance per dimension; `defaults` is the result without a choice."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, definition: Definition, defaults: Result, chosen: Targets
    ) -> None:
        super().__init__(data, label_suffix="")
        self.defaults = defaults
        self.chosen = chosen
        for row in defaults.dimensions:
            slug = row.dimension.slug
            self.fields[f"{slug}-level"] = forms.TypedChoiceField(
                label=_("Target"),
                choices=level_choices(definition, row.target),
                coerce=_chosen,
                initial=chosen.levels.get(slug, DEFAULT),
            )
            self.fields[f"{slug}-importance"] = forms.TypedChoiceField(
                label=_("Importance"),
                choices=importance_choices(),
                coerce=_chosen,
                initial=chosen.importance.get(slug, DEFAULT),
            )

    def rows(self) -> Iterator[TargetFields]:
        for row in self.defaults.dimensions:
            slug = row.dimension.slug
            chosen = self.chosen.levels.get(slug)
            yield TargetFields(
                row,
                chosen or row.target,
                self[f"{slug}-level"],
                self[f"{slug}-importance"],
                is_reached=bool(chosen and row.score is not None and row.score >= chosen),
            )

    @property
    def targets(self) -> Targets:
        """What was chosen; a dimension that keeps the default is absent."""
        cleaned = self.cleaned_data
        slugs = [row.dimension.slug for row in self.defaults.dimensions]
        levels = {slug: cleaned[f"{slug}-level"] for slug in slugs}
        importance = {slug: cleaned[f"{slug}-importance"] for slug in slugs}
        return Targets(
            levels={slug: level for slug, level in levels.items() if level},
            importance={slug: weight for slug, weight in importance.items() if weight},
        )


def level_choices(definition: Definition, default: int | None) -> list[tuple[str, Any]]:
    if default is None:
        first = gettext("Default: none, as long as there is no score")
    else:
        first = gettext("Default: %(number)d, %(name)s") % {
            "number": default,
            "name": definition.level(default).name,
        }
    levels = [(str(level.number), f"{level.number}, {level.name}") for level in definition.levels]
    return [(DEFAULT, first), *levels]


def importance_choices() -> list[tuple[str, Any]]:
    return [
        (DEFAULT, _("Default: 2, normal")),
        ("1", _("1, low")),
        ("2", _("2, normal")),
        ("3", _("3, high")),
    ]


WHERE_FROM = _(
    "This is no assessment of Kanaalkompas. Such a file comes from “Take it with you (JSON)” on the"
    " overview of an assessment, or from a script that follows the exchange format."
)


class ImportForm(forms.Form):
    """A file in the exchange format, cleaned to its Document; a fault is an error of the field."""

    file = forms.FileField(
        label=_("Assessment file (JSON)"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=_("A file that Kanaalkompas exported, or one in the same format. At most 5 MB."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.helper = form_helper("file")

    def clean_file(self) -> Document:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            return read(upload.read(MAX_BYTES + 1), find_definition)
        except Refused as refused:
            meant = [WHERE_FROM] if refused.is_foreign else []
            raise ValidationError([*meant, *refused.lines]) from refused


class ReportForm(forms.Form):
    """Which language a report is asked in, without one that of the page; and which file of it."""

    language = forms.ChoiceField(choices=Language.choices, required=False)
    format = forms.ChoiceField(choices=[(each.value, each) for each in Format], required=False)


class DeleteForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, remove this assessment and everything that belongs to it"),
        error_messages={"required": _("Tick the box to confirm, or go back.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("is_sure")
