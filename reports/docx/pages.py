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
TWIPS, EMU = 20, 12_700  # in a point
BESIDE, ABOVE = 7.1, 5.1  # points: the margins of a cell
BELOW_HEADING = 42  # points of what follows that a heading stays with

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

    def paragraph(self, part: Element) -> None:
        if _has(part, "w:framePr"):  # its own place on the page
            return
        look = self.looks.of(part)
        own = part.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
        if self.used and (look.breaks_page if own is None else own.get(qn("w:val")) != "0"):
            self._turn()
        self._place(self._height(part, self._width), BELOW_HEADING if look.stays else 0)
        for mark in part.iter(qn("w:bookmarkStart")):
            self.pages[mark.get(qn("w:name"))] = self.page
        if _has(part, "w:sectPr"):
            del self.sections[0]
            self._turn()

    def table(self, part: Element) -> None:
        head, *rows = (self._row_height(row) for row in part.iter(qn("w:tr")))
        self._place(head, rows[0] if rows else 0)
        for height in rows:
            page = self.page
            self._place(height)
            if self.page != page:
                self.used += head  # which is repeated

    def _place(self, height: float, stays_with: float = 0) -> None:
        if self.used and self.used + height + stays_with > self._room:
            self._turn()
        self.used += height

    def _turn(self) -> None:
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

    def _row_height(self, row: Element) -> float:
        heights = []
        for cell in row.iter(qn("w:tc")):
            width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) / TWIPS
            lines = cell.iterchildren(qn("w:p"))
            heights.append(sum(self._height(part, width - BESIDE) for part in lines))
        return max(heights) + ABOVE

    def _height(self, part: Element, width: float) -> float:
        look = self.looks.of(part)
        inline = part.iter(qn("wp:inline"))  # the others lie behind the text
        pictures = [int(each.find(qn("wp:extent")).get("cy")) / EMU for each in inline]
        text = "".join(node.text or "" for node in part.iter(qn("w:t")))
        lines = len(wrapped(text, width, look.size, is_bold=look.is_bold)) or 1
        return look.before + look.after + max(lines * look.size * LINE * look.line, *pictures, 0)


def _has(part: Element, tag: str) -> bool:
    return next(part.iter(qn(tag)), None) is not None
