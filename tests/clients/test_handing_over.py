"""A measurement without an account comes to a team: by its private link, by a code, by oneself."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Event, Membership, Organisation, Role
from assessments.links import Purpose
from clients.handing_over import AlreadyOfATeam, given_by, new_code, take
from clients.models import HandOver
from tests.accounts.factories import make_client, make_member, make_team, make_user, owner_of
from tests.factories import link_to, make_assessment, open_in
from tests.pages import get, parse, words

pytestmark = pytest.mark.django_db
TAKE = reverse("clients:take")


@pytest.fixture
def assessment():
    return make_assessment(answers={"KE1": 2})


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def consultant(client, team):
    user = make_member(team).user
    client.force_login(user)
    return user


def address(name, assessment):
    return reverse(f"clients:{name}", args=[assessment.public_id])


def noted(event):
    [entry] = AuditEntry.objects.filter(event=event)
    return entry.team, entry.actor, entry.subject


def test_the_holder_gives_a_code_and_sees_it_taken(client, team, consultant, assessment):
    holder = open_in(type(client)(), assessment)
    page = holder.post(address("new_code", assessment), headers={"accept-language": "en"})
    [code] = re.findall(r"[0-9a-z]{5}-[0-9a-z]{5}", words(parse(page).find(".//main")))

    taken = client.post(TAKE, {"key": f" {code.upper()} ", "name": ""})

    assessment.refresh_from_db()
    assert taken.url == reverse("clients:client", args=[assessment.client.public_id])
    assert (assessment.client.team, assessment.client.name) == (team, assessment.organisation)
    told = words(parse(get(holder, address("hand_over", assessment), "en")).find(".//main"))
    assert f"It is with the team {team.name}." in told
    assert "What the team may now do" in told
    named = f"assessment {assessment.public_id}"
    assert noted(Event.GIVEN) == (team.public_id, str(consultant.pk), named)


def test_a_code_is_kept_as_a_hash_and_works_once(client, team, consultant, assessment):
    code = new_code(assessment)
    there = make_client(team)

    first = client.post(TAKE, {"key": code, "client": there.public_id})
    again = client.post(TAKE, {"key": code})

    assert code not in str(HandOver.objects.values().get())
    assert (first.status_code, again.status_code) == (302, 422)
    assert list(there.assessments.all()) == [assessment]


def test_a_new_code_stops_the_one_before_and_each_ends_by_itself(assessment):
    before, code = new_code(assessment), new_code(assessment)

    assert (given_by(before), given_by(code)) == (None, assessment)
    HandOver.objects.update(expires_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert given_by(code) is None


def test_a_measurement_is_added_by_its_private_link(client, team, consultant, assessment):
    there = make_client(team)
    link = f"http://testserver/open/{link_to(assessment, Purpose.EDIT)}/"

    client.post(TAKE, {"key": link, "client": there.public_id})

    assert list(there.assessments.all()) == [assessment]
    assert noted(Event.CLAIMED)[:2] == (team.public_id, str(consultant.pk))


@pytest.mark.parametrize("key", ["", "aaaaa-aaaaa", "x.y", "read"])
def test_what_gives_no_right_to_change_it_takes_nothing(client, consultant, assessment, key):
    sent = link_to(assessment, Purpose.READ) if key == "read" else key

    page = client.post(TAKE, {"key": sent})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["key"]
    assert not Organisation.objects.exists()


def test_a_client_of_another_team_is_no_choice(client, consultant, assessment):
    other = make_client(make_team(name="Ander"))

    page = client.post(TAKE, {"key": new_code(assessment), "client": other.public_id})

    assert (page.status_code, other.assessments.count()) == (422, 0)


@pytest.mark.parametrize("typed", ["", "de boer WONEN"])
def test_a_new_client_of_a_name_that_is_there_is_told_and_chosen_instead(
    client, team, consultant, assessment, typed
):
    there, code = make_client(team, name=assessment.organisation), new_code(assessment)

    page = client.post(TAKE, {"key": code, "name": typed}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert f"{there.name} is a client already: choose it here" in page.text
    assert list(team.organisations.all()) == [there]
    client.post(TAKE, {"key": code, "client": there.public_id})
    assert list(there.assessments.all()) == [assessment]


def test_a_new_client_may_have_another_name_or_that_of_another_team(
    client, team, consultant, assessment
):
    make_client(make_team(name="Ander"), name=assessment.organisation)
    make_client(team, name="Bakker")

    client.post(TAKE, {"key": new_code(assessment)})

    assert {each.name for each in team.organisations.all()} == {"Bakker", assessment.organisation}


def test_of_an_archived_client_of_the_name_is_told(client, team, consultant, assessment):
    make_client(team, name=assessment.organisation, archived_at=timezone.now())

    page = client.post(TAKE, {"key": new_code(assessment)}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert "The team has an archived client of this name." in page.text


def test_who_guesses_codes_is_stopped(client, consultant):
    statuses = [client.post(TAKE, {"key": f"guess{n}"}).status_code for n in range(31)]

    assert statuses == [422] * 30 + [429]


def test_a_viewer_takes_nothing_and_nobody_does_without_signing_in(client, team, assessment):
    assert client.get(TAKE).status_code == 302
    client.force_login(make_member(team, Role.VIEWER).user)
    open_in(client, assessment)

    assert client.post(TAKE, {"key": new_code(assessment)}).status_code == 403
    assert client.post(address("keep", assessment)).status_code == 403


def test_a_manager_keeps_it_in_an_account_of_their_own(client, assessment):
    user = make_user()
    client.force_login(user)
    open_in(client, assessment)
    page = get(client, address("keep", assessment), "en")

    kept = client.post(address("keep", assessment), {"name": page.context["form"]["name"].value()})

    assessment.refresh_from_db()
    [membership] = Membership.objects.filter(user=user)
    assert (membership.role, membership.team.name) == (Role.OWNER, "De Boer Wonen")
    assert assessment.client.team == membership.team
    assert client.get(kept.url).status_code == 200
    assert noted(Event.CLAIMED)[1] == str(user.pk)


def test_keeping_asks_for_the_private_link(client, consultant, assessment):
    assert client.get(address("keep", assessment)).status_code == 404
    open_in(client, assessment, Purpose.READ)
    assert client.post(address("keep", assessment)).status_code == 403


def test_of_two_teams_the_first_has_it_and_the_other_is_told(client, team, consultant, assessment):
    other = make_team(name="Ander")
    open_in(client, assessment)
    into = make_client(other)
    take(assessment, into=into, by=owner_of(other).user, event=Event.GIVEN)

    page = client.post(address("keep", assessment), {"name": "Nieuw"})

    assert page.status_code == 422
    assert not team.organisations.exists()
    with pytest.raises(AlreadyOfATeam):
        take(assessment, into=make_client(team), by=consultant, event=Event.CLAIMED)


def test_what_is_with_a_team_gets_no_code(client, team, assessment):
    holder = open_in(client, assessment)
    take(assessment, into=make_client(team), by=owner_of(team).user, event=Event.GIVEN)

    assert holder.post(address("new_code", assessment)).status_code == 302
    assert holder.get(address("hand_over", assessment)).status_code == 200
