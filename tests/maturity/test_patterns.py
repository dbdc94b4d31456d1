"""Which patterns a result shows: rule 16 of docs/scoring.md."""

from dataclasses import replace

import pytest

from maturity.definition import Condition
from maturity.patterns import held_back, patterns_of
from maturity.responses import UNKNOWN, Response, Responses, Targets, usual_kind
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition, make_pattern

U = UNKNOWN


HIGH = Targets(levels=dict.fromkeys(SLUGS, 4))


def holds(condition, responses, targets=HIGH):
    definition = make_definition(patterns=[make_pattern("only", condition)])
    return bool(patterns_of(definition, score(definition, responses, targets)))


def quick(*people):
    responses = tuple(Response(dict(zip(SLUGS, levels, strict=True))) for levels in people)
    return Responses("quick", responses, kind=usual_kind(responses))


def full(**values):
    """One person's five answers by dimension; the rest is not answered."""
    answers = {
        f"{slug}q{n}": value
        for slug, each in values.items()
        for n, value in enumerate(each, start=1)
    }
    return Responses("full", (Response(answers),))


LEAD = Condition(lead="d1", lag="d2", gap="1.5")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([[3, 1, 4, 4, 4, 4, 4]], True),
        ([[3, 1, 4, 4, 4, 4, 4], [3, 2, 4, 4, 4, 4, 4]], True),  # exactly the gap
        ([[4, 1, 4, 4, 4, 4, 4], [2, 2, 4, 4, 4, 4, 4]], True),  # 9/4 > 1 + 1/2
        ([[3, 2, 4, 4, 4, 4, 4]], False),
        ([[1, 3, 4, 4, 4, 4, 4]], False),
        ([[4, U, 4, 4, 4, 4, 4]], False),
        ([[U, 1, 4, 4, 4, 4, 4]], False),
    ],
)
def test_a_lead_holds_from_the_gap_up_when_both_are_scored(people, expected):
    assert holds(LEAD, quick(*people)) is expected


def test_a_lead_that_tolerance_explains_does_not_show():
    people = [[4, 1, 4, 4, 4, 4, 4], [2, 1, 4, 4, 4, 4, 4], [1, 1, 4, 4, 4, 4, 4]]

    assert holds(Condition(lead="d1", lag="d2", gap="1.0"), quick(*people))  # 16/9 > 7/9 + 1/3
    wider = quick(*people[:2], [1, 2, 4, 4, 4, 4, 4])  # 1 < 7/9 + 1/3

    assert not holds(Condition(lead="d1", lag="d2", gap="1.0"), wider)


@pytest.mark.parametrize("condition", [LEAD, Condition(below="2.0", dimension="d2")])
def test_what_is_behind_is_not_named_where_its_target_is_reached(condition):
    responses = full(d1=[3] * 5, d2=[1] * 5)

    assert holds(condition, responses)
    assert not holds(condition, responses, Targets(levels={"d2": 1}))


@pytest.mark.parametrize(("level", "expected"), [(1, True), (2, False), (3, False), (U, False)])
def test_below_holds_under_the_value_only(level, expected):
    below = Condition(below="2.0", dimension="d7")

    assert holds(below, quick([4, 4, 4, 4, 4, 4, level])) is expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 1, 1, 1, 1, 1, 1], True),
        ([1, 1, 1, 1, 1, U, U], True),
        ([1, 1, 1, 1, U, U, U], False),
        ([1, 1, 1, 1, 1, 1, 2], False),
    ],
)
def test_all_below_needs_every_score_and_five_of_them(levels, expected):
    assert holds(Condition(all_below="2.0"), quick(levels)) is expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 3, 3, 3, 3, 3, 3], True),
        ([2, 3, 3, 3, 3, 3, 3], False),
        ([3, 3, 3, 1, 3, 3, 1], True),
        ([U, U, U, U, U, U, U], False),
    ],
)
def test_a_spread_must_be_over_the_value(levels, expected):
    assert holds(Condition(spread_over="1.0"), quick(levels)) is expected


def test_a_spread_that_tolerance_explains_does_not_show():
    spread = Condition(spread_over="0.4")

    assert holds(spread, full(d1=[2] * 5, d2=[2, 2, 2, 3, 3], d3=[1, 2, 2, 2, 2]))
    assert not holds(spread, full(d1=[2, 2, U, U, 3], d2=[2, 2, U, 3, 3]))


AT_MOST = Condition(question="d1q2", at_most="2.0")


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        ([3, 2, 3, 3, 3], 4, True),
        ([3, 3, 3, 3, 3], 4, False),
        ([3, U, 3, 3, 3], 4, False),
        ([3, 2, 2, 2, 3], 2, False),  # the dimension has reached its target
        ([1, 2, 1, 1, 1], 2, False),  # the question has
        ([1, 1, 1, 1, 1], 2, True),
    ],
)
def test_a_question_shows_its_pattern_at_or_under_the_limit(values, target, expected):
    targets = Targets(levels={"d1": target})

    assert holds(AT_MOST, full(d1=values), targets) is expected


def test_a_question_that_was_agreed_counts_without_a_score_or_a_target():
    responses = Responses("full", (Response({}),), agreed={"d1q2": 2})

    assert holds(AT_MOST, responses, Targets())
    assert not holds(AT_MOST, responses, Targets(levels={"d1": 2}))


def test_a_quick_scan_shows_no_pattern_of_a_question():
    assert not holds(AT_MOST, quick([1] * 7))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([4, 1, 1, 1, 1, 1, 1], {"d1"}),
        ([1, 4, 1, 1, 1, 1, 4], {"d2", "d7"}),
        ([4, 4, 4, 1, 1, 1, 1], set()),
        ([U] * 7, set()),
    ],
)
def test_the_highest_one_or_two_can_be_held_back(levels, expected):
    pattern = make_pattern("only", LEAD, holds=["highest"])

    assert held_back(pattern, score(make_definition(), quick(levels))) == expected


def test_a_pattern_holds_back_the_dimensions_that_it_names():
    pattern = make_pattern("only", LEAD, holds=["d3"])

    assert held_back(pattern, score(make_definition(), quick([1] * 7))) == {"d3"}


def test_a_share_of_unknown_must_be_over_the_value():
    fifth = Condition(dont_know_over="0.2")
    five = Responses("full", (Response({f"d{d}q1": U for d in range(1, 8)}),))  # 7 of 35: a fifth
    more = Responses("full", (Response({**five.responses[0].answers, "d1q2": U}),))

    assert not holds(fifth, five)
    assert holds(fifth, more)


def test_no_applicable_question_is_no_unknown_share():
    none = Responses("full", ())

    assert not holds(Condition(dont_know_over="0.2"), none)


@pytest.mark.parametrize(
    ("dimension", "expected"), [("any", True), ("d1", True), ("d2", False), ("d3", False)]
)
def test_dissent_is_of_any_or_of_the_named_dimension(dimension, expected):
    dissent = Condition(dissent_over="0.5", dimension=dimension)
    two = quick([1, 2, 2, 2, 2, 2, 2], [4, 3, U, 2, 2, 2, 2])

    assert holds(dissent, two) is expected


def test_what_a_group_agreed_on_is_no_dissent():
    dissent = Condition(dissent_over="0.5", dimension="any")
    two = quick([1, 2, 2, 2, 2, 2, 2], [4, 2, 2, 2, 2, 2, 2])

    assert holds(dissent, two)
    assert not holds(dissent, replace(two, agreed={"d1": 2}))


def test_one_person_has_no_dissent():
    assert not holds(Condition(dissent_over="0.0", dimension="any"), quick([1, 2, 3, 4, 1, 2, 3]))


def test_patterns_come_by_severity_and_then_in_the_order_of_the_content():
    always = Condition(spread_over="0")
    patterns = [
        make_pattern("mild", always, number=1, severity=1),
        make_pattern("grave", always, number=2, severity=3),
        make_pattern("never", Condition(spread_over="2"), number=3, severity=3),
        make_pattern("medium", always, number=4, severity=2),
        make_pattern("also-grave", always, number=5, severity=3),
    ]
    definition = make_definition(patterns=patterns)

    found = patterns_of(definition, score(definition, quick([1, 3, 2, 2, 2, 2, 2])))

    assert [pattern.slug for pattern in found] == ["grave", "also-grave", "medium", "mild"]
