"""Whom a report comes from, as people send it: name, contact line, accent, logo."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.replacing import ReplacingMixin
from assessments.models.edition import MAX_SENDER
from assessments.own_words import OneLineField
from rendering.logo_faults import MAX_BYTES, Fault
from reports.colours import darkened
from reports.edition import Branding

COLOUR = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
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


class BrandingForm(forms.Form):
    """Sending it replaces all but the logo, which stays until another is made or it is removed."""

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
        self, data: Any = None, files: Any = None, *, branding: Branding, **kwargs: Any
    ) -> None:
        super().__init__(data, files, label_suffix="", **kwargs)
        self.kept_branding = branding
        self.replaced_accent: ReplacedAccent | None = None
        for name in ("sender", "contact", "accent"):
            self.fields[name].initial = getattr(branding, name)
        if not branding.logo:
            del self.fields["without_logo"]

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
            self.ask_for_logo_again()
        return self.cleaned_data

    @property
    def branding(self) -> Branding:
        cleaned = self.cleaned_data
        return Branding(
            sender=cleaned["sender"],
            contact=cleaned["contact"],
            accent=cleaned["accent"],
            bright=self._bright(),
            logo=b"" if self.is_without_logo else self.kept_branding.logo,
        )

    @property
    def is_without_logo(self) -> bool:
        return bool(self.cleaned_data.get("without_logo"))

    def ask_for_logo_again(self) -> None:
        if self.cleaned_data.get("logo"):
            again = _("A browser does not keep a file: choose the logo again.")
            self.add_error("logo", again)

    def _bright(self) -> str:
        """Sending the darker colour that took its place again keeps the light one."""
        if self.replaced_accent:
            return self.replaced_accent.typed
        kept = self.kept_branding
        return kept.bright if self.cleaned_data["accent"] == kept.accent else ""


class HouseStyleForm(ReplacingMixin, BrandingForm):
    """Of a team: what its new reports start with."""

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_version(version)

    def lies_beside(self, stored: ReplacingMixin) -> bool:
        is_beside = super().lies_beside(stored)
        if is_beside:
            self.ask_for_logo_again()
        return is_beside
