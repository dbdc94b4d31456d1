"""Prints pieces of the pages that ask questions, by `templates/assessments/filling/`."""

from django import template
from django.template.context import Context
from markupsafe import Markup

from assessments.pieces import print_piece
from assessments.question_page import AnswerState

register = template.Library()

NEEDED = ("assessment", "places", "page", "steps", "counted", "wording")


@register.simple_tag(takes_context=True)
def print_filling(context: Context, name: str) -> Markup:
    """With what the page knows."""
    what = {each: context[each] for each in NEEDED} | {"is_partial": False}
    return print_piece(name, what)


@register.simple_tag
def print_state(kind: str, text: str) -> Markup:
    return print_piece("state", {"state": AnswerState(kind, text)})
