"""Between finishing and the seal: for a day a workshop may be opened again where it was."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments.models import AgreedLevel, Answer
from assessments.reporting import group_result, report_of
from maturity.responses import Targets
from tests.factories import access_to, open_in
from tests.pages import get, parse, words
from tests.workshops.factories import room, running, step, vote
from workshops.facilitating import Outcome
from workshops.links import add_participant, screen_of
from workshops.models import Kind, Participant, Tally, Vote, Workshop
from workshops.steps import Action, Phase, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(own):
    """With one topic that the room settled, and its people."""
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 1, 2, 2, 3, 3)
    step(workshop, Action.CLOSE, Action.REVEAL)
    step(workshop, Action.SETTLE, outcome=Outcome(Kind.LEVEL, level=2, reason="Zo is het"))
    return step(workshop, Action.FINISH), people


def a_day_later(workshop):
    long_ago = timezone.now() - dt.timedelta(hours=24, seconds=1)
    Workshop.objects.filter(pk=workshop.pk).update(finished_at=long_ago)


def figures(workshop):
    return group_result(workshop.assessment, "nl", Targets())


def test_a_finished_workshop_has_its_result_and_is_the_same_when_sealed(finished):
    workshop, _people = finished
    before = figures(workshop)
    assert (workshop.phase, Participant.objects.count()) == (Phase.FINISHED, 6)

    sealed = step(workshop, Action.SEAL)

    assert figures(sealed) == before
    assert not Participant.objects.exists()
    with pytest.raises(Refused):
        step(sealed, Action.RESUME)


@pytest.mark.parametrize(
    ("language", "said", "advice"),
    [
        ("nl", "Er is nog geen uitkomst: er wordt nog geantwoord.", "Zoek eerst de antwoorden"),
        ("en", "There is no outcome yet: people are still answering.", "First find"),
    ],
)
def test_a_report_of_a_workshop_that_runs_says_so_and_advises_nothing(own, language, said, advice):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 2)
    step(workshop, Action.CLOSE, Action.REVEAL)
    group = room(workshop).assessment
    client = open_in(Client(), group)

    def body(part):
        return words(parse(get(client, f"/a/{group.public_id}/{part}", language)).find("body"))

    for part in ("result/", "report/", "report/preview/"):
        assert said in body(part)
        assert advice not in body(part)
    report = report_of(access_to(group), language)
    assert report.decisions == ()
    assert report.caution == ""
    assert f"/a/{group.public_id}/report.pdf" not in client.get(f"/a/{group.public_id}/").text


def test_a_finished_workshop_has_its_sentence_and_its_report_in_the_overview(finished):
    workshop, _people = finished
    client = open_in(Client(), workshop.assessment)

    report = report_of(access_to(workshop.assessment), "nl")

    assert "wordt nog geantwoord" not in report.sentence
    assert report.decisions
    place = f"/a/{workshop.assessment.public_id}/"
    assert f"{place}report.pdf" in client.get(place).text


def test_before_it_is_finished_who_leads_is_told_that_too_little_was_shown(client, own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1, 1, 2, 2, 3, 3)
    step(workshop, Action.CLOSE, Action.REVEAL)
    open_in(client, workshop.assessment)

    page = client.get(f"/workshops/{workshop.assessment.public_id}/finish/")

    assert "minder dan vijf dimensies" in page.text


def test_opened_again_it_is_where_it_was_and_tallies_stay(finished):
    workshop, people = finished
    shown = list(Tally.objects.values())

    again = step(workshop, Action.RESUME)

    assert (again.phase, again.finished_at) == (Phase.RUNNING, None)
    assert list(Tally.objects.values()) == shown
    assert Vote.objects.count() == 6
    assert not Answer.objects.exists()
    assert not AgreedLevel.objects.exists()
    assert not again.assessment.is_finished
    step(again, Action.FOCUS, topic=list(again.room().topics)[1])
    step(again, Action.OPEN)
    vote(people, 4)
    done = step(again, Action.CLOSE, Action.REVEAL, Action.FINISH)
    assert Tally.objects.count() == 2
    assert AgreedLevel.objects.get().level == 2
    assert len([each for each in figures(done).questions if any(each.distribution)]) == 2


def test_after_a_day_it_is_sealed_by_the_timer(finished, capsys):
    workshop, _people = finished
    call_command("tend_workshops")
    assert room(workshop).phase == Phase.FINISHED
    a_day_later(workshop)

    call_command("tend_workshops")
    call_command("tend_workshops")

    assert room(workshop).is_sealed
    assert not Participant.objects.exists()
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["0", "1", "0"]


@pytest.mark.parametrize("who", ["leader", "door", "phone", "check"])
def test_without_a_timer_it_is_sealed_before_it_is_shown(finished, who):
    workshop, people = finished
    client, public_id = open_in(Client(), workshop.assessment), workshop.assessment.public_id
    client.cookies.update(phone_of(workshop, people[0]).cookies)
    a_day_later(workshop)
    address = {
        "leader": f"/workshops/{public_id}/outcome/",
        "door": f"/w/{workshop.code}/",
        "phone": f"/w/{public_id}/room/",
        "check": f"/w/{workshop.code}/sealed/",
    }[who]

    page = client.get(address)

    assert room(workshop).is_sealed
    assert page.status_code == 200
    assert "act/resume/" not in page.text


def phone_of(workshop, person):
    """As somebody who comes back; also when it is finished."""
    client = Client()
    page = client.get("/w/")
    add_participant(page, person, workshop.assessment.public_id)
    client.cookies.update(page.cookies)
    return client


def test_who_leads_opens_it_again_and_phones_and_wall_follow(finished):
    workshop, people = finished
    public_id = workshop.assessment.public_id
    leader, mine = open_in(Client(), workshop.assessment), phone_of(workshop, people[0])
    over = mine.get(f"/w/{public_id}/room/").text
    assert "afgelopen" in over
    assert 'data-live="8000"' in over
    assert "Zo is het" in leader.get(f"/a/{public_id}/result/").text
    outcome = leader.get(f"/workshops/{public_id}/outcome/").text
    assert "act/resume/" in outcome
    assert f"/w/{workshop.code}/sealed/" in outcome
    assert "nog niet verzegeld" in Client().get(f"/w/{workshop.code}/sealed/").text

    sent = {"step": workshop.step}
    assert leader.post(f"/workshops/{public_id}/act/resume/", sent).status_code == 302

    assert leader.get(f"/workshops/{public_id}/cockpit/").status_code == 200
    live = mine.get(f"/w/{public_id}/room/{workshop.step}/")
    assert "Afgesproken: B, niveau 2" in live.text
    assert "Afgesproken: B, niveau 2" in Client().get(f"/screen/{screen_of(room(workshop))}/").text
    assert Client().get(f"/w/{workshop.code}/").status_code == 200
    assert "Zo is het" not in leader.get(f"/a/{public_id}/result/").text


def test_a_reader_neither_opens_it_again_nor_seals_it(finished):
    workshop, _people = finished
    reader = open_in(Client(), workshop.assessment, "read")
    for action in ("resume", "seal"):
        address = f"/workshops/{workshop.assessment.public_id}/act/{action}/"
        assert reader.post(address, {"step": workshop.step}).status_code == 403
    assert room(workshop).phase == Phase.FINISHED


def test_sealing_asks_first_and_says_afterwards_that_it_is_done(finished):
    workshop, _people = finished
    public_id, leader = workshop.assessment.public_id, open_in(Client(), workshop.assessment)
    sent, seal = {"step": workshop.step}, f"/workshops/{public_id}/act/seal/"

    asked = leader.post(seal, sent)

    assert "Wilt u de workshop nu verzegelen?" in asked.text
    assert "niet ongedaan maken" in " ".join(asked.text.split())
    assert room(workshop).phase == Phase.FINISHED
    done = leader.post(seal, {**sent, "is_sure": "on"}, follow=True)
    assert room(workshop).phase == Phase.SEALED
    assert "De workshop is verzegeld." in done.text


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_wall_notices_that_the_result_is_shared_and_no_longer(finished, is_sealed):
    workshop, _people = finished
    workshop = step(workshop, Action.SEAL) if is_sealed else workshop
    leader, wall = open_in(Client(), workshop.assessment), f"/screen/{screen_of(workshop)}/"
    before = parse(Client().get(wall))
    [look] = before.xpath("//@hx-get")
    assert "zodra het met u is gedeeld" in words(before)
    assert Client().get(look).status_code == 204

    release = f"/workshops/{workshop.assessment.public_id}/release/"
    leader.post(release, {"is_released": "on"})

    told = Client().get(look)
    assert "U ziet het resultaat op uw telefoon." in told.text
    assert "zodra het met u is gedeeld" not in told.text
    assert ("data-live" in told.text) is not is_sealed
    assert Client().get(f"{look}?released").status_code == 204
    leader.post(release)
    assert "zodra het met u is gedeeld" in Client().get(f"{look}?released").text
