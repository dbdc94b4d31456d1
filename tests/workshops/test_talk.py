"""What helps a room along: hints, prompts, who answered by department, how many dots are left."""

import pytest
from django.test import Client

from tests.factories import open_in
from tests.workshops.factories import prepare_room, room, running, step, vote
from workshops.answers import answered_by_department
from workshops.links import add_participant
from workshops.models import Department
from workshops.services import join
from workshops.steps import Action

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true"}


def phone_of(workshop, person):
    client = Client()
    page = client.get("/w/")
    add_participant(page, person, workshop.assessment.public_id)
    client.cookies.update(page.cookies)
    return client


def cockpit(workshop):
    leader = open_in(Client(), workshop.assessment)
    page = leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/")
    return " ".join(page.text.split())


def test_a_question_is_asked_with_what_it_means_in_the_sector(own):
    workshop, people = running(own)
    workshop = step(workshop, Action.OPEN)
    question = own.questionnaire_in("nl").question(workshop.focus)

    page = phone_of(workshop, people[0]).get(f"/w/{workshop.assessment.public_id}/room/")

    assert question.hints[own.sector] in page.text


def test_who_leads_is_told_what_to_ask_who_chose_the_ends(own):
    workshop, people = running(own, people=6)
    step(workshop, Action.OPEN)
    vote(people, 2, 2, 2, 4)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert "Wie koos B: wat maakt" in cockpit(workshop)
    assert "Wie koos D: wat ziet u" in cockpit(workshop)


def test_of_a_few_who_chose_an_end_nobody_is_called_out(own):
    workshop, people = running(own, people=7)
    step(workshop, Action.OPEN)
    vote(people, 1, 3, 3, 3, 3, 4, 4)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert "Wie koos" not in cockpit(workshop)
    assert "Wat pleit voor A: wat maakt" in cockpit(workshop)
    assert "Wat pleit voor D: waar" in cockpit(workshop)


def test_the_majority_is_not_asked_what_it_sees_that_others_do_not(own):
    workshop, people = running(own, people=13)
    step(workshop, Action.OPEN)
    vote(people, 1, *[3] * 12)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert "Wie koos" not in cockpit(workshop)
    assert "Wat pleit voor C: waar" in cockpit(workshop)


def test_where_the_room_is_split_no_level_is_proposed_and_it_is_said_why(own):
    workshop, people = running(own, people=10)
    step(workshop, Action.OPEN)
    vote(people, *[1] * 6, 3, 3, 4, 4)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert "het midden van de antwoorden" not in cockpit(workshop)
    assert "Geen voorstel: de antwoorden liggen te ver uit elkaar." in cockpit(workshop)


def test_where_all_choose_the_same_there_are_no_ends(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert "Dit kan de zaal helpen" not in cockpit(workshop)


def test_who_comes_late_is_told_from_when_on_it_counts(own):
    workshop, people = running(own, people=7)
    step(workshop, Action.OPEN)
    vote(people[:6], 2, 3)
    step(workshop, Action.CLOSE, Action.REVEAL)
    address = f"/w/{workshop.assessment.public_id}/room/"

    late, voted = (phone_of(workshop, each).get(address).text for each in (people[6], people[0]))

    assert "vanaf de tweede ronde" in late
    assert "vanaf de tweede ronde" not in voted


def test_the_dots_that_are_left_are_counted(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 2)
    workshop = step(workshop, Action.CLOSE, Action.REVEAL, Action.DOTS)
    client, address = phone_of(workshop, people[0]), f"/w/{workshop.assessment.public_id}/dots/"

    one = client.post(address, {"actions": workshop.advised[:1]}, headers=SWAP).text
    two = client.post(address, {"actions": workshop.advised[:2]}, headers=SWAP).text

    assert "nog 2 stippen" in " ".join(one.split())
    assert "nog 1 stip." in " ".join(two.split())


def test_only_of_large_departments_it_is_told_how_many_answered(own):
    workshop = step(prepare_room(own, departments=["Winkel", "Web", "Directie"]), Action.OPEN_DOORS)
    people = []
    for name, many in (("Winkel", 6), ("Web", 3), ("Directie", 2)):
        found = Department.objects.get(workshop=workshop, name=name)
        people += [join(workshop, department=found) for _ in range(many)]
    workshop = step(workshop, Action.START, Action.OPEN)
    assert answered_by_department(workshop) == [("Winkel", 0, 6), ("", 0, 5)]
    vote([*people[:4], people[-1]], 2)

    assert answered_by_department(room(workshop)) == [("Winkel", 4, 6), ("", 1, 5)]
    assert "Winkel 4 van 6" in cockpit(workshop)
    assert "overig (te klein om apart te tonen) 1 van 5" in cockpit(workshop)
    assert "Directie" not in cockpit(workshop)


def test_of_too_few_others_not_even_that(own):
    workshop = step(prepare_room(own, departments=["Winkel"]), Action.OPEN_DOORS)
    shop = Department.objects.get(workshop=workshop)
    for number in range(7):
        join(workshop, department=shop if number < 5 else None)

    workshop = step(workshop, Action.START, Action.OPEN)

    assert answered_by_department(workshop) == [("Winkel", 0, 5)]
    assert answered_by_department(workshop)[0][1] == 0


def test_without_large_departments_there_is_only_the_whole(own):
    workshop, _people = running(own)

    assert answered_by_department(step(workshop, Action.OPEN)) == []
