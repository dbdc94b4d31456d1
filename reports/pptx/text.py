"""Text on its way to a slide: cleaned, and fitted to the box of its placeholder."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports import prose
from reports.insights import Insight
from reports.pptx.layouts import Placeholder, TextLevel
from reports.pptx.measure import LINE, line_count, shortened

SMALLEST = 14  # points, of anything that a room has to read
POINTS = 72  # in an inch
STEP = 5  # percent, in which text shrinks
_MASTER_LEVEL = TextLevel(16)
# What XML cannot hold, and marks that turn the direction of everything after them.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph at a level of its placeholder, from 0."""

    text: str
    level: int = 0
    language: str = ""  # when it is not that of the deck


def clean(text: str) -> str:
    """In one line, with nothing that a file cannot hold."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def written(insight: Insight, *, level: int = 0, bullet: int = 0) -> Iterator[Text]:
    """What a person wrote, as paragraphs and list items."""
    for block in insight.blocks:
        if isinstance(block, prose.List):
            yield from (Text(item, bullet, insight.language) for item in block.items)
        else:
            yield from (Text(line, level, insight.language) for line in block.lines)


def told(insight: Insight | None, name: str = "") -> Iterator[Text]:
    """The same for the notes, under who says it and of what."""
    if insight:
        yield Text(f"{name}, {insight.heading}:" if name else f"{insight.heading}:")
        yield from written(insight)


def fitted(texts: Iterable[Text], placeholder: Placeholder) -> tuple[tuple[Text, ...], int]:
    """The paragraphs with the percentage of their size at which they fit.

    Nothing becomes smaller than 14 points: what does not fit then is cut from the end and goes on
    in the notes.
    """
    kept = _cleaned(texts)
    least = _least(kept, placeholder)
    for scale in [*range(100, least, -STEP), least]:
        if _height(kept, placeholder, scale) <= placeholder.box.height * POINTS:
            return kept, scale
    return _cut(kept, placeholder, least), least


def fits_whole(texts: Iterable[Text], placeholder: Placeholder) -> bool:
    """With nothing cut, at 14 points or more."""
    kept = _cleaned(texts)
    room = placeholder.box.height * POINTS
    return _height(kept, placeholder, _least(kept, placeholder)) <= room


def _cleaned(texts: Iterable[Text]) -> tuple[Text, ...]:
    cleaned = [replace(each, text=clean(each.text)) for each in texts]
    return tuple(each for each in cleaned if each.text)


def _least(texts: Sequence[Text], placeholder: Placeholder) -> int:
    """The percentage at which the smallest paragraph has 14 points."""
    smallest = min((_level(placeholder, each).size for each in texts), default=SMALLEST)
    return -(-100 * min(SMALLEST, smallest) // smallest)


def _level(placeholder: Placeholder, text: Text) -> TextLevel:
    levels = placeholder.levels
    return levels[min(text.level, len(levels) - 1)] if levels else _MASTER_LEVEL


def _height(texts: Sequence[Text], placeholder: Placeholder, scale: int) -> float:
    total = 0.0
    for number, each in enumerate(texts):
        level = _level(placeholder, each)
        total += level.before * scale / 100 if number else 0
        total += _lines(each, placeholder, scale) * level.size * scale / 100 * LINE
    return total


def _lines(text: Text, placeholder: Placeholder, scale: int) -> int:
    level = _level(placeholder, text)
    size = level.size * scale / 100
    return line_count(text.text, _width(placeholder, level), size, is_bold=level.is_bold)


def _width(placeholder: Placeholder, level: TextLevel) -> float:
    return placeholder.box.width * POINTS - (18 if level.is_bullet else 0)


def _cut(texts: tuple[Text, ...], placeholder: Placeholder, scale: int) -> tuple[Text, ...]:
    """Whole paragraphs from the end, then the last one that is left after a word."""
    room = placeholder.box.height * POINTS
    while len(texts) > 1 and _height(texts[:-1], placeholder, scale) > room:
        texts = texts[:-1]
    *before, last = texts
    level = _level(placeholder, last)
    size = level.size * scale / 100
    free = room - (_height(before, placeholder, scale) + level.before if before else 0)
    lines = int(free // (size * LINE))
    if lines < 1:  # and a heading does not stand alone
        is_heading = bool(before) and before[-1].level < last.level
        return tuple(before[:-1] if is_heading else before)
    width = _width(placeholder, level)
    return (
        *before,
        replace(last, text=shortened(last.text, width, size, lines, is_bold=level.is_bold)),
    )
