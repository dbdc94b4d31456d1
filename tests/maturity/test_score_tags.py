from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils.translation import override

from maturity.templatetags.scores import bar_place


def rendered(source, language, **context):
    with override(language):
        return Template("{% load scores %}" + source).render(Context(context))


@pytest.mark.parametrize(("language", "expected"), [("nl", "2,4 0,6 9%"), ("en", "2.4 0.6 9%")])
def test_numbers_for_people_follow_their_language(language, expected):
    numbers = {"s": Fraction(12, 5), "g": Fraction(3, 5), "u": Fraction(3, 35)}

    assert rendered("{{ s|score }} {{ g|figure }} {{ u|share }}", language, **numbers) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "6.0"), (4, "114.0"), (Fraction(5, 2), "60.0")]
)
def test_the_bar_runs_from_level_1_to_level_4(value, expected):
    assert bar_place(value) == expected


def test_the_bar_has_decimal_points_in_dutch():
    drawn = rendered("{% score_bar now 3 %}", "nl", now=Fraction(12, 5))

    assert 'cx="56.4"' in drawn
    assert 'd="M78.0 5l5 5-5 5-5-5z"' in drawn
    assert "," not in drawn


def test_a_dimension_without_a_score_has_a_dotted_bar_and_no_dot():
    drawn = rendered("{% score_bar now 3 %}", "nl", now=None)

    assert "bar__none" in drawn
    assert "bar__now" not in drawn
    assert "bar__target" in drawn
