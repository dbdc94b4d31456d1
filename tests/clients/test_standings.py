"""Where clients stand is worked out once, and never stale."""

import datetime as dt

import pytest
from django.urls import reverse
from django_tasks import task_backends

from assessments.models import Assessment
from assessments.services import finish, keep_details, record_answer, remove_assessment, reopen
from clients.models import Standing
from tests.accounts.factories import make_client, make_team, measure, owner_of
from tests.factories import all_answers, question_of
from tests.pages import get, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_client(make_team())


@pytest.fixture
def listed(client, organisation):
    """The row of the client on the desk, in words."""
    client.force_login(owner_of(organisation.team).user)
    return lambda language="en": words(
        parse(get(client, reverse("clients:desk"), language)).find(".//tbody/tr")
    )


def round_of(organisation, day, value):
    answers = all_answers("quick", value)
    assessment = measure(organisation, questionnaire="quick", answers=answers, finished=True)
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return Assessment.objects.get(pk=assessment.pk)


def test_what_was_worked_out_is_read_without_an_answer(
    listed, organisation, django_assert_max_num_queries
):
    round_of(organisation, dt.date(2025, 3, 31), 2)
    listed("en")

    with django_assert_max_num_queries(20) as asked:
        row = listed("nl")  # in whose language nothing was scored

    assert "2Multichannel 2,0" in row
    assert [each for each in asked.captured_queries if "assessments_answer" in each["sql"]] == []


def test_the_next_pages_of_a_list_are_worked_out_ahead(listed, organisation):
    other = make_client(organisation.team, name="Zandstra")
    for each in (organisation, other):
        round_of(each, dt.date(2025, 3, 31), 2)
    listed()
    Standing.objects.filter(client=other).delete()

    [word] = task_backends["default"].results
    word.task.call(*word.args)

    assert Standing.objects.filter(client=other).exists()


def test_the_one_before_that_can_be_compared_is_found_however_far_back(listed, organisation):
    round_of(organisation, dt.date(2024, 3, 31), 2)
    for month in (4, 5):
        full = measure(organisation, answers=all_answers("full", 4), finished=True)
        Assessment.objects.filter(pk=full.pk).update(date=dt.date(2024, month, 30))
    round_of(organisation, dt.date(2025, 3, 31), 3)

    assert "3Cross-channel 3.0 Change +1.0" in listed()


def test_another_answer_is_told(listed, organisation):
    assessment = round_of(organisation, dt.date(2025, 3, 31), 2)
    before = listed()

    reopen(assessment)
    assessment.refresh_from_db()
    for answer in assessment.responses.get().answers.all():
        record_answer(
            assessment,
            question=question_of(assessment, answer.code),
            choice="3",
            replaces=answer.version,
        )
    is_open = listed()
    finish(assessment)

    assert "2Multichannel 2.0" in before
    assert "being measured" in is_open
    assert "3Cross-channel 3.0" in listed()


def test_another_day_makes_another_one_the_last(listed, organisation):
    first = round_of(organisation, dt.date(2025, 3, 31), 2)
    round_of(organisation, dt.date(2026, 3, 31), 3)
    before = listed()

    keep_details(first, replaces=1, previous=None, date=dt.date(2026, 4, 30))

    assert "3Cross-channel 3.0 Change +1.0" in before
    assert "2Multichannel 2.0 Change -1.0" in listed().replace("\N{MINUS SIGN}", "-")


def test_nothing_stays_of_a_measurement_that_is_removed(listed, organisation):
    first = round_of(organisation, dt.date(2025, 3, 31), 2)
    round_of(organisation, dt.date(2026, 3, 31), 3)
    before = listed()

    remove_assessment(first)

    assert "Change" in before
    assert not Standing.objects.exists()
    assert "Change" not in listed()
