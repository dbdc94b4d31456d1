"""What is kept of a person: taken along, and removed."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.leaving import NotYet, erase_account, to_do_first
from accounts.models import AuditEntry, Event, Membership, Organisation, Role, Team, User
from accounts.services import change_role, end_membership
from tests.accounts.factories import PASSWORD, make_client, make_member, make_team, owner_of
from tests.pages import get

pytestmark = pytest.mark.django_db
ERASE = "/accounts/erase/"


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def member(team):
    return make_member(team, first_name="Els")


def signed_in(user):
    """As the page of signing in does it: with when the password was given."""
    browser = Client()
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    sent = {"login": user.email, "password": PASSWORD}
    browser.post(reverse("account_login"), sent)
    browser.post(f"{reverse('account_reauthenticate')}?next={ERASE}", {"password": PASSWORD})
    return browser


def test_everything_of_a_person_comes_in_one_file_and_is_noted(team, member):
    make_client(team, name="Zonnehof", consultant=member.user)
    make_client(team, name="Van een ander")
    browser = signed_in(member.user)

    page = browser.post(reverse("accounts:export"))

    kept = json.loads(page.content)
    assert "attachment" in page["Content-Disposition"]
    assert kept["account"]["email"] == member.user.email
    assert kept["account"]["name"] == "Els"
    [of_team] = kept["teams"]
    assert (of_team["team"], of_team["role"]) == (team.name, "consultant")
    assert of_team["looks_after"] == ["Zonnehof"]
    assert {each["event"] for each in kept["done"]} == {Event.SIGNED_IN, Event.ACCOUNT_EXPORTED}
    entry = AuditEntry.objects.get(event=Event.ACCOUNT_EXPORTED)
    assert (entry.team, entry.subject) == (team.public_id, f"user {member.user.pk}")


def test_looking_takes_nothing_along(client, member):
    client.force_login(member.user)

    assert client.get(reverse("accounts:export")).status_code == 405
    assert not AuditEntry.objects.filter(event=Event.ACCOUNT_EXPORTED).exists()


def test_an_account_is_removed_with_its_sessions_and_what_was_done_stays(team, member):
    browser, elsewhere = signed_in(member.user), signed_in(member.user)
    number = member.user.pk

    unsure = browser.post(ERASE)
    page = browser.post(ERASE, {"is_sure": "on"}, follow=True)

    assert unsure.status_code == 422
    assert "is verwijderd" in page.text
    assert not User.objects.filter(pk=number).exists()
    assert elsewhere.get(reverse("accounts:home")).status_code == 302
    assert not Session.objects.filter(session_key=elsewhere.session.session_key).exists()
    assert AuditEntry.objects.get(event=Event.ACCOUNT_ERASED).actor == str(number)
    assert Membership.objects.filter(team=team).count() == 1


def test_the_password_is_asked_before(client, member):
    client.force_login(member.user)

    assert client.post(ERASE, {"is_sure": "on"}).url.startswith("/accounts/again/")
    assert User.objects.filter(pk=member.user.pk).exists()


def test_a_last_owner_is_told_what_to_do_first(team, member):
    owner = owner_of(team)
    browser = signed_in(owner.user)

    page = get(browser, ERASE, "en")
    refused = browser.post(ERASE, {"is_sure": "on"})

    assert "You are the only owner of Adviesbureau Noord" in page.text
    assert reverse("accounts:team", args=[team.public_id]) in page.text
    assert refused.status_code == 409
    change_role(member, Role.OWNER, by=owner.user)
    assert get(browser, ERASE).status_code == 200
    assert to_do_first(owner.user) == []


def test_who_looks_after_clients_hands_them_over_first(team, member):
    client = make_client(team, consultant=member.user)
    browser = signed_in(member.user)

    page = get(browser, ERASE, "en")
    assert "You look after 1 client of Adviesbureau Noord" in page.text
    with pytest.raises(NotYet):
        erase_account(member.user)
    end_membership(member, by=member.user, successor=owner_of(team))
    erase_account(member.user)

    assert Organisation.objects.get(pk=client.pk).consultant == owner_of(team).user


def test_a_team_that_was_of_nobody_else_goes_along(team):
    erase_account(owner_of(team).user)

    assert not Team.objects.exists()
    assert AuditEntry.objects.filter(team=team.public_id, event=Event.ACCOUNT_ERASED).exists()


def test_a_team_with_clients_is_not_left_without_anybody(team):
    make_client(team)

    with pytest.raises(NotYet):
        erase_account(owner_of(team).user)
