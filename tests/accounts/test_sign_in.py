"""Accounts, as django-allauth keeps them and our pages show them."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Event, Role, User
from accounts.services import invite
from tests.accounts.factories import PASSWORD, make_member, make_team, make_user, owner_of
from tests.letters import delivered
from tests.pages import parse

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
NEW_PASSWORD = "zeven-kamelen-op-een-rij"


def sign_in(client, user, password=PASSWORD, **extra):
    fields = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), fields, **extra)


def prove(client):
    """Asked before something that a stranger at an open laptop should not do."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client):
    return client.get(reverse("accounts:home")).status_code == 200


def code_of(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.body)[1]


@pytest.fixture
def user():
    """Whose address has been confirmed."""
    user = make_user("jan@example.org", first_name="Jan de Boer")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def with_mail(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.HAS_MAIL_SERVER = True


# --- signing in and out --------------------------------------------------------------------------


def test_one_signs_in_by_an_address_in_any_case_and_out_again(client, user):
    user.email = "Jan@Example.org"

    assert sign_in(client, user)["Location"] == reverse("clients:desk")
    assert is_signed_in(client)

    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("address", "password"), [("jan@example.org", "fout-fout-fout"), ("wie@example.org", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, user, address, password):
    page = client.post(reverse("account_login"), {"login": address, "password": password})

    assert "horen niet bij elkaar" in page.text
    assert not is_signed_in(client)


def test_after_ten_wrong_passwords_one_has_to_wait(client, user):
    for _ in range(10):
        sign_in(client, user, "fout-fout-fout")

    assert sign_in(client, user).status_code == 429
    assert not is_signed_in(client)


def test_signing_in_is_noted_for_the_teams_of_who_did(client, user):
    team = make_team(owner=user)
    make_team(name="Ander")

    sign_in(client, user)

    noted = AuditEntry.objects.filter(event=Event.SIGNED_IN)
    assert list(noted.values_list("team", "actor")) == [(team.public_id, str(user.pk))]


def test_an_account_that_was_closed_signs_nobody_in(client, user):
    User.objects.update(is_active=False)

    sign_in(client, user)

    assert not is_signed_in(client)
    assert client.get(reverse("account_inactive")).status_code == 200


def test_after_signing_in_one_is_where_one_wanted_to_be(client, user):
    wanted = reverse("accounts:sessions")
    asked = client.get(wanted)
    assert asked["Location"] == f"{reverse('account_login')}?next={wanted}"

    assert client.post(asked["Location"], {"login": user.email, "password": PASSWORD}).url == wanted
    elsewhere = Client().post(
        f"{reverse('account_login')}?next=https://evil.example/",
        {"login": user.email, "password": PASSWORD},
    )
    assert elsewhere.url == reverse("clients:desk")


# --- making an account ---------------------------------------------------------------------------


def fields(**changes):
    return {"first_name": "Els", "email": "els@example.org", "password1": PASSWORD} | changes


def test_without_an_invitation_nobody_makes_an_account(client):
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), fields())

    assert "op uitnodiging" in page.text
    assert not User.objects.exists()
    assert reverse("account_signup") not in client.get(reverse("account_login")).text


@pytest.mark.parametrize(("mode", "made"), [("open", 1), ("off", 0)])
def test_the_installation_says_who_may_make_an_account(client, settings, mode, made):
    settings.SIGN_UP = mode

    client.post(reverse("account_signup"), fields())

    assert User.objects.count() == made


def test_off_is_off_for_the_invited_too(client, settings):
    settings.SIGN_UP = "off"
    team = make_team()
    new = invite(team, role=Role.VIEWER, by=owner_of(team).user)

    client.post(reverse("accounts:join", args=[new.link]), {"sign_up": ""})
    client.post(reverse("account_signup"), fields())

    assert not User.objects.filter(email="els@example.org").exists()


def test_who_is_invited_makes_an_account_and_is_a_member(client):
    team = make_team()
    new = invite(team, role=Role.CONSULTANT, by=owner_of(team).user, email="els@example.org")
    join = reverse("accounts:join", args=[new.link])

    assert team.name in client.get(join).text
    assert client.post(join, {"sign_up": ""}).url == reverse("account_signup")
    other = client.post(reverse("account_signup"), fields(email="piet@example.org"))
    assert "els@example.org" in other.text
    assert client.post(reverse("account_signup"), fields()).url == join
    assert client.post(join).url == reverse("clients:desk")

    member = team.memberships.get(user__email="els@example.org")
    assert (member.role, member.user.get_full_name()) == (Role.CONSULTANT, "Els")
    assert client.get(join).status_code == 404


def test_who_has_an_account_joins_with_it(client, user):
    team = make_team()
    new = invite(team, role=Role.VIEWER, by=owner_of(team).user)
    join = reverse("accounts:join", args=[new.link])

    assert client.post(join, {"sign_in": ""}).url == reverse("account_login")
    assert sign_in(client, user).url == join
    client.post(join)

    assert team.memberships.get(user=user).role == Role.VIEWER


def test_an_invitation_for_somebody_else_is_told_so_and_stays(client, user):
    team = make_team()
    new = invite(team, role=Role.VIEWER, by=owner_of(team).user, email="els@example.org")
    client.force_login(user)
    join = reverse("accounts:join", args=[new.link])

    assert "els@example.org" in client.get(join).text
    assert client.post(join).status_code == 403
    assert not team.memberships.filter(user=user).exists()


def test_guessing_invitations_ends(client):
    for _ in range(100):
        client.get(reverse("accounts:join", args=["verzonnen.geheim"]))

    assert client.get(reverse("accounts:join", args=["verzonnen.geheim"])).status_code == 429


@pytest.mark.parametrize("password", ["kort", "els@example.org", "123456789012"])
def test_an_easy_password_makes_no_account(client, settings, password):
    settings.SIGN_UP = "open"

    page = client.post(reverse("account_signup"), fields(password1=password))

    assert list(page.context["form"].errors) == ["password1"]
    assert not User.objects.exists()


def test_with_a_mail_server_the_address_is_confirmed_first(client, settings, with_mail):
    settings.SIGN_UP = "open"

    client.post(reverse("account_signup"), fields())
    assert not is_signed_in(client)

    [message] = delivered()
    confirm = link_in(message)
    assert client.get(confirm).status_code == 200
    assert not EmailAddress.objects.get().verified
    client.post(confirm)
    assert EmailAddress.objects.get().verified
    sign_in(client, User.objects.get())
    assert is_signed_in(client)


def test_who_makes_an_account_twice_learns_nothing_but_in_the_mailbox(client, settings, with_mail):
    settings.SIGN_UP = "open"
    make_user("els@example.org")

    page = client.post(reverse("account_signup"), fields())

    assert page.url == reverse("account_email_verification_sent")
    assert [message.to for message in delivered()] == [["els@example.org"]]
    assert User.objects.count() == 1


# --- passwords -----------------------------------------------------------------------------------


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, user):
    old = Client()
    sign_in(old, user)

    client.post(reverse("account_reset_password"), {"email": "JAN@example.org"})
    [message] = delivered()
    link = link_in(message)
    form = client.get(link, follow=True)
    assert "geheim" not in form.request["PATH_INFO"]
    new = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post(form.request["PATH_INFO"], new)

    assert done.url == reverse("account_reset_password_from_key_done")
    sign_in(client, user, NEW_PASSWORD)
    assert is_signed_in(client)
    assert not is_signed_in(old)
    assert "werkt niet meer" in Client().get(link, follow=True).text


def test_nobody_learns_whether_an_address_has_an_account(client, user):
    pages = [
        client.post(reverse("account_reset_password"), {"email": address})
        for address in (user.email, "wie@example.org")
    ]

    assert [page.url for page in pages] == [reverse("account_reset_password_done")] * 2
    assert [message.to for message in delivered()] == [[user.email]]


def test_a_password_is_changed_by_who_knows_the_present_one(client, user):
    other = Client()
    sign_in(other, user)
    sign_in(client, user)
    new = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    wrong = client.post(reverse("account_change_password"), new | {"oldpassword": "fout"})
    assert list(wrong.context["form"].errors) == ["oldpassword"]
    client.post(reverse("account_change_password"), new)

    assert User.objects.get().check_password(NEW_PASSWORD)
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_who_has_no_password_yet_is_asked_for_one(client):
    user = User.objects.create_user("zonder@example.org")
    client.force_login(user)

    page = client.get(reverse("account_change_password"))

    assert page.url == reverse("account_set_password")
    assert client.get(page.url).status_code == 200


# --- the second step -----------------------------------------------------------------------------


def test_a_code_from_an_app_is_turned_on_asked_for_and_turned_off(client, user):
    sign_in(client, user)
    prove(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.text

    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert list(wrong.context["form"].errors) == ["code"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    assert all(code in client.get(done.url).text for code in codes)

    other = Client()
    assert sign_in(other, user).url == reverse("mfa_authenticate")
    assert not is_signed_in(other)
    other.post(reverse("mfa_authenticate"), {"code": "geen"})
    assert not is_signed_in(other)
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_signed_in(other)

    again = Client()
    sign_in(again, user)
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_signed_in(again)

    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type="totp").exists()


def test_guessing_the_second_step_ends_wherever_it_comes_from(client, user):
    TOTP.activate(user, SECRET)
    for number in range(20):
        guesser = Client(REMOTE_ADDR=f"10.0.0.{number}")
        sign_in(guesser, user)
        guesser.post(reverse("mfa_authenticate"), {"code": "geen"})

    sign_in(client, user)

    assert client.post(reverse("mfa_authenticate"), {"code": code_of()}).status_code == 429
    assert not is_signed_in(client)


def test_before_the_second_step_changes_one_proves_again_who_one_is(client, user):
    sign_in(client, user)

    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    wrong = client.post(asked.url, {"password": "fout"})
    assert list(wrong.context["form"].errors) == ["password"]
    assert client.post(asked.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200

    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] = time.time() - 3600
    session.save()
    assert client.get(reverse("mfa_activate_totp")).url == asked.url


# --- passkeys ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "secure", "offered"),
    [
        ("localhost", False, True),
        ("127.0.0.1", False, False),
        ("testserver", False, False),
        ("testserver", True, True),
        ("127.0.0.1", True, False),
    ],
)
def test_passkeys_are_offered_where_browsers_give_them(user, host, secure, offered, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
    client = Client(headers={"host": host})
    page = client.get(reverse("account_login"), secure=secure)
    asked = client.get(
        reverse("mfa_login_webauthn"), secure=secure, headers={"accept": "application/json"}
    )
    client.force_login(user)
    sign_in(client, user, secure=secure)
    adding = client.get(reverse("mfa_add_webauthn"), secure=secure)

    assert ("passkey_login" in page.text) == offered
    assert asked.status_code == (200 if offered else 404)
    assert adding.status_code != 404 or not offered
    assert adding.status_code == 404 or offered


def test_the_second_step_offers_no_passkey_to_who_has_none(user):
    TOTP.activate(user, SECRET)
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)

    page = client.get(reverse("mfa_authenticate"))

    assert page.status_code == 200
    assert "passkey_second" not in page.text


def test_an_invented_passkey_signs_nobody_in(user):
    client = Client(headers={"host": "localhost"})
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    for credential in ("", "{}", "[]", '{"response": {"userHandle": "MQ"}}'):
        client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert not is_signed_in(client)


# --- sessions ------------------------------------------------------------------------------------


def test_each_session_is_listed_and_can_be_ended(client, user):
    other = Client(headers={"user-agent": "Telefoon van Jan"})
    sign_in(other, user)
    sign_in(client, user)

    page = client.get(reverse("accounts:sessions"))
    assert "Telefoon van Jan" in page.text
    mine = client.session.session_key
    number = next(each.pk for each in page.context["sessions"] if each.session_key != mine)
    address = reverse("accounts:end_session", args=[number])
    assert client.get(address).status_code == 405
    client.post(address)

    assert not is_signed_in(other)
    assert is_signed_in(client)
    assert client.post(address).status_code == 404


def test_the_session_of_somebody_else_is_not_there(client, user):
    other = Client()
    sign_in(other, make_user())
    number = other.get(reverse("accounts:sessions")).context["sessions"][0].pk
    client.force_login(user)

    assert client.post(reverse("accounts:end_session", args=[number])).status_code == 404
    assert is_signed_in(other)


def test_an_address_that_is_none_is_kept_as_none(user):
    client = Client(REMOTE_ADDR="")

    sign_in(client, user)

    assert client.get(reverse("accounts:sessions")).context["sessions"][0].ip == "::"


# --- all pages -----------------------------------------------------------------------------------

OPEN = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
OWN = ["accounts:home", "accounts:new_team", "accounts:sessions", "mfa_index", "mfa_activate_totp"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_has_one_heading_and_nothing_inline(user, language, settings):
    settings.SIGN_UP, settings.ALLOWED_HOSTS = "open", ["localhost"]
    anonymous = Client(headers={"host": "localhost", "accept-language": language})
    signed_in = Client(headers={"host": "localhost", "accept-language": language})
    sign_in(signed_in, user)
    prove(signed_in)
    pages = [anonymous.get(reverse(name)) for name in OPEN]
    pages += [signed_in.get(reverse(name)) for name in [*OWN, "mfa_add_webauthn"]]

    for page in pages:
        assert page.status_code == 200
        found = list(parse(page).iter())
        assert len([each for each in found if each.tag == "h1"]) == 1
        assert [each for each in found if each.get("style") or each.tag == "style"] == []
        assert "no-store" in page["Cache-Control"]


def test_who_is_not_signed_in_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(reverse("account_login"))

    assert page.status_code == 200


def test_every_page_says_where_to_sign_in_and_nothing_more_of_accounts(client, user):
    anonymous = client.get("/").text
    assert reverse("account_login") in anonymous
    client.force_login(user)

    own = client.get("/").text

    assert reverse("accounts:home") in own
    assert user.email not in own


def test_members_of_a_team_sign_in_too(client):
    member = make_member(make_team())

    sign_in(client, member.user)

    assert is_signed_in(client)
