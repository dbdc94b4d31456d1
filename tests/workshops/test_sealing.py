"""What remains of a workshop is nobody's, and every figure stays what it was (P7)."""

from collections import Counter, defaultdict
from itertools import chain
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity.responses import Kind, Response, Responses
from maturity.scoring import score
from tests.definitions import SLUGS, make_definition
from tests.strategies import person
from workshops.sealing import seal

FULL = [[f"{slug}q{number}" for number in range(1, 6)] for slug in SLUGS]
QUICK = [[slug] for slug in SLUGS]
chances = st.integers(0, 2**32).map(Random)
CODES = list(chain.from_iterable(FULL))
DEPARTMENTS = ["", "Shop", "Web", "Office"]


@st.composite
def rooms(draw):
    """People of a workshop that may be closed, and its minimum group."""
    minimum = draw(st.integers(2, 4))
    people = draw(st.lists(person(), min_size=minimum, max_size=9))
    return tuple(people), minimum


@st.composite
def quick_people(draw):
    values = st.one_of(st.integers(1, 4), st.just("unknown"))
    answers = draw(st.dictionaries(st.sampled_from(SLUGS), values, min_size=1))
    return Response(answers, department=draw(st.sampled_from(DEPARTMENTS)))


def result_of(questionnaire, people, minimum):
    responses = Responses(
        questionnaire, people, minimum_group=minimum, kind=Kind.GROUP, is_anonymous=True
    )
    return score(make_definition(), responses)


@settings(max_examples=25)  # scoring 35 questions of nine people twice
@given(rooms(), chances)
def test_a_sealed_result_is_the_result(room, chance):
    people, minimum = room

    sealed = seal(people, FULL, minimum, chance)

    assert result_of("full", sealed, minimum) == result_of("full", people, minimum)


@settings(max_examples=40)
@given(st.lists(quick_people(), min_size=5, max_size=20), chances)
def test_a_sealed_result_of_a_quick_scan_is_the_result(people, chance):
    sealed = seal(people, QUICK, 5, chance)

    assert result_of("quick", sealed, 5) == result_of("quick", tuple(people), 5)


@given(
    st.lists(st.sampled_from(DEPARTMENTS), min_size=5, max_size=30),
    chances,
)
def test_no_sealed_row_holds_the_answers_of_one_person_only(departments, chance):
    people = [
        Response(dict.fromkeys(CODES, number), department=department)
        for number, department in enumerate(departments)
    ]

    sealed = seal(people, FULL, 5, chance)

    assert all(len(set(row.answers.values())) > 1 for row in sealed)


@given(
    st.lists(st.sampled_from(DEPARTMENTS), min_size=5, max_size=30),
    chances,
)
def test_nothing_is_lost_or_added_in_any_dimension_or_department(departments, chance):
    people = [
        Response(dict.fromkeys(CODES, number), department=department)
        for number, department in enumerate(departments)
    ]

    sealed = seal(people, FULL, 5, chance)

    assert Counter(row.department for row in sealed) == Counter(departments)
    for codes in FULL:
        owners = sorted([row.answers[code] for code in codes] for row in sealed)
        assert owners == [[number] * 5 for number in range(len(people))]


def test_a_department_that_is_shown_keeps_its_own_answers():
    people = [Response(dict.fromkeys(SLUGS, 1), department="Shop")] * 8
    people += [Response(dict.fromkeys(SLUGS, 4), department="Web")] * 8

    found = defaultdict(set)
    for row in seal(people, QUICK, 5):
        found[row.department] |= set(row.answers.values())

    assert found == {"Shop": {1}, "Web": {4}}


def test_somebody_alone_in_a_department_is_exchanged_with_all_who_are_not_shown():
    people = [Response(dict.fromkeys(SLUGS, 1), department="Board")]
    people += [Response(dict.fromkeys(SLUGS, 3)) for _ in range(5)]

    sealed = [seal(people, QUICK, 5, Random(seed)) for seed in range(20)]

    board = [next(row for row in rows if row.department == "Board") for rows in sealed]
    assert any(3 in row.answers.values() for row in board)


def test_the_order_of_the_rows_is_drawn():
    people = [Response(dict.fromkeys(SLUGS, 1), department=name) for name in "ABCDEFGH"]

    orders = {tuple(row.department for row in seal(people, QUICK, 5)) for _ in range(8)}

    assert len(orders) > 1


def test_who_is_alone_cannot_be_sealed():
    with pytest.raises(ValueError, match="alone"):
        seal([Response({"d1": 2})], QUICK, 5)
