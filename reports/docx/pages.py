"""On which page each bookmark of a document lies, counted as a word processor would set it.

The number that the contents hold until a program counts for itself. It follows the sizes of the
styles and measures the words; the typeface and the program of the reader may set them otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from reports.measure import wrapped

LINE = 1.21  # height of a line of Inter, for a size of 1
BELOW_LINE = 0.24  # of it, below what letters and pictures stand on
TWIPS, EMU = 20, 12_700  # in a point
BESIDE, ABOVE = 7.1, 5.1  # points: the margins of a cell, of a table that says no others
LEAST = 28  # points of a paragraph, two lines: a page neither begins nor ends with one

Element = Any  # of lxml, which has no types


def pages_of(document: Document) -> Mapping[str, int]:
    """Bookmark -> page, from 1."""
    body = document.element.body
    counter = _Counter(_Looks(document), list(body.iter(qn("w:sectPr"))))
    for part in body:
        if part.tag == qn("w:p"):
            counter.paragraph(part)
        elif part.tag == qn("w:tbl"):
            counter.table(part)
    return counter.pages


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, or a row of a table."""

    height: float  # in points
    least: float  # of it that has to come on the page where it begins
    stays: bool  # with the next
    before: float = 0  # of its height, what falls away at the top of a page
    repeated: float = 0  # height of the head that stands again above a row on a new page
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph style comes to, in points."""

    size: float
    before: float
    after: float
    line: float  # of the height of a line
    is_bold: bool
    breaks_page: bool
    stays: bool  # with the next


class _Looks:
    """The paragraph styles of a document, each worked out once."""

    def __init__(self, document: Document) -> None:
        self._styles = {each.get(qn("w:styleId")): each for each in document.styles.element}
        self._defaults = next(document.styles.element.iter(qn("w:docDefaults")))
        self._known: dict[str, _Look] = {}

    def of(self, paragraph: Element) -> _Look:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = "Normal" if named is None else str(named.get(qn("w:val")))
        if style not in self._known:
            self._known[style] = self._worked_out(style)
        return self._known[style]

    def size_of(self, style: str) -> float:
        """Of the letters that a style of words sets larger or smaller; 0 where it does not."""
        size = self._styles[style].find(f"{qn('w:rPr')}/{qn('w:sz')}")
        return 0 if size is None else int(size.get(qn("w:val"))) / 2

    def _worked_out(self, style: str) -> _Look:
        def value(tag: str, name: str, usual: int) -> int:
            return next(
                (int(found) for mark in self._marks(style, tag) if (found := mark.get(qn(name)))),
                usual,
            )

        def has(tag: str) -> bool:
            return next(self._marks(style, tag), None) is not None

        return _Look(
            size=value("w:sz", "w:val", 22) / 2,
            before=value("w:spacing", "w:before", 0) / TWIPS,
            after=value("w:spacing", "w:after", 0) / TWIPS,
            line=value("w:spacing", "w:line", 240) / 240,
            is_bold=has("w:b"),
            breaks_page=has("w:pageBreakBefore"),
            stays=has("w:keepNext"),
        )

    def _marks(self, style: str, tag: str) -> Iterator[Element]:
        """Of the style, of what it is based on, and of the whole document."""
        while style in self._styles:
            yield from self._styles[style].iter(qn(tag))
            based_on = self._styles[style].find(qn("w:basedOn"))
            style = "" if based_on is None else based_on.get(qn("w:val"))
        yield from self._defaults.iter(qn(tag))


@dataclass(slots=True)
class _Counter:
    looks: _Looks
    sections: list[Element]  # the one that we are in first
    page: int = 1
    used: float = 0  # points of the page
    pages: dict[str, int] = field(default_factory=dict)
    waiting: list[_Part] = field(default_factory=list)  # for what they stay with

    def paragraph(self, part: Element) -> None:
        if _has(part, "w:framePr"):  # its own place on the page
            return
        look = self.looks.of(part)
        if _says(part, "w:pageBreakBefore", usual=look.breaks_page):
            self._place_waiting()
            self._turn()
        height = self._height(part, self._width)
        before = self._before(part, look)
        marks = tuple(mark.get(qn("w:name")) for mark in part.iter(qn("w:bookmarkStart")))
        stays = _says(part, "w:keepNext", usual=look.stays)
        self._add(_Part(height, min(height, before + LEAST), stays, before, marks=marks))
        if _has(part, "w:sectPr"):
            self._place_waiting()
            del self.sections[0]
            self._turn()

    def table(self, part: Element) -> None:
        rows = list(part.iter(qn("w:tr")))
        margins = _cell_margins(part)
        heights = [self._row_height(row, *margins) for row in rows]
        for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
            stays = place == 0 or self._row_stays(row)
            repeated = heights[0] if place else 0
            is_last = place == len(rows) - 1
            self._add(_Part(height, height, stays and not is_last, repeated=repeated))

    def _add(self, part: _Part) -> None:
        self.waiting.append(part)
        if not part.stays:
            self._place_waiting()

    def _place_waiting(self) -> None:
        """On this page together, or else on the next; what is longer than a page goes on."""
        parts, self.waiting = self.waiting, []
        if parts:
            together = sum(each.height for each in parts[:-1]) + parts[-1].least
            if together <= self._room < self.used + together:
                self._turn()
        for each in parts:
            self._place(each)

    def _place(self, part: _Part) -> None:
        over = self.used + part.height - self._room
        if over <= 0:
            self.used += part.height if self.used else part.height - part.before
        elif part.least < part.height:  # its last lines
            self._turn()
            self.used = over
        else:
            self._turn()
            self.used = part.repeated + part.height - part.before
        self.pages |= dict.fromkeys(part.marks, self.page)

    def _turn(self) -> None:
        """To a new page, unless this one is."""
        if self.used:
            self.page, self.used = self.page + 1, 0

    @property
    def _width(self) -> float:
        return self._measured("w", "left", "right")

    @property
    def _room(self) -> float:
        return self._measured("h", "top", "bottom")

    def _measured(self, side: str, *margins: str) -> float:
        """Of the page without its margins, in points."""
        section = self.sections[0]
        whole, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        beside = sum(int(margin.get(qn(f"w:{name}"))) for name in margins)
        return (int(whole.get(qn(f"w:{side}"))) - beside) / TWIPS

    def _row_stays(self, row: Element) -> bool:
        first = next(row.iter(qn("w:p")))
        return _says(first, "w:keepNext", usual=self.looks.of(first).stays)

    def _row_height(self, row: Element, beside: float, above: float) -> float:
        heights = []
        for cell in row.iter(qn("w:tc")):
            width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) / TWIPS
            lines = cell.iterchildren(qn("w:p"))
            heights.append(sum(self._height(part, width - beside) for part in lines))
        return max(heights) + above

    def _height(self, part: Element, width: float) -> float:
        look = self.looks.of(part)
        inline = part.iter(qn("wp:inline"))  # the others lie behind the text
        pictures = [int(each.find(qn("wp:extent")).get("cy")) / EMU for each in inline]
        text = "".join(node.text or "" for node in part.iter(qn("w:t")))
        lines = len(wrapped(text, width, look.size, is_bold=look.is_bold)) or 1
        words = max(lines * look.size, self._largest(part)) * LINE * look.line
        drawn = (max(pictures) + look.size * BELOW_LINE) * look.line if pictures else 0
        return self._before(part, look) + look.after + max(words, drawn)

    def _largest(self, part: Element) -> float:
        """Of the runs with a style of their own, which the figure of a score has."""
        styles = (mark.get(qn("w:val")) for mark in part.iter(qn("w:rStyle")))
        return max((self.looks.size_of(style) for style in styles), default=0)

    def _before(self, part: Element, look: _Look) -> float:
        own = part.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        said = None if own is None else own.get(qn("w:before"))
        return look.before if said is None else int(said) / TWIPS


def _cell_margins(table: Element) -> tuple[float, float]:
    """Points left and right together, above and below together."""
    own = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    if own is None:
        return BESIDE, ABOVE
    sides = {side.tag: int(side.get(qn("w:w"))) / TWIPS for side in own}
    return (
        sides[qn("w:left")] + sides[qn("w:right")],
        sides[qn("w:top")] + sides[qn("w:bottom")],
    )


def _says(paragraph: Element, tag: str, *, usual: bool) -> bool:
    """Of itself, or else by its style."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn(tag)}")
    return usual if own is None else own.get(qn("w:val")) not in {"0", "false"}


def _has(part: Element, tag: str) -> bool:
    return next(part.iter(qn(tag)), None) is not None
