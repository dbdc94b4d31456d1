"""Workshops with names: said before anybody joins, seen by who leads after the reveal alone."""

import json
import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role
from assessments.access import Ground
from assessments.gathering import gather
from assessments.models import Answer, Assessment, Kind
from assessments.models import Response as ResponseRow
from assessments.reporting import group_result, report_of
from assessments.services import remove_assessment, reopen
from maturity.groups import departments
from maturity.responses import Targets
from reports.content.works_council import works_council
from reports.content.workshop import workshop as chapter_of
from tests.accounts.factories import make_client, make_team, owner_of
from tests.factories import access_to, open_in
from tests.pages import get, links, parse, words
from tests.workshops.factories import prepare_room, room, running, settle_all, step, vote
from tests.workshops.test_room_pages import masked
from workshops.agenda import Format
from workshops.board import board_of
from workshops.by_name import Named, chosen_by_name
from workshops.hints import hint_for
from workshops.kit import kit_of
from workshops.links import add_participant, screen_of
from workshops.models import Department, Participant, ParticipantName, Tally, Vote, Workshop
from workshops.promise import promise_of
from workshops.services import NameMissing, add_comment, join, say_worth
from workshops.steps import Action, Phase, Refused

pytestmark = pytest.mark.django_db
PROMISE = {
    "nl": "De gespreksleider kan uw antwoorden zien; de zaal ziet alleen aantallen.",
    "en": "The facilitator can see your answers; the room sees numbers only.",
}
BUTTON = {"nl": "Doe mee met mijn naam", "en": "Take part with my name"}


@pytest.fixture
def by_name(own):
    """A room with names whose doors are open."""
    return step(prepare_room(own, is_anonymous=False, minimum_group=3), Action.OPEN_DOORS)


@pytest.fixture
def shown(own):
    """One topic of which the first round is shown."""
    workshop, people = running(own, people=3, is_anonymous=False, minimum_group=3)
    step(workshop, Action.OPEN)
    vote(people, 1, 3, "unknown")
    return step(workshop, Action.CLOSE, Action.REVEAL), people


def place(workshop, part="cockpit/"):
    return f"/workshops/{workshop.assessment.public_id}/{part}"


def leader_of(workshop):
    return open_in(Client(), workshop.assessment)


def entered(workshop, **sent):
    client = Client()
    assert client.post(f"/w/{workshop.code}/", sent).status_code == 302
    return client


# --- joining ---


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_promise_stands_in_bold_before_the_field_and_the_button(by_name, language):
    page = get(Client(), f"/w/{by_name.code}/", language)

    body = parse(page).find("body")
    said = words(body)
    assert said.index(PROMISE[language]) < said.index(BUTTON[language])
    assert any(PROMISE[language] in words(each) for each in body.iter("strong"))
    assert body.find(".//input[@name='name']") is not None


@pytest.mark.parametrize(
    ("language", "kept", "few"),
    [
        ("nl", "tot het resultaat wordt verwijderd", "Bij weinig deelnemers kunnen anderen"),
        ("en", "until the result is removed", "With few people others may work out"),
    ],
)
def test_how_long_it_is_kept_and_what_few_people_tell_stands_in_plain_sight(
    by_name, language, kept, few
):
    door = parse(get(Client(), f"/w/{by_name.code}/", language))

    panel = next(each for each in door.iter("section") if each.get("id") == "joining")
    for fold in list(panel.iter("details")):
        fold.clear()
    assert kept in words(panel)
    assert few in words(panel)


def test_who_gives_no_name_is_asked_for_it_and_does_not_join(by_name):
    page = Client().post(f"/w/{by_name.code}/", {"name": "  "})

    assert page.status_code == 422
    assert "Iedereen doet hier met naam mee" in page.text
    with pytest.raises(NameMissing):
        join(by_name, department=None)
    assert not Participant.objects.exists()


def test_two_people_with_one_name_can_be_told_apart(by_name):
    for name in ("Jan", "jan ", "Els", "JAN"):
        entered(by_name, name=name)

    shown = sorted(each.shown for each in ParticipantName.objects.all())
    assert shown == ["Els", "JAN (3)", "Jan", "jan (2)"]


def test_in_an_anonymous_workshop_a_name_is_kept_nowhere(own):
    workshop = step(prepare_room(own), Action.OPEN_DOORS)

    page = Client().get(f"/w/{workshop.code}/").text
    entered(workshop, name="Jan")
    join(workshop, department=None, name="Jan")

    assert 'name="name"' not in page
    assert Participant.objects.count() == 2
    assert not ParticipantName.objects.exists()


def test_somebody_has_one_name(by_name):
    person = join(by_name, department=None, name="Jan")

    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipantName.objects.create(participant=person, name="Piet")


def test_a_name_stands_on_no_other_phone_on_no_wall_and_not_in_the_lobby(by_name):
    own = entered(by_name, name="Xaviera")
    first, second = entered(by_name, name="Els"), entered(by_name, name="Jan")
    wall = f"/screen/{screen_of(by_name)}/"
    phone = f"/w/{by_name.assessment.public_id}/room/"

    def seen():
        return "".join(
            client.get(address).text
            for client, address in (
                (first, phone),
                (second, phone),
                (Client(), wall),
                (Client(), f"/w/{by_name.code}/"),
            )
        )

    assert "Xaviera" not in seen()
    step(by_name, Action.START, Action.OPEN)
    vote(list(by_name.participants.all()), 1, 4)
    step(by_name, Action.CLOSE, Action.REVEAL)
    assert "Xaviera" not in seen()
    assert "Xaviera" in own.get(phone).text
    assert "Xaviera" in leader_of(by_name).get(place(by_name)).text


@pytest.mark.parametrize(
    ("language", "said", "why"),
    [
        ("nl", "U doet mee als jan (2).", "vandaar het nummer"),
        ("en", "You take part as jan (2).", "hence the number"),
    ],
)
def test_a_phone_says_by_which_name_it_takes_part(by_name, language, said, why):
    first, second = entered(by_name, name="Jan"), entered(by_name, name="jan")
    phone = place(by_name, "room/").replace("/workshops/", "/w/")

    def body(client):
        return words(parse(get(client, phone, language)).find("body"))

    assert said in body(second)
    assert why in body(second)
    assert why not in body(first)
    assert "jan (2)" not in body(first)


def test_who_answers_alone_reads_the_own_name_too(own):
    workshop = prepare_room(own, is_anonymous=False, format=Format.ALONE_FIRST)
    step(workshop, Action.ALONE)

    page = entered(workshop, name="Fatima").get(f"/w/{workshop.assessment.public_id}/")

    assert "U doet mee als Fatima." in words(parse(page).find("body"))


# --- leading ---


def present_in(page):
    listed = next(each for each in parse(page).iter("ul") if each.get("id") == "present")
    return [words(each) for each in listed]


def test_who_leads_sees_folded_who_takes_part_and_not_who_has_answered(own):
    workshop = prepare_room(own, departments=["Winkel"], is_anonymous=False, minimum_group=3)
    step(workshop, Action.OPEN_DOORS)
    shop = Department.objects.get()
    people = [
        join(workshop, department=at, name=name)
        for name, at in (("Piet", None), ("Els", shop), ("piet", shop))
    ]
    leader = leader_of(workshop)
    assert present_in(leader.get(place(workshop))) == ["Els Winkel", "Piet", "piet (2) Winkel"]

    step(workshop, Action.START, Action.OPEN)
    vote(people[:1], 2)
    one = leader.get(place(workshop))
    Vote.objects.all().delete()
    vote(people[1:2], 4)
    other = leader.get(place(workshop))

    folds = [
        each for each in parse(other).iter("details") if any(ul.get("id") for ul in each.iter("ul"))
    ]
    assert [fold.get("open") for fold in folds] == [None]
    assert masked(one) == masked(other)


def test_the_list_grows_while_it_is_looked_at(by_name):
    leader = leader_of(by_name)
    join(by_name, department=None, name="Noor")
    look = f"cockpit/live/{by_name.step}-0-0-0/"

    heard = leader.get(place(by_name, look)).text

    assert 'id="present" hx-swap-oob="true"' in heard
    assert "Noor" in heard


def test_nobody_stands_in_the_list_of_an_anonymous_room(own):
    workshop = step(prepare_room(own), Action.OPEN_DOORS)
    join(workshop, department=None, name="Noor")

    page = leader_of(workshop).get(place(workshop)).text

    assert 'id="present"' not in page
    assert "Noor" not in page


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_page_of_the_private_link_says_that_who_has_it_sees_the_names(own, is_anonymous):
    workshop = step(prepare_room(own, is_anonymous=is_anonymous), Action.OPEN_DOORS)

    page = leader_of(workshop).get(f"/a/{workshop.assessment.public_id}/link/").text

    assert ("ziet dan wie meedoet en wie wat koos" in page) is not is_anonymous


def test_one_answer_is_enough_to_be_shown(own):
    workshop, people = running(own, people=2, is_anonymous=False)
    step(workshop, Action.OPEN, Action.CLOSE)
    with pytest.raises(Refused) as refused:
        step(workshop, Action.REVEAL)
    assert refused.value.missing == 1
    assert "Nog 1 antwoord nodig" in leader_of(workshop).get(place(workshop)).text

    step(workshop, Action.REOPEN)
    vote(people[:1], 2)
    step(workshop, Action.CLOSE, Action.REVEAL)

    assert Tally.objects.get().levels == [0, 1, 0, 0]


def test_who_leads_sees_who_chose_what_folded_once_it_is_shown(shown):
    workshop, people = shown

    page = parse(leader_of(workshop).get(place(workshop)))

    fold = next(each for each in page.iter("details") if "by-name" in each.get("class", ""))
    assert fold.get("open") is None
    rows = [[words(cell) for cell in row] for row in fold.find(".//tbody")]
    assert rows == [
        ["Persoon 0", "A"],
        ["Persoon 1", "C"],
        ["Persoon 2", "weet ik niet"],
    ]

    step(workshop, Action.OPEN_AGAIN)
    vote(people[:1], 4)
    assert "by-name" not in leader_of(workshop).get(place(workshop)).text
    again = step(workshop, Action.CLOSE, Action.REVEAL)
    told = chosen_by_name(again, board_of(again, "nl").topic)
    assert told[0] == Named("Persoon 0", "", ("A", "D"))
    assert told[1].said == ("C", "–")


def test_nobody_is_named_where_everybody_was_promised_otherwise(own):
    workshop, people = running(own)
    step(workshop, Action.OPEN)
    vote(people, 1)
    workshop = step(workshop, Action.CLOSE, Action.REVEAL)

    assert chosen_by_name(workshop, board_of(workshop, "nl").topic) == ()
    assert "by-name" not in leader_of(workshop).get(place(workshop)).text


def test_explanations_stay_nobodys(shown):
    workshop, people = shown
    step(workshop, Action.OPEN_AGAIN)
    code = room(workshop).focus
    add_comment(people[0], code=code, round=2, text="Omdat het zo is")
    vote(people, 2)
    page = leader_of(workshop).get(place(step(workshop, Action.CLOSE, Action.REVEAL)))

    comments = next(
        each for each in parse(page).iter("section") if "comments" in each.get("class", "")
    )
    assert "Omdat het zo is" in words(comments)
    assert "Persoon" not in words(comments)


def test_departments_follow_the_rule_of_any_group(own):
    names = ["Verkoop"] * 3 + ["Winkel"] * 3 + ["Directie"] * 3
    workshop = prepare_room(
        own, departments=sorted(set(names)), is_anonymous=False, minimum_group=3
    )
    step(workshop, Action.OPEN_DOORS)
    people = [
        join(workshop, department=Department.objects.get(name=name), name="Jan") for name in names
    ]
    step(workshop, Action.START, Action.OPEN)
    levels = [1, 1, 2, 4, 4, 3, 2, 2, 3]
    vote(people, *levels)
    workshop = step(workshop, Action.CLOSE, Action.REVEAL, Action.SETTLE)

    counted = Tally.objects.get().departments
    means = departments(names, levels, 3)
    assert counted == {name: round(float(mean), 4) for name, mean in means.items()}
    assert counted == {"Directie": 2.3333, "Verkoop": 1.3333, "Winkel": 3.6667}
    assert "3,7" in leader_of(workshop).get(place(workshop)).text
    step(workshop, Action.FINISH)
    group = Assessment.objects.get(kind=Kind.GROUP)
    result = group_result(group, "nl", Targets())
    found = result.dimension(group.workshop_outcome.topics[0].code).departments
    assert {name: round(float(mean), 4) for name, mean in found.items()} == counted
    chapter = repr(chapter_of(report_of(access_to(group, Ground.READ_LINK), "nl")))
    assert "Winkel 3,7" in chapter


def test_too_few_people_are_told_what_else_there_is_and_only_where_they_are_anonymous(own, by_name):
    workshop = step(prepare_room(own), Action.OPEN_DOORS)
    for each in (workshop, by_name):
        join(each, department=None, name="Jan")

    def hint(of):
        return hint_for(board_of(room(of), "nl"), silent=0)

    assert "met namen" in hint(workshop)
    assert hint(by_name) == ""
    for _ in range(4):
        join(workshop, department=None)
    assert hint(workshop) == ""


def test_the_cockpit_says_that_it_is_with_names_and_who_sees_them(by_name, own):
    def said(workshop):
        return words(parse(get(leader_of(workshop), place(workshop), "en")).find("body"))

    for text in ("Workshop with names", "You see who chose what once it is shown"):
        assert text in said(by_name)
        assert text not in said(prepare_room(own))


@pytest.mark.parametrize(
    ("is_anonymous", "people", "answers", "warns"),
    [
        (False, 4, 1, True),
        (False, 4, 2, True),
        (False, 4, 3, False),
        (True, 6, 2, False),
    ],
)
def test_who_leads_is_told_before_so_few_are_shown_that_each_can_tell(
    own, is_anonymous, people, answers, warns
):
    workshop, joined = running(own, people=people, is_anonymous=is_anonymous)
    step(workshop, Action.OPEN)
    vote(joined[:answers], *(1, 4, 2)[:answers])
    address = place(workshop)

    assert ("kan ieder afleiden" in leader_of(workshop).get(address).text) is False
    step(workshop, Action.CLOSE)

    assert ("kan ieder afleiden" in leader_of(workshop).get(address).text) is warns


def test_two_who_have_both_answered_are_warned_of_before_the_vote_is_closed(own):
    workshop, people = running(own, people=2, is_anonymous=False)
    step(workshop, Action.OPEN)
    vote(people, 1, 4)

    assert "kan ieder afleiden" in leader_of(workshop).get(place(workshop)).text


# --- preparing ---


def prepared(client, own, **sent):
    open_in(client, own)
    sent = {"title": "Samen", "subject": "Wij", "departments": "", **sent}
    return client.post(f"/workshops/{own.public_id}/prepare/", sent)


@pytest.mark.parametrize(
    ("sent", "is_anonymous", "minimum"),
    [
        ({}, True, 5),
        ({"is_anonymous": "anonymous"}, True, 5),
        ({"is_anonymous": "names"}, False, 3),
        ({"is_anonymous": "names", "minimum_group": "4"}, False, 4),
        ({"is_anonymous": "names", "is_rehearsal": "on"}, True, 5),
    ],
)
def test_it_is_chosen_when_it_is_prepared(client, own, sent, is_anonymous, minimum):
    assert prepared(client, own, **sent).status_code == 302

    group = Assessment.objects.get(kind=Kind.GROUP)
    assert (group.is_anonymous, group.minimum_group) == (is_anonymous, minimum)
    promise = Workshop.objects.get().promise
    assert promise == promise_of(Workshop.objects.get())
    assert (PROMISE["nl"] in promise["nl"]) is not is_anonymous


@pytest.mark.parametrize(("chosen", "group"), [("anonymous", "4"), ("names", "2")])
def test_a_group_that_is_too_small_is_refused_with_its_minimum(client, own, chosen, group):
    page = prepared(client, own, is_anonymous=chosen, minimum_group=group)

    assert page.status_code == 422
    assert "Vanaf 5 waar mensen anoniem antwoorden; met namen vanaf 3." in page.text


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("nl", "Een proefworkshop is anoniem, ook al koos u namen"),
        ("en", "A rehearsal is anonymous, although you chose names"),
    ],
)
def test_who_rehearses_a_workshop_with_names_reads_why_it_has_none(own, language, why):
    client = Client(headers={"accept-language": language})
    chosen = {"is_anonymous": "names", "minimum_group": "3", "is_rehearsal": "on"}

    page = prepared(client, own, **chosen)

    assert page.status_code == 302
    assert why in client.get(page["Location"]).text
    assert Assessment.objects.get(kind=Kind.GROUP).minimum_group == 5


def test_who_rehearses_an_anonymous_one_reads_nothing_of_names(client, own):
    page = prepared(client, own, is_rehearsal="on")

    assert "ook al koos u namen" not in client.get(page["Location"]).text


def test_anonymous_takes_five_people(client, own):
    page = prepared(client, own, minimum_group="4")

    assert page.status_code == 422
    assert "met namen vanaf 3" in page.text
    assert not Workshop.objects.exists()


def test_the_works_council_is_told_which_it_is(own, by_name):
    anonymous = prepare_room(own)

    def text(workshop):
        return repr(works_council(kit_of(workshop, "nl", door="", place="")))

    assert "geen naam" in text(anonymous)
    assert "Iedereen typt een naam" in text(by_name)


# --- what stays ---


@pytest.fixture
def finished(own):
    workshop, people = running(own, people=3, is_anonymous=False, minimum_group=3)
    settle_all(workshop, people, 1, 2, 3)
    return step(workshop, Action.FINISH)


def rows_of(workshop):
    rows = ResponseRow.objects.filter(assessment=workshop.assessment_id)
    return {row.participant: {answer.choice for answer in row.answers.all()} for row in rows}


def test_everybodys_answers_stay_their_own_and_the_rest_goes(finished):
    kept = {"Persoon 0": {"1"}, "Persoon 1": {"2"}, "Persoon 2": {"3"}}
    assert rows_of(finished) == kept
    before = group_result(finished.assessment, "nl", Targets())

    step(finished, Action.SEAL)

    assert rows_of(finished) == kept
    assert group_result(finished.assessment, "nl", Targets()) == before
    for model in (Participant, ParticipantName, Vote, Department):
        assert not model.objects.exists()
    assert Answer.objects.values("saved_at").distinct().count() == 1


def test_the_order_of_the_rows_says_nothing(own):
    orders = set()
    workshop, people = running(own, people=5, is_anonymous=False)
    step(workshop, Action.OPEN)
    vote(people, 2)
    step(workshop, Action.CLOSE, Action.REVEAL)
    for _ in range(6):
        step(workshop, Action.FINISH)
        rows = ResponseRow.objects.filter(assessment=workshop.assessment_id).order_by("number")
        orders.add(tuple(rows.values_list("participant", flat=True)))
        step(workshop, Action.RESUME)

    assert len(orders) > 1


@pytest.fixture
def team(finished):
    """That the workshop is of."""
    team = make_team()
    Assessment.objects.filter(pk=finished.assessment_id).update(client=make_client(team))
    return team


@pytest.fixture
def member(finished, team):
    """Signed in; the browser has the private link too."""
    client = leader_of(finished)
    client.force_login(owner_of(team).user)
    return client


def test_its_answers_can_be_taken_along_and_come_back_the_same(finished, member, tmp_path):
    page = member.get(f"/a/{finished.assessment.public_id}/export.json")

    document = json.loads(page.content)
    assert document["format"] == "kanaalkompas/assessment@1"
    assert {row["participant"] for row in document["responses"]} == set(rows_of(finished))
    file = tmp_path / "a.json"
    call_command("export_assessment", finished.assessment.public_id, output=str(file))
    assert json.loads(file.read_text()) == document


@pytest.mark.parametrize("purpose", ["read", "edit"])
@pytest.mark.usefixtures("team")
def test_a_link_shows_no_name(finished, purpose):
    reader = open_in(Client(), finished.assessment, purpose)
    public_id = finished.assessment.public_id

    for address in (
        f"/a/{public_id}/export.json",
        f"/a/{public_id}/result/",
        f"/a/{public_id}/present/",
        place(finished, "outcome.json"),
    ):
        page = reader.get(address)
        assert page.status_code == 200
        assert "Persoon 0" not in page.content.decode()
    figures = json.loads(reader.get(f"/a/{public_id}/export.json").content)
    assert figures["format"] == "kanaalkompas/result@2"
    assert "responses" not in figures


@pytest.mark.parametrize(
    ("ground", "role", "sees"),
    [
        (Ground.PRIVATE_LINK, "", False),
        (Ground.READ_LINK, "", False),
        (Ground.MACHINE, "", True),
        (Ground.ROLE, Role.OWNER, True),
        (Ground.ROLE, Role.CONSULTANT, True),
        (Ground.ROLE, Role.VIEWER, False),
    ],
)
@pytest.mark.usefixtures("team")
def test_names_are_for_the_team_and_for_no_link(finished, ground, role, sees):
    group = Assessment.objects.get(pk=finished.assessment_id)
    access = access_to(group, ground, role)

    people = gather(group, access).responses

    assert access.sees_people is sees
    assert any(each.participant for each in people) is sees


def test_without_a_team_the_private_link_alone_is_who_leads(finished):
    group = Assessment.objects.get(pk=finished.assessment_id)

    assert access_to(group, Ground.PRIVATE_LINK).sees_people
    assert not access_to(group, Ground.READ_LINK).sees_people


def test_the_pages_say_of_the_file_whether_it_has_names(finished, member):
    stranger = leader_of(finished)
    parts = [f"/a/{finished.assessment.public_id}/{part}" for part in ("result/", "", "delete/")]
    parts.append(place(finished, "outcome/"))

    for address in parts:
        to_member, to_stranger = (
            words(parse(get(client, address, "en")).find("body")) for client in (member, stranger)
        )
        assert re.search(r"names of those who took part|Who chose what, with names", to_member)
        assert re.search(r"answers with names are only for|for members of the team", to_stranger)
        assert "the answers as a file" not in to_stranger


def test_what_came_of_it_says_of_each_file_what_it_holds(finished, member):
    def files(client):
        page = parse(get(client, place(finished, "outcome/"), "en"))
        (section,) = (
            each for each in page.iter("section") if each.find("h2[@id='files']") is not None
        )
        return words(section), links(section)

    public_id = finished.assessment.public_id
    said, there = files(member)
    assert there == [f"/workshops/{public_id}/outcome.json", f"/a/{public_id}/export.json"]
    assert said.index("Nobody's single answers.") < said.index("What came of it, as JSON")
    assert said.index("The answers of every single person") < said.index(
        "Who chose what, with names"
    )

    said, there = files(leader_of(finished))
    assert there == [f"/workshops/{public_id}/outcome.json"]
    assert "every single person" not in said


@pytest.mark.parametrize("ground", [Ground.READ_LINK, Ground.PRIVATE_LINK])
def test_the_report_has_no_name(finished, ground):
    group = Assessment.objects.get(pk=finished.assessment_id)
    report = report_of(access_to(group, ground), "nl", for_file=True)

    assert "Persoon 0" not in repr(chapter_of(report))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_report_says_what_was_promised(own, language, is_anonymous):
    workshop, people = running(own, is_anonymous=is_anonymous)
    step(workshop, Action.OPEN)
    vote(people, 2)
    step(workshop, Action.CLOSE, Action.REVEAL, Action.FINISH)
    group = Assessment.objects.get(pk=workshop.assessment_id)

    chapter = repr(chapter_of(report_of(access_to(group, Ground.READ_LINK), language)))

    assert promise_of(workshop)[language] in chapter
    assert (PROMISE[language] in chapter) is not is_anonymous


def test_what_was_sealed_is_not_opened_again_as_a_file_would_be(finished):
    sealed = step(finished, Action.SEAL)
    group = Assessment.objects.get(pk=sealed.assessment_id)

    reopen(group)

    group.refresh_from_db()
    assert group.is_finished


def test_as_long_as_it_runs_its_assessment_leads_to_the_cockpit(by_name):
    page = leader_of(by_name).get(f"/a/{by_name.assessment.public_id}/").text

    assert place(by_name, "") in page


def test_the_page_of_the_seal_says_what_stays(finished):
    sealed = step(finished, Action.SEAL)

    page = get(Client(), f"/w/{sealed.code}/sealed/", "en").text

    assert "stored under their name" in page
    assert "No row of answers has a name." not in page
    assert "not right" not in page


def test_removing_it_removes_the_names(by_name):
    join(by_name, department=None, name="Jan")

    remove_assessment(by_name.assessment)

    assert not ParticipantName.objects.exists()


def test_a_cancelled_one_keeps_no_name(by_name):
    join(by_name, department=None, name="Jan")

    assert step(by_name, Action.CANCEL).phase == Phase.CANCELLED
    assert not ParticipantName.objects.exists()


def test_whether_it_was_worth_the_time_is_told_from_the_minimum_group_on(own):
    workshop, people = running(own, people=3, is_anonymous=False, minimum_group=3)
    settle_all(workshop, people, 2)
    finished = step(workshop, Action.FINISH)
    phone, page = Client(), HttpResponse()
    add_participant(page, people[0], finished.assessment.public_id)
    phone.cookies.update(page.cookies)
    for person in people[:2]:
        say_worth(person, 4)
    assert "pas vanaf 3 antwoorden" in phone.get(f"/w/{finished.assessment.public_id}/room/").text

    assert step(finished, Action.SEAL).worth is None
