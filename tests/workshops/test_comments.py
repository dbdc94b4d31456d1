"""Own words to a vote: of nobody, shown with the answers to who leads, who may strike them."""

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.factories import open_in
from tests.workshops.factories import room, running, step, vote
from tests.workshops.test_room_pages import differences, everybody, forget, seen
from workshops.links import add_participant, screen_of
from workshops.models import Comment
from workshops.services import RoundOver, add_comment
from workshops.steps import Action

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true"}


@pytest.fixture
def opened(own):
    workshop, people = running(own)
    return step(workshop, Action.OPEN), people


def say(workshop, person, text, round=1):
    add_comment(person, code=workshop.focus, round=round, text=text)


def phone_of(workshop, person):
    client = Client()
    page = client.get("/w/")
    add_participant(page, person, workshop.assessment.public_id)
    client.cookies.update(page.cookies)
    return client


def place(workshop, part):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def test_it_is_sent_once_and_says_nothing_of_who_sent_it(opened):
    workshop, people = opened
    client = phone_of(workshop, people[0])
    address = f"/w/{workshop.assessment.public_id}/comment/"
    sent = {"topic": workshop.focus, "round": 1, "text": "De winkel ziet niets"}

    first, again = (client.post(address, sent, headers=SWAP) for _ in range(2))

    assert (first.status_code, first.content) == (200, again.content)
    assert Comment.objects.get().text == "De winkel ziet niets"
    assert client.post(address, sent).status_code == 302  # without script
    assert client.post(address, sent | {"text": ""}).status_code == 422
    assert client.post(address, sent | {"text": "x" * 501}).status_code == 422
    assert Client().post(address, sent).status_code == 404
    assert {field.attname for field in Comment._meta.concrete_fields} == {
        "id",
        "topic_id",
        "text",
        "is_struck",
    }


def test_it_is_taken_until_the_round_is_shown(opened):
    workshop, people = opened
    vote(people, 1, 2)
    closed = step(workshop, Action.CLOSE)
    say(closed, people[0], "Nog net")
    shown = step(closed, Action.REVEAL)

    with pytest.raises(RoundOver):
        say(shown, people[1], "Te laat")
    late = phone_of(shown, people[1]).post(
        f"/w/{shown.assessment.public_id}/comment/",
        {"topic": shown.focus, "round": 1, "text": "Te laat"},
    )
    assert late.status_code == 409
    assert "De toelichting is niet bewaard" in late.text
    assert [each.text for each in Comment.objects.all()] == ["Nog net"]


def test_who_leads_reads_them_with_the_answers_and_strikes_one(opened):
    workshop, people = opened
    vote(people, 1, 2)
    say(workshop, people[0], "Jan doet het <b>fout</b>")
    say(workshop, people[1], "De kassa weet het niet")
    leader = open_in(Client(), workshop.assessment)
    assert "De kassa" not in leader.get(place(workshop, "cockpit/")).text
    step(workshop, Action.CLOSE, Action.REVEAL)

    page = leader.get(place(workshop, "cockpit/")).text
    assert "Jan doet het &lt;b&gt;fout&lt;/b&gt;" in page
    assert "2 toelichtingen" in page
    assert f'href="#comments-{workshop.focus}"' in page
    assert "Leg vast en ga door naar het volgende onderwerp" in page
    assert "Vul in het formulier bij ‘<span data-settles-field></span>’ iets in" in page
    named = Comment.objects.get(text__startswith="Jan").pk
    assert leader.post(place(workshop, "strike/"), {"comment": named}).status_code == 302

    page = leader.get(place(workshop, "cockpit/")).text
    assert "Jan doet" not in page
    assert "De kassa weet het niet" in page
    assert "1 toelichting is doorgehaald" in page
    assert Comment.objects.get(pk=named).text == ""
    step(workshop, Action.SETTLE, Action.FINISH, Action.SEAL)
    outcome = leader.get(place(workshop, "outcome/")).text
    assert "De kassa weet het niet" in outcome
    assert "1 toelichting is doorgehaald" in outcome


def test_they_go_where_a_phone_says_they_go_and_nowhere_else(opened):
    workshop, people = opened
    vote(people, 1, 2)
    phone = phone_of(workshop, people[0])
    there = f"/w/{workshop.assessment.public_id}/room/"
    assert "niet op het zaalscherm, op andere telefoons of in het rapport" in phone.get(there).text
    say(workshop, people[0], "De kassa weet het niet")
    step(workshop, Action.CLOSE, Action.REVEAL, Action.SETTLE)

    wall = Client().get(f"/screen/{screen_of(workshop)}/").text
    other = phone_of(workshop, people[1]).get(there).text
    step(workshop, Action.FINISH)
    leader = open_in(Client(), workshop.assessment)
    result = leader.get(f"/a/{workshop.assessment.public_id}/result/").text
    assert all("De kassa weet het niet" not in page for page in (wall, other, result))


def test_nobody_strikes_elsewhere_or_what_was_not_shown(opened):
    workshop, people = opened
    say(workshop, people[0], "Nog niet getoond")
    key = {"comment": Comment.objects.get().pk}
    leader = open_in(Client(), workshop.assessment)
    reader = open_in(Client(), workshop.assessment, "read")

    assert leader.post(place(workshop, "strike/"), key).status_code == 302
    assert reader.post(place(workshop, "strike/"), key).status_code == 403
    assert Client().post(place(workshop, "strike/"), key).status_code == 404
    assert not Comment.objects.get().is_struck


def test_where_too_few_chose_a_level_no_words_are_shown(opened):
    workshop, people = opened
    vote(people, "unknown", "unknown", 1)
    say(workshop, people[0], "Wij zijn met weinig")
    step(workshop, Action.CLOSE, Action.REVEAL)

    page = open_in(Client(), workshop.assessment).get(place(workshop, "cockpit/"))

    assert "Wij zijn met weinig" not in page.text


def test_before_it_is_shown_nobody_learns_that_there_are_any(own):
    workshop, people = running(own)
    workshop = step(workshop, Action.OPEN)
    vote(people, 2)
    looks = everybody(workshop, people, ["room/", "room/0/", "own/"])
    runs = []
    for texts in ([], ["Een", "Twee woorden", "Nog veel meer woorden"]):
        with transaction.atomic():
            for text in texts:
                say(workshop, people[1], text)
            runs.append(seen(looks))
            transaction.set_rollback(True)
        forget(workshop)

    assert len(runs[0]) == 12
    assert differences(*runs) == []


def test_sealing_keeps_the_words_and_not_their_order(opened):
    workshop, people = opened
    vote(people, 1, 2)
    for number in range(20):
        say(workshop, people[0], f"Toelichting {number}")
    step(workshop, Action.CLOSE, Action.REVEAL, Action.SETTLE, Action.FINISH)
    before = rows_in_order()

    step(room(workshop), Action.SEAL)

    assert set(rows_in_order()) == set(before)
    assert rows_in_order() != before


def rows_in_order():
    """As the database holds them: of SQLite the hidden number, of PostgreSQL the place."""
    by = {
        "sqlite": "SELECT text FROM workshops_comment ORDER BY rowid",
        "postgresql": "SELECT text FROM workshops_comment ORDER BY ctid",
    }
    with connection.cursor() as cursor:
        cursor.execute(by[connection.vendor])
        return [text for (text,) in cursor.fetchall()]
