"""The name of a client, typed to say that it is meant."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from assessments.forms import form_helper
from maturity.typed import name_key


class EraseForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Type the name of the client"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the name to erase the client.")},
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, label_suffix="")
        self.organisation = organisation
        self.helper = form_helper("name")

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        if name_key(" ".join(typed.split())) != name_key(self.organisation.name):
            raise ValidationError(_("This is not the name of this client."))
        return typed
