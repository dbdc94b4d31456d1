"""On which page each bookmark of a document lies, counted as a word processor would set it.

The number that the contents hold until a program counts for itself. It follows the sizes of the
styles and measures the words; the typeface and the program of the reader may set them otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from reports.docx.looks import TWIPS, Look, Looks
from reports.measure import wrapped

LINE = 1.21  # height of a line of Inter, for a size of 1
BELOW_LINE = 0.24  # of it, below what letters and pictures stand on
EMU = 12_700  # in a point
BESIDE, ABOVE = 7.1, 5.1  # points: the margins of a cell, of a table that says no others
HEAD_RULE, RULE = 1.5, 0.5  # points of the lines below the head of a table and between its rows
LEAST = 28  # points of a paragraph, two lines: a page neither begins nor ends with one

Element = Any  # of lxml, which has no types


def pages_of(document: Document) -> Mapping[str, int]:
    """Bookmark -> page, from 1."""
    body = document.element.body
    counter = _Counter(Looks(document), list(body.iter(qn("w:sectPr"))))
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
    after: float = 0  # and at its foot
    repeated: float = 0  # height of the head that stands again above a row on a new page
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Counter:
    looks: Looks
    sections: list[Element]  # the one that we are in first
    page: int = 1
    used: float = 0  # points of the page
    after: float = 0  # points, of them, below the last paragraph
    pages: dict[str, int] = field(default_factory=dict)
    waiting: list[_Part] = field(default_factory=list)  # for what they stay with

    def paragraph(self, part: Element) -> None:
        if _has(part, "w:framePr"):  # its own place on the page
            return
        if _has(part, "w:sectPr"):  # which holds no words
            self._place_waiting()
            del self.sections[0]
            self._turn()
            return
        look = self.looks.of(part)
        if _says(part, "w:pageBreakBefore", usual=look.breaks_page):
            self._place_waiting()
            self._turn()
        own = self._before(part, look)
        before = max(own - self.after, 0)  # of two spaces the larger counts
        height = self._height(part, self._width) - own + before
        self.after = look.after
        marks = tuple(mark.get(qn("w:name")) for mark in part.iter(qn("w:bookmarkStart")))
        stays = _says(part, "w:keepNext", usual=look.stays)
        least = min(height, before + LEAST)
        self._add(_Part(height, least, stays, before, look.after, marks=marks))

    def table(self, part: Element) -> None:
        self.after = 0
        rows = list(part.iter(qn("w:tr")))
        margins = _cell_margins(part)
        lines = (HEAD_RULE, *[RULE] * (len(rows) - 1))
        heights = [
            self._row_height(row, *margins) + rule for row, rule in zip(rows, lines, strict=True)
        ]
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
        over = self.used + part.height - part.after - self._room
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
        is_bold = look.is_bold or 2 * self._strong(part) > len(text)
        lines = len(wrapped(text, width, look.size, is_bold=is_bold)) or 1
        words = max(lines * look.size, self._largest(part)) * LINE * look.line
        drawn = max(pictures) + (look.size * BELOW_LINE if text else 0) if pictures else 0
        return self._before(part, look) + look.after + max(words, drawn)

    def _strong(self, part: Element) -> int:
        """How many of its letters are bold though its style is not."""
        runs = (mark.getparent().getparent() for mark in part.iter(qn("w:rStyle")))
        styled = (run for run in runs if run[0][0].get(qn("w:val")) == "Strong")
        return sum(len(node.text or "") for run in styled for node in run.iter(qn("w:t")))

    def _largest(self, part: Element) -> float:
        """Of the runs with a style of their own, which the figure of a score has."""
        styles = (mark.get(qn("w:val")) for mark in part.iter(qn("w:rStyle")))
        return max((self.looks.size_of(style) for style in styles), default=0)

    def _before(self, part: Element, look: Look) -> float:
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
