"""Answering alone days before a workshop: it opens at the moment that was planned, and closes."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.factories import open_in
from tests.workshops.factories import codes_of, prepare_room, room, step
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
    client = Client()
    page = client.get("/w/")
    add_participant(page, people[0], closed.assessment.public_id)
    client.cookies.update(page.cookies)
    mine = client.get(f"/w/{closed.assessment.public_id}/", follow=True)
    assert "uw antwoorden zijn bewaard" in mine.text
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
    address = f"/workshops/{own.public_id}/prepare/"

    together = client.post(address, sent | {"format": "quick"})
    alone = client.post(address, sent | {"format": "alone"})

    assert (together.status_code, alone.status_code) == (422, 302)
    assert "In deze vorm antwoordt niemand vooraf" in together.text
    workshop = Workshop.objects.get()
    assert timezone.localtime(workshop.alone_from).isoformat() == "2027-03-01T09:00:00+01:00"
    assert "1 maart, 09:00" in client.get(alone["Location"]).text
