"""What a result rests on, in words: of one person and of a group, on the page and on paper."""

import re

import pytest
from django.utils.translation import override

from maturity.loading import published_definition
from maturity.responses import UNKNOWN, Kind, Response, Responses
from reports.content.blocks import Text
from reports.content.coverage import basis, why_unscored
from reports.content.summary import opening
from reports.report import build_report
from tests.factories import all_answers
from tests.reports.conftest import make_report
from tests.reports.writings import written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def group_report(*people, agreed=None):
    """All that there is: nobody can add an answer."""
    one = make_report(answers={}, language="en")
    responses = Responses(
        "full", tuple(map(Response, people)), agreed=agreed or {}, kind=Kind.GROUP
    )
    return build_report(published_definition("en"), one.about, responses)


def group_with_one_who_stopped():
    return group_report(
        *[all_answers("full", 2)] * 9, {"KE1": 3, "KE2": "unknown"}, agreed={"KE1": 2}
    )


def test_one_person_answers_questions_and_can_answer_more():
    answers = {"KE1": 1, "KE2": 4, "KE3": "unknown", "KE4": "not_applicable"}

    report = make_report(answers=answers, language="en", is_finished=False)

    assert report.is_provisional
    assert basis(report) == (
        "4 of 35 questions answered, 2 with a level",
        "“don't know” once",
        "1 not applicable",
        "31 not answered yet",
    )


def test_of_a_group_answers_are_counted_and_nobody_can_add_one():
    report = group_with_one_who_stopped()

    assert not report.is_provisional
    assert basis(report) == (
        "316 of 350 answers have a level",
        "“don't know” once",
        "33 without an answer",
        "a level agreed for 1 question",
    )


def test_a_dimension_without_a_score_says_what_it_lacks():
    alone = make_report(answers={"KE1": 1}, language="en")
    group = group_report({"KE1": 1}, {"KE2": 3})

    assert why_unscored(alone, alone.result.dimensions[0]) == (
        "Answered with a level: 1 of the 5 questions that apply."
        " A score needs at least half of them."
    )
    assert why_unscored(group, group.result.dimensions[0]) == (
        "Answers with a level: 2 of 10. A score needs one participant who answered at least half"
        " of the questions that apply, or as many agreed levels."
    )
    assert (
        why_unscored(
            group_with_one_who_stopped(), group_with_one_who_stopped().result.dimensions[0]
        )
        == ""
    )


def cautions(report):
    """What is said below the sentence that opens the result."""
    return " ".join(
        each.text for each in opening(report) if isinstance(each, Text) and not each.is_title
    )


def test_what_is_missing_is_told_where_the_result_is_first_told():
    """Also of what somebody finished, and where there is no level (rule 4)."""
    unscored = ("KE", "ST", "OS")
    given = {code: UNKNOWN if code.startswith(unscored) else 2 for code in all_answers("full", 2)}
    open_ends = {code: level for code, level in given.items() if code != "IN5"}

    unknown, part = (make_report(answers=each, language="en") for each in (given, open_ends))
    group = group_report(*[{"KE1": 2, "KE2": 3, "KE3": 2}] * 3)

    assert unknown.result.level is None
    provisional = unknown.definition.wording.states["partly_answered"]
    caution = "more than one in five answers is “don't know”"
    assert [caution in cautions(each) for each in (unknown, part, group)] == [True, True, False]
    said = [provisional in cautions(each) for each in (unknown, part, group)]
    assert said == [False, True, True]
    assert cautions(group_with_one_who_stopped()) == ""


def test_no_way_to_print_a_group_calls_it_unfinished():
    ways = written(group_with_one_who_stopped())

    assert [way for way, words in ways.items() if "provisional" in words] == []
    assert [way for way, words in ways.items() if re.search(r"\d not answered yet", words)] == []
    rests_on = [way for way, words in ways.items() if "316 of 350 answers have a level" in words]
    assert rests_on == ["PDF", "document", "slides", "spreadsheet"]


def test_every_way_to_print_what_one_person_has_not_finished_says_so():
    ways = written(make_report(answers={"KE1": 2}, language="en", is_finished=False))

    assert [way for way, words in ways.items() if "provisional" not in words] == []
