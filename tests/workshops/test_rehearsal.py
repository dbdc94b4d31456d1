"""Practising with invented people, and the two workshops that `make run` has to show."""

from random import Random

import pytest
from django.core.management import call_command
from django.test import Client

from assessments.access import Access, Ground
from assessments.models import Assessment
from assessments.reporting import report_of
from maturity.groups import consensus
from reports.content.blocks import Text
from reports.content.summary import opening
from reports.content.workshop import workshop as chapter_of
from tests.factories import open_in
from tests.pages import parse, words
from tests.workshops.factories import prepare_room, room, step
from workshops.agenda import Format
from workshops.demo import FINISHED, HALF_WAY, demo_rooms
from workshops.models import Dot, Participant, Tally, Vote, Workshop
from workshops.presence import forget, silent_of
from workshops.rehearsal import INVENTED, let_them_answer, may_answer, must_answer
from workshops.services import join
from workshops.steps import Action, Phase, State

pytestmark = pytest.mark.django_db


def test_a_rehearsal_is_prepared_led_and_thrown_away(client, own):
    open_in(client, own)
    sent = {"title": "A", "subject": "", "departments": "", "minimum_group": "5"}
    sent |= {"is_rehearsal": "on"}
    cockpit = client.post(f"/workshops/{own.public_id}/prepare/", sent)["Location"]
    workshop = Workshop.objects.room(cockpit.split("/")[2])
    there = f"/workshops/{workshop.assessment.public_id}/rehearse/"
    assert (workshop.is_rehearsal, workshop.people) == (True, INVENTED)
    assert workshop.subject == "Een verzonnen organisatie"
    assert client.post(there).status_code == 409
    assert cockpit in client.get(f"/workshops/{own.public_id}/prepare/").text  # found again
    assert cockpit not in open_in(Client(), own).get(f"/workshops/{own.public_id}/prepare/").text
    assert "twaalf verzonnen mensen" in client.get(cockpit).text
    assert workshop.assessment.title == "Proefworkshop · A"

    step(workshop, Action.OPEN_DOORS, Action.START, Action.OPEN)
    assert client.post(there)["Location"] == cockpit
    assert client.post(there)["Location"] == cockpit  # twice is once
    assert room(workshop).answers == INVENTED
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert (
        client.post(f"/a/{workshop.assessment.public_id}/delete/", {"is_sure": "on"}).status_code
        == 302
    )
    assert not Participant.objects.exists()
    assert not Workshop.objects.exists()
    assert Assessment.objects.filter(pk=own.pk).exists()


def test_who_practises_takes_part_with_an_own_phone_and_answers_alone(client, own):
    workshop = step(prepare_room(own, is_rehearsal=True), Action.OPEN_DOORS)
    phone, leader = Client(), open_in(client, workshop.assessment)
    assert phone.get(f"/w/{workshop.code}/").status_code == 200
    assert "/room/" in phone.post(f"/w/{workshop.code}/")["Location"]
    workshop = step(workshop, Action.START, Action.OPEN)
    assert workshop.people == INVENTED + 1

    cockpit = f"/workshops/{workshop.assessment.public_id}/cockpit/"
    assert must_answer(workshop)
    assert "Laat de verzonnen mensen antwoorden" in leader.get(cockpit).text
    let_them_answer(workshop)

    assert not must_answer(workshop)
    assert "Laat de verzonnen mensen antwoorden" not in leader.get(cockpit).text
    assert (may_answer(workshop), room(workshop).answers) == (True, INVENTED)
    assert not Vote.objects.filter(participant__is_invented=False).exists()
    sent = {"topic": workshop.focus, "round": "1", "choice": "4"}
    assert phone.post(f"/w/{workshop.assessment.public_id}/vote/", sent).status_code == 302
    assert Vote.objects.get(participant__is_invented=False).choice == "4"
    assert room(workshop).answers == INVENTED + 1


def test_in_a_rehearsal_only_real_phones_are_silent(own):
    workshop = step(prepare_room(own, is_rehearsal=True), Action.OPEN_DOORS)
    assert silent_of(workshop.assessment.public_id) == 0
    join(workshop, department=None)
    forget(workshop.assessment.public_id)

    assert silent_of(workshop.assessment.public_id) == 1


def test_invented_people_answer_alone_and_place_dots(own):
    workshop = prepare_room(own, format=Format.ALONE_FIRST, is_rehearsal=True)
    workshop = step(workshop, Action.ALONE)
    let_them_answer(workshop)
    assert Vote.objects.count() == INVENTED * 35

    workshop = step(workshop, Action.SHOW_ALL, Action.DOTS)
    assert must_answer(workshop)
    let_them_answer(workshop)

    assert not must_answer(workshop)
    assert 0 < Dot.objects.count() <= 3 * INVENTED


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("position", range(7))
def test_talk_brings_invented_people_closer(own, position, seed):
    chance = Random(seed)
    workshop = step(prepare_room(own, is_rehearsal=True), Action.OPEN_DOORS, Action.START)
    code = list(workshop.room().topics)[position]
    if position:
        workshop = step(workshop, Action.FOCUS, topic=code)
    workshop = step(workshop, Action.OPEN)
    let_them_answer(workshop, chance)
    workshop = step(workshop, Action.CLOSE, Action.REVEAL, Action.OPEN_AGAIN)
    let_them_answer(workshop, chance)
    step(workshop, Action.CLOSE, Action.REVEAL)

    before, after = Tally.objects.order_by("round")
    assert consensus(after.levels) >= consensus(before.levels)
    votes = Vote.objects.order_by("participant").values_list("choice", flat=True)
    pairs = list(zip(votes.filter(round=1), votes.filter(round=2), strict=True))
    steps = [abs(int(one) - int(other)) for one, other in pairs if "unknown" not in (one, other)]
    assert max(steps) <= 1
    assert after.changed in (None, sum(one != other for one, other in pairs))


def test_real_people_are_never_answered_for(own):
    workshop = step(prepare_room(own), Action.OPEN_DOORS, Action.START, Action.OPEN)
    there = f"/workshops/{workshop.assessment.public_id}/rehearse/"

    assert not may_answer(workshop)
    assert open_in(Client(), workshop.assessment).post(there).status_code == 409
    assert not Vote.objects.exists()


def test_what_comes_of_a_rehearsal_says_so_everywhere():
    call_command("load_model")
    _half_way, finished = demo_rooms()
    group, client = finished.assessment, open_in(Client(), finished.assessment)

    report = report_of(Access(group, Ground.PRIVATE_LINK), "nl")

    said = "\n".join(block.text for block in chapter_of(report).blocks if isinstance(block, Text))
    invented = "de mensen en hun antwoorden zijn verzonnen, behalve van wie zelf meedeed"
    assert f"Dit komt uit een proefworkshop: {invented}" in said
    assert ("Vooraf aan iedereen beloofd" in said, "anoniem" in said) == (False, False)
    page = client.get(f"/a/{group.public_id}/report/").text
    assert "Dit is het rapport van een proefworkshop" in page
    assert "Klaar om zo te versturen" not in page
    for part in ("result", "report/preview"):
        assert "Dit komt uit een proefworkshop" in client.get(f"/a/{group.public_id}/{part}/").text
    (caution,) = (
        each.text for each in opening(report) if getattr(each, "role", "") == "indicative"
    )
    assert caution.startswith("Dit komt uit een proefworkshop: de mensen en hun antwoorden")


def test_the_demo_has_a_room_that_is_half_way_and_one_that_is_finished():
    call_command("load_model")
    half_way, finished = demo_rooms()

    states = [each.state for each in half_way.room().topics.values()]
    assert states == [State.SETTLED] * 2 + [State.REVEALED] + [State.WAITING] * 4
    assert finished.phase == Phase.SEALED
    assert finished.assessment.title == FINISHED
    assert demo_rooms() == (half_way, finished)
    assert Workshop.objects.filter(assessment__title=HALF_WAY).count() == 1


def test_a_rehearsal_that_is_called_nothing_else_says_so_once(client, own):
    open_in(client, own)
    sent = {"title": "Workshop", "minimum_group": "5", "is_rehearsal": "on"}
    cockpit = client.post(f"/workshops/{own.public_id}/prepare/", sent)["Location"]
    assert Assessment.objects.get(public_id=cockpit.split("/")[2]).title == "Proefworkshop"


@pytest.mark.parametrize(
    ("is_loopback", "by"), [(True, "een ander venster van deze browser"), (False, "uw telefoon")]
)
def test_a_phone_is_asked_along_only_where_it_finds_the_room(own, settings, is_loopback, by):
    settings.IS_LOOPBACK, settings.ROOM = is_loopback, False
    workshop = step(prepare_room(own, is_rehearsal=True), Action.OPEN_DOORS)
    leader = open_in(Client(), workshop.assessment)
    page = parse(leader.get(f"/workshops/{workshop.assessment.public_id}/cockpit/"))
    [banner] = page.xpath("//p[contains(@class, 'rehearsal')]")
    assert ("uw telefoon" in words(banner)) is not is_loopback
    assert by in words(banner)
    assert room(workshop).shown_code in words(banner)


def test_a_rehearsal_that_is_over_is_told_in_the_past(own):
    workshop = step(prepare_room(own, is_rehearsal=True), Action.OPEN_DOORS, Action.START)
    step(workshop, Action.OPEN)
    let_them_answer(room(workshop))
    step(workshop, Action.CLOSE, Action.REVEAL, Action.FINISH)
    leader = open_in(Client(), workshop.assessment)
    outcome = leader.get(f"/workshops/{workshop.assessment.public_id}/outcome/").text
    assert "er deden twaalf verzonnen mensen mee" in outcome
