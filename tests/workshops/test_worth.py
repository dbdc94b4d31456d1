"""The last question on a phone: whether it was worth the time. The average alone, from K on."""

from decimal import Decimal

import pytest
from django.test import Client

from assessments.services import AnswersFrozen
from tests.factories import open_in
from tests.workshops.factories import running, step, vote
from workshops.links import add_participant
from workshops.models import Participant
from workshops.services import RoundOver, say_worth
from workshops.steps import Action

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true"}


@pytest.fixture
def finished(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)
    return step(workshop, Action.CLOSE, Action.REVEAL, Action.FINISH), people


def phone_of(workshop, person):
    client = Client()
    page = client.get("/w/")
    add_participant(page, person, workshop.assessment.public_id)
    client.cookies.update(page.cookies)
    return client


def of_outcome(workshop):
    leader = open_in(Client(), workshop.assessment)
    return " ".join(leader.get(f"/workshops/{workshop.assessment.public_id}/outcome/").text.split())


def test_it_is_one_tap_and_each_answer_is_stored_in_the_same_bytes(finished):
    workshop, people = finished
    client, address = phone_of(workshop, people[0]), f"/w/{workshop.assessment.public_id}/worth/"
    assert "Was dit de tijd waard?" in client.get(f"/w/{workshop.assessment.public_id}/room/").text

    pages = [client.post(address, {"worth": each}, headers=SWAP) for each in "1234"]

    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    assert Participant.objects.get(pk=people[0].pk).worth == 4
    assert client.post(address, {"worth": "3"}).status_code == 302  # without script
    for wrong in ("0", "5", "", "x"):
        assert client.post(address, {"worth": wrong}).status_code == 422
    assert Client().post(address, {"worth": "3"}).status_code == 404


def test_the_average_is_told_once_it_is_sealed(finished):
    workshop, people = finished
    for person, worth in zip(people[:5], (4, 4, 3, 3, 3), strict=True):
        say_worth(person, worth)
    assert "Was het hun tijd waard?" not in of_outcome(workshop)

    sealed = step(workshop, Action.SEAL)

    assert sealed.worth == Decimal("3.4")
    assert "gemiddeld 3,4" in of_outcome(sealed)
    with pytest.raises(AnswersFrozen):
        say_worth(people[0], 1)


def test_of_too_few_nothing_is_told(finished):
    workshop, people = finished
    for person in people[:4]:
        say_worth(person, 4)

    sealed = step(workshop, Action.SEAL)

    assert sealed.worth is None
    assert "Was het hun tijd waard?" not in of_outcome(sealed)


def test_it_is_not_asked_while_the_workshop_runs(finished):
    workshop, people = finished
    say_worth(people[0], 4)
    again = step(workshop, Action.RESUME)
    client, address = phone_of(again, people[0]), f"/w/{again.assessment.public_id}/worth/"

    with pytest.raises(RoundOver):
        say_worth(people[0], 1)
    assert client.post(address, {"worth": "1"}).status_code == 409
    assert "Was dit de tijd waard?" not in client.get(f"/w/{again.assessment.public_id}/room/").text
    assert Participant.objects.get(pk=people[0].pk).worth == 4
