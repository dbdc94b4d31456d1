"""Scores in the words of the reader's language, and the geometry of the score bar."""

from collections.abc import Mapping
from fractions import Fraction

from django import template
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


@register.inclusion_tag("components/_score_bar.html")
def score_bar(value: Fraction | None, target: int | None = None) -> Mapping[str, object]:
    """Decorative beside the figures of a row: it is hidden from screen readers."""
    return {
        "ticks": [bar_place(level) for level in range(1, 5)],
        "now": None if value is None else bar_place(value),
        "target": None if target is None else bar_place(target),
    }


def bar_place(value: Fraction | int) -> str:
    """Where a score stands on the bar, with a decimal point in every language."""
    return f"{float(BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * (Fraction(value) - 1) / 3):.1f}"
