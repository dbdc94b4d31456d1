"""Signing in at the provider of an organisation, with a small one on this machine."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.models import AuditEntry, Event, Role, User
from accounts.person import everything_about
from accounts.services import invite
from tests.accounts.factories import PASSWORD, make_team, make_user, owner_of
from tests.accounts.provider import running_provider
from tests.config.processes import run_python

pytestmark = pytest.mark.django_db

START = "/accounts/sign-in/at/oidc/"
LINK = "Inloggen met Noord"


@pytest.fixture(scope="module")
def running():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    """One that the product is set to, and that knows Els."""
    running.__init__(running.url)
    settings.OIDC = running.settings()
    return running


def come_by(client, provider, **asked):
    """The whole way: our link, the provider, and back."""
    return client.get(provider.sign_in(client.get(START, asked).url))


def is_signed_in(client):
    return client.get(reverse("accounts:home")).status_code == 200


def open_invitation(client, email="", team=None):
    team = team or make_team()
    link = invite(team, role=Role.CONSULTANT, by=owner_of(team).user, email=email).link
    client.post(reverse("accounts:join", args=[link]), {"sign_up": ""})
    return reverse("accounts:join", args=[link])


def make_confirmed(email="els@example.org", **fields):
    user = make_user(email, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_without_settings_there_is_neither_link_nor_address(client, running, settings):
    running.answered = 0

    page = client.get(reverse("account_login"))

    assert "/sign-in/at/" not in page.text
    assert client.get(START).status_code == 404
    assert client.get(f"{START}back/").status_code == 404
    assert running.answered == 0


def test_only_the_provider_of_the_settings_has_an_address(client, provider):
    assert client.get("/accounts/sign-in/at/another/").status_code == 404
    assert client.get("/accounts/sign-in/at/openid_connect/").status_code == 404


def test_the_sign_in_page_leads_there_and_asks_nothing_of_it(client, provider):
    page = client.get(reverse("account_login"), {"next": "/clients/new/"})

    assert LINK in page.text
    assert f'href="{START}?next=%2Fclients%2Fnew%2F"' in page.text
    assert provider.answered == 0


def test_who_is_invited_gets_an_account_and_goes_on_to_the_invitation(client, provider):
    provider.person |= {"given_name": "Els", "family_name": "Vos", "phone_number": "0612345678"}
    there = open_invitation(client)

    page = come_by(client, provider)

    user = User.objects.get(email="els@example.org")
    assert page.url == there
    assert is_signed_in(client)
    assert (user.get_full_name(), user.has_usable_password()) == ("Els Vos", False)
    assert SocialAccount.objects.get(user=user).extra_data == {}
    [kept] = everything_about(user)["single_sign_on"]
    assert kept["number"] == "42"


@pytest.mark.parametrize(("policy", "made"), [("open", 1), ("invitation", 0), ("off", 0)])
def test_who_may_make_an_account_is_the_same_setting(client, provider, settings, policy, made):
    settings.SIGN_UP = policy

    page = come_by(client, provider)

    assert User.objects.count() == made
    assert (page.status_code == 302, is_signed_in(client)) == (bool(made), bool(made))


def test_an_invitation_to_an_address_is_for_that_address(client, provider):
    open_invitation(client, email="piet@example.org")

    page = come_by(client, provider)

    assert page.status_code == 403
    assert "De uitnodiging is voor piet@example.org." in page.text
    assert not User.objects.filter(email="els@example.org").exists()


def test_a_verified_address_opens_the_account_that_has_it(client, provider):
    team = make_team(owner=make_confirmed())

    page = come_by(client, provider, next="/clients/new/")

    user = owner_of(team).user
    assert page.url == "/clients/new/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.has_usable_password()
    assert AuditEntry.objects.filter(event=Event.SIGNED_IN, actor=str(user.pk)).exists()


@pytest.mark.parametrize("claim", [{"email_verified": False}, {"email_verified": None}])
def test_an_address_that_is_not_verified_opens_nothing(client, provider, claim):
    make_confirmed()
    provider.person |= claim

    page = come_by(client, provider)

    assert page.status_code == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_who_came_before_is_known_by_number_whatever_the_address_is_now(client, provider):
    user = make_confirmed()
    come_by(client, provider)
    client.logout()
    provider.person |= {"email": "els@elders.example", "email_verified": False}

    come_by(client, provider)

    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_an_account_that_never_confirmed_its_address_loses_its_password(client, provider):
    """Somebody else may have made it, and wait for whose address it is."""
    user = make_user("els@example.org")

    come_by(client, provider)

    user.refresh_from_db()
    assert is_signed_in(client)
    assert not user.check_password(PASSWORD)


def test_a_second_step_is_asked_here_too(client, provider):
    TOTP.activate(make_confirmed(), "JBSWY3DPEHPK3PXP")

    page = come_by(client, provider)

    assert page.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_an_administrator_comes_in_by_password_only(client, provider):
    make_confirmed(is_staff=True)

    assert come_by(client, provider).status_code == 403
    assert not is_signed_in(client)


def test_a_provider_that_does_not_work_is_told(client, provider, settings):
    provider.is_broken = True
    assert client.get(START).status_code == 502
    settings.OIDC = provider.settings() | {"url": "http://127.0.0.1:9"}
    page = client.get(START)

    assert page.status_code == 502
    assert "Het antwoordde niet zoals het hoort." in page.text


def test_a_token_of_somebody_else_is_not_taken(client, provider):
    make_confirmed()
    provider.issuer = "https://elders.example"

    assert come_by(client, provider).status_code == 502
    assert not is_signed_in(client)


def test_coming_back_without_having_left_opens_nothing(client, provider):
    make_confirmed()
    begun = client.get(START).url
    back = provider.sign_in(begun)
    client.cookies.clear()  # another browser

    assert client.get(back).status_code == 400
    assert client.get(f"{START}back/").status_code == 400
    assert not is_signed_in(client)


def test_who_says_no_there_is_back_at_signing_in(client, provider):
    back = provider.sign_in(client.get(START).url).replace("code=once", "error=access_denied")

    page = client.get(back, follow=True)

    assert page.redirect_chain == [(reverse("account_login"), 302)]
    assert "U hebt niet ingelogd." in page.text


def test_an_address_asks_for_no_more_than_we_do(client, provider):
    """And what it asks for leads to no other site."""
    make_confirmed()
    more = {"scope": "all", "process": "redirect", "auth_params": "prompt=none"}

    page = come_by(client, provider, next="https://elders.example/", **more)

    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert "prompt" not in provider.asked
    assert page.url == reverse("clients:desk")


@pytest.mark.parametrize("url", ["", "http://x.example"])
def test_half_a_setting_or_one_in_the_clear_is_refused(url):
    given = {"OIDC_URL": url, "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}

    assert "Set OIDC_CLIENT_ID" in run_python("from config import settings", **given).stderr
