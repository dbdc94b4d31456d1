"""Prints the blocks of a chapter: one template for each kind, on a page and on paper.

The context says whether it is `on_paper`, and the `accent` of the edition. The templates of blocks
are Jinja's: docs/decisions/0030 says why.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, cast

from django import template
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.context import Context
from django.template.defaultfilters import capfirst, linebreaksbr
from jinja2 import Environment
from markupsafe import Markup, escape

from reports.content.blocks import Answers, Block, Cell, Chapter, Picture
from reports.drawing import Medium, draw, key_sign
from reports.prose import days_held, figure_held, held
from reports.templatetags.explore import explore_radar

TALL = 1_000  # letters of notes beside an answer
HYPHENED = re.compile(r"(?<![\w-])\w{1,4}-\w{1,12}(?![\w-])")  # ICT-manager

register = template.Library()


@register.simple_tag(takes_context=True)
def print_blocks(context: Context, blocks: Iterable[Block]) -> str:
    """One after another."""
    return _print("blocks", context, blocks=blocks)


@register.simple_tag(takes_context=True)
def print_chapter(context: Context, chapter: Chapter, *, is_folded: bool = False) -> str:
    """Its title (not where a fold around it has that), words of introduction, its blocks."""
    return _print("chapter", context, chapter=chapter, is_folded=is_folded)


def _print(name: str, context: Context, **what: object) -> str:
    accent = str(context.get("accent", ""))
    on_paper = bool(context.get("on_paper"))
    medium: Medium = "paper" if on_paper else "page"
    loaded = cast(Jinja2, engines["blocks"]).env.get_template(f"{name}.html")
    printed = loaded.render(
        on_paper=on_paper,
        picture=partial(_picture, medium, accent),
        sign=partial(key_sign, medium=medium, accent=accent),
        **what,
    )
    return Markup(printed)  # noqa: S704 -- of templates that escape


def _picture(
    medium: Medium, accent: str, value: Picture, layout: str = "wide", key: str = ""
) -> str:
    return draw(value, medium, layout=layout, key=key, accent=accent)


def _kind(block: Block) -> str:
    """The name of its template."""
    return type(block).__name__.lower()


def _whole_words(text: str) -> str:
    """A short word with a hyphen on one line; with a hyphen of another kind no search finds it."""
    words = HYPHENED.sub(lambda found: f'<span class="whole">{found[0]}</span>', escape(text))
    return Markup(words)  # noqa: S704 -- escaped


def _is_tall(answers: Answers) -> bool:
    """Two of them with their notes may fill a page: keeping more together would leave gaps."""
    return any(sum(map(len, row.notes)) > TALL for row in answers.rows)


def _figure_cells(printer: Environment) -> Callable[[Cell, str], str]:
    """Few figures differ, and the table of hundreds of units has thousands of them."""

    @lru_cache(maxsize=4096)
    def figure_cell(cell: Cell, head: str) -> str:
        printed = printer.get_template("_figure_cell.html").render(cell=cell, head=head)
        return Markup(printed)  # noqa: S704 -- of a template that escapes

    return figure_cell


def environment(**options: Any) -> Environment:
    """What `TEMPLATES` asks for."""
    made = Environment(**options)  # noqa: S701 -- Django's options say that it escapes
    made.filters |= {"capfirst": capfirst, "held": held, "kind": _kind}
    made.filters |= {"days_held": days_held, "figure_held": figure_held}
    made.filters["whole_words"] = _whole_words
    made.tests["tall"] = _is_tall
    made.filters["linebreaksbr"] = linebreaksbr
    made.globals["explore"] = explore_radar
    made.globals["figure_cell"] = _figure_cells(made)
    return made
