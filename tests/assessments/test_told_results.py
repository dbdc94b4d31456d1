"""The words of a result are kept as long as they are true, for the same right, and no longer."""

import pytest
from django.core.cache import caches

from assessments.links import Purpose
from assessments.models import Answer, Assessment
from assessments.services import keep_details, remove_assessment, reset_targets
from assessments.sharing import renew_private_link
from maturity.responses import Targets
from reports.edition import Edition, OwnWords, Part
from tests.factories import (
    all_answers,
    give_edition,
    give_targets,
    make_assessment,
    make_group,
    open_in,
    record,
)
from tests.pages import get

pytestmark = pytest.mark.django_db


def address(assessment):
    return f"/a/{assessment.public_id}/result/"


def shown(client, assessment, language="en"):
    page = get(client, address(assessment), language)
    assert page.status_code == 200
    return page.text.partition("<main")[2].partition("</main>")[0]


def kept():
    return list(caches["results"]._cache)


@pytest.fixture
def assessment():
    return make_assessment(answers=all_answers("full", 2), notes={"KE1": "Said before."})


@pytest.fixture
def holder(client, assessment):
    return open_in(client, assessment)


def stored(assessment):
    return Assessment.objects.get(pk=assessment.pk)


def with_earlier_round(assessment):
    row = stored(assessment)
    earlier = make_assessment(answers=all_answers("full", 1))
    keep_details(row, replaces=row.details_version, previous=earlier, title="Second")
    return earlier


def change_the_earlier_round(assessment):
    record(assessment.previous, code="KE2", choice="4", replaces=1)


WRITES = {
    "an answer": lambda each: record(each, code="KE2", choice="4", replaces=1),
    "a note": lambda each: record(each, code="KE2", choice="2", replaces=1, note="Said now."),
    "targets": lambda each: give_targets(each, Targets(levels={"strategie": 4})),
    "own words": lambda each: give_edition(each, Edition(OwnWords(sentence="We begin."))),
    "parts": lambda each: give_edition(each, Edition(left_out=frozenset({Part.ROUTE}))),
    "a name": lambda each: keep_details(
        each, replaces=each.details_version, previous=None, organisation="Anders BV"
    ),
    "an earlier round": with_earlier_round,
}


@pytest.mark.parametrize("write", WRITES)
def test_every_write_is_seen_at_once(holder, assessment, write):
    before = shown(holder, assessment)

    WRITES[write](stored(assessment))

    after = shown(holder, assessment)
    assert after != before
    caches["results"].clear()
    assert shown(holder, assessment) == after


def test_targets_that_are_taken_back_and_an_earlier_round_that_changes_are_seen(holder, assessment):
    with_earlier_round(assessment)
    give_targets(assessment, Targets(levels={"strategie": 4}))
    pages = [shown(holder, assessment)]

    reset_targets(assessment)
    pages.append(shown(holder, assessment))
    change_the_earlier_round(stored(assessment))
    pages.append(shown(holder, assessment))

    assert len(set(pages)) == 3


def test_reading_again_reads_no_answers(holder, assessment, django_assert_num_queries):
    shown(holder, assessment)

    with django_assert_num_queries(1):  # the assessment
        shown(holder, assessment)


def test_each_language_and_each_right_has_its_own(client, holder, assessment):
    reader = open_in(type(client)(), assessment, Purpose.READ)

    pages = {
        shown(browser, assessment, language)
        for _again in range(2)
        for browser in (holder, reader)
        for language in ("nl", "en")
    }

    assert len(pages) == 4
    assert "Choose your targets" in shown(holder, assessment)
    assert "Choose your targets" not in shown(reader, assessment)


def test_who_may_not_see_the_people_of_a_group_reads_nothing_that_was_kept_for_others(client):
    group = make_group(answers=all_answers("quick", 2), questionnaire="quick", finished=True)
    Answer.objects.filter(response__assessment=group).update(note="For the holder alone.")
    holder = open_in(client, group)
    reader = open_in(type(client)(), group, Purpose.READ)

    assert "For the holder alone." in shown(holder, group)
    assert "For the holder alone." not in shown(reader, group)
    assert "For the holder alone." in shown(holder, group)


def test_what_was_kept_is_of_no_use_without_a_right(holder, assessment):
    shown(holder, assessment)

    renew_private_link(assessment)

    assert kept()
    assert get(holder, address(assessment)).status_code == 404


def test_what_is_removed_is_kept_no_longer_nor_what_was_compared_with_it(
    client, holder, assessment, django_capture_on_commit_callbacks
):
    earlier = with_earlier_round(assessment)
    open_in(client, earlier)
    for each in (assessment, earlier):
        for language in ("nl", "en"):
            shown(client, each, language)
    assert len(kept()) == 4

    with django_capture_on_commit_callbacks(execute=True):
        remove_assessment(earlier)

    assert kept() == []


def test_a_result_is_told_when_the_store_is_away(holder, assessment, settings):
    before = shown(holder, assessment)
    redis = "django.core.cache.backends.redis.RedisCache"
    away = {"BACKEND": redis, "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {**settings.CACHES, "results": away}

    assert shown(holder, assessment) == before
