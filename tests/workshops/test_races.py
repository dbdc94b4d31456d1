"""Closing while people answer: whoever is first wins; what was acknowledged is in the result."""

import threading

import pytest
from django.db import connection, connections

from assessments.models import Answer
from assessments.services import AnswersFrozen
from tests.factories import make_assessment
from tests.workshops.factories import (
    codes_of,
    colleague,
    colleagues,
    invite,
    prepare_room,
    room,
    running,
    step,
    vote,
)
from workshops.board import board_of
from workshops.facilitating import close
from workshops.models import Participant, ParticipantName, Workshop
from workshops.services import cast_vote, join
from workshops.steps import Action

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 4


def at_once(*works):
    """Each in a thread with a connection of its own, all let go at the same moment."""
    line = threading.Barrier(len(works))
    failures = []

    def run(work):
        try:
            line.wait(60)
            work()
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []


@pytest.mark.parametrize("_round", range(3))
def test_an_answer_is_stored_before_closing_or_refused(_round):
    workshop = invite(make_assessment(questionnaire="quick"))
    colleagues(workshop, 5)
    *others, last = codes_of(workshop)
    racers = [colleague(workshop, answers=dict.fromkeys(others, 2)) for _ in range(RACERS)]
    acknowledged, refused = [], []

    def answer(participant):
        try:
            acknowledged.append(cast_vote(participant, code=last, choice="3", replaces=0))
        except AnswersFrozen:
            refused.append(participant)

    at_once(
        lambda: close(workshop),
        *(lambda racer=racer: answer(racer) for racer in racers),
    )

    assert len(acknowledged) + len(refused) == RACERS
    assert Answer.objects.filter(code=last, choice="3").count() == len(acknowledged)
    assert not Workshop.objects.get().is_open
    assert not Participant.objects.exists()


def test_who_type_one_name_at_once_are_told_apart():
    workshop = prepare_room(make_assessment(questionnaire="quick"), is_anonymous=False)
    workshop = step(workshop, Action.OPEN_DOORS)

    at_once(*[lambda: join(workshop, department=None, name="Jan")] * RACERS)

    shown = {each.shown for each in ParticipantName.objects.all()}
    assert shown == {"Jan", "Jan (2)", "Jan (3)", "Jan (4)"}


class AfterQuery:
    """Does something once, when so many queries were asked of this connection."""

    def __init__(self, number, do):
        self.left, self.do = number, do

    def __call__(self, execute, *query):
        result = execute(*query)
        self.left -= 1
        if self.left == 0:
            self.do()
        return result


@pytest.mark.parametrize("number", range(1, 6))
def test_what_is_said_to_be_shown_comes_with_its_numbers(number):
    workshop, people = running(make_assessment(questionnaire="quick"))
    step(workshop, Action.OPEN)
    vote(people, 1, 2, 2, 3, 4, 4)
    step(workshop, Action.CLOSE)
    reveals = AfterQuery(number, lambda: step(workshop, Action.REVEAL))

    with connection.execute_wrapper(reveals):
        topic = board_of(room(workshop), "nl").topic

    assert topic.tallies or not topic.is_revealed
    assert board_of(room(workshop), "nl").topic.is_revealed
