"""Which patterns a result shows: rule 16 of docs/scoring.md."""

import pytest

from maturity.definition import Condition
from maturity.patterns import patterns_of
from maturity.responses import UNKNOWN, Response, Responses
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition, make_pattern

U = UNKNOWN


def holds(condition, responses):
    definition = make_definition(patterns=[make_pattern("only", condition)])
    return bool(patterns_of(definition, score(definition, responses)))


def quick(*people):
    return Responses(
        "quick", tuple(Response(dict(zip(SLUGS, levels, strict=True))) for levels in people)
    )


LEAD = Condition(lead="d1", lag="d2", gap="1.5")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([[3, 1, 4, 4, 4, 4, 4]], True),
        ([[3, 1, 4, 4, 4, 4, 4], [3, 2, 4, 4, 4, 4, 4]], True),  # exactly the gap
        ([[3, 2, 4, 4, 4, 4, 4]], False),
        ([[1, 3, 4, 4, 4, 4, 4]], False),
        ([[4, U, 4, 4, 4, 4, 4]], False),
        ([[U, 1, 4, 4, 4, 4, 4]], False),
    ],
)
def test_a_lead_holds_from_the_gap_up_when_both_are_scored(people, expected):
    assert holds(LEAD, quick(*people)) is expected


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
        ([U, U, U, U, U, U, U], False),
    ],
)
def test_a_spread_must_be_over_the_value(levels, expected):
    assert holds(Condition(spread_over="1.0"), quick(levels)) is expected


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


def test_one_person_has_no_dissent():
    assert not holds(Condition(dissent_over="0.0", dimension="any"), quick([1, 2, 3, 4, 1, 2, 3]))


def test_patterns_come_by_severity_and_then_in_the_order_of_the_content():
    always = Condition(spread_over="0")
    patterns = [
        make_pattern("mild", always, number=1, severity=1),
        make_pattern("grave", always, number=2, severity=3),
        make_pattern("never", Condition(spread_over="3"), number=3, severity=3),
        make_pattern("medium", always, number=4, severity=2),
        make_pattern("also-grave", always, number=5, severity=3),
    ]
    definition = make_definition(patterns=patterns)

    found = patterns_of(definition, score(definition, quick([1, 2, 2, 2, 2, 2, 2])))

    assert [pattern.slug for pattern in found] == ["grave", "also-grave", "medium", "mild"]
