"""Pieces of the pages that ask questions: Jinja prints `templates/assessments/filling/`."""

from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override
from jinja2 import Environment
from markupsafe import Markup

from assessments.answer_form import quiet_choices
from assessments.question_page import address_of
from maturity.printing import printed_once


def environment(**options: Any) -> Environment:
    """What `TEMPLATES` asks for."""
    made = Environment(**options)  # noqa: S701 -- Django's options say that it escapes
    made.globals |= {
        "_": _words,
        "once": printed_once,
        "part": _part,
        "quiet_choices": quiet_choices,
        "url": address_of,
    }
    return made


def print_piece(name: str, what: dict[str, Any]) -> Markup:
    printed = render_to_string(f"filling/{name}.html", what, using="filling")
    return Markup(printed)  # noqa: S704 -- of templates that escape


def _words(text: str) -> str:
    return _words_in(get_language(), text)


@cache
def _words_in(language: str, text: str) -> str:
    """What Django would look up anew each time."""
    with override(language):
        return gettext(text)


def _part(template: str, **what: object) -> str:
    """What a page seldom has, by a template of Django."""
    return render_to_string(template, what)
