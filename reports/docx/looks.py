"""What the paragraph styles of a document come to: sizes and spaces, in points."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

TWIPS = 20  # in a point

Element = Any  # of lxml, which has no types


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style comes to, in points."""

    size: float
    before: float
    after: float
    line: float  # of the height of a line
    is_bold: bool
    breaks_page: bool
    stays: bool  # with the next


class Looks:
    """The paragraph styles of a document, each worked out once."""

    def __init__(self, document: Document) -> None:
        self._styles = {each.get(qn("w:styleId")): each for each in document.styles.element}
        self._defaults = next(document.styles.element.iter(qn("w:docDefaults")))
        self._known: dict[str, Look] = {}

    def of(self, paragraph: Element) -> Look:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.named("Normal" if named is None else str(named.get(qn("w:val"))))

    def named(self, style: str) -> Look:
        if style not in self._known:
            self._known[style] = self._worked_out(style)
        return self._known[style]

    def size_of(self, style: str) -> float:
        """Of the letters that a style of words sets larger or smaller; 0 where it does not."""
        size = self._styles[style].find(f"{qn('w:rPr')}/{qn('w:sz')}")
        return 0 if size is None else int(size.get(qn("w:val"))) / 2

    def _worked_out(self, style: str) -> Look:
        def value(tag: str, name: str, usual: int) -> int:
            return next(
                (int(found) for mark in self._marks(style, tag) if (found := mark.get(qn(name)))),
                usual,
            )

        def has(tag: str) -> bool:
            return next(self._marks(style, tag), None) is not None

        return Look(
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
