"""What the page of a client says is told once, and never stale."""

import datetime as dt

import pytest
from django.urls import reverse
from django_tasks import task_backends

from accounts.models import Role
from assessments.models import Assessment, ClientWords
from assessments.services import (
    finish,
    keep_details,
    keep_edition,
    record_answer,
    remove_assessment,
    reopen,
)
from clients.tasks import expect_readers, tell_ahead
from clients.told_clients import told_client
from rendering.embedded import threads
from reports.edition import Edition, OwnAction, OwnPlan
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import all_answers, question_of, report_of
from tests.pages import get, links, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_client(make_team())


@pytest.fixture
def page(client, organisation):
    client.force_login(owner_of(organisation.team).user)
    address = reverse("clients:client", args=[organisation.public_id])
    return lambda language="en": get(client, address, language)


@pytest.fixture
def told(page):
    return lambda language="en": words(parse(page(language)).find(".//main"))


def round_of(organisation, day, value=2):
    answers = all_answers("quick", value)
    assessment = measure(organisation, questionnaire="quick", answers=answers, finished=True)
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return Assessment.objects.get(pk=assessment.pk)


@pytest.fixture
def measured(organisation):
    round_of(organisation, dt.date(2025, 3, 31), 2)
    return round_of(organisation, dt.date(2026, 3, 31), 3)


def test_it_is_read_again_without_an_answer(page, measured, django_assert_max_num_queries):
    before = page()

    with django_assert_max_num_queries(10) as asked:
        again = page()

    assert words(parse(again).find(".//main")) == words(parse(before).find(".//main"))
    assert [each for each in asked.captured_queries if "assessments_answer" in each["sql"]] == []


def test_each_reads_it_in_the_own_language(told, measured):
    assert "Assessment of 31 March 2026" in told("en")
    assert "Meting van 31 maart 2026" in told("nl")
    assert "Assessment of 31 March 2026" in told("en")


def test_a_viewer_reads_what_an_owner_was_told_and_is_offered_no_more(
    client, page, organisation, measured
):
    page()
    client.force_login(make_member(organisation.team, Role.VIEWER).user)

    tree = parse(page())

    assert "Assessment of 31 March 2026" in words(tree)
    assert reverse("clients:measure", args=[organisation.public_id]) not in links(tree)


def test_the_next_measurement_is_told_when_it_is_finished(told, organisation, measured):
    before = told()
    answers = all_answers("quick", 4)
    following = measure(organisation, questionnaire="quick", answers=answers)
    is_open = told()
    finish(following)

    assert "3Cross-channel 3.0" in before
    assert "4Omnichannel 4.0" not in is_open
    assert "4Omnichannel 4.0" in told()


def test_another_answer_is_told(told, measured):
    before = told()
    reopen(measured)
    is_open = told()
    for answer in measured.responses.get().answers.all():
        question = question_of(measured, answer.code)
        record_answer(measured, question=question, choice="1", replaces=answer.version)
    finish(measured)

    assert "Assessment of 31 March 2026" in before
    assert "Assessment of 31 March 2025" in is_open
    assert "1Single-channel 1.0" in told()


def test_another_day_and_title_are_told(told, measured):
    before = told()
    details = {"date": dt.date(2026, 4, 30), "title": "Voorjaar"}
    keep_details(measured, replaces=1, previous=None, **details)

    assert "Voorjaar" not in before
    assert "Assessment of 30 April 2026" in told()
    assert "Voorjaar" in told()


def test_another_decision_and_owner_are_told(told, measured):
    before = told()
    action = report_of(measured, "en").advice.first_actions[0].slug
    plan = OwnPlan(
        decisions={"remeasure": "Meet opnieuw in juni."},
        actions={action: OwnAction(owner="Ans de Wit", date=dt.date(2026, 9, 1))},
    )
    keep_edition(measured, Edition(plan=plan), replaces=1)

    assert "Ans de Wit" not in before
    assert "Meet opnieuw in juni." in told()
    assert "Ans de Wit" in told()


def test_nothing_is_kept_of_what_was_removed_while_it_was_told(organisation, measured):
    finished = list(organisation.assessments.order_by("date"))
    remove_assessment(measured)

    told = told_client(organisation, finished, "en")

    assert told["latest"]
    assert not ClientWords.objects.exists()


def test_a_page_is_told_ahead_when_a_list_finds_that_something_changed(
    client, page, organisation, measured, django_assert_max_num_queries
):
    client.force_login(owner_of(organisation.team).user)
    get(client, reverse("clients:desk"), "en")
    [word] = [each for each in task_backends["default"].results if each.task == tell_ahead]
    assert not word.task.call(*word.args)
    get(client, reverse("clients:desk"), "nl")

    with django_assert_max_num_queries(10) as asked:
        assert "Assessment of 31 March 2026" in page().text

    assert [each for each in asked.captured_queries if "assessments_answer" in each["sql"]] == []
    assert [each.task for each in task_backends["default"].results].count(tell_ahead) == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_told_ahead_in_a_thread_beside_this_process(settings, organisation, measured):
    settings.TASKS = settings.TASKS | {"default": settings.BY_THREADS}
    expect_readers([organisation.pk], "nl")
    threads.stop()  # after what it has in hand

    assert "31 maart 2026" in ClientWords.objects.get().words["latest"]


def test_nothing_stays_of_a_measurement_that_is_removed(told, measured):
    before = told("en"), told("nl")
    remove_assessment(measured)

    assert "31 March 2026" in before[0]
    assert not ClientWords.objects.exists()
    assert "31 March 2026" not in told()
    assert "Assessment of 31 March 2025" in told()
