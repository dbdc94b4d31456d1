"""How a round is told: words by number and shape, and bricks that fit."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maturity.definition import Option
from reports.spread import Counted, columns_of, height_of, mean_place, words_of

OPTIONS = [Option(level, (f"Niveau {level}",)) for level in (1, 2, 3, 4)]


def counted(*levels, unknown=0):
    return Counted(levels, sum(levels) + unknown, unknown)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((0, 12, 0, 0), "Everybody chooses B."),
        ((1, 10, 1, 0), "The room agrees: almost everybody chooses B."),
        ((0, 8, 4, 0), "The room mostly agrees, around B."),
        ((0, 6, 6, 0), "The room mostly agrees, between B and C."),
        ((3, 6, 3, 0), "The room mostly agrees, around B."),
        ((4, 4, 4, 0), "The answers differ."),
        ((2, 4, 4, 2), "The answers differ."),
        ((6, 0, 6, 0), "The room sees two organisations: 6 choose A, 6 choose C."),
        ((9, 3, 8, 3), "The room sees two organisations: 9 choose A, 8 choose C."),
        ((5, 1, 1, 5), "The room sees two organisations: 5 choose A, 5 choose D."),
        ((3, 1, 3, 5), "The room is divided."),
        ((1, 0, 0, 1), "The room is divided."),  # of people alone nobody is a camp
        ((2, 0, 0, 1), "The room is divided."),
        ((2, 0, 0, 2), "The room sees two organisations: 2 choose A, 2 choose D."),
        ((3, 3, 3, 3), "The room is divided."),
    ],
)
def test_a_round_is_told_by_limits_that_were_fixed_beforehand(levels, said):
    with translation.override("en"):
        assert words_of(counted(*levels)) == said


@given(st.tuples(*[st.integers(0, 12)] * 4))
def test_of_two_camps_one_is_what_most_chose(levels):
    with translation.override("en"):
        said = words_of(counted(*levels))

    if "two organisations" in said:
        assert str(max(levels)) in re.findall(r"(\d+) choose", said)


def test_not_knowing_is_an_outcome_too():
    with translation.override("en"):
        assert words_of(counted(0, 6, 0, 0, unknown=2)) == "Everybody chooses B."
        assert words_of(counted(0, 6, 0, 0, unknown=3)).startswith("Everybody chooses B. One in")
        assert words_of(Counted(None, 6, 4)).startswith("Too few people chose a level")


@pytest.mark.parametrize(
    ("levels", "proposed", "why"),
    [
        ((1, 3, 2, 0), 2, ""),
        ((0, 2, 3, 0), 3, ""),  # odd
        ((0, 3, 3, 0), None, "the middle of the answers lies between B and C."),
        ((1, 0, 0, 1), None, "the answers lie too far apart."),
        ((6, 0, 2, 2), None, "the answers lie too far apart."),
        ((9, 3, 8, 0), None, "the answers lie too far apart."),  # two camps
    ],
)
def test_a_level_is_proposed_only_where_one_is_in_the_middle_of_one_room(levels, proposed, why):
    with translation.override("en"):
        said = counted(*levels).unproposed_words

    assert counted(*levels).proposed == proposed
    assert said == (f"No level is proposed: {why}" if why else "")


def test_of_levels_that_are_not_told_none_is_proposed():
    assert Counted(None, 6, 4).proposed is None
    assert Counted(None, 6, 4).unproposed_words == ""


@pytest.mark.parametrize("most", [1, 9, 40, 300])
def test_a_brick_for_each_answer_and_never_higher_than_fits(most):
    now, before = counted(most, 0, 1, 0), counted(0, most, 0, 0)

    columns = columns_of(OPTIONS, now, before)

    assert [len(column.bricks) for column in columns] == [most, 0, 1, 0]
    assert [column.before for column in columns] == [0, most, 0, 0]
    assert [bool(column.outline) for column in columns] == [False, True, False, False]
    assert all(0 <= float(y) < float(height_of(now, before)) for y in columns[0].bricks)
    assert float(height_of(now, before)) <= 186


def test_numbers_of_a_drawing_are_machine_numbers_in_every_language():
    with translation.override("nl"):
        column = columns_of(OPTIONS, counted(250, 0, 0, 0), None)[0]

        assert "," not in "".join(column.bricks) + column.brick
        assert mean_place(counted(1, 1, 0, 0).mean) == "358.0"
