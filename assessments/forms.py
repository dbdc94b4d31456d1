"""What people may send. Forms validate and convert; services decide and save."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.replacing import ReplacingMixin
from assessments.days import TodayField
from assessments.exchange import Document, Refused, read
from assessments.exchange.document import MAX_BYTES
from assessments.exchange.kinds import kind_of
from assessments.importing import find_definition
from assessments.models import (
    MAX_HOLDER,
    Assessment,
    AssessmentQuerySet,
    Language,
    QuestionnaireKind,
    new_version,
)
from assessments.own_words import OneLineField
from maturity.definition import Definition
from maturity.responses import Targets
from maturity.scoring import DimensionResult, Result
from maturity.typed import plain
from reports.formats import OF_A_RESULT

if TYPE_CHECKING:
    AssessmentModelForm = forms.ModelForm[Assessment]
else:
    AssessmentModelForm = forms.ModelForm  # not generic while it runs

MAX_TEXT = 2000
PASTED_ADDRESS = re.compile(r"[^<>]*<([^<>]+)>")


class PlainTextField(forms.CharField):
    """Typed text as our files carry it; its length is that of what is kept."""

    def to_python(self, value: Any) -> str:
        return plain(str(super().to_python(value)))


def form_helper(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True  # the page's own form carries the token
    helper.layout = Layout(*fields)
    return helper


class MakesOne(forms.BaseForm):
    """A form that makes something once: pressed twice, or sent again, it finds what it made."""

    def add_key(self) -> None:
        self.fields["key"] = forms.CharField(
            required=False, max_length=64, initial=new_version, widget=forms.HiddenInput
        )

    def made_by(self, content: bytes) -> str:
        """Names this very form with this content; other content is meant to make something else.
        Only a digest of it is stored: the key is as good as a link to what it made."""
        key = self.cleaned_data.get("key") or new_version()
        return hashlib.sha256(key.encode() + b"\0" + content).hexdigest()


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
        label=_("Title of this assessment"),
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


class StartForm(MakesOne, AssessmentForm):
    questionnaire = forms.ChoiceField(
        label=_("Which questionnaire?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a questionnaire.")},
    )

    class Meta(AssessmentForm.Meta):
        fields = ["questionnaire", "sector", "organisation", "title"]

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Definition,
        rounds: AssessmentQuerySet,
        is_decided: bool = False,
        **kwargs: Any,
    ) -> None:
        """`rounds` are those that the visitor may measure again; `is_decided` when a questionnaire
        that it begins with was chosen by the visitor."""
        super().__init__(data, definition=definition, **kwargs)
        self.is_decided = is_decided
        self.fields["previous"] = forms.ModelChoiceField(
            rounds, to_field_name="public_id", required=False, widget=forms.HiddenInput
        )
        self.fields["today"] = TodayField()
        questionnaire = cast(forms.ChoiceField, self.fields["questionnaire"])
        questionnaire.choices = [
            (kind, definition.questionnaire(kind)) for kind in QuestionnaireKind.values
        ]
        self.helper = form_helper(
            Field("questionnaire", template="assessments/fields/questionnaire.html"),
            Field("sector", template="assessments/fields/sector.html"),
        )
        self.add_key()

    @property
    def kind(self) -> str | None:
        """What was chosen before this form was seen: it need not be asked again."""
        asked = self.initial.get("questionnaire")
        return asked if self.is_decided and not self.is_bound else None

    @property
    def names_it(self) -> bool:
        """Whether a name or title says something, or has something to be said of it."""
        fields = [self[name] for name in ("organisation", "title")]
        return any(field.value() or field.errors for field in fields)

    @property
    def assessment(self) -> dict[str, Any]:
        """What to make, by the names of `create_assessment`."""
        names = [*self.Meta.fields, "previous"]
        fields = {name: self.cleaned_data[name] for name in names}
        made_by = self.made_by(repr(sorted(fields.items())).encode())
        return fields | {"made_by": made_by, "today": self.cleaned_data["today"]}


class AddressField(forms.EmailField):
    """An email address, also as a mail program copies it: `Name <a@b>;` or `mailto:a@b`."""

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value)).removeprefix("mailto:").strip(" ;,")
        pasted = PASTED_ADDRESS.fullmatch(typed)
        return pasted[1] if pasted else typed


class MailLinkForm(forms.Form):
    address = AddressField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the links once and do not keep the address."),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("address")


class ShareForm(forms.Form):
    holder = OneLineField(
        label=_("For whom"),
        max_length=MAX_HOLDER,
        help_text=_("A name that tells you later whose link it is."),
        error_messages={"required": _("Say for whom the link is.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["holder"].required = True
        self.helper = form_helper("holder")


class RenewLinkForm(forms.Form):
    with_read_links = forms.BooleanField(
        label=_("Withdraw every read-only link too: whoever had the private link could see them"),
        required=False,
    )
    is_sure = forms.BooleanField(
        label=_("Yes, stop the private link; I will keep the new one"),
        error_messages={"required": _("Tick the box to renew the private link.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("with_read_links", "is_sure")


DEFAULT = "default"


def _chosen(choice: str) -> int | None:
    return None if choice == DEFAULT else int(choice)


@dataclass(frozen=True, slots=True)
class TargetFields:
    """The two choices of a dimension, beside what it scores."""

    row: DimensionResult
    level: forms.BoundField
    importance: forms.BoundField
    is_reached: bool  # the chosen level, as it is stored


class TargetsForm(ReplacingMixin, forms.Form):
    """A target level and an importance per dimension; `defaults` is the result without a choice."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Definition,
        defaults: Result,
        chosen: Targets,
        version: int,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.add_version(version)
        self.defaults = defaults
        self.chosen = chosen
        for row in defaults.dimensions:
            slug, dimension = row.dimension.slug, {"dimension": row.dimension.name}
            self.fields[f"{slug}-level"] = forms.TypedChoiceField(
                label=_("Target"),
                choices=level_choices(definition, row.target),
                coerce=_chosen,
                initial=chosen.levels.get(slug, DEFAULT),
                error_messages=_refused(_("Choose a target for %(dimension)s.") % dimension),
            )
            self.fields[f"{slug}-importance"] = forms.TypedChoiceField(
                label=_("Importance"),
                choices=importance_choices(),
                coerce=_chosen,
                initial=chosen.importance.get(slug, DEFAULT),
                error_messages=_refused(_("Choose an importance for %(dimension)s.") % dimension),
            )

    def name_of(self, field: str) -> str:
        """Seven fields have the same label."""
        slug, _dash, _choice = field.rpartition("-")
        names = {row.dimension.slug: row.dimension.name for row in self.defaults.dimensions}
        return f"{names[slug]}: {self.fields[field].label}"

    def rows(self) -> Iterator[TargetFields]:
        for row in self.defaults.dimensions:
            slug = row.dimension.slug
            chosen = self.chosen.levels.get(slug)
            yield TargetFields(
                row,
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


def _refused(words: str) -> dict[str, str]:
    """Seven fields have the same label, so the message names what it is about."""
    return {"required": words, "invalid_choice": words}


def level_choices(definition: Definition, default: int | None) -> list[tuple[str, Any]]:
    if default is None:
        first = gettext("Default: none yet")
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
    "This is not a Kanaalkompas assessment. Such a file comes from “Download (JSON)” on the"
    " overview of an assessment, or from a script that follows the exchange format."
)


class ImportForm(MakesOne, forms.Form):
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
        self.add_key()
        self._content = b""

    @property
    def maker(self) -> str:
        return self.made_by(self._content)

    def clean_file(self) -> Document:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        self._content = upload.read(MAX_BYTES + 1)
        try:
            return read(self._content, find_definition)
        except Refused as refused:
            meant = [kind_of(self._content), WHERE_FROM] if refused.is_foreign else []
            raise ValidationError([*filter(None, meant), *refused.lines]) from refused


class ReportForm(forms.Form):
    """Which language a report is asked in, without one that of the page; and which file of it."""

    language = forms.ChoiceField(choices=Language.choices, required=False)
    format = forms.ChoiceField(choices=[(each.value, each) for each in OF_A_RESULT], required=False)


class DeleteForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, remove this assessment and everything that belongs to it"),
        error_messages={"required": _("Tick the box to confirm, or go back.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.helper = form_helper("is_sure")
