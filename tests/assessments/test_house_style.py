"""The look of one report becomes what new measurements of the team start from."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, Event, Role, Team
from assessments.models import Assessment, KeptEdition
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import all_answers, open_in

pytestmark = pytest.mark.django_db

LOOK = {
    "sender": "Bureau Noord",
    "contact": "noord.example",
    "accent": "#1a2b3c",
    "bright": "#aabbcc",
    "logo": b"een plaatje",
}


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def assessment(team):
    assessment = measure(make_client(team), answers=all_answers("full"))
    KeptEdition.objects.filter(assessment=assessment).update(**LOOK, sentence="Alleen van deze.")
    return assessment


@pytest.fixture
def address(assessment):
    return reverse("assessments:house_style", args=[assessment.public_id])


def look_of(kept):
    return {name: getattr(kept, name) for name in LOOK}


def test_an_owner_keeps_the_look_of_a_report_for_the_next(client, team, assessment, address):
    client.force_login(owner_of(team).user)
    edition = reverse("assessments:edition", args=[assessment.public_id])
    assert address in client.get(edition).text

    assert client.post(address).url == edition
    client.post(address)

    following = measure(make_client(Team.objects.get(), name="Volgende"))
    kept = KeptEdition.objects.get(assessment=following)
    assert look_of(kept) == LOOK
    assert kept.sentence == ""
    assert AuditEntry.objects.filter(event=Event.SETTINGS_CHANGED, detail="house style").exists()


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_other_members_do_not(client, team, assessment, address, role):
    client.force_login(make_member(team, role).user)

    assert client.post(address).status_code == 403

    assert Team.objects.get().sender == ""


def test_a_consultant_is_not_offered_it(client, team, assessment, address):
    client.force_login(make_member(team).user)

    page = client.get(reverse("assessments:edition", args=[assessment.public_id]))

    assert page.status_code == 200
    assert address not in page.text


def test_the_holder_of_a_link_and_a_stranger_do_not(client, assessment, address):
    assert client.post(address).status_code == 404
    client.force_login(owner_of(make_team(name="Ander")).user)
    assert client.post(address).status_code == 404
    open_in(client, assessment)

    assert client.post(address).status_code == 403
    assert {team.sender for team in Team.objects.all()} == {""}


def test_an_owner_who_holds_a_link_too_may(client, team, assessment, address):
    client.force_login(owner_of(team).user)
    open_in(client, assessment)

    client.post(address)

    assert Team.objects.get().sender == "Bureau Noord"


def test_looking_changes_nothing(client, team, assessment, address):
    client.force_login(owner_of(team).user)

    assert client.get(address).status_code == 405


def test_a_report_without_a_look_makes_the_house_style_neutral(client, team, assessment, address):
    Team.objects.update(sender="Was er")
    KeptEdition.objects.all().delete()
    client.force_login(owner_of(team).user)

    client.post(address)

    assert Team.objects.get().sender == ""
    assert Assessment.objects.count() == 1
