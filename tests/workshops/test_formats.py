"""Alone first, then together: everybody answers, all is shown at once, the room talks on."""

import pytest
from django.test import Client

from assessments.models import AgreedLevel
from tests.factories import open_in
from tests.pages import parse, words
from tests.workshops.factories import codes_of, prepare_room, room, step
from workshops.agenda import Format
from workshops.board import board_of
from workshops.facilitating import Outcome
from workshops.links import screen_of
from workshops.models import Kind, Tally, Vote, Workshop
from workshops.services import cast_in_room, hand_in, join
from workshops.steps import Action, Phase, Refused, Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(own):
    return step(prepare_room(own, format=Format.ALONE_FIRST), Action.ALONE)


def answer_all(workshop, people, divided):
    """Everybody 2 everywhere, but on what divides them."""
    Vote.objects.bulk_create(
        Vote(
            participant=person,
            code=code,
            choice="14"[number % 2] if code in divided else "2",
        )
        for number, person in enumerate(people)
        for code in codes_of(workshop)
    )


def test_all_is_shown_at_once_and_the_room_talks_about_what_divides_it(alone):
    codes = codes_of(alone)
    assert len(codes) == 35
    people = [join(alone, department=None) for _ in range(6)]
    divided = [codes[20], codes[3]]
    answer_all(alone, people, divided)
    hand_in(people[0])

    shown = step(alone, Action.SHOW_ALL)

    assert Tally.objects.filter(topic__workshop=alone, round=1).count() == 35
    board = board_of(shown, "nl")
    assert [each.question.code for each in board.agenda[:2]] == sorted(divided, key=codes.index)
    assert len(board.agenda) == 6
    assert board.next_step is Action.FOCUS
    assert board.next_topic == codes[3]

    step(alone, Action.FOCUS, topic=codes[3])
    step(alone, Action.OPEN_AGAIN)
    for person in people:  # also who handed in
        cast_in_room(person, code=codes[3], round=2, choice="3")
    step(alone, Action.CLOSE, Action.REVEAL)
    settled = step(alone, Action.SETTLE, outcome=Outcome(Kind.LEVEL, level=3, reason="Zo is het"))
    assert board_of(settled, "nl").next_topic == codes[20]

    done = step(alone, Action.FINISH, Action.SEAL)
    assert done.phase == Phase.SEALED
    assert AgreedLevel.objects.get(assessment=done.assessment).code == codes[3]


def test_nothing_is_shown_before_enough_have_answered(alone):
    people = [join(alone, department=None) for _ in range(4)]
    answer_all(alone, people, [])

    with pytest.raises(Refused) as refused:
        step(alone, Action.SHOW_ALL)

    assert (refused.value.why, refused.value.missing) == (Why.TOO_FEW, 1)


def test_a_format_begins_in_its_own_way(own):
    together = step(prepare_room(own), Action.OPEN_DOORS)
    with pytest.raises(Refused):
        step(together, Action.ALONE)

    first = step(prepare_room(own, format=Format.REMOTE), Action.OPEN_DOORS)
    with pytest.raises(Refused):
        step(first, Action.START)
    assert step(first, Action.ALONE).is_apart


def test_who_leads_copies_the_text_of_an_invitation_to_answer_beforehand(alone, own):
    def mail_of(workshop):
        leader = open_in(Client(), workshop.assessment)
        page = leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/")
        return [words(each) for each in parse(page).iter("textarea") if each.get("id") == "mail"]

    [mail] = mail_of(alone)
    assert "De Boer Wonen, Nederland" in mail
    assert f"http://testserver/w/{alone.code}/" in mail
    assert "vanaf 5" in mail
    assert mail_of(step(prepare_room(own), Action.OPEN_DOORS)) == []  # answers in the room


def test_a_phone_goes_to_the_questions_and_with_the_room(alone):
    public_id = alone.assessment.public_id
    phone = Client()
    joined = phone.post(f"/w/{alone.code}/")
    assert joined["Location"].startswith(f"/w/{public_id}/?")
    assert phone.get(f"/w/{public_id}/room/")["Location"] == f"/w/{public_id}/"
    here = phone.get(f"/w/{public_id}/").text
    follows = f"/w/{public_id}/alone/{room(alone).step}/"
    assert follows in here
    assert phone.get(follows).status_code == 204

    people = [join(alone, department=None) for _ in range(5)]
    answer_all(alone, people, [])
    step(alone, Action.SHOW_ALL)

    assert phone.get(follows)["HX-Redirect"] == f"/w/{public_id}/room/"
    assert phone.get(f"/w/{public_id}/")["Location"] == f"/w/{public_id}/room/"
    assert "Alle antwoorden zijn binnen" in phone.get(f"/w/{public_id}/room/").text
    code = codes_of(alone)[0]
    late = phone.post(
        f"/w/{public_id}/answers/{code}/", {"choice": "2", "version": "0", "seen": ""}
    )
    assert late.status_code == 409


def test_the_cockpit_and_the_wall_show_what_divides_the_room(alone):
    leader = open_in(Client(), alone.assessment)
    cockpit = f"/workshops/{alone.assessment.public_id}/cockpit/"
    assert "0 van 0" in leader.get(cockpit).text
    people = [join(alone, department=None) for _ in range(6)]
    answer_all(alone, people, codes_of(alone)[:1])
    step(alone, Action.SHOW_ALL)

    page = leader.get(cockpit).text
    assert "Nog 6 onderwerpen" in page
    wall = Client().get(f"/screen/{screen_of(room(alone))}/").text
    assert "De zaal ziet twee organisaties" in wall


def test_a_format_is_chosen_with_its_minutes(client, own):
    open_in(client, own)
    address = f"/workshops/{own.public_id}/prepare/"
    page = client.get(address).text
    assert "102" in page
    assert "Dat is lang: neem liever ‘Eerst alleen, dan samen’" in page
    sent = {"title": "A", "subject": "B", "departments": "", "minimum_group": "5"}

    made = client.post(address, {**sent, "format": "together", "minutes": "90"})

    cockpit = made["Location"]
    found = Workshop.objects.room(cockpit.split("/")[2])
    assert (found.format, found.minutes) == (Format.TOGETHER, 90)
    assert found.topics.count() == 35
    wrong = client.post(address, {**sent, "format": "elsewhere"})
    assert wrong.status_code == 422
