"""The empty deck: `template.pptx` beside this file, with its master, layouts, theme and notes.

It was made for these slides: open it in a program for slides to change how they look. Where a
placeholder lies and how its text is set is read from there.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from reports import colours

PATH = Path(__file__).resolve().parent / "template.pptx"
EMU = 12_700  # in a point
OUTLINE = 4  # levels of text in a placeholder
# Colours of its theme.
LEVEL_FILLS = (
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_1,
)
LIGHT_FROM = 3  # the level from which text on its colour is white
PAPER, INK = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.TEXT_1


@dataclass(frozen=True, slots=True)
class TextLevel:
    """How a level of an outline is set; points."""

    size: float
    before: float
    indent: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Room:
    """What a placeholder has for text; points."""

    width: float
    height: float
    levels: tuple[TextLevel, ...]

    def level(self, number: int) -> TextLevel:
        return self.levels[min(number, len(self.levels) - 1)]


def empty_deck(accent: str) -> Any:
    """A presentation without slides. `accent` is "#rrggbb"; empty for our own."""
    presentation = Presentation(io.BytesIO(_template()))
    if accent:
        for theme in _themes(presentation):
            theme._blob = theme.blob.replace(_digits(colours.ACCENT), _digits(accent))
    return presentation


def room_of(placeholder: Any) -> Room:
    """Of a placeholder of a layout."""
    levels = (
        placeholder._element.find(f".//{qn(f'a:lvl{number}pPr')}")
        for number in range(1, OUTLINE + 1)
    )
    found = tuple(_text_level(each) for each in levels if each is not None)
    return Room(placeholder.width / EMU, placeholder.height / EMU, found)


def ink_on(level: int) -> MSO_THEME_COLOR:
    """The colour of text on that of a level."""
    return PAPER if level >= LIGHT_FROM else INK


def _text_level(properties: Any) -> TextLevel:
    letters = properties.find(qn("a:defRPr"))
    before = properties.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}")
    return TextLevel(
        size=int(letters.get("sz")) / 100,
        before=int(before.get("val")) / 100,
        indent=int(properties.get("marL")) / EMU,
        is_bold=letters.get("b") == "1",
    )


@cache
def _template() -> bytes:
    return PATH.read_bytes()


def _digits(colour: str) -> bytes:
    return colour.lstrip("#").encode()


def _themes(presentation: Any) -> Iterator[Any]:
    """Of the slides, and of the notes."""
    for part in (presentation.slide_master.part, presentation.notes_master.part):
        yield part.part_related_by(RELATIONSHIP_TYPE.THEME)
