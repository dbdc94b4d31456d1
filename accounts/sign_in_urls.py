"""Of django-allauth only what our pages lead to. Its own names, by which it finds them itself.

Its limits are off: what can be guessed counts here, as everywhere (`accounts.throttling`). Of a
second factor every try counts, for the account whose password was right, from wherever it comes.
"""

from allauth.account import views as account
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.urls import path, register_converter, reverse_lazy
from django.views.decorators.cache import never_cache

from accounts.converters import Base36Converter
from accounts.passkeys import where_passkeys_work
from accounts.single_sign_on import come_back, sign_on
from accounts.throttling import throttle, throttle_failures

register_converter(Base36Converter, "base36")


def address_typed(request: HttpRequest) -> str:
    typed = request.POST.get("login", "") or request.POST.get("email", "")
    return typed.strip().casefold()


def who_signs_in(request: HttpRequest) -> str:
    """Whose password was right just now."""
    pending = request.session.get(LOGIN_SESSION_KEY)
    return str(pending.get("user_pk", "")) if isinstance(pending, dict) else ""


def who_is_here(request: HttpRequest) -> str:
    return str(request.user.pk)


sign_in = throttle_failures("sign_in", per_address=100, most=10, by=address_typed)(account.login)
second = throttle("second_factor", most=20, by=who_signs_in, methods=["POST"])
again = throttle("again_who", most=20, by=who_is_here, methods=["POST"])
forgotten = throttle("forgotten", per_address=60, most=5, by=address_typed, methods=["POST"])
per_address = throttle("accounts", per_address=100, methods=["POST"])
remove_passkey = webauthn.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))
passkey_sign_in = per_address(login_not_required(where_passkeys_work(webauthn.login_webauthn)))
at_provider = throttle("single_sign_on", per_address=300)

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", second(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", passkey_sign_in, name="mfa_login_webauthn"),
    # At the provider of the settings; without one both are 404.
    path("sign-in/at/<slug:provider_id>/", at_provider(sign_on), name="openid_connect_login"),
    path(
        "sign-in/at/<slug:provider_id>/back/",
        at_provider(come_back),
        name="openid_connect_callback",
    ),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", per_address(account.signup), name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/<str:key>/", per_address(account.confirm_email), name="account_confirm_email"),
    # /accounts/password/
    path("password/", again(account.password_change), name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", forgotten(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/forgotten/<base36:uidb36>-<str:key>/",
        per_address(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # Before something that a stranger at an open laptop should not do.
    path("again/", again(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", again(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        again(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    # /accounts/security/
    path("security/", second_factor.index, name="mfa_index"),
    path("security/app/", again(totp.activate_totp), name="mfa_activate_totp"),
    path("security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/passkeys/add/",
        where_passkeys_work(webauthn.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path("security/passkeys/<int:pk>/remove/", remove_passkey, name="mfa_remove_webauthn"),
]

for pattern in urlpatterns:  # whatever it shows is of one person
    pattern.callback = never_cache(pattern.callback)
