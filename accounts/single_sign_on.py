"""Signing in at the provider of the organisation, by OpenID Connect: settings.OIDC.

Whom we believe: an address that the provider says it verified. It opens the account that has it, or
makes one for who may make one (`AccountAdapter.is_open_for_signup`). Afterwards the provider's own
number of that person is what counts. Of all else that it tells nothing is kept.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from requests import RequestException

from accounts.models import User
from accounts.sign_in import invitation_in_hand

PROVIDER = "oidc"  # in the address of our two pages
# What comes of a provider that is away, or that answers something else than it should.
TROUBLE = (RequestException, OAuth2Error, LookupError, TypeError, ValueError)

View = Callable[..., HttpResponse]
logger = logging.getLogger(__name__)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The one of the settings; none lies in the database."""
        if not settings.OIDC or provider not in {None, PROVIDER}:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=settings.OIDC["name"],
                client_id=settings.OIDC["client_id"],
                secret=settings.OIDC["client_secret"],
                settings={
                    "server_url": settings.OIDC["url"],
                    "oauth_pkce_enabled": True,
                    "email_authentication": True,
                },
            )
        ]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:
        sociallogin.account.extra_data = {}
        user: User = super().populate_user(request, sociallogin, data)
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Somebody is not let in, or not made an account for."""
        refusal = _refusal(request, sociallogin)
        if refusal:
            raise ImmediateHttpResponse(refused(request, refusal, status=403))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **about: Any
    ) -> None:
        if error == AuthError.CANCELLED:
            messages.info(request, _("You did not sign in."))
            raise ImmediateHttpResponse(redirect("account_login"))
        raise ImmediateHttpResponse(failed(request, about.get("exception")))


def _refusal(request: HttpRequest, login: SocialLogin) -> str:
    """Why, in words; empty when nothing is in the way."""
    if login.is_existing and login.user.is_staff:
        return _("The account of an administrator opens with its own password only.")
    if login.account.pk:
        return ""  # who was let in before
    verified = [each.email.lower() for each in login.email_addresses if each.verified]
    if not verified:
        return _("It does not say that your e-mail address was verified.")
    if login.is_existing:
        return ""
    if User.objects.filter(email__in=verified).exists():
        return _("There is already an account with this e-mail address.")
    invitation = invitation_in_hand(request)
    if invitation and invitation.email and invitation.email not in verified:
        return _("The invitation is for %(address)s.") % {"address": invitation.email}
    return ""


def refused(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    context = {"why": why, "name": settings.OIDC["name"]}
    return render(request, "account/single_sign_on_refused.html", context, status=status)


def failed(request: HttpRequest, error: Exception | None) -> HttpResponse:
    """The provider did, or it was begun in another browser or too long ago."""
    if error is None:
        return refused(request, _("It was begun elsewhere, or too long ago."), status=400)
    logger.warning("Single sign-on failed: %s", type(error).__name__)
    return refused(request, _("It did not answer as it should."), status=502)


def told(view: View) -> View:
    """What goes wrong at the provider is said in our words."""

    @wraps(view)
    def wrapper(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except TROUBLE as error:
            return failed(request, error)

    return wrapper


@require_GET
@login_not_required
@told
def sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider. Of the address only where to go on to counts, or somebody could ask it for
    more than we do."""
    asked = QueryDict(mutable=True)
    if "next" in request.GET:
        asked["next"] = request.GET["next"]
    request.GET = asked  # type: ignore[assignment]
    page: HttpResponse = views.login(request, provider_id)
    return page


@require_GET
@login_not_required
@told
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    page: HttpResponse = views.callback(request, provider_id)
    return page
