"""Scores in the words of the reader's language, and the geometry of the score bar."""

from fractions import Fraction
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from maturity.display import figure_text, score_text, share_text

register = template.Library()

BAR_LEFT, BAR_RIGHT = 6, 114  # of a picture 120 wide: level 1 and level 4


@register.filter
def score(value: Fraction | None) -> str:
    return score_text(value, get_language())


@register.filter
def figure(value: Fraction | float | None, decimals: int = 1) -> str:
    return figure_text(value, get_language(), decimals=decimals)


@register.filter
def share(value: Fraction | None) -> str:
    return share_text(value, get_language())


@register.simple_tag
@lru_cache(1024)  # a picture of two numbers
def score_bar(value: Fraction | None, target: int | None = None) -> SafeString:
    """Decorative beside the figures of a row: it is hidden from screen readers."""
    places = {
        "ticks": [bar_place(level) for level in range(1, 5)],
        "now": None if value is None else bar_place(value),
        "target": None if target is None else bar_place(target),
    }
    return render_to_string("components/_score_bar.html", places)


def bar_place(value: Fraction | int) -> str:
    """Where a score stands on the bar, with a decimal point in every language."""
    return f"{float(BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * (Fraction(value) - 1) / 3):.1f}"
