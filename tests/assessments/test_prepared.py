"""Statements that are put together once, against what Django asks itself."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.prepared import Prepared, Slot
from assessments.models import Answer, Assessment
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db

NAMED = Prepared(Assessment.objects.filter(public_id=Slot("public_id")))
SAID = Prepared(
    Answer.objects.filter(response__assessment=Slot("assessment"))
    .exclude(choice="")
    .order_by("code")
    .values_list("code", "choice", "saved_at")
)
TOUCH = Prepared(Assessment.objects.filter(pk=Slot("pk")), touched_at=Slot("now"))


def columns_of(assessment):
    return {
        field.attname: getattr(assessment, field.attname)
        for field in Assessment._meta.concrete_fields
    }


def test_an_object_is_what_django_makes_of_the_row(django_assert_num_queries):
    assessment = make_assessment()
    Assessment.objects.update(workshop={"format": "workshop@1"}, plan_start=dt.date(2026, 12, 1))

    with django_assert_num_queries(1):
        (found,) = NAMED.objects(public_id=assessment.public_id)
        values = columns_of(found)

    assert values == columns_of(Assessment.objects.get(pk=assessment.pk))
    assert found == assessment


def test_the_same_statement_finds_another_row_and_none():
    first, second = make_assessment(), make_assessment()

    assert NAMED.objects(public_id=first.public_id) == [first]
    assert NAMED.objects(public_id=second.public_id) == [second]
    assert NAMED.objects(public_id="' OR 1=1 --") == []


def test_rows_are_those_of_values_list():
    assessment = make_assessment(answers={"KE1": 2, "KE2": 3})
    make_assessment(answers={"KE3": 4})

    asked = Answer.objects.filter(response__assessment=assessment).order_by("code")
    assert [tuple(row) for row in SAID.read(assessment=assessment.pk)] == list(
        asked.values_list("code", "choice", "saved_at")
    )


def test_a_moment_is_written_as_django_writes_it():
    assessment, other = make_assessment(), make_assessment()
    moment = timezone.now() + dt.timedelta(days=1, microseconds=7)

    assert TOUCH.write(pk=assessment.pk, now=moment) == 1

    assert list(Assessment.objects.filter(touched_at=moment)) == [assessment]
    assessment.refresh_from_db()
    assert assessment.touched_at == moment
    other.refresh_from_db()
    assert other.touched_at < moment


def test_nothing_is_written_where_there_is_no_such_row():
    assert TOUCH.write(pk=0, now=timezone.now()) == 0
