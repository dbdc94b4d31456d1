"""The document in the making: the report, the pages written so far, and what the contents list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from maturity.definition import Level
from maturity.display import figure_text, score_text
from maturity.scoring import DimensionResult
from reports import colours, prose
from reports.docx.marks import bookmark, is_right_to_left, read_from_right, set_style, speak
from reports.docx.tables import Piece, Span, write_line
from reports.docx.template import LOCALES
from reports.edition import Part
from reports.insights import Insight
from reports.report import Report

BETWEEN_CHAPTERS = Pt(30)  # on one page


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents."""

    level: int
    text: str
    bookmark: str


@dataclass(slots=True)
class Draft:
    document: Document
    report: Report
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_quick(self) -> bool:
        return self.report.responses.questionnaire == "quick"

    @property
    def is_group(self) -> bool:
        return self.report.responses.is_group

    def has(self, part: Part) -> bool:
        return self.report.edition.has(part)

    def has_plan(self, part: Part) -> bool:
        return self.has(part) and self.has_steps

    @property
    def has_steps(self) -> bool:
        """Without any score there is nothing to plan."""
        return any(self.report.advice.roadmap.values())

    @property
    def accent(self) -> str:
        return self.report.edition.branding.accent or colours.ACCENT

    def heading(self, text: str, level: int, *, flows: bool = False) -> Paragraph:
        """Levels 1 and 2 come into the contents. A chapter begins a page, unless it flows: goes on
        below the one before it."""
        paragraph = self.paragraph(text, style=f"Heading{level}")
        if flows:
            paragraph.paragraph_format.page_break_before = False
            paragraph.paragraph_format.space_before = BETWEEN_CHAPTERS
        if level < 3:
            # Word hides bookmarks that begin with an underscore; it names its own like this.
            entry = Entry(level, text, f"_Toc{100000 + len(self.entries)}")
            bookmark(paragraph, entry.bookmark, len(self.entries) + 1)
            self.entries.append(entry)
        return paragraph

    def paragraph(self, *pieces: Piece, style: str = "Normal") -> Paragraph:
        return write_line(set_style(self.document.add_paragraph(), style), *pieces)

    def insight(self, insight: Insight | None) -> None:
        """Marked as written by a person, beside what the rules wrote."""
        if insight is None:
            return
        self.paragraph(insight.heading, style="OwnWordsLabel")
        for block in insight.blocks:
            if isinstance(block, prose.List):
                for item in block.items:
                    self._own_paragraph(item, insight.language, style="OwnWordsBullet")
            else:
                self._own_paragraph("\n".join(block.lines), insight.language, style="OwnWords")

    def _own_paragraph(self, text: str, language: str, *, style: str) -> None:
        paragraph = self.paragraph(text, style=style)
        if is_right_to_left(text):
            read_from_right(paragraph)
        if language != self.report.language:
            for run in paragraph.runs:
                speak(run, LOCALES[language])

    def gap(self) -> None:
        """Between two tables, which would grow together otherwise."""
        self.paragraph(style="TableGap")

    def score(self, row: DimensionResult) -> str:
        if row.score is None:
            return _("not scored")
        return score_text(row.score, self.report.language)

    def figure(self, value: Fraction | float | None, *, decimals: int = 1) -> str:
        return figure_text(value, self.report.language, decimals=decimals)


def level_spans(level: Level) -> Sequence[Span]:
    """Its number in its colour, and its name."""
    return Span(f"\u00a0{level.number}\u00a0", f"Level{level.number}"), Span(f" {level.name}")
