"""The forms of django-allauth in our words, without placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.sign_in import invitation_in_hand

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
REPEATED = _("New password, once more")
CODE_HELP = _("The six digits that your app shows now, or one of your recovery codes.")


class InOurWords(forms.BaseForm):
    """Labels and help by field; fields that are not named keep their own."""

    labels: dict[str, Any] = {}  # a text to translate
    helps: dict[str, Any] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    labels = {"login": ADDRESS, "password": PASSWORD}


class SignUpForm(InOurWords, account.SignupForm):  # type: ignore[misc]
    """An invitation to an address makes an account of that address."""

    first_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    labels = {"email": ADDRESS, "password1": PASSWORD}
    helps = {
        "first_name": _("As your colleagues know you."),
        "password1": _("At least twelve characters. A few words in a row are easy to remember."),
    }
    field_order = ["first_name", "email", "password1"]

    def clean_email(self) -> str:
        email = str(super().clean_email())
        invitation = invitation_in_hand(context.request)
        if invitation and invitation.email and email.lower() != invitation.email:
            raise ValidationError(
                gettext("The invitation is for %(address)s.") % {"address": invitation.email}
            )
        return email


class ForgottenForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": ADDRESS}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": NEW_PASSWORD, "password2": REPEATED}
    helps = {"password1": SignUpForm.helps["password1"]}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("Present password")} | NewPasswordForm.labels
    helps = NewPasswordForm.helps


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    labels = NewPasswordForm.labels
    helps = NewPasswordForm.helps


class AgainForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": PASSWORD}


class SecondFactorForm(InOurWords, second_factor.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": _("Code")}
    helps = {"code": CODE_HELP}


class SecondFactorAgainForm(InOurWords, second_factor.ReauthenticateForm):  # type: ignore[misc]
    labels = SecondFactorForm.labels
    helps = SecondFactorForm.helps


class AuthenticatorForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": _("Code")}
    helps = {"code": _("The six digits that your app shows now.")}


class PasskeyForm(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("Name"), "passwordless": _("Sign in with this passkey alone")}
    helps = {
        "name": _("To tell it from others, for example laptop or telephone."),
        "passwordless": _("Then your device asks for a finger, your face or its code."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
