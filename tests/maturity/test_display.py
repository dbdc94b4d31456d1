"""Numbers for people: rule 3 of docs/scoring.md, and the rounding of docs/formats.md."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.display import (
    change_text,
    figure_text,
    gap_text,
    machine_number,
    score_text,
    share_text,
)
from maturity.scoring import nearest_level


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (F(1), "1.0"),
        (F(225, 100), "2.3"),
        (F(2449, 1000), "2.4"),
        (F(245, 100), "2.45"),
        (F(2457, 1000), "2.45"),
        (F(24999, 10000), "2.49"),
        (F(5, 2), "2.5"),
        (F(14999, 10000), "1.49"),
        (F(349, 100), "3.49"),
        (F(254, 70), "3.6"),
        (F(4), "4.0"),
        (F(296, 100), "2.96"),
        (F(2999, 1000), "2.99"),
        (F(204, 100), "2.0"),
        (None, "–"),
    ],
)
def test_a_score_shows_one_decimal_and_never_crosses_a_level(score, text):
    assert score_text(score, "en") == text


@given(st.fractions(min_value=1, max_value=4))
def test_a_shown_score_has_the_level_of_the_score(score):
    assert nearest_level(F(score_text(score, "en"))) == nearest_level(score)


@pytest.mark.parametrize(("language", "text"), [("nl", "2,45"), ("nl-nl", "2,45"), ("en", "2.45")])
def test_dutch_has_a_decimal_comma(language, text):
    assert score_text(F(2457, 1000), language) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (F(245, 100), 1, "2,5"),
        (F(3, 100), 1, "0,0"),
        (F(999, 1000), 2, "1,00"),
        (F(5, 100), 1, "0,1"),
        (F(-3, 10), 1, "−0,3"),
        (F(-25, 100), 1, "−0,3"),
        (F(-1, 100), 1, "0,0"),
        (0.370, 2, "0,37"),
        (1.0, 2, "1,00"),
        (F(5, 2), 0, "3"),
        (None, 1, "–"),
    ],
)
def test_a_figure_is_rounded_half_up(value, decimals, text):
    assert figure_text(value, "nl", decimals=decimals) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(F(3, 35), "9%"), (F(1, 200), "1%"), (F(0), "0%"), (F(1), "100%"), (None, "–")],
)
def test_a_share_is_a_whole_percentage(share, text):
    assert share_text(share, "nl") == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (F(1, 3), 0.3333),
        (F(2, 3), 0.6667),
        (F(1, 20000), 0.0001),
        (F(3), 3.0),
        (0.36907024642854247, 0.3691),
        (None, None),
    ],
)
def test_machines_get_four_decimals_rounded_half_up(value, number):
    assert machine_number(value) == number


@pytest.mark.parametrize(
    ("score", "target", "text"),
    [
        (F(23, 10), 3, "0,7"),
        (F(225, 100), 3, "0,7"),  # as 2,3 is shown, and not the 0,8 of the exact gap
        (F(296, 100), 3, "0,04"),
        (F(34, 10), 3, "0,0"),
        (F(3), 3, "0,0"),
        (F(2457, 1000), 4, "1,55"),
        (None, 3, "–"),
        (F(2), None, "–"),
    ],
)
def test_a_gap_adds_up_with_the_score_beside_it(score, target, text):
    assert gap_text(score, target, "nl") == text


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (F(2), F(24, 10), "+0.4"),
        (F(24, 10), F(2), "−0.4"),
        (F(2), F(2), "0.0"),
        (F(2457, 1000), F(3), "+0.55"),
        (F(3), F(2457, 1000), "−0.55"),
        (None, F(2), "–"),
        (F(2), None, "–"),
    ],
)
def test_a_change_adds_up_with_both_scores(before, now, text):
    assert change_text(before, now, "en") == text


@given(st.fractions(1, 4, max_denominator=300), st.fractions(1, 4, max_denominator=300))
def test_what_stands_side_by_side_adds_up(before, now):
    change = F(change_text(before, now, "en").replace("−", "-"))

    assert F(score_text(before, "en")) + change == F(score_text(now, "en"))
    assert F(gap_text(now, 4, "en")) + F(score_text(now, "en")) == 4


@given(st.fractions(1, 4, max_denominator=300))
def test_a_score_that_shows_a_whole_level_has_it(score):
    shown = F(score_text(score, "en"))

    assert shown.denominator > 1 or score >= shown
