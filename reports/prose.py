"""What people write, as paragraphs and lists: one reading for screen, paper and files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

MARK = "- "
HELD_FROM = 3  # words before the last: shorter headings break where they like
HELD_TO = 12  # letters of the last word: longer ones fill a line well enough
_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n+")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +(?=[^\Wa-z_])")  # before what is no small letter
_HIDDEN = "\ue000"
DATE = re.compile(r"\b\d{1,2} [^\W\d_]+ \d{4}\b")  # 12 June 2026
PERIOD = re.compile(r"\b\d+ (?:tot|to) \d+ (?:maanden|months)")
NUMBERED = re.compile(r"\b(?:acties?|actions?) \d+(?:(?:,| en| and) \d+)*")
_OF_ONE_PIECE = (  # each with its spaces
    re.compile(r"[‘“][^‘’“”]{1,14}[’”]"),  # “don't know”
    DATE,
    re.compile(r"\d(?: [^\W\d_]{1,4} [−+]?\d[\d.,]*)+"),  # 2 of 4, 0 to 3
    re.compile(r"(?<![^\s(])[^\W\d_]{1,6} [−+]?\d"),  # level 2, by 12
    re.compile(r"\d [^\W\d_]{1,8}(?=[.,;:)]|$)"),  # 3 months, at the end of what is said
    re.compile(r"(?<=· )\d+ [^\W\d_]{1,12}"),  # · 12 not applicable
    re.compile(r" · (?:[\d.,]+|–)$"),  # a score that stands behind a name
)
_DOT = re.compile(r" (?=· )")
_BEFORE_LAST_SCORE = re.compile(r" (?=[−+]?\d(?:[.,]\d{1,2})?[.)]*$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[str, ...]  # as typed, at least one


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[str, ...]  # without their mark, at least one


Block = Paragraph | List


def printable(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def held(text: str) -> str:
    """Its last two words kept on one line, so that no word stands alone below a heading."""
    most, space, last = text.rpartition(" ")
    is_long = len(most.split()) >= HELD_FROM and len(last) <= HELD_TO
    return f"{most}\N{NO-BREAK SPACE}{last}" if space and is_long else text


def figure_held(text: str) -> str:
    """A score that it ends with keeps to the word before it: "3." says nothing on its own line. A
    year does not: a date is searched for."""
    return _BEFORE_LAST_SCORE.sub("\N{NO-BREAK SPACE}", text)


def together(text: str) -> str:
    """Dates, and figures with the word that they belong to, each on one line, and no line that
    begins with a dot. For slides, whose notes have it as it is typed: a date is searched for."""
    return _DOT.sub("\N{NO-BREAK SPACE}", _unbroken(text, _OF_ONE_PIECE))


def days_held(text: str) -> str:
    """Dates, periods and numbered actions each on one line. For paper, which a search finds them on
    all the same."""
    return _unbroken(text, (DATE, PERIOD, NUMBERED))


def unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _unbroken(text: str, pieces: Iterable[re.Pattern[str]]) -> str:
    for each in pieces:
        text = each.sub(lambda found: unbroken(found[0]), text)
    return text


def parse(text: str) -> tuple[Block, ...]:
    """Paragraphs are parted by an empty line; lines that begin with "- " are items of a list.

    Nothing else is markup. Empty text gives nothing.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = _EMPTY_LINES.split(plain) if plain else []
    return tuple(block for part in parts for block in _blocks(part))


def _blocks(part: str) -> list[Block]:
    lines = [line.strip() for line in part.split("\n")]
    runs = [(is_list, tuple(run)) for is_list, run in groupby(filter(None, lines), _is_item)]
    return [
        List(tuple(line.removeprefix(MARK).strip() for line in run)) if is_list else Paragraph(run)
        for is_list, run in runs
    ]


def _is_item(line: str) -> bool:
    return line.startswith(MARK)


def sentences(text: str, name: str = "") -> list[str]:
    """The sentences of a paragraph; a `name` in it ("Dr. B. Bakker") is of one piece."""
    kept = " ".join(name.split())
    whole = text.replace(kept, kept.replace(" ", _HIDDEN)) if kept else text
    return [each.replace(_HIDDEN, " ") for each in _SENTENCE_ENDS.split(whole.strip()) if each]
