"""Our own empty deck: `template.pptx` beside this file, with its master, layouts, theme and notes.

It was made for these slides: open it in a program for slides to change how they look. Where a
placeholder lies and how its text is set is read from there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

EMU = 12_700  # in a point
OUTLINE = 4  # levels of text in a placeholder
STYLE = "{6B1C4E52-8D0B-4C57-9B6A-3E5D0A7F2C41}"  # of its tables
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
INSETS = {"lIns": 91_440, "rIns": 91_440, "tIns": 45_720, "bIns": 45_720}  # where nobody says
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


def room_of(placeholder: Any) -> Room:
    """Of a placeholder of a layout; what it does not say itself, its master says."""
    styles = list(_styles(placeholder))
    count = next((len(each) for each in styles if len(each)), 1)
    levels = [_text_level(styles, number) for number in range(1, min(count, OUTLINE) + 1)]
    across, down = _insets(placeholder)
    return Room(placeholder.width / EMU - across, placeholder.height / EMU - down, tuple(levels))


def _styles(placeholder: Any) -> Iterator[Any]:
    """Nearest first, each with its levels."""
    master = placeholder.part.slide_layout.slide_master
    for each in (placeholder, placeholder._base_placeholder):
        if each is not None:
            yield [] if (found := each._element.find(f".//{qn('a:lstStyle')}")) is None else found
    is_title = placeholder.placeholder_format.type in TITLES
    name = "p:titleStyle" if is_title else "p:bodyStyle"
    yield from master._element.iter(qn(name))


def _insets(placeholder: Any) -> tuple[float, float]:
    """Beside and above the text, both sides together."""
    said = {side: INSETS[side] for side in INSETS}
    for each in (placeholder._base_placeholder, placeholder):
        body = None if each is None else each._element.find(f".//{qn('a:bodyPr')}")
        said |= {} if body is None else {side: int(body.get(side, said[side])) for side in said}
    return (said["lIns"] + said["rIns"]) / EMU, (said["tIns"] + said["bIns"]) / EMU


def ink_on(level: int) -> MSO_THEME_COLOR:
    """The colour of text on that of a level."""
    return PAPER if level >= LIGHT_FROM else INK


def _text_level(styles: Sequence[Any], number: int) -> TextLevel:
    said = [each.find(qn(f"a:lvl{number}pPr")) for each in styles if len(each)]
    found = [each for each in said if each is not None]
    letters = [each.find(qn("a:defRPr")) for each in found]
    before = [each.find(f"{qn('a:spcBef')}/{qn('a:spcPts')}") for each in found]
    return TextLevel(
        size=int(_first(letters, "sz", "1800")) / 100,
        before=int(_first(before, "val", "0")) / 100,
        indent=int(_first(found, "marL", "0")) / EMU,
        is_bold=_first(letters, "b", "0") in {"1", "true"},
    )


def _first(marks: Sequence[Any], name: str, usual: str) -> str:
    said = (each.get(name) for each in marks if each is not None)
    return next((str(each) for each in said if each is not None), usual)
