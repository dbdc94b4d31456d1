"""A comparison as a spreadsheet: its figures as numbers to work with, and every word of it."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from maturity.comparison import Measured
from reports.comparison import Basis, ComparisonReport
from reports.content.comparison import comparison_chapters, opening_words
from reports.content.comparison_cover import comparison_cover
from reports.xlsx import looks
from reports.xlsx.blocks import report_sheet
from reports.xlsx.page import Column, Page, Row, Styled
from reports.xlsx.result import add_owner, add_sender, shown_score
from reports.xlsx.workbook import describe, empty_workbook, packed


def comparison_xlsx(report: ComparisonReport) -> bytes:
    """Real numbers and dates, in the language of the report."""
    workbook, branding = empty_workbook(), report.edition.branding
    with override(report.language):
        _figures_sheet(workbook, report)
        report_sheet(workbook, comparison_chapters(report), branding.accent)
        title = comparison_cover(report).what
        describe(workbook, report.about, branding, title=title, language=report.language)
    return packed(workbook)


def _figures_sheet(workbook: Workbook, report: ComparisonReport) -> None:
    columns = _columns(report)
    branding = report.edition.branding
    page = Page(workbook, _("Comparison"), [each.width for each in columns], branding.accent)
    add_owner(page, report.about.organisation)
    sentence, *others = opening_words(report)
    page.line(sentence, looks.SENTENCE)
    for words in (*others, *filter(None, [report.caution])):
        page.line(words, looks.QUIET)
    add_sender(page, branding)
    page.gap()
    measured = report.comparison.measured
    if measured:
        rows = (_row(report, each) for each in measured)
        page.freeze(page.table("Comparison", columns, rows), 1)


def _columns(report: ComparisonReport) -> list[Column]:
    day = replace(looks.BODY, format=looks.date_format(report.language))
    dimensions = report.definition.dimensions
    return [
        *([Column(_("Unit"), 32, looks.STRONG)] * (report.basis is Basis.UNITS)),
        Column(_("Date"), 20, day),
        *(Column(each.name, 18, looks.FIGURE) for each in dimensions),
        Column(_("Overall score"), 14, looks.FIGURE),
        Column(_("Overall level"), 14, looks.CENTRED),
    ]


def _row(report: ComparisonReport, each: Measured) -> Row:
    result = each.result
    scores = ((row.score, row.level) for row in result.dimensions)
    return [
        *([each.name] * (report.basis is Basis.UNITS)),
        _day(report, each),
        *(_score(report, score, level) for score, level in scores),
        Styled(*shown_score(result.score, report.language, looks.FIGURE)),
        Styled(result.level, looks.level_look(result.level)),
    ]


def _day(report: ComparisonReport, each: Measured) -> dt.date | str:
    """To sort by and work with; in words where another has the same."""
    is_one_of_several = report.basis is Basis.TIME and each.name
    return report.name_of(each) if is_one_of_several else each.day


def _score(report: ComparisonReport, score: Fraction | None, level: int | None) -> Styled:
    """In the colour of its level."""
    value, look = shown_score(score, report.language, looks.FIGURE)
    return Styled(value, replace(looks.level_look(level), format=look.format))
