"""Scores in the words of the reader's language."""

from fractions import Fraction

from django import template
from django.utils.translation import get_language

from maturity.change import Difference
from maturity.display import change_text, figure_text, score_text, share_text

register = template.Library()


@register.filter
def score(value: Fraction | None) -> str:
    return score_text(value, get_language())


@register.filter
def figure(value: Fraction | float | None, decimals: int = 1) -> str:
    return figure_text(value, get_language(), decimals=decimals)


@register.filter
def share(value: Fraction | None) -> str:
    return share_text(value, get_language())


@register.filter
def change(difference: Difference) -> str:
    """Signed: "+0,4"."""
    return change_text(difference.before, difference.now, get_language())
