"""The document in the making: the report, how wide the page is, and what the contents list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reports import colours
from reports.content.blocks import Callout, Chapter
from reports.content.blocks import Picture as Value
from reports.docx.base import Base
from reports.docx.looks import Looks
from reports.docx.marks import bookmark, is_right_to_left, read_from_right, set_style, speak
from reports.docx.tables import Cell, Column, Picture, Piece, write_line, write_table
from reports.docx.template import LOCALES
from reports.drawing import draw, key_sign
from reports.house import Lack
from reports.prose import List
from reports.report import Report

BETWEEN_CHAPTERS = Pt(30)  # on one page
BELOW_TABLE = 8  # points at least
GAP = "TableGap"  # the style of what parts a table from one right below it
CHAPTER = 2  # the depth of the title of a chapter


class Place(Enum):
    """Where a chapter begins."""

    NEW_SECTION = auto()  # on the page that the section turned to
    NEW_PAGE = auto()
    BELOW = auto()  # the chapter before it


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in the contents."""

    text: str
    bookmark: str


@dataclass(slots=True)
class Draft:
    base: Base
    report: Report
    width: float = 0  # of the text, in millimetres
    entries: list[Entry] = field(default_factory=list)
    place: Place = Place.NEW_SECTION  # of the chapter whose title is yet to come
    title: str = ""  # of what is being written: it names the tables
    is_below_table: bool = False
    looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        self.looks = Looks(self.document)

    @property
    def document(self) -> Document:
        return self.base.document

    def lacks(self, lack: Lack) -> bool:
        """Its template, so that ours stands in."""
        return lack in self.base.lacks

    @property
    def narrow(self) -> float:
        """Millimetres of text on a page that is not on its side."""
        page: Any = self.document.sections[0]  # of lengths that its template has
        return float(page.page_width.mm - page.left_margin.mm - page.right_margin.mm)

    @property
    def accent(self) -> str:
        return self.report.edition.branding.accent or colours.ACCENT

    def chapter(self, chapter: Chapter, place: Place) -> None:
        """Its title and lead; the head of one of several of a kind is among its blocks."""
        self.place, self.title = place, chapter.title
        if place is Place.NEW_PAGE:
            self.is_below_table = False
        if not chapter.is_part:
            self.heading(chapter.title, CHAPTER)
            if chapter.lead:
                self.paragraph(chapter.lead, style="Lead")

    def heading(self, text: str, depth: int) -> None:
        """The title of a chapter comes into the contents."""
        self.title = text
        heading = self.paragraph(text, style=f"Heading{depth - 1}")
        if depth == CHAPTER:
            self._entry(heading)
            heading.paragraph_format.page_break_before = self.place is Place.NEW_PAGE
            if self.place is Place.BELOW:
                heading.paragraph_format.space_before = BETWEEN_CHAPTERS

    def _entry(self, heading: Paragraph) -> None:
        # Word hides bookmarks that begin with an underscore; it names its own like this.
        entry = Entry(heading.text, f"_Toc{100000 + len(self.entries)}")
        bookmark(heading, entry.bookmark, len(self.entries) + 1)
        self.entries.append(entry)

    def paragraph(self, *pieces: Piece, style: str = "Normal") -> Paragraph:
        """Below a table its own space parts it: that falls away at the top of a page. A paragraph
        for it would stay there, and LibreOffice leaves a heading behind that follows one."""
        paragraph = set_style(self.document.add_paragraph(), style)
        if self.is_below_table:
            own = self.looks.named(style).before
            paragraph.paragraph_format.space_before = Pt(max(own, BELOW_TABLE))
            self.is_below_table = False
        return write_line(paragraph, *pieces)

    def own_words(self, callout: Callout) -> None:
        """Marked as written by a person, beside what the rules wrote."""
        if callout.heading:
            self.paragraph(callout.heading, style="OwnWordsLabel")
        for part in callout.parts:
            if isinstance(part, List):
                for item in part.items:
                    self._own_paragraph(item, callout.language, style="OwnWordsBullet")
            else:
                self._own_paragraph("\n".join(part.lines), callout.language, style="OwnWords")

    def _own_paragraph(self, text: str, language: str, *, style: str) -> None:
        paragraph = self.paragraph(text, style=style)
        if is_right_to_left(text):
            read_from_right(paragraph)
        if language != self.report.language:
            for run in paragraph.runs:
                speak(run, LOCALES[language])

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        head: Sequence[Cell] | None = None,
        whole_from: int | None = None,
        is_dense: bool = False,
    ) -> None:
        """Named after what stands above it, whose last words stay with it. Right below another the
        two would grow together."""
        if self.is_below_table:
            self.is_below_table = False
            self.paragraph(style=GAP)
        else:
            self._keep_last_words()
        write_table(
            self.document,
            self.title,
            columns,
            rows,
            head=head,
            whole_from=whole_from,
            is_dense=is_dense,
        )
        self.is_below_table = True

    def _keep_last_words(self) -> None:
        """A paragraph right above stays with what is yet to come: with the heading that stays with
        it, it would else be left behind at the foot of a page."""
        last = self.document.element.body[-2]  # the properties of the section come last
        Paragraph(last, self.document).paragraph_format.keep_with_next = True

    def picture(self, value: Value, width: float, words: str, *, layout: str = "wide") -> Picture:
        """`width` in millimetres; `words` say what it shows."""
        accent = self.report.edition.branding.accent
        return Picture(draw(value, "paper", layout=layout, accent=accent), width, words)

    def sign(self, name: str, width: float, words: str) -> Picture:
        """Of the radar's key."""
        return Picture(key_sign(name, "paper", self.report.edition.branding.accent), width, words)
