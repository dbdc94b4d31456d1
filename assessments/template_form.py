"""A house template, as people send it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessments.template_words import FAULTS
from rendering.template_faults import MAX_BYTES, Fault
from reports.formats import Format

LABELS = {Format.DOCX: _("Document (.docx)"), Format.PPTX: _("Slides (.pptx)")}
ACCEPTED = {Format.DOCX: ".docx,.dotx", Format.PPTX: ".pptx,.potx"}


class TemplateForm(forms.Form):
    """A form of its own for each kind: a request brings one file."""

    file = forms.FileField(
        help_text=_("At most 5 MB, without macros. Only its look is kept, not its text."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, kind: Format) -> None:
        super().__init__(data, files, auto_id=f"id_{kind}_%s", label_suffix="")
        self.kind = kind
        self.fields["file"].label = LABELS[kind]
        self.fields["file"].widget = forms.FileInput(attrs={"accept": ACCEPTED[kind]})

    def clean_file(self) -> bytes:
        """As it was sent: only a worker opens it."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        content: bytes = upload.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ValidationError(FAULTS[Fault.TOO_MANY_BYTES])
        return content
