"""The Wi-Fi of a room, as the facilitator types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from assessments.forms import PlainTextField, form_helper
from assessments.models import Language
from reports.kit import Network

LONGEST_NAME = 32  # bytes, by the standard of Wi-Fi
PASSWORD = range(8, 64)  # signs, of WPA


class NetworkForm(forms.Form):
    name = PlainTextField(
        label=_("Name of the Wi-Fi"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
        help_text=_("Leave it empty when phones use their own connection."),
    )
    password = forms.CharField(
        label=_("Its password"),
        required=False,
        strip=False,
        max_length=PASSWORD[-1],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
        help_text=_("Leave it empty for a network that is open to all."),
    )
    language = forms.ChoiceField(choices=Language.choices, required=False)

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="network-%s")
        self.helper = form_helper("name", "password")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if len(name.encode()) > LONGEST_NAME:
            raise ValidationError(gettext("The name of a Wi-Fi is shorter than that."))
        return name

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password and len(password) not in PASSWORD:
            raise ValidationError(gettext("The password of a Wi-Fi has 8 to 63 characters."))
        return password

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or get_language()

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("password") and not self.cleaned_data.get("name", "none"):
            self.add_error("name", gettext("Say which network this password is for."))
        return self.cleaned_data

    @property
    def network(self) -> Network | None:
        """None where phones use their own."""
        name = self.cleaned_data["name"]
        return Network(name, self.cleaned_data["password"]) if name else None
