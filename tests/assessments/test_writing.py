"""Two tabs, people or presses: nothing is overwritten in silence, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from assessments.models import Answer, Assessment, Target
from assessments.services import (
    finish,
    keep_details,
    record_answer,
    remove_assessment,
    reopen,
    set_targets,
)
from maturity.responses import Targets
from tests.factories import make_assessment, open_in, question_of
from tests.pages import classed, get, parse, words

pytestmark = pytest.mark.django_db

TARGET = "strategie-level"


def address(assessment, name):
    return f"/a/{assessment.public_id}/{name}/"


def as_sent(client, assessment, name):
    """The fields of a form as a browser sends them, with the version that the page has."""
    fields = get(client, address(assessment, name), "en").context["form"]
    return {field.html_name: value_of(field) for field in fields if value_of(field) is not None}


def value_of(field):
    value = field.value()
    return list(value) if isinstance(value, list | tuple) else value


def send(client, assessment, name, fields):
    return client.post(address(assessment, name), fields, headers={"accept-language": "en"})


@pytest.mark.parametrize(
    ("name", "field", "first", "second"),
    [
        ("targets", TARGET, "3", "4"),
        ("details", "title", "Van Anna", "Van Bram"),
        ("report", "sentence", "Zin van Anna.", "Zin van Bram."),
    ],
)
def test_a_stale_form_shows_both_and_replaces_nothing(client, name, field, first, second):
    assessment = make_assessment(questionnaire="quick")
    open_in(client, assessment)
    anna = as_sent(client, assessment, name) | {field: first}
    bram = as_sent(client, assessment, name) | {field: second}

    assert send(client, assessment, name, anna).status_code == 302
    page = send(client, assessment, name, bram)

    assert page.status_code == 409
    told = words(classed(parse(page), "conflict__fields")[0])
    assert "Stored:" in told
    assert "Yours:" in told
    assert str(as_sent(client, assessment, name)[field]) == first
    again = {each.html_name: value_of(each) for each in page.context["form"]}
    again = {name: value for name, value in again.items() if value is not None}
    assert send(client, assessment, name, again).status_code == 302
    assert str(as_sent(client, assessment, name)[field]) == second


@pytest.mark.parametrize("name", ["targets", "details", "report"])
def test_sending_a_form_twice_is_no_conflict(client, name):
    assessment = make_assessment(questionnaire="quick")
    open_in(client, assessment)
    sent = as_sent(client, assessment, name)

    assert [send(client, assessment, name, sent).status_code for _twice in range(2)] == [302, 302]


def test_what_was_removed_meanwhile_is_said_with_what_was_typed(client):
    assessment = make_assessment()
    open_in(client, assessment)
    remove_assessment(assessment)

    page = send(client, assessment, "details", {"title": "Meting van het voorjaar"})

    assert page.status_code == 410
    assert "Meting van het voorjaar" in words(parse(page))


def test_an_answer_to_what_was_removed_meanwhile_is_said_to_the_script_too(client):
    assessment = make_assessment()
    open_in(client, assessment)
    remove_assessment(assessment)

    page = client.post(
        address(assessment, "answers/KE1"),
        {"KE1-choice": "2", "KE1-note": "Nog uitzoeken"},
        headers={"hx-request": "true"},
    )

    assert (page.status_code, "Nog uitzoeken" in page.text) == (410, True)


def test_removing_twice_removes_once(client):
    assessment = make_assessment()
    open_in(client, assessment)
    second = Client()
    second.cookies.update(client.cookies)

    pages = [send(each, assessment, "delete", {"is_sure": "on"}) for each in (client, second)]

    assert [page.status_code for page in pages] == [302, 410]
    assert "was removed in the meantime" in words(parse(pages[1]))


def test_pressing_start_twice_makes_one_assessment(client):
    form = get(client, "/start/", "en").context["form"]
    sent = {"questionnaire": "quick", "sector": "retail", "key": form["key"].value()}

    pages = [client.post("/start/", sent) for _twice in range(2)]

    assert pages[0]["Location"] == pages[1]["Location"]
    assert Assessment.objects.count() == 1


def test_starting_something_else_from_the_same_page_makes_another(client):
    form = get(client, "/start/", "en").context["form"]
    sent = {"questionnaire": "quick", "sector": "retail", "key": form["key"].value()}

    client.post("/start/", sent)
    client.post("/start/", sent | {"sector": "e-tail"})
    client.post("/start/", {"questionnaire": "quick", "sector": "retail"})

    assert Assessment.objects.count() == 3


def test_importing_twice_from_one_page_makes_one_assessment(client, settings):
    file = settings.BASE_DIR / "fixtures" / "demo" / "de-boer-wonen-2025.json"
    key = get(client, "/import/", "en").context["form"]["key"].value()

    pages = [
        client.post(
            "/import/", {"key": key, "file": SimpleUploadedFile("x.json", file.read_bytes())}
        )
        for _twice in range(2)
    ]

    assert pages[0]["Location"] == pages[1]["Location"]
    assert Assessment.objects.count() == 1


# --- at the same moment, on both databases --------------------------------------------------------


def at_once(*calls):
    """Each call in a thread and connection of its own; what it returned, or raised."""

    def run(call):
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_of_targets_saved_at_the_same_moment_one_is_stored_and_the_others_are_told():
    assessment = make_assessment()
    levels = [Targets(levels={"strategie": level}) for level in (1, 2, 3, 4)]

    for round_ in range(1, 11):
        saves = [
            lambda chosen=chosen, round_=round_: set_targets(assessment, chosen, replaces=round_)
            for chosen in levels
        ]
        outcomes = at_once(*saves)
        assert sorted(type(each).__name__ for each in outcomes) == [
            "NoneType",
            *["StaleForm"] * 3,
        ]
        assert Target.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_saving_while_it_is_removed_is_saved_before_or_told():
    for _round in range(10):
        assessment = make_assessment(answers={"KE1": 2})
        question = question_of(assessment, "KE2")
        held = [Assessment.objects.get() for _each_request in range(6)]
        outcomes = at_once(
            lambda it=held[0]: remove_assessment(it),
            lambda it=held[1], q=question: record_answer(it, question=q, choice="3", replaces=0),
            lambda it=held[2]: set_targets(it, Targets({"strategie": 3}), replaces=1),
            lambda it=held[3]: keep_details(it, replaces=1, previous=None, title="Nieuw"),
            lambda it=held[4]: finish(it),
            lambda it=held[5]: reopen(it),
        )
        unexpected = [
            each
            for each in outcomes
            if isinstance(each, Exception)
            and type(each).__name__
            not in {"AssessmentRemoved", "AnswersFrozen", "StaleForm", "NothingAnswered"}
        ]
        assert unexpected == []
        assert not Assessment.objects.exists()
        assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_assessment():
    sent = {"questionnaire": "quick", "sector": "retail", "key": "from-one-page"}

    pages = at_once(*[lambda: Client().post("/start/", sent)] * 4)

    assert [page.status_code for page in pages] == [302] * 4
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answers_to_one_question_at_the_same_moment_are_one_stored_and_the_others_told():
    assessment = make_assessment()
    question = question_of(assessment, "KE1")

    outcomes = at_once(
        *[
            lambda level=level: record_answer(
                assessment, question=question, choice=str(level), replaces=0
            )
            for level in (1, 2, 3, 4)
        ]
    )

    assert sorted(type(each).__name__ for each in outcomes) == ["Recorded", *["StaleAnswer"] * 3]
