"""How a report goes out, as people send it: own words and plan, parts, sender, accent, logo."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms import form_helper
from assessments.models.edition import MAX_INSIGHT, MAX_SENDER, MAX_SENTENCE
from assessments.own_words import OneLineField, OwnWordsField
from assessments.plan_form import PlanMixin
from assessments.replacing import ReplacingMixin
from rendering.logo_faults import MAX_BYTES, Fault
from reports.colours import darkened
from reports.edition import Branding, Edition, OwnWords, Part
from reports.report import Report

COLOUR = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
PART_NAMES = {
    Part.PATTERNS: gettext_lazy("Patterns between the dimensions"),
    Part.QUICK_WINS: gettext_lazy("Quick wins"),
    Part.ROUTE: gettext_lazy("The route in three horizons, with its basecamps"),
    Part.PROGRAMME: gettext_lazy("The change programme and its risks"),
    Part.FIGURES: gettext_lazy("Figures from the literature"),
    Part.ANSWERS: gettext_lazy("The appendix with every answer"),
    Part.NOTES: gettext_lazy("Notes beside the answers"),
}
LOGO_FAULTS = {
    Fault.NO_IMAGE: gettext_lazy("This is not a PNG, JPEG, WebP or SVG picture."),
    Fault.BROKEN: gettext_lazy("This picture is damaged or empty. Save it again and retry."),
    Fault.TOO_MANY_BYTES: gettext_lazy("This file is larger than 2 MB. Make it smaller first."),
    Fault.TOO_MANY_PIXELS: gettext_lazy(
        "This picture has more than 25 million pixels. Make it smaller first."
    ),
    Fault.REFERS: gettext_lazy(
        "This SVG refers to other files or declares entities. Save it as a plain SVG, or as PNG."
    ),
    Fault.NO_TYPEFACE: gettext_lazy(
        "The letters of this SVG cannot be drawn here. Convert them to outlines, or save it as PNG."
    ),
    Fault.TOO_HARD: gettext_lazy("This picture is too complex to draw. Save it as PNG instead."),
}


def logo_fault(reason: str) -> str:
    """Of a logo that was refused, in words."""
    fault = Fault(reason) if reason in set(Fault) else Fault.TOO_HARD
    return str(LOGO_FAULTS[fault])


@dataclass(frozen=True, slots=True)
class ReplacedAccent:
    typed: str
    used: str


class EditionForm(PlanMixin, ReplacingMixin, forms.Form):
    """The whole of an edition. Sending it replaces the edition; only a logo stays by itself."""

    sentence = OneLineField(
        label=gettext_lazy("Your own sentence"),
        max_length=MAX_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("If empty, the sentence above is used."),
    )
    summary = OwnWordsField(
        label=gettext_lazy("Insight for the summary"),
        max_length=MAX_INSIGHT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What to include"),
        choices=PART_NAMES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sender = OneLineField(
        label=gettext_lazy("Name of the sender"),
        max_length=MAX_SENDER,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=gettext_lazy("Shown on the cover and beside your insights."),
    )
    contact = OneLineField(
        label=gettext_lazy("Contact line"),
        max_length=MAX_SENDER,
        help_text=gettext_lazy("For example an address, a telephone number or a site."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Accent colour"),
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy(
            "As # with three or six digits, for example #c64200. Where a colour is too light for"
            " text on white, a darker one of the same hue is used; the cover has it as it is."
        ),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp,.svg"}),
        help_text=gettext_lazy(
            "PNG, JPEG, WebP or SVG, at most 2 MB. Text in an SVG is best turned into outlines:"
            " this server may not have its typeface."
        ),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )
    without_logo = forms.BooleanField(
        label=gettext_lazy("Remove the logo that is there"), required=False
    )

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        report: Report,
        version: int,
    ) -> None:
        definition, kept = report.definition, report.edition
        super().__init__(data, files, label_suffix="", initial=_initial(kept))
        self.add_version(version)
        self.add_plan(report)
        self.kept = kept
        self.replaced_accent: ReplacedAccent | None = None
        self.dimensions = definition.dimensions
        for dimension in definition.dimensions:
            self.fields[f"insight-{dimension.slug}"] = OwnWordsField(
                label=dimension.name,
                max_length=MAX_INSIGHT,
                widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
                initial=kept.own_words.dimensions.get(dimension.slug, ""),
            )
            self.fields[f"insight-{dimension.slug}"].widget.attrs["class"] = "input"
        if not kept.branding.logo:
            del self.fields["without_logo"]
        self.helper = form_helper(Field("sentence"))

    def insights(self) -> Iterator[forms.BoundField]:
        for dimension in self.dimensions:
            yield self[f"insight-{dimension.slug}"]

    def clean_accent(self) -> str:
        typed = str(self.cleaned_data["accent"]).strip()
        if not typed:
            return ""
        if not COLOUR.fullmatch(typed):
            raise ValidationError(_("Write the colour as # with three or six digits, as #c64200."))
        digits = typed.removeprefix("#").lower()
        colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
        used = darkened(colour)
        if used != colour:
            self.replaced_accent = ReplacedAccent(colour, used)
        return used

    def clean_logo(self) -> bytes:
        """The picture as it was sent: a worker makes ours of it. Nothing when none was sent."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if upload is None:
            return b""
        if upload.size is None or upload.size > MAX_BYTES:
            raise ValidationError(LOGO_FAULTS[Fault.TOO_MANY_BYTES])
        picture: bytes = upload.read()
        return picture

    def clean(self) -> dict[str, Any]:
        if self.errors:
            self._ask_for_logo_again()
        return self.cleaned_data

    def lies_beside(self, stored: ReplacingMixin) -> bool:
        is_beside = super().lies_beside(stored)
        if is_beside:
            self._ask_for_logo_again()
        return is_beside

    def _ask_for_logo_again(self) -> None:
        if self.cleaned_data.get("logo"):
            again = _("A browser does not keep a file: choose the logo again.")
            self.add_error("logo", again)

    def edition(self, *, language: str) -> Edition:
        """`language` is of the page, so of words that were written on it."""
        cleaned = self.cleaned_data
        insights = {each.slug: cleaned[f"insight-{each.slug}"] for each in self.dimensions}
        words = OwnWords(
            sentence=cleaned["sentence"],
            summary=cleaned["summary"],
            dimensions={slug: text for slug, text in insights.items() if text},
            language=self.kept.own_words.language,
        )
        return Edition(
            own_words=words
            if words == self.kept.own_words
            else OwnWords(words.sentence, words.summary, words.dimensions, language),
            left_out=frozenset(part for part in Part if part not in cleaned["parts"]),
            branding=Branding(
                sender=cleaned["sender"],
                contact=cleaned["contact"],
                accent=cleaned["accent"],
                bright=self._bright(),
                logo=self._logo(),
            ),
            plan=self.plan(),
        )

    def _bright(self) -> str:
        """Sending the darker colour that took its place again keeps the light one."""
        if self.replaced_accent:
            return self.replaced_accent.typed
        kept = self.kept.branding
        return kept.bright if self.cleaned_data["accent"] == kept.accent else ""

    def _logo(self) -> bytes:
        """A new one takes its place once it is made."""
        if self.cleaned_data.get("without_logo"):
            return b""
        return self.kept.branding.logo


def _initial(kept: Edition) -> dict[str, Any]:
    return {
        "sentence": kept.own_words.sentence,
        "summary": kept.own_words.summary,
        "parts": [part for part in Part if kept.has(part)],
        "sender": kept.branding.sender,
        "contact": kept.branding.contact,
        "accent": kept.branding.accent,
    }
