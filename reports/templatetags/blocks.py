"""Prints the blocks of a chapter: one template for each kind, on a page and on paper.

The context says whether it is `on_paper`, and the `accent` of the edition.
"""

from collections.abc import Iterable
from typing import cast

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from reports.content.blocks import Block, Picture
from reports.drawing import Medium, draw, key_sign

register = template.Library()


@register.simple_tag(takes_context=True)
def print_blocks(context: Context, blocks: Iterable[Block]) -> SafeString:
    """One after another. Their templates see what the page around them sees."""
    with context.push():
        return format_html_join("", "{}", ((_printed(context, block),) for block in blocks))


def _printed(context: Context, block: Block) -> SafeString:
    context["block"] = block
    loaded = get_template(f"reports/blocks/{type(block).__name__.lower()}.html")
    return cast(SafeString, loaded.template.render(context))  # type: ignore[attr-defined]


@register.simple_tag(takes_context=True)
def picture(context: Context, value: Picture, layout: str = "wide", key: str = "") -> str:
    medium: Medium = "paper" if context.get("on_paper") else "page"
    return draw(value, medium, layout=layout, key=key, accent=_accent(context))


@register.simple_tag(takes_context=True)
def sign(context: Context, name: str) -> str:
    """A sign of the radar's key."""
    return key_sign(name, _accent(context))


def _accent(context: Context) -> str:
    return str(context.get("accent", ""))
