"""Consensus, departments, anonymous groups: rules 9, 12 and 14 of docs/scoring.md."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.groups import (
    OTHER,
    anonymous_departments,
    consensus,
    departments,
    half_level,
    mean_consensus,
    perception_gap,
    variance_of_mean,
)
from maturity.responses import Kind, Response, Responses
from maturity.scoring import score
from tests.definitions import make_definition


def distribution(levels):
    return [levels.count(level) for level in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([2, 2, 2, 2], 1.0),
        ([4, 4], 1.0),
        ([1, 1, 4, 4], 0.0),
        ([1, 4], 0.0),
        ([1, 2, 3, 4], 0.37),
        ([2, 3], 0.74),
        ([1, 4, 4], 0.08),
        ([3], None),
        ([], None),
    ],
)
def test_consensus_is_that_of_tastle_and_wierman(levels, expected):
    value = consensus(distribution(levels))

    assert (None if value is None else round(value, 2)) == expected


@given(st.lists(st.integers(1, 4), min_size=2, max_size=40))
def test_consensus_lies_between_zero_and_one_and_sees_no_direction(levels):
    value = consensus(distribution(levels))

    assert 0 <= value <= 1
    assert (value == 1) is (len(set(levels)) == 1)
    assert consensus(distribution([5 - level for level in levels])) == value
    if 4 not in levels:
        assert consensus(distribution([level + 1 for level in levels])) == value


def test_a_dimension_has_the_mean_consensus_of_the_questions_that_have_one():
    assert mean_consensus([1.0, None, 0.5]) == 0.75
    assert mean_consensus([None, None]) is None


def shown(people, minimum_group=2):
    """What rule 14 shows of (department, score) pairs."""
    names, scores = zip(*people, strict=True)
    return departments(names, [None if s is None else F(s) for s in scores], minimum_group)


def test_departments_with_enough_people_are_shown_with_their_mean_by_name():
    people = [("Web", 3), ("Shop", 1), ("Web", 4), ("Shop", 2)]

    assert list(shown(people).items()) == [("Shop", F(3, 2)), ("Web", F(7, 2))]


def test_names_are_trimmed_compared_without_case_and_shown_as_first_spelled():
    people = [(" Straße", 1), ("STRASSE ", 2), ("web", 3), ("Web", 3)]

    assert shown(people) == {"Straße": F(3, 2), "web": F(3)}


def test_the_first_spelling_is_that_of_the_first_participant_scored_or_not():
    people = [("WEB", None), ("Web", 3), ("web", 3)]

    assert shown(people) == {"WEB": F(3)}


def test_people_without_a_department_and_small_departments_fold_into_other():
    people = [("Web", 3), ("Web", 3), ("Shop", 1), ("  ", 2), ("Stock", 3)]

    assert list(shown(people).items()) == [("Web", F(3)), (OTHER, F(2))]


def test_a_department_that_is_called_like_other_is_none():
    people = [(OTHER, 3), ("", 1), ("Web", 2), ("Web", 2)]

    assert list(shown(people).items()) == [("Web", F(2)), (OTHER, F(2))]


def test_a_small_other_takes_the_smallest_department_with_it():
    people = [("Web", 3)] * 3 + [("Shop", 2)] * 2 + [("Stock", 1)]

    assert shown(people) == {"Web": F(3)}


def test_of_equally_small_departments_the_first_by_name_is_hidden():
    people = [("Web", 3)] * 2 + [("Shop", 2)] * 2 + [("", 1)]

    assert shown(people) == {"Web": F(3)}


def test_a_small_other_alone_shows_nothing():
    assert shown([("Web", 3), ("Shop", 2)], minimum_group=5) == {}


def test_a_large_enough_other_stays_and_hides_nobody():
    people = [("Web", 3)] * 2 + [("", 1)] * 2

    assert shown(people) == {"Web": F(3), OTHER: F(1)}


def test_only_participants_for_whom_the_dimension_is_scored_count():
    people = [("Web", 3), ("Web", None), ("Shop", 2), ("Shop", 2)]

    assert shown(people) == {}


def test_other_is_shown_beside_a_department_only():
    assert shown([("", 1), ("", 2), ("Web", 3)]) == {}


def anonymous(people, minimum=2):
    names, scores = zip(*people, strict=True)
    return anonymous_departments(names, [None if s is None else F(s) for s in scores], minimum)


def test_who_is_shown_anonymously_rests_on_who_joined_and_not_on_what_they_answered():
    people = [("Web", 3), ("web ", None), ("Shop", 2), ("Shop", 3), ("", 1), ("Stock", 1)]

    assert list(anonymous(people).items()) == [
        ("Shop", F(5, 2)),
        ("Web", None),  # too few answers to say
        (OTHER, F(3, 2)),
    ]


def test_an_anonymous_rest_may_be_too_small_to_say():
    people = [("Web", 3), ("Web", 3), ("", 1), ("", None)]

    assert anonymous(people) == {"Web": 3, OTHER: None}


@pytest.mark.parametrize(
    ("mean", "band"),
    [
        (F(1), F(3, 2)),
        (F(174, 100), F(3, 2)),
        (F(175, 100), F(2)),
        (F(224, 100), F(2)),
        (F(9, 4), F(5, 2)),
        (F(3), F(3)),
        (F(325, 100), F(7, 2)),
        (F(4), F(7, 2)),
    ],
)
def test_an_anonymous_mean_is_the_nearest_half_level_with_closed_ends(mean, band):
    assert half_level(mean) == band


@pytest.mark.parametrize(("count", "shown"), [(7, {}), (8, {"Web": 2})])
def test_where_a_dimension_is_one_question_eight_people_make_a_department(count, shown):
    people = tuple(Response({"d1": 2}, department="Web") for _ in range(count))
    responses = Responses("quick", people, kind=Kind.GROUP, is_anonymous=True)

    assert score(make_definition(), responses).dimension("d1").departments == shown


def test_of_five_questions_the_chosen_minimum_makes_a_department():
    answers = {f"d1q{n}": 2 for n in range(1, 6)}
    people = tuple(Response(answers, department="Web") for _ in range(5))
    responses = Responses("full", people, kind=Kind.GROUP, is_anonymous=True)

    assert score(make_definition(), responses).dimension("d1").departments == {"Web": 2}


def test_the_variance_of_a_mean_is_that_of_the_sample_by_how_many():
    assert variance_of_mean([F(2), F(4)]) == 1
    assert variance_of_mean([F(5, 3), F(7, 3), F(2)]) == F(1, 27)
    assert variance_of_mean([F(3)]) == 0


def test_the_perception_gap_leaves_other_out():
    assert perception_gap({"Shop": F(2), "Web": None, "Office": F(3)}) == 1
    assert perception_gap({"Shop": F(2), "Web": F(3), OTHER: F(4)}) == 1
    assert perception_gap({"Shop": F(2), OTHER: F(4)}) is None
    assert perception_gap({}) is None


departments_of_people = st.lists(
    st.tuples(st.sampled_from(["", "Shop", "Web", "Office"]), st.integers(1, 4)), min_size=1
)


@given(departments_of_people, st.integers(2, 5))
def test_nobody_can_be_found_by_subtracting_what_is_shown(people, minimum_group):
    names = shown(people, minimum_group)

    visible = [name for name, _ in people if name in names]
    if OTHER in names:
        visible = people
    hidden = len(people) - len(visible)
    assert hidden == 0 or hidden > minimum_group or not visible
    assert OTHER not in names or len(names) > 1


def test_departments_show_own_answers_also_where_levels_were_agreed():
    people = [("Shop", 1), ("Shop", 1), ("Web", 3), ("Web", 3)]
    responses = Responses(
        "quick",
        tuple(Response({"d1": level}, department=name) for name, level in people),
        agreed={"d1": 4},
        minimum_group=2,
    )

    row = score(make_definition(), responses).dimension("d1")

    assert row.score == 4
    assert row.departments == {"Shop": 1, "Web": 3}
    assert row.perception_gap == 2


def test_five_people_are_needed_unless_chosen_otherwise():
    people = tuple(Response({"d1": 2}, department="Web") for _ in range(4))

    row = score(make_definition(), Responses("quick", people)).dimension("d1")

    assert row.departments == {}
