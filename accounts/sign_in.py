"""How django-allauth does here what it leaves to us: who may sign up, where one goes on to, what
is noted, and in which words."""

from enum import StrEnum
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import note
from accounts.models import Event, Invitation, Membership, User
from accounts.post import post, write
from accounts.services import invited_by
from accounts.throttling import client_address

INVITED_BY = "accounts.invitation"  # the link that was opened, kept in the session until it is used


def invitation_in_hand(request: HttpRequest) -> Invitation | None:
    """Of the link that was opened in this browser; None when it no longer works."""
    link = request.session.get(INVITED_BY)
    return invited_by(link) if link else None


class SignUp(StrEnum):
    """Who may make an account: settings.SIGN_UP."""

    OPEN = "open"
    INVITATION = "invitation"
    OFF = "off"


WAYS_TO_PROVE = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has been closed."),
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "email_taken": _("There is already an account with this e-mail address."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or no longer."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGN_UP == SignUp.OPEN:
            return True
        is_asked = settings.SIGN_UP == SignUp.INVITATION
        return is_asked and invitation_in_hand(request) is not None

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came by an invitation goes on to it."""
        if invitation_in_hand(request):
            return reverse("accounts:join", args=[request.session[INVITED_BY]])
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    get_signup_redirect_url = get_login_redirect_url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS_TO_PROVE[way["id"]]} for way in ways]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        post(write(f"{template_prefix}.txt", context, to=email))

    def get_client_ip(self, request: HttpRequest) -> str:
        """As a column for addresses takes it; counted is the same."""
        address = client_address(request).partition("/")[0]
        return "::" if address == "unknown" else address

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        for membership in Membership.objects.of(user):
            note(Event.SIGNED_IN, team=membership.team, actor=user)
        page: HttpResponse = super().post_login(request, user, **kwargs)
        return page


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Confirm your e-mail address first: follow the link in our message."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The page draws its own."""
        return ""
