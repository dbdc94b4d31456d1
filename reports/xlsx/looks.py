"""What cells look like: the colours of paper, in a font that every office program has."""

from dataclasses import dataclass, replace
from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from reports import colours

FONT = "Calibri"


@dataclass(frozen=True, slots=True)
class Look:
    size: float = 10.5
    is_bold: bool = False
    ink: str = colours.INK
    fill: str = ""
    line: str = ""  # under the cell
    across: str = "left"
    up: str = "top"
    format: str = "General"
    indent: int = 0
    is_wrapped: bool = True


@dataclass(frozen=True, slots=True)
class Style:
    font: Font
    fill: PatternFill
    border: Border
    alignment: Alignment


@cache
def style_of(look: Look) -> Style:
    """Made once for each look: openpyxl compares style objects part by part."""
    return Style(
        font=Font(name=FONT, size=look.size, bold=look.is_bold, color=argb(look.ink)),
        fill=PatternFill("solid", fgColor=argb(look.fill)) if look.fill else PatternFill(),
        border=Border(bottom=Side("thin", color=argb(look.line))) if look.line else Border(),
        alignment=Alignment(look.across, look.up, wrap_text=look.is_wrapped, indent=look.indent),
    )


def argb(colour: str) -> str:
    return f"FF{colour.removeprefix('#').upper()}"


WORDS = Look()
QUIET = replace(WORDS, ink=colours.MUTED)
BOLD = replace(WORDS, is_bold=True)
TITLE = Look(size=20, is_bold=True, ink=colours.PRIMARY, is_wrapped=False)
SENTENCE = Look(size=13, is_bold=True, ink=colours.PRIMARY)
SECTION = Look(size=13, is_bold=True, ink=colours.PRIMARY, is_wrapped=False)
LABEL = Look(ink=colours.MUTED, is_wrapped=False)
MARK = Look(is_bold=True, ink=colours.ACCENT, is_wrapped=False)  # "Insight of Bureau Kompas"
HEAD = Look(is_bold=True, ink=colours.ON_PRIMARY, fill=colours.PRIMARY, up="center", indent=1)
HEAD_NUMBER = replace(HEAD, across="right")
HEAD_CENTRED = replace(HEAD, across="center", indent=0)
BODY = replace(WORDS, line=colours.LINE, indent=1)
STRONG = replace(BODY, is_bold=True)
NUMBER = replace(BODY, across="right", format="0")
CENTRED = replace(NUMBER, across="center", indent=0)
FIGURE = replace(NUMBER, format="0.0")
SHARE = replace(NUMBER, format="0.00")
FILL_IN = replace(BODY, fill=colours.ACCENT_SOFT)


def in_accent(look: Look, accent: str) -> Look:
    """The look with the accent of a sender, and its tint, instead of ours; empty leaves it."""
    own = colours.accent_tokens(accent)
    if not own:
        return look
    recoloured = {colours.ACCENT: own["accent"], colours.ACCENT_SOFT: own["accent-soft"]}
    ink, fill = (recoloured.get(each, each) for each in (look.ink, look.fill))
    return replace(look, ink=ink, fill=fill)


def level_look(level: int | None) -> Look:
    """In the colour of its level, as everywhere; the number itself stands in the cell."""
    if level is None:
        return CENTRED
    return replace(
        CENTRED,
        is_bold=True,
        ink=colours.ON_LEVELS[level - 1],
        fill=colours.LEVELS[level - 1],
    )


def date_format(language: str) -> str:
    """With the month in words of the language, whatever the language of the office program."""
    return f"[$-{'413' if language == 'nl' else '809'}]d mmmm yyyy"
