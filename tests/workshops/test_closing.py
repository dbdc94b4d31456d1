"""The end of a workshop: three dots each, five actions with who and when, and what is kept."""

import datetime as dt
from fractions import Fraction

import pytest
from django.test import Client

from assessments.access import Access, Ground
from assessments.models import Assessment, Response
from assessments.reporting import report_of
from reports.content.blocks import Text
from reports.content.workshop import workshop as chapter_of
from reports.outcome import ChosenAction as Chosen
from reports.outcome import Counts, TopicOutcome, WorkshopOutcome, from_plain
from tests.factories import open_in
from tests.pages import classed, parse, words
from tests.workshops.factories import room, running, step, vote
from workshops.board import board_of
from workshops.closing import set_release
from workshops.effects import effects_of
from workshops.facilitating import Outcome
from workshops.links import add_participant, screen_of
from workshops.models import ChosenAction, Dot, Kind
from workshops.seal_check import checks_of
from workshops.services import RoundOver, place_dots
from workshops.steps import Action, Phase, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(own):
    """A room that settled its first topic and is asked what to do first, with its people."""
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 1, 2, 2, 3, 3)
    step(workshop, Action.CLOSE, Action.REVEAL)
    level = Outcome(Kind.LEVEL, level=2, reason="Retour kan overal")
    step(workshop, Action.SETTLE, outcome=level)
    for code in list(workshop.room().topics)[1:5]:
        step(workshop, Action.FOCUS, topic=code)
        step(workshop, Action.OPEN)
        vote(people, 2)
        step(workshop, Action.CLOSE, Action.REVEAL)
    both = Outcome(Kind.DISAGREE, reason="Kan nu al", other_reason="Kan nog niet")
    step(workshop, Action.SETTLE, outcome=both)
    return step(workshop, Action.DOTS), people


def test_what_most_want_comes_first(ending):
    workshop, people = ending
    first, second, third, *_rest = workshop.advised
    for person in people[:5]:
        place_dots(person, [third, first])
    place_dots(people[5], [first, second, third])
    place_dots(people[5], [third])  # in place of those before

    shown = step(workshop, Action.SHOW_DOTS)

    chosen = list(shown.actions.values_list("action", "dots"))
    assert chosen[:3] == [(third, 6), (first, 5), (second, 0)]
    assert len(chosen) == min(5, len(workshop.advised))
    with pytest.raises(RoundOver):
        place_dots(people[0], [second])


def test_what_nobody_put_a_dot_on_is_agreed_only_once_somebody_takes_it(ending):
    workshop, people = ending
    wanted, taken = workshop.advised[:2]
    for person in people:
        place_dots(person, [wanted])
    shown = step(workshop, Action.SHOW_DOTS)
    assert [each.row.action for each in board_of(shown, "nl").agreed] == [wanted]
    leader, public_id = open_in(Client(), workshop.assessment), workshop.assessment.public_id
    assert "Pas afgesproken als" in leader.get(f"/workshops/{public_id}/cockpit/").text

    leader.post(f"/workshops/{public_id}/actions/", {f"{taken}-who": "Marieke"})
    finished = step(workshop, Action.FINISH)

    assert [each.row.action for each in board_of(finished, "nl").agreed] == [wanted, taken]
    kept = Assessment.objects.get(public_id=public_id).workshop_outcome.actions
    assert [each.slug for each in kept] == [wanted, taken]
    wall, page = f"/screen/{screen_of(room(workshop))}/", f"/workshops/{public_id}/outcome/"
    for told in (Client().get(wall), leader.get(page)):
        assert len(parse(told).findall(".//ol[@class='chosen']/li")) == 2


def test_the_wall_says_how_many_placed_dots_and_where_to_come_in(ending):
    workshop, people = ending
    place_dots(people[0], workshop.advised[:1])

    wall = Client().get(f"/screen/{screen_of(room(workshop))}/").text

    assert f"1 van {len(people)} heeft stippen gezet" in " ".join(wall.split())
    assert room(workshop).shown_code in wall


def test_of_too_few_dots_nothing_is_told(ending):
    workshop, people = ending
    for person in people[:4]:
        place_dots(person, workshop.advised[-1:])

    shown = step(workshop, Action.SHOW_DOTS)

    assert list(shown.actions.values_list("action", "dots")) == [
        (slug, None) for slug in workshop.advised[:5]
    ]


def test_who_leads_and_takes_part_reads_that_only_what_has_most_dots_is_shown(ending):
    workshop, people = ending
    for person in people:
        place_dots(person, workshop.advised[:3])
    shown = step(workshop, Action.SHOW_DOTS)
    assert len(shown.advised) > 5

    leader = open_in(Client(), workshop.assessment)
    cockpit = leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/")
    wall = Client().get(f"/screen/{screen_of(shown)}/")

    for page in (cockpit, wall):
        assert "Dit zijn de 5 met de meeste stippen." in words(parse(page).find(".//main"))


def test_nobody_has_more_dots_than_three_or_places_them_elsewhere(ending):
    workshop, people = ending

    place_dots(people[0], ["nothing-of-the-kind", *workshop.advised, *workshop.advised])

    assert set(Dot.objects.values_list("action", flat=True)) == set(workshop.advised[:3])


def test_closing_can_be_taken_back_until_it_is_shown(ending):
    workshop, _people = ending
    assert step(workshop, Action.UNDO).phase == Phase.RUNNING
    step(workshop, Action.DOTS, Action.SHOW_DOTS)
    with pytest.raises(Refused):
        step(workshop, Action.UNDO)


def test_who_ends_the_topics_early_is_asked_and_may_go_back_until_the_dots_are_shown(ending):
    workshop, _people = ending
    before = step(workshop, Action.UNDO)
    before.began_at -= dt.timedelta(minutes=20)
    before.save(update_fields=["began_at"])
    public_id, leader = workshop.assessment.public_id, open_in(Client(), workshop.assessment)
    act = f"/workshops/{public_id}/act"

    asked = leader.post(f"{act}/dots/", {"step": before.step})

    assert "2 van de 7 dimensies hebben nog geen score" in " ".join(asked.text.split())
    assert room(workshop).phase == Phase.RUNNING
    assert leader.post(f"{act}/dots/", {"step": before.step, "is_sure": "on"}).status_code == 302
    step(workshop, Action.LOCK)  # it is no longer the last step, which undo takes back
    page = leader.get(f"/workshops/{public_id}/cockpit/").text
    assert f'action="{act}/to-topics/"' in page
    back = step(workshop, Action.TO_TOPICS)
    assert (back.phase, back.began_at) == (Phase.RUNNING, before.began_at)
    step(workshop, Action.DOTS, Action.SHOW_DOTS)
    assert "to-topics" not in leader.get(f"/workshops/{public_id}/cockpit/").text


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Beloning en sturing"), ("en", "Incentives")]
)
def test_what_has_no_score_is_named_in_the_language_of_the_page(ending, language, name):
    """The assessment is Dutch."""
    workshop, _people = ending
    before, public_id = step(workshop, Action.UNDO), workshop.assessment.public_id
    leader = open_in(Client(headers={"accept-language": language}), workshop.assessment)

    asked = leader.post(f"/workshops/{public_id}/act/dots/", {"step": before.step})

    assert f"<li>{name}</li>" in asked.text


def test_dots_that_nobody_placed_are_shown_only_when_it_is_asked_once_more(ending):
    workshop, people = ending
    leader, public_id = open_in(Client(), workshop.assessment), workshop.assessment.public_id
    sent, show = {"step": workshop.step}, f"/workshops/{public_id}/act/show-dots/"

    asked = leader.post(show, sent)

    assert "Nog niemand heeft een stip gezet" in asked.text
    assert room(workshop).phase == Phase.DOTS
    place_dots(people[0], workshop.advised[:1])
    assert (leader.post(show, sent).status_code, room(workshop).phase) == (302, Phase.CHOSEN)


def test_who_waits_for_no_dots_shows_the_order_of_the_advice(ending):
    workshop, _people = ending
    leader, public_id = open_in(Client(), workshop.assessment), workshop.assessment.public_id

    sent = {"step": workshop.step, "is_sure": "on"}
    leader.post(f"/workshops/{public_id}/act/show-dots/", sent)

    assert board_of(room(workshop), "nl").is_order_of_advice


def test_with_every_dimension_shown_the_topics_end_at_once(ending):
    workshop, people = ending
    step(workshop, Action.UNDO)
    for code in list(workshop.room().topics)[5:]:
        step(workshop, Action.FOCUS, topic=code)
        step(workshop, Action.OPEN)
        vote(people, 2)
        step(workshop, Action.CLOSE, Action.REVEAL)
    leader = open_in(Client(), workshop.assessment)
    sent = {"step": room(workshop).step}

    assert (
        leader.post(f"/workshops/{workshop.assessment.public_id}/act/dots/", sent).status_code
        == 302
    )


def test_a_workshop_is_closed_from_phone_to_report(ending):
    workshop, people = ending
    public_id = workshop.assessment.public_id
    leader, phone = open_in(Client(), workshop.assessment), Client()
    joined = phone.get(f"/w/{workshop.code}/")
    add_participant(joined, people[0], public_id)
    phone.cookies.update(joined.cookies)
    first = workshop.advised[0]

    assert first in phone.get(f"/w/{public_id}/room/").text
    placed = phone.post(f"/w/{public_id}/dots/", {"actions": [first]})
    assert placed.status_code == 302
    too_many = phone.post(f"/w/{public_id}/dots/", {"actions": workshop.advised[:4]})
    assert (too_many.status_code, Dot.objects.count()) == (422, 1)
    assert "U vinkte er 4 aan en hebt 3 stippen. Haal er 1 weg" in too_many.text
    assert "nog 2 stippen" in " ".join(phone.get(f"/w/{public_id}/room/").text.split())
    assert "1 van 6 heeft stippen gezet" in leader.get(f"/workshops/{public_id}/cockpit/").text

    step(workshop, Action.SHOW_DOTS)
    late = phone.post(f"/w/{public_id}/dots/", {"actions": [first]})
    assert late.status_code == 409
    sent = {f"{each}-who": "" for each in workshop.advised[:5]}
    sent |= {f"{first}-who": "Marieke", f"{first}-due": "01-03-2027"}
    wrong = leader.post(f"/workshops/{public_id}/actions/", {**sent, f"{first}-due": "ooit"})
    assert wrong.status_code == 422
    wrong = leader.post(f"/workshops/{public_id}/actions/", {**sent, f"{first}-due": "0027-03-01"})
    assert wrong.status_code == 422
    kept = leader.post(f"/workshops/{public_id}/actions/", sent, follow=True)
    assert "Bewaard: wie het doet en wanneer." in kept.text
    assert "met de meeste stippen" not in kept.text
    cockpit = parse(leader.get(f"/workshops/{public_id}/cockpit/"))
    [ends] = classed(cockpit, "button--main")
    assert cockpit.find(f".//form[@id='{ends.get('form')}']").get("action").endswith("/actions/")
    ended = leader.post(
        f"/workshops/{public_id}/actions/",
        {**sent, f"{first}-who": "Joris", ends.get("name"): "on"},
    )
    assert ended["Location"] == f"/workshops/{public_id}/finish/"
    assert workshop.actions.get(action=first).who == "Joris"
    leader.post(f"/workshops/{public_id}/actions/", sent)
    wall = Client().get(f"/screen/{screen_of(room(workshop))}/").text
    assert "Marieke" in wall
    assert "1 maart 2027" in wall
    assert "Onderwerp 5 van 7" not in phone.get(f"/w/{public_id}/room/").text  # it is no topic

    step(workshop, Action.FINISH)
    thanks = Client().get(f"/screen/{screen_of(room(workshop))}/").text
    assert "Dit is er vandaag uitgekomen" in thanks
    assert "Onderwerp 5 van 7" not in thanks

    assessment = Assessment.objects.get(public_id=public_id)
    outcome = assessment.workshop_outcome
    assert (outcome.participants, outcome.actions[0]) == (
        6,
        Chosen(first, "Marieke", dt.date(2027, 3, 1)),
    )
    report = report_of(Access(assessment, Ground.PRIVATE_LINK), "nl")
    assert report.edition.plan.of(first).owner == "Marieke"
    document = leader.get(f"/workshops/{public_id}/outcome.json").json()
    assert document["format"] == "kanaalkompas/workshop@1"
    assert document["topics"][0]["outcome"] == "level"
    result = leader.get(f"/a/{public_id}/result/").text
    for said in ("Retour kan overal", "Kan nu al", "Kan nog niet", "Marieke"):
        assert said in result


def test_those_who_took_part_see_what_is_released_and_may_check_the_seal(ending):
    workshop, people = ending
    public_id, code = workshop.assessment.public_id, workshop.code
    leader, phone = open_in(Client(), workshop.assessment), Client()
    joined = phone.get(f"/w/{code}/")
    add_participant(joined, people[0], public_id)
    phone.cookies.update(joined.cookies)
    release = f"/workshops/{public_id}/release/"
    assert leader.post(release, {"is_released": "on"}).status_code == 404  # there is nothing yet
    assert "nog niet verzegeld" in phone.get(f"/w/{code}/sealed/").text

    step(workshop, Action.FINISH, Action.SEAL)

    assert phone.get(f"/w/{public_id}/room/0/")["HX-Refresh"] == "true"
    assert "/view/" not in phone.get(f"/w/{public_id}/room/").text
    assert leader.post(release, {"is_released": "on"}).status_code == 302
    for address in (f"/w/{public_id}/room/", f"/w/{code}/"):
        assert "/view/" in phone.get(address).text
    leader.post(release, {})
    assert "/view/" not in phone.get(f"/w/{code}/").text
    assert Client().post(release, {"is_released": "on"}).status_code == 404
    sealed = Client().get(f"/w/{code}/sealed/").text
    assert ("klopt niet" in sealed, "Deze workshop is verzegeld" in sealed) == (False, True)
    assert "Die band is verwijderd" in sealed
    assert "Binnen een dag" not in sealed
    assert Client().get("/w/222222/sealed/").status_code == 404


def test_the_link_of_those_who_took_part_is_named_in_the_language_of_whoever_reads(ending):
    workshop, _people = ending
    workshop = step(workshop, Action.FINISH)
    leader = open_in(Client(), workshop.assessment)
    address = f"/workshops/{workshop.assessment.public_id}/release/"
    leader.post(address, {"is_released": "on"}, headers={"accept-language": "nl"})

    told = {
        language: leader.get(
            f"/a/{workshop.assessment.public_id}/link/", headers={"accept-language": language}
        ).text
        for language in ("nl", "en")
    }

    assert "Toon de link van Wie meedeed" in told["nl"]
    assert ("Show the link of Who took part" in told["en"], "Wie meedeed" in told["en"]) == (
        True,
        False,
    )


def test_a_phone_that_is_left_open_learns_that_the_result_is_shared(ending):
    workshop, people = ending
    public_id = workshop.assessment.public_id
    phone = Client()
    joined = phone.get("/w/")
    add_participant(joined, people[0], public_id)
    phone.cookies.update(joined.cookies)
    workshop = step(workshop, Action.FINISH)
    live = f"/w/{public_id}/room/{workshop.step}/"
    assert f'"{live}"' in phone.get(f"/w/{public_id}/room/").text
    assert phone.get(live).status_code == 204

    set_release(workshop, is_released=True, by=None)

    assert phone.get(live)["HX-Refresh"] == "true"
    assert f'"{live}?released"' in phone.get(f"/w/{public_id}/room/").text
    assert phone.get(f"{live}?released").status_code == 204


def test_the_check_of_the_seal_sees_what_is_left(ending):
    workshop, _people = ending
    step(workshop, Action.FINISH, Action.SEAL)
    assert all(check.is_right for check in checks_of(workshop))

    workshop.participants.create()
    Response.objects.filter(assessment=workshop.assessment).update(participant="Marieke")

    assert [check.is_right for check in checks_of(workshop)].count(False) == 2


def test_the_cockpit_says_what_a_level_would_do(ending):
    workshop, people = ending
    workshop = step(workshop, Action.UNDO)
    code = list(workshop.room().topics)[5]
    step(workshop, Action.FOCUS, topic=code)
    step(workshop, Action.OPEN)
    vote(people, 2)
    workshop = step(workshop, Action.CLOSE, Action.REVEAL)

    votes, *levels = effects_of(workshop, code, "nl")

    assert votes.dimension == levels[1].dimension == "2,0"
    assert [each.dimension_level for each in levels] == [1, 2, 3, 4]
    assert votes.overall == levels[1].overall < levels[3].overall
    leader = open_in(Client(), workshop.assessment)
    cockpit = leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/").text
    assert "Wat een niveau met het resultaat doet" in cockpit


TWO = Counts((4, 4, 0, 8), 0, 0, (("Winkel", Fraction(7, 2)), ("zaak", None), ("*", Fraction(2))))


def test_an_outcome_is_kept_and_read_again():
    outcome = WorkshopOutcome(
        participants=9,
        minimum_group=5,
        departments={"Verkoop": 9},
        topics=(
            TopicOutcome("KE1", (Counts((1, 2, 3, 0), 2, 1), TWO), "level", 2, "Zo"),
            TopicOutcome("KE2", (), ""),
        ),
        actions=(Chosen("begin", "Marieke", dt.date(2027, 3, 1)), Chosen("verder")),
        rehearsal=True,
    )

    assert from_plain(outcome.to_plain()) == outcome


def test_questions_that_were_not_talked_about_are_told_apart(ending):
    workshop, _people = ending
    step(workshop, Action.SHOW_DOTS, Action.FINISH)

    report = report_of(Access(Assessment.objects.get(kind="group"), Ground.PRIVATE_LINK), "nl")

    said = [block.text for block in chapter_of(report).blocks if isinstance(block, Text)]
    assert (
        "3 vragen blijven staan zoals ze beantwoord zijn, zonder gesprek."
        " 2 vragen zijn niet in de zaal getoond en hebben geen antwoord." in said
    )


def test_an_assessment_without_a_room_has_no_chapter(own):
    assert chapter_of(report_of(Access(own, Ground.PRIVATE_LINK), "nl")) is None
    assert not ChosenAction.objects.exists()
