"""Every word that the blocks of a chapter hold: what each format has to print."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from maturity.claims import Ground
from reports.charts import Spot
from reports.content.blocks import Actions, Answers, Bar, Columns, Figure, Key, Lane, Pips, Span
from reports.radar import Radar

DRAWN = (Bar, Columns, Lane, Pips, Radar, Span, Spot, Ground)
# What arranges a block, or what only those hear who do not see its picture; what the picture of
# a chapter says, which documents and sheets have as a table; and two cells of a table as one line.
NOT_WORDS = {"role", "slug", "sign", "size", "language", "horizon", "key", "who_and_when"}


def words_of(value) -> Iterator[str]:
    """Of a block, a chapter or anything in it, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, Figure):
        yield from words_of(value.key)
    elif isinstance(value, Actions) and value.role != "full":  # at a glance
        yield from words_of(tuple(replace(row, description="") for row in value.rows))
    elif isinstance(value, Answers):
        for row in value.rows:
            yield from words_of(row if value.has_codes else replace(row, code=""))
            yield value.note_word if row.notes else ""
    elif isinstance(value, Key):
        yield value.word
    elif is_dataclass(value) and not isinstance(value, DRAWN):
        for each in fields(value):
            if each.name not in NOT_WORDS:
                yield from words_of(getattr(value, each.name))


def squeezed(text: str) -> str:
    """Without what a format may set otherwise: white space, capitals, soft hyphens."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split()).casefold()
