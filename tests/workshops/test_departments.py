"""How departments chose: told of a topic once it is settled, from what was counted then."""

import pytest
from django.test import Client

from assessments.access import Access, Ground
from assessments.models import Assessment, Kind
from assessments.reporting import group_result, report_of
from maturity.responses import Targets
from reports.content.workshop import workshop as chapter_of
from tests.factories import open_in
from tests.workshops.factories import prepare_room, room, step, vote
from workshops.links import screen_of
from workshops.models import Department, Tally
from workshops.services import join
from workshops.steps import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(own):
    """A room of which the first topic is shown: eight choose 1 and eight choose 4."""
    workshop = prepare_room(own, departments=["Verkoop", "Klantenservice"])
    workshop = step(workshop, Action.OPEN_DOORS)
    people = [
        join(workshop, department=Department.objects.get(name=name))
        for name in ("Verkoop", "Klantenservice")
        for _ in range(8)
    ]
    workshop = step(workshop, Action.START, Action.OPEN)
    vote(people, *[1] * 8, 4)
    return step(workshop, Action.CLOSE, Action.REVEAL)


def pages(workshop):
    leader = open_in(Client(), workshop.assessment)
    cockpit = leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/")
    return [cockpit.text, Client().get(f"/screen/{screen_of(workshop)}/").text]


def test_departments_are_told_when_a_topic_is_settled_and_not_before(told):
    assert Tally.objects.get().departments == {"Verkoop": 1.5, "Klantenservice": 3.5}
    assert all("3,5 of hoger" not in page for page in pages(told))

    settled = step(told, Action.SETTLE)

    for page in pages(settled):
        assert "1,5 of lager" in page
        assert "3,5 of hoger" in page
    assert all("3,5 of hoger" not in page for page in pages(step(settled, Action.UNSETTLE)))


def test_who_joins_after_the_first_round_was_shown_makes_no_department(told):
    assert room(told).partition == {"shown": ["klantenservice", "verkoop"], "other": False}
    join(told, department=None)

    again = step(told, Action.OPEN_AGAIN)
    vote(list(told.participants.order_by("pk")), 2)
    step(again, Action.CLOSE, Action.REVEAL)

    # One person alone would follow by subtraction, so the first of the smallest goes too.
    assert Tally.objects.get(round=2).departments == {"Verkoop": 2}


def test_the_outcome_tells_departments_of_what_was_settled_in_the_last_round(told):
    settled = step(told, Action.SETTLE)
    other = list(settled.room().topics)[1]
    settled = step(settled, Action.FOCUS, topic=other)
    step(settled, Action.OPEN)
    vote(list(settled.participants.order_by("pk")), 2)
    step(settled, Action.CLOSE, Action.REVEAL, Action.FINISH)

    group = Assessment.objects.get(kind=Kind.GROUP)
    first, second = group.workshop_outcome.to_plain()["topics"][:2]
    assert first["rounds"][0]["departments"] == {"Klantenservice": 3.5, "Verkoop": 1.5}
    assert second["rounds"][0]["departments"] == {}
    result = group_result(group, "nl", Targets())  # of the same votes: it says the same
    assert result.dimension(first["code"]).departments == first["rounds"][0]["departments"]
    chapter = chapter_of(report_of(Access(group, Ground.PRIVATE_LINK), "nl"))
    assert "Per afdeling: Klantenservice 3,5 of hoger · Verkoop 1,5 of lager" in repr(chapter)


@pytest.mark.parametrize(("names", "is_told"), [(["Verkoop", "Klantenservice"], True), ([], False)])
def test_the_report_says_that_too_few_took_part_to_show_departments(own, names, is_told):
    workshop = step(prepare_room(own, departments=names), Action.OPEN_DOORS)
    departments = list(workshop.departments.all()) or [None]
    people = [join(workshop, department=each) for each in departments for _ in range(6)]
    workshop = step(workshop, Action.START, Action.OPEN)
    vote(people, *[2] * len(people))
    step(workshop, Action.CLOSE, Action.REVEAL, Action.FINISH)

    report = report_of(Access(Assessment.objects.get(kind=Kind.GROUP), Ground.PRIVATE_LINK), "nl")

    told = "Er is naar afdelingen gevraagd, maar er deden te weinig mensen mee"
    assert (told in repr(chapter_of(report))) == is_told


@pytest.mark.parametrize(
    ("kwargs", "least"),
    [({}, 8), ({"minimum_group": 10}, 10), ({"is_anonymous": False, "minimum_group": 3}, 3)],
)
def test_who_says_a_department_reads_first_how_many_it_takes_to_show_one(own, kwargs, least):
    workshop = prepare_room(own, departments=["Verkoop"], **kwargs)
    workshop = step(workshop, Action.OPEN_DOORS)

    page = Client().get(f"/w/{workshop.code}/").text

    said = f"alleen getoond als er minstens {least} mensen van meedoen"
    assert said in " ".join(page.split())
