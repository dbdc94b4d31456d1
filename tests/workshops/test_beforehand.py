"""Answering alone days before a workshop: it opens at the moment that was planned, and closes."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from tests.factories import open_in
from tests.workshops.factories import codes_of, prepare_room, room, step
from workshops import pulse
from workshops.agenda import Format
from workshops.board import board_of
from workshops.links import add_participant
from workshops.models import Vote, Workshop
from workshops.moments import overdue
from workshops.services import DoorLocked, cast_vote, join
from workshops.steps import Action, Phase, Refused

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(minutes=5)


@pytest.fixture
def planned(own):
    return prepare_room(own, format=Format.ALONE_FIRST, alone_from=timezone.now() + SOON)


def moment_comes(workshop):
    Workshop.objects.filter(pk=workshop.pk).update(alone_from=timezone.now())


def test_it_opens_by_the_timer_and_not_before(planned):
    call_command("tend_workshops")
    assert room(planned).phase == Phase.PREPARED
    with pytest.raises(DoorLocked):
        join(planned, department=None)
    moment_comes(planned)

    call_command("tend_workshops")

    assert (room(planned).phase, room(planned).alone_from) == (Phase.ALONE, None)
    assert room(planned).events.get().action == Action.ALONE
    assert not overdue().exists()


def test_without_a_timer_it_opens_for_who_comes_by(planned):
    assert "Kom dan terug" in Client().get(f"/w/{planned.code}/").text
    moment_comes(planned)

    assert "Doe mee" in Client().get(f"/w/{planned.code}/").text
    assert room(planned).phase == Phase.ALONE


def test_closed_it_stays_closed_and_what_was_answered_is_kept(planned):
    step(planned, Action.ALONE)
    people = [join(planned, department=None) for _ in range(5)]
    for person in people:
        cast_vote(person, code=codes_of(planned)[0], choice="2", replaces=0)

    closed = step(planned, Action.END_ALONE)

    assert (closed.phase, closed.opens_at) == (Phase.PREPARED, None)
    with pytest.raises(DoorLocked):
        join(closed, department=None)
    leader = open_in(Client(), closed.assessment)
    cockpit = leader.get(f"/workshops/{closed.assessment.public_id}/cockpit/").text
    assert "5 mensen deden vooraf mee" in " ".join(cockpit.split())
    client = phone_of(people[0], closed.assessment.public_id)
    mine = client.get(f"/w/{closed.assessment.public_id}/", follow=True)
    assert "uw antwoorden zijn bewaard" in mine.text
    assert "De workshop is op" not in mine.text  # but today
    later = timezone.localdate() + dt.timedelta(days=3)
    Assessment.objects.filter(pk=closed.assessment_id).update(date=later)
    pulse.forget(closed.assessment.public_id)
    assert "De workshop is op" in client.get(f"/w/{closed.assessment.public_id}/room/").text
    lobby = step(closed, Action.OPEN_DOORS)
    assert board_of(lobby, "nl").next_step is Action.SHOW_ALL
    shown = step(lobby, Action.SHOW_ALL)
    assert (shown.phase, Vote.objects.count()) == (Phase.RUNNING, 5)


def test_who_has_too_few_answers_lets_them_answer_in_the_room(planned):
    lobby = step(planned, Action.ALONE, Action.OPEN_DOORS)

    assert board_of(lobby, "nl").next_step is Action.ALONE
    with pytest.raises(Refused):
        step(lobby, Action.SHOW_ALL)
    assert step(lobby, Action.ALONE).phase == Phase.ALONE


def test_a_room_that_answers_together_has_nothing_to_show_at_once(own):
    lobby = step(prepare_room(own), Action.OPEN_DOORS)

    for action in (Action.ALONE, Action.SHOW_ALL):
        with pytest.raises(Refused):
            step(lobby, action)


def test_the_moment_is_planned_when_preparing(client, own):
    open_in(client, own)
    sent = {"subject": "De Boer", "minimum_group": "5", "alone_from": "2027-03-01T09:00"}
    sent |= {"alone_until": "2027-03-08T17:00"}
    address = f"/workshops/{own.public_id}/prepare/"

    together = client.post(address, sent | {"format": "quick"})
    alone = client.post(address, sent | {"format": "alone"})

    assert (together.status_code, alone.status_code) == (422, 302)
    assert "In deze vorm antwoordt niemand vooraf" in together.text
    workshop = Workshop.objects.get()
    assert timezone.localtime(workshop.alone_from).isoformat() == "2027-03-01T09:00:00+01:00"
    assert "1 maart, 09:00" in client.get(alone["Location"]).text
    assert "1 maart, 09:00 tot 8 maart, 17:00" in Client().get(f"/w/{workshop.code}/").text


def until(workshop, moment):
    Workshop.objects.filter(pk=workshop.pk).update(alone_until=moment)
    return room(workshop)


def phone_of(person, public_id):
    client = Client()
    page = client.get("/w/")
    add_participant(page, person, public_id)
    client.cookies.update(page.cookies)
    return client


def test_it_closes_by_the_timer_and_not_before(planned):
    alone = until(step(planned, Action.ALONE), timezone.now() + SOON)
    call_command("tend_workshops")
    assert room(planned).phase == Phase.ALONE
    until(alone, timezone.now())

    call_command("tend_workshops")

    assert (room(planned).phase, room(planned).alone_until) == (Phase.PREPARED, None)
    assert room(planned).events.last().action == Action.END_ALONE
    assert not overdue().exists()


def test_without_a_timer_an_answer_that_comes_too_late_closes_it_and_is_told_so(planned):
    alone = step(planned, Action.ALONE)
    person, code = join(alone, department=None), codes_of(alone)[0]
    client = phone_of(person, alone.assessment.public_id)
    until(alone, timezone.now())

    address = f"/w/{alone.assessment.public_id}/answers/{code}/"
    sent = client.post(address, {f"{code}-choice": "2", f"{code}-version": "0"})

    assert sent.status_code == 409
    assert not Vote.objects.exists()
    assert room(planned).phase == Phase.PREPARED


def test_whose_end_is_past_does_not_open_by_itself_but_by_hand_and_stays_open(planned):
    moment_comes(planned)
    over = until(planned, timezone.now())
    call_command("tend_workshops")
    assert (room(planned).phase, over.opens_at) == (Phase.PREPARED, None)

    step(planned, Action.ALONE)
    call_command("tend_workshops")

    assert (room(planned).phase, room(planned).closes_at) == (Phase.ALONE, None)


def test_a_room_that_answers_alone_once_more_is_not_closed_by_the_end_of_before(planned):
    alone = until(step(planned, Action.ALONE), timezone.now() + SOON)

    again = step(alone, Action.OPEN_DOORS, Action.ALONE)

    assert (again.phase, again.closes_at) == (Phase.ALONE, None)


def test_phones_are_told_until_when(planned):
    alone = step(planned, Action.ALONE)
    mine = phone_of(join(alone, department=None), alone.assessment.public_id)
    today = timezone.localdate()

    def told():
        pages = mine.get(f"/w/{alone.assessment.public_id}/"), Client().get(f"/w/{alone.code}/")
        return [" ".join(each.text.split()) for each in pages]

    assert all("wijzigen tot de gespreksleider verdergaat" in page for page in told())
    Assessment.objects.filter(pk=alone.assessment_id).update(date=today + dt.timedelta(days=400))
    assert all("tot de workshop begint, op" in page for page in told())
    until(alone, timezone.make_aware(dt.datetime(2099, 3, 12, 14, 20)))
    assert all("wijzigen tot 12 maart, 14:20" in page for page in told())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"format": "quick", "alone_until": "2099-03-01T09:00"}, "antwoordt niemand vooraf"),
        ({"format": "alone", "alone_until": "2020-03-01T09:00"}, "Kies een later moment"),
        (
            {
                "format": "alone",
                "alone_from": "2099-03-01T09:00",
                "alone_until": "2099-03-01T09:00",
            },
            "Kies een later moment",
        ),
    ],
)
def test_an_end_that_cannot_be_is_told(client, own, sent, said):
    open_in(client, own)
    address = f"/workshops/{own.public_id}/prepare/"

    page = client.post(address, {"subject": "De Boer", "minimum_group": "5", **sent})

    assert (page.status_code, said in page.text) == (422, True)
    assert not Workshop.objects.exists()
