"""A ZIP of assessment files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms import MakesOne, form_helper
from clients.unpacking import MAX_ARCHIVE, NoArchive, Packed, TooMuch, unpacked


class ImportManyForm(MakesOne, forms.Form):
    archive = forms.FileField(
        label=gettext_lazy("Assessment files (ZIP)"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=gettext_lazy(
            "JSON files that Kanaalkompas exported, or in the same format: at most 200 in one ZIP"
            " of 7 MB."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.helper = form_helper("archive")
        self.add_key()

    def clean_archive(self) -> list[Packed]:
        upload: UploadedFile[bytes] = self.cleaned_data["archive"]
        archive = upload.read(MAX_ARCHIVE + 1)
        too_much = _("This is more than can be taken at once. Divide the files over more ZIPs.")
        if len(archive) > MAX_ARCHIVE:
            raise ValidationError(too_much)
        try:
            files = unpacked(archive)
        except NoArchive as fault:
            raise ValidationError(_("This file cannot be opened as a ZIP.")) from fault
        except TooMuch as fault:
            raise ValidationError(too_much) from fault
        if not files:
            raise ValidationError(_("There is no file in this ZIP."))
        return files
