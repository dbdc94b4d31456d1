"""What the screen shows of all topics together, when who leads asks for it."""

import pytest
from django.test import Client

from assessments.reporting import group_result
from maturity.responses import Targets
from tests.factories import open_in
from tests.pages import parse, words
from tests.workshops.factories import prepare_room, room, running, settle_all, step, vote
from workshops.facilitating import Outcome
from workshops.links import add_participant, screen_of
from workshops.models import Department, Kind, Settlement
from workshops.services import join
from workshops.steps import Action, Refused

pytestmark = pytest.mark.django_db


def wall(workshop):
    page = Client().get(f"/screen/{screen_of(room(workshop))}/")
    return words(parse(page).find(".//main"))


def scores(workshop):
    page = parse(Client().get(f"/screen/{screen_of(room(workshop))}/"))
    return {
        words(row[0]): words(row[1]) for row in page.findall(".//dl[@class='screen__scores']/div")
    }


def at_phone(workshop, person):
    phone = Client()
    joined = phone.get(f"/w/{workshop.code}/")
    add_participant(joined, person, workshop.assessment.public_id)
    phone.cookies.update(joined.cookies)
    return phone


def show_topic(workshop, people, *choices):
    step(workshop, Action.OPEN)
    vote(people, *choices)
    return step(workshop, Action.CLOSE, Action.REVEAL)


def test_the_radar_grows_with_each_topic_that_was_shown(own):
    workshop, people = running(own)
    with pytest.raises(Refused):
        step(workshop, Action.RADAR)
    first, second = list(workshop.room().topics)[:2]
    show_topic(workshop, people, 1, 2)
    step(workshop, Action.RADAR)
    assert list(scores(workshop).values()) == ["1,8"]
    step(workshop, Action.FOCUS, topic=second)
    step(workshop, Action.OPEN)
    vote(people, 4)

    step(workshop, Action.RADAR)

    assert list(scores(workshop).values()) == ["1,8"]  # nothing of the vote that is open
    step(workshop, Action.CLOSE, Action.REVEAL, Action.RADAR)
    assert list(scores(workshop).values()) == ["1,8", "4,0"]
    level = Outcome(Kind.LEVEL, level=2, reason="Zo is het")
    step(workshop, Action.SETTLE, outcome=level)
    step(workshop, Action.RADAR)
    assert list(scores(workshop).values()) == ["1,8", "2,0"]
    assert first in workshop.room().topics


def test_it_goes_when_the_room_goes_on_and_stays_while_the_door_is_locked(own):
    workshop, people = running(own)
    show_topic(workshop, people, 1, 2)
    assert "Waar wij staan" in wall(step(workshop, Action.RADAR, Action.LOCK))
    leader = open_in(Client(), workshop.assessment)
    address = f"/workshops/{workshop.assessment.public_id}/cockpit/"
    assert "act/show/" in leader.get(address).text
    assert "Waar wij staan" not in wall(step(workshop, Action.SHOW))
    step(workshop, Action.RADAR, Action.BLANK)
    assert "Waar wij staan" not in wall(workshop)
    assert step(workshop, Action.SHOW).wall == ""
    step(workshop, Action.RADAR)
    assert step(workshop, Action.SETTLE).wall == ""
    assert step(workshop, Action.RADAR, Action.UNDO).wall == ""


@pytest.fixture
def departments(own):
    """Two of eight people, at the end, when it was shown what to do first."""
    names = ("Winkel", "Online")
    workshop = step(prepare_room(own, departments=names), Action.OPEN_DOORS)
    people = []
    for name in names:
        found = Department.objects.get(workshop=workshop, name=name)
        people += [join(workshop, department=found) for _ in range(8)]
    step(workshop, Action.START)
    settle_all(workshop, people, *[1] * 8, *[3] * 8)
    return step(workshop, Action.DOTS), people


def test_departments_stand_side_by_side_at_the_end_as_the_result_has_them(departments):
    workshop, _people = departments
    with pytest.raises(Refused):
        step(workshop, Action.GAPS)
    step(workshop, Action.SHOW_DOTS, Action.GAPS)

    said = wall(workshop)

    assert "Waar afdelingen het anders zien" in said
    assert said.count("1,5 of lager") == 7
    step(workshop, Action.FINISH)
    rows = group_result(workshop.assessment, "nl", Targets()).dimensions
    assert {tuple(row.departments) for row in rows} == {("Online", "Winkel")} or {
        tuple(row.departments) for row in rows
    } == {("Winkel", "Online")}
    assert "Dit is er vandaag uitgekomen" in wall(workshop)


def test_without_departments_nothing_is_offered(own):
    workshop, people = running(own, people=8)
    show_topic(workshop, people, 1, 2)
    step(workshop, Action.DOTS, Action.SHOW_DOTS)
    with pytest.raises(Refused):
        step(workshop, Action.GAPS)


STAND = "De stemmen gelden."


def on_the_wall(workshop):
    """What it closes with, by topic."""
    page = parse(Client().get(f"/screen/{screen_of(room(workshop))}/"))
    return {words(row[0]): words(row[1]) for row in page.find(".//ul[@class='screen__outcome']")}


def test_votes_that_stand_are_called_so_everywhere_and_never_agreed(own):
    workshop, people = running(own)
    shown = show_topic(workshop, people, 1, 1, 1, 4)
    phone, leader = at_phone(workshop, people[0]), open_in(Client(), workshop.assessment)
    cockpit = f"/workshops/{workshop.assessment.public_id}/cockpit/"
    pages = (
        lambda: wall(shown),
        lambda: words(parse(phone.get(f"/w/{workshop.assessment.public_id}/room/"))),
        lambda: words(parse(leader.get(cockpit))),
    )
    assert all(STAND not in page() for page in pages)

    step(workshop, Action.SETTLE)

    for page in pages:
        assert STAND in page()
        assert "De zaal ziet twee organisaties" in page()


def test_the_wall_closes_with_what_was_agreed_disputed_or_left_to_the_votes(own):
    workshop, people = running(own)
    endings = (
        Outcome(Kind.LEVEL, level=2, reason="Zo is het"),
        Outcome(Kind.DISAGREE, reason="Kan al", other_reason="Kan nog niet"),
        Outcome(Kind.VOTES),
    )
    for code, ending in zip(workshop.room().topics, endings, strict=False):
        if room(workshop).focus != code:
            step(workshop, Action.FOCUS, topic=code)
        show_topic(workshop, people, 3)
        step(workshop, Action.SETTLE, outcome=ending)

    step(workshop, Action.FINISH)

    assert list(on_the_wall(workshop).values()) == [
        "Afgesproken: B, niveau 2.",
        "De zaal is het niet eens.",
        "De stemmen gelden: C 6.",
    ]


def test_where_nothing_was_settled_the_wall_says_what_was_not_shown(own):
    workshop, people = running(own)
    show_topic(workshop, people, 3)

    step(workshop, Action.FINISH)

    assert list(on_the_wall(workshop).values()) == [
        "De stemmen gelden: C 6.",
        *["niet getoond"] * 6,
    ]


@pytest.mark.parametrize(
    ("subject", "times"), [("De Boer Wonen", 1), ("De Boer Wonen, Nederland", 2)]
)
def test_door_and_screen_say_the_organisation_once_where_both_names_are_the_same(
    own, subject, times
):
    own.organisation = "De Boer Wonen"
    workshop = step(prepare_room(own), Action.OPEN_DOORS)
    workshop.subject = subject
    workshop.save(update_fields=["subject"])

    at_door = parse(Client().get(f"/w/{workshop.code}/")).find(".//body")

    assert words(at_door).count("De Boer Wonen") == times
    assert wall(workshop).count("De Boer Wonen") == times


def test_a_topic_that_was_skipped_is_told_at_the_end_of_the_topics_and_of_the_workshop(own):
    workshop, people = running(own)
    settle_all(workshop, people, 2, 3)
    codes = list(workshop.room().topics)
    workshop.topics.filter(code=codes[-1]).update(state="waiting", round=0)
    workshop.topics.get(code=codes[-1]).tallies.all().delete()
    Settlement.objects.filter(topic__code=codes[-1]).delete()
    step(workshop, Action.FOCUS, topic=codes[-1])

    step(workshop, Action.SKIP)

    leader = open_in(Client(), workshop.assessment)
    public_id = workshop.assessment.public_id
    meter = parse(leader.get(f"/workshops/{public_id}/cockpit/")).find(".//p[@class='meter']")
    assert "Er is 1 onderwerp overgeslagen" in words(meter)
    assert "behandeld" not in words(meter)
    phone = at_phone(workshop, people[0]).get(f"/w/{public_id}/room/")
    assert "Het was het laatste." in phone.text
    step(workshop, Action.FINISH)
    assert "overgeslagen" in wall(workshop)
