"""Text on its way to a slide: cleaned, and as much of it as has room, in whole sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.measure import wrapped
from reports.pptx.template import Room
from reports.prose import held, sentences, together

SMALLEST = 14  # points, of anything that a room has to read
TITLE_SMALLEST = 20
AT_THE_LIMIT = 11  # of one sentence that has no room otherwise
FILLED = 0.99  # of the width of a line: programs for slides set letters a little wider
LINE = 1.21  # height of a line of Inter, for a size of 1
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


def cleaned(texts: Iterable[Text | str]) -> list[Text]:
    plain = (each if isinstance(each, Text) else Text(each) for each in texts)
    return [each for each in (replace(one, text=clean(one.text)) for one in plain) if each.text]


def typeset(texts: Iterable[Text | str]) -> list[Text]:
    """Cleaned, with what belongs together on one line."""
    return [replace(each, text=set_line(each.text)) for each in cleaned(texts)]


def set_line(text: str) -> str:
    return held(together(clean(text)))


def scale_of(texts: Sequence[Text], room: Room, smallest: float = SMALLEST) -> float | None:
    """At which share of their sizes the texts have room, none below `smallest` points."""
    least = min((room.level(each.level).size for each in texts), default=smallest)
    low = min(1.0, smallest / least)
    for step in range(100, 0, -5):
        scale = max(step / 100, low)
        if _height(texts, room, scale) <= room.height:
            return scale
        if scale == low:
            return None
    return None


def picked(texts: Sequence[Text], room: Room) -> tuple[list[Text], list[Text]]:
    """Whole paragraphs as far as there is room, then whole sentences; and what is left."""
    kept: list[Text] = []
    left = list(texts)
    while left and scale_of([*kept, left[0]], room):
        kept.append(left.pop(0))
    if left:
        said = sentences(left[0].text)
        count = len(said) - 1
        while count and not scale_of([*kept, _joined(left[0], said[:count])], room):
            count -= 1
        if count:
            kept.append(_joined(left[0], said[:count]))
            left[0] = _joined(left[0], said[count:])
        elif len(kept) > 1 and kept[-1].level < left[0].level:  # a heading does not stand alone
            left.insert(0, kept.pop())
    return kept, left


def _joined(text: Text, said: Sequence[str]) -> Text:
    return replace(text, text=" ".join(said))


def _height(texts: Sequence[Text], room: Room, scale: float) -> float:
    total = 0.0
    for number, each in enumerate(texts):
        level = room.level(each.level)
        size = level.size * scale
        width = (room.width - level.indent) * FILLED
        lines = wrapped(each.text, width, size, is_bold=level.is_bold)
        total += (level.before * scale if number else 0) + len(lines) * size * LINE
    return total
