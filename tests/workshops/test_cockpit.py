"""What helps who leads: preparing, the one next step and why it is off, hints, the bar to undo."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import Purpose
from tests.factories import link_to, open_in
from tests.pages import classed, goes_on_to, parse, words
from tests.workshops.factories import prepare_room, room, running, step, vote
from workshops import presence, pulse
from workshops.agenda import Format
from workshops.board import board_of
from workshops.buttons import buttons_of
from workshops.facilitating import Outcome
from workshops.models import Kind, Settlement, Workshop
from workshops.steps import TABLE, Action
from workshops.telling import DONE, too_small_words

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true"}
NAMES = "\n".join(["Winkel", "Web", "Telefoon", "Logistiek", "Financiën", "Directie"])


def place(workshop, part="cockpit/"):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def leader_of(workshop):
    return open_in(Client(), workshop.assessment)


def cockpit(workshop):
    return parse(leader_of(workshop).get(place(workshop)))


def ago(workshop, **time):
    Workshop.objects.filter(pk=workshop.pk).update(stage_at=timezone.now() - dt.timedelta(**time))
    return room(workshop)


@pytest.fixture
def unhurried(monkeypatch):
    """However slow this machine is: what is kept for a moment is kept for all of a test."""
    monkeypatch.setattr(pulse, "KEPT_SECONDS", 600)
    monkeypatch.setattr(presence, "KEPT_SECONDS", 600)


# --- preparing ---


@pytest.mark.parametrize(
    ("people", "departments", "minimum", "told"),
    [
        (18, 6, 5, "Kies er hoogstens 3."),
        (18, 3, 5, ""),
        (18, 3, 8, "Kies er hoogstens 2."),
        (15, 6, 8, "Laat ze weg."),
        (7, 1, 8, "Laat ze weg."),
        (8, 1, 8, ""),
        (None, 6, 5, "minstens 30 mensen"),
        (None, 1, 8, "vanaf 8 mensen"),
        (None, 0, 5, ""),
        (18, 0, 5, ""),
    ],
)
def test_departments_that_become_too_small_are_told(people, departments, minimum, told):
    found = too_small_words(people, departments, minimum)

    assert bool(found) == bool(told)
    assert told in found


def test_while_it_is_typed_the_page_says_so_and_what_it_takes(client):
    there = reverse("workshops:planned")
    sent = {"expected": "18", "departments": NAMES, "minimum_group": "5", "format": "alone"}

    typed = client.post(there, sent, headers=SWAP)
    quick = client.post(there, {**sent, "format": "quick", "minutes": "60"}, headers=SWAP)
    short = client.post(there, {**sent, "minutes": "60"}, headers=SWAP)
    unsaid = client.post(there, {**sent, "expected": ""}, headers=SWAP)
    faulty = client.post(there, {"expected": "veel", "minutes": "x"}, headers=SWAP)

    assert "Met 18 mensen en 6 afdelingen worden de meeste te klein om te tonen" in typed.text
    assert "Kies er hoogstens 3." in typed.text
    assert "102" in typed.text
    assert "weinig tijd om te praten" not in typed.text
    assert "Kies er hoogstens 2." in quick.text  # a quick scan shows none below 8
    assert "<td>60</td>" in quick.text
    assert "Zo blijft er weinig tijd om te praten" in short.text
    assert "voor 6 afdelingen zijn minstens 30 mensen nodig" in unsaid.text
    assert (faulty.status_code, "te klein" in faulty.text) == (200, False)


def test_who_prepared_it_is_told_what_comes_of_small_departments(client, own):
    open_in(client, own)
    sent = {"subject": "B", "departments": NAMES, "minimum_group": "5", "expected": "18"}
    page = client.post(f"/workshops/{own.public_id}/prepare/", sent)
    workshop = room(Workshop.objects.select_related("assessment").get())

    assert workshop.expected == 18
    told = "Afdelingen met minder dan 8 mensen worden niet getoond."
    prepared = client.get(page["Location"]).text
    assert told in prepared
    assert "Kies er" not in prepared  # here nothing can be chosen
    step(workshop, Action.OPEN_DOORS)
    assert told not in client.get(page["Location"]).text


def test_before_the_doors_open_nobody_is_said_to_be_in(own):
    workshop = prepare_room(own)
    assert "De deuren zijn dicht: er is nog niemand binnen." in words(cockpit(workshop))
    assert "0 binnen" in words(cockpit(step(workshop, Action.OPEN_DOORS)))

    rehearsal = prepare_room(own, is_rehearsal=True)

    assert "de verzonnen mensen wachten" in words(cockpit(rehearsal))
    asked = open_in(Client(), rehearsal.assessment)
    cancelling = f"/workshops/{rehearsal.assessment.public_id}/cancel/"
    for said in (words(cockpit(rehearsal)), asked.get(cancelling).text):
        assert "12 binnen" not in said
        assert "zijn binnen" not in said


# --- the link ---


def test_the_link_of_a_second_facilitator_leads_to_the_cockpit(own):
    workshop = step(prepare_room(own), Action.OPEN_DOORS)
    second = Client()

    there = goes_on_to(second.get(f"/open/{link_to(workshop.assessment, Purpose.EDIT)}/"))

    assert there == f"/workshops/{workshop.assessment.public_id}/?opened"
    assert "Begin" in words(classed(parse(second.get(there)), "button--main")[0])


def test_of_a_workshop_that_is_over_the_link_leads_to_its_overview(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)
    finished = step(workshop, Action.CLOSE, Action.REVEAL, Action.FINISH)
    link = link_to(finished.assessment, Purpose.EDIT)

    there = goes_on_to(Client().get(f"/open/{link}/"))

    assert there == f"/a/{finished.assessment.public_id}/?opened"


# --- the next step ---


def test_the_one_large_button_settles_what_the_form_says(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2, 2, 3)
    now = step(workshop, Action.CLOSE, Action.REVEAL)
    [button] = classed(cockpit(now), "button--main")
    page = cockpit(now)
    form = page.find(f".//form[@id='{button.get('form')}']")
    sent = {
        each.get("name"): each.get("value")
        for each in form.iter("input")
        if each.get("type") != "radio" or each.get("checked") is not None
    }

    assert leader_of(now).post(form.get("action"), sent).status_code == 302
    assert Settlement.objects.get().kind == "votes"


def shown(workshop, people):
    """The topic in focus, on which the room has voted."""
    step(workshop, Action.OPEN)
    vote(people, 2, 2, 3)
    return step(workshop, Action.CLOSE, Action.REVEAL)


def press_onwards(workshop, **filled):
    page = cockpit(workshop)
    [button] = page.xpath("//button[@data-key='N']")
    form = page.find(f".//form[@id='{button.get('form')}']")
    sent = {
        each.get("name"): each.get("value")
        for each in form.iter("input")
        if each.get("type") != "radio" or each.get("checked") is not None
    }
    sent |= {button.get("name"): button.get("value")} | filled
    return leader_of(workshop).post(form.get("action"), sent)


def test_who_goes_on_from_what_was_shown_settles_it_with_the_votes(own):
    workshop, people = running(own)
    codes = [topic.code for topic in workshop.topics.all()]

    for place, code in enumerate(codes[:-1]):
        assert press_onwards(shown(workshop, people)).status_code == 302
        workshop = room(workshop)
        assert workshop.focus == codes[place + 1]
        assert Settlement.objects.get(topic__code=code).kind == Kind.VOTES
    last = step(shown(workshop, people), Action.SETTLE, outcome=Outcome(Kind.VOTES))

    assert board_of(last, "nl").next_step is Action.DOTS  # and no topic over again
    assert not cockpit(last).xpath("//button[@data-key='N']")


def test_going_on_loses_nothing_of_what_was_to_be_settled(own):
    workshop, people = running(own)
    workshop = shown(workshop, people)

    refused = press_onwards(workshop, ending="2")
    assert refused.status_code == 422
    assert room(workshop).focus == workshop.focus
    assert press_onwards(workshop, ending="2", reason="Zo werkt het").status_code == 302

    assert room(workshop).focus != workshop.focus
    assert Settlement.objects.get().reason == "Zo werkt het"


def test_in_every_state_there_is_one_large_button(own):
    workshop, people = running(own)
    walked = [workshop, step(workshop, Action.OPEN)]
    vote(people, 1, 4)
    for action in (Action.CLOSE, Action.REVEAL, Action.SETTLE, Action.DOTS):
        walked.append(step(workshop, action))
        assert len(classed(cockpit(walked[-1]), "button--main")) == 1


def test_before_enough_have_answered_the_button_is_off_with_the_reason_under_it(own, unhurried):
    workshop = step(prepare_room(own, format=Format.ALONE_FIRST), Action.ALONE)
    leader = leader_of(workshop)

    [button] = classed(parse(leader.get(place(workshop))), "button--main")

    assert button.get("disabled") is not None
    why = parse(leader.get(place(workshop))).find(f".//*[@id='{button.get('aria-describedby')}']")
    assert words(why) == "Nog 5 antwoorden nodig om te mogen tonen."
    live = place(workshop, f"cockpit/live/{workshop.step}-1-0-0/")
    assert 'id="next-step" hx-swap-oob="true"' in leader.get(live, headers=SWAP).text


# --- hints ---


def test_when_most_have_answered_and_it_takes_long_closing_is_proposed(own, unhurried):
    workshop, people = running(own)
    now = step(workshop, Action.OPEN)
    vote(people[:5], 2)
    leader = leader_of(now)
    look = next(
        each.get("hx-get")
        for each in parse(leader.get(place(now))).iter()
        if each.get("id") == "pulse"
    )
    assert leader.get(look, headers=SWAP).status_code == 204

    ago(now, minutes=2)
    pulse.forget(now.assessment.public_id)

    assert (
        "5 van 6 hebben geantwoord, in 2 minuten. Stemming sluiten?"
        in leader.get(look, headers=SWAP).text
    )


def test_a_divided_room_is_sent_to_talk_and_vote_once_more(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 1, 1, 4)
    hint = "Laat mensen die anders kozen elkaar vertellen waarom"

    assert hint in words(cockpit(step(workshop, Action.CLOSE, Action.REVEAL)))
    step(workshop, Action.OPEN_AGAIN)
    vote(people, 1, 1, 1, 4)
    assert hint not in words(cockpit(step(workshop, Action.CLOSE, Action.REVEAL)))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(Kind.DISAGREE, reason="Kan al", other_reason="Kan niet"), "niet eens"),
        (Outcome(Kind.LEVEL, level=2, reason="Zo is het"), "afgesproken"),
        (Outcome(Kind.VOTES), "de stemmen gelden"),
    ],
)
def test_the_list_of_topics_says_how_each_ended(own, outcome, said):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 1, 1, 4)
    step(workshop, Action.CLOSE, Action.REVEAL)

    (topics,) = classed(cockpit(step(workshop, Action.SETTLE, outcome=outcome)), "topics")

    assert words(topics[0].find("span")) == said


def test_from_the_radar_the_way_back_is_to_the_topic_and_only_blanking_has_its_key(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)

    def of_screen(workshop):
        found = buttons_of(board_of(workshop, "nl")).screen
        return [(each.action, each.label, each.key) for each in found]

    radar = of_screen(step(workshop, Action.CLOSE, Action.REVEAL, Action.RADAR))
    assert radar == [
        (Action.BLANK, "Zaalscherm uit", "B"),
        (Action.SHOW, "Onderwerp op het zaalscherm", ""),
    ]
    blank = of_screen(step(workshop, Action.BLANK))
    assert (Action.SHOW, "Zaalscherm weer aan", "B") in blank


# --- undoing ---


def test_each_step_that_can_be_taken_back_is_told_in_words():
    assert set(DONE) == {each for each, row in TABLE.items() if row.has_undo}


def test_what_was_done_is_told_with_the_button_to_take_it_back(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)
    leader = leader_of(workshop)

    closed = parse(leader.get(place(step(workshop, Action.CLOSE))))
    bar = closed.find(".//div[@class='undo']")

    assert "De ronde is gesloten." in words(bar)
    back = [each.get("action") for each in closed.iter("form") if "/act/" in each.get("action")]
    assert bar.find("form").get("action") == place(workshop, "act/undo/")
    assert (
        back.count(place(workshop, "act/undo/")) == back.count(place(workshop, "act/reopen/")) == 1
    )
    shown = parse(leader.get(place(step(workshop, Action.REVEAL))))
    assert shown.find(".//div[@class='undo']") is None
