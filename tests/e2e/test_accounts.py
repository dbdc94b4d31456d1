"""How a colleague comes in: by invitation, with a code from an app, with a passkey."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from accounts.services import invite
from tests.accounts.factories import PASSWORD, make_client, make_team, make_user, owner_of
from tests.e2e.conftest import check_accessibility

DESK = re.compile(r"/clients/$")


def press(page, name):
    page.locator("main").get_by_role("button", name=name).first.click()


def sign_in(page, address):
    page.goto(reverse("account_login"))
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, re.compile("^(Inloggen|Sign in)$"))


def prove(page):
    """The password is asked again before anything of signing in changes."""
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, "Verder")


def test_who_is_invited_makes_an_account_and_turns_on_a_code_from_an_app(visit, size):
    team = make_team()
    make_client(team)
    link = invite(team, role=Role.CONSULTANT, by=owner_of(team).user).link
    page = visit(viewport=size)

    page.goto(reverse("accounts:join", args=[link]))
    check_accessibility(page)
    press(page, "Maak een account")
    check_accessibility(page)
    page.locator("input[name=first_name]").fill("Els Bakker")
    page.locator("input[name=email]").fill("els@example.org")
    page.locator("input[name=password1]").fill(PASSWORD)
    press(page, "Maak mijn account")
    press(page, "Word lid van het team")
    expect(page).to_have_url(DESK)
    expect(page.locator(".messages")).to_contain_text(team.name)
    check_accessibility(page)

    page.goto(reverse("mfa_activate_totp"))
    check_accessibility(page)
    prove(page)
    secret = page.locator("main code").inner_text()
    check_accessibility(page)
    page.locator("input[name=code]").fill(code_of(secret))
    press(page, "Zet aan")
    expect(page.locator("main li code").first).to_be_visible()
    check_accessibility(page)
    page.goto(reverse("account_logout"))
    press(page, "Uitloggen")

    sign_in(page, "els@example.org")
    expect(page.locator("h1")).to_have_text("De tweede stap")
    check_accessibility(page)
    page.locator("input[name=code]").fill(code_of(secret))
    press(page, "Verder")
    expect(page).to_have_url(DESK)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_passkey_signs_in_alone(visit):
    user = make_user("jan@example.org")
    page = visit()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    sign_in(page, user.email)
    page.goto(reverse("mfa_add_webauthn"))
    prove(page)
    check_accessibility(page)
    press(page, "Voeg een passkey toe")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    page.goto(reverse("account_logout"))
    press(page, "Uitloggen")

    sign_in(page, user.email)
    press(page, "Gebruik uw passkey")
    expect(page).to_have_url(DESK)
    page.goto(reverse("account_logout"))
    press(page, "Uitloggen")

    page.goto(reverse("account_login"))
    press(page, "Inloggen met een passkey")
    expect(page).to_have_url(DESK)


def test_an_own_account_is_taken_along_and_removed(visit, size):
    user = make_user("els@example.org")
    page = visit(viewport=size)
    sign_in(page, user.email)
    page.goto(reverse("accounts:home"))
    with page.expect_download() as taken:
        press(page, "Download wat wordt bewaard")
    page.locator("main").get_by_role("link", name="Het account verwijderen").click()
    prove(page)
    check_accessibility(page)
    check_width(page)
    page.locator("input[name=is_sure]").check()
    press(page, "Verwijder mijn account")

    expect(page.locator("body")).to_contain_text("Uw account is verwijderd.")
    assert taken.value.suggested_filename == "kanaalkompas-account.json"
    sign_in(page, user.email)
    expect(page.locator("body")).to_contain_text("horen niet bij elkaar")


def test_a_passkey_that_is_not_there_is_told_so(visit):
    page = visit()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.goto(reverse("account_login"))
    expect(page.locator("[data-trouble]")).to_be_hidden()

    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    press(page, "Inloggen met een passkey")

    expect(page.locator("[data-trouble]")).to_be_visible()


def check_width(page):
    """Nothing stands beside the screen."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url
