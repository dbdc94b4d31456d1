"""How much room text takes, measured in Inter, which everything of ours is set in. Plain Python."""

import re
from functools import cache, lru_cache
from unicodedata import combining

from PIL import ImageFont

TYPEFACES = {False: "Inter-Regular.otf", True: "Inter-Bold.otf"}  # by whether it is bold
UNITS = 1000  # the size at which letters are measured
LAST_OF_INTER = "\u23ff"  # Latin, Greek, Cyrillic, signs: other scripts come from other typefaces
WIDE = 1.05  # of emoji, Chinese, Arabic, for a size of 1
_SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


@cache
def _typeface(*, is_bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Where Inter is not installed, the one that Pillow brings: nothing is set in Inter then."""
    try:
        return ImageFont.truetype(TYPEFACES[is_bold], UNITS)
    except OSError:
        return ImageFont.load_default(UNITS)


@cache
def _width_of(letter: str, *, is_bold: bool) -> float:
    if combining(letter):
        return 0
    if letter > LAST_OF_INTER:
        return WIDE
    return _typeface(is_bold=is_bold).getlength(letter) / UNITS


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    return _width(text, is_bold=is_bold) * size


@lru_cache(maxsize=10_000)  # mostly words, and the same ones
def _width(text: str, *, is_bold: bool) -> float:
    return sum(_width_of(letter, is_bold=is_bold) for letter in text)


def words(text: str) -> list[str]:
    """The parts between which a line may break."""
    return [each for each in _SPACES.split(text) if each]


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The lines that a paragraph takes; a word too long for a line breaks anywhere."""
    lines: list[str] = []
    line, used = "", 0.0
    space = text_width(" ", size, is_bold=is_bold)
    for word in words(text):
        length = text_width(word, size, is_bold=is_bold)
        if line and used + space + length <= width:
            line, used = f"{line} {word}", used + space + length
            continue
        lines.append(line)
        line = word
        while text_width(line, size, is_bold=is_bold) > width:
            fitting = _fitting(line, width, size, is_bold=is_bold)
            lines.append(line[:fitting])
            line = line[fitting:]
        used = text_width(line, size, is_bold=is_bold)
    return [each for each in [*lines, line] if each]


def shortened(text: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """To what fits on one line, and it says so."""
    if text_width(text, size, is_bold=is_bold) <= width:
        return text
    room = width - text_width("…", size, is_bold=is_bold)
    return text[: _fitting(text, room, size, is_bold=is_bold)].rstrip() + "…"


def _fitting(word: str, width: float, size: float, *, is_bold: bool) -> int:
    """How many letters of the word fit: one at least."""
    count = 1
    while text_width(word[: count + 1], size, is_bold=is_bold) <= width:
        count += 1
    return count
