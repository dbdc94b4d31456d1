"""The sheet Answers: what was answered to each question, or how a group's answers are spread."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook

from maturity.result import DimensionResult, QuestionResult
from reports.content.answers import has_codes, question_answer
from reports.edition import Part
from reports.report import Report
from reports.xlsx import looks
from reports.xlsx.looks import level_look
from reports.xlsx.page import Column, Page, Row, Styled


def answers_sheet(workbook: Workbook, report: Report) -> None:
    is_group = report.responses.is_group
    with_notes = report.edition.has(Part.NOTES)
    columns = _group_columns() if is_group else _columns(with_notes=with_notes)
    rows = _group_rows(report) if is_group else _rows(report, with_notes=with_notes)
    if not has_codes(report):
        columns, rows = columns[1:], (row[1:] for row in rows)
    page = Page(workbook, _("Answers"), [column.width for column in columns])
    page.line(_("Answers"), looks.TITLE)
    page.line(
        _("How many people chose each level, never who.")
        if is_group
        else _("Every question with the answer that was given.")
    )
    page.gap()
    page.freeze(page.table("Answers", columns, rows), 1)


def _columns(*, with_notes: bool) -> list[Column]:
    columns = [
        Column(_("Code"), 10, looks.STRONG),
        Column(_("Dimension"), 22),
        Column(_("Question"), 48),
        Column(_("Level"), 9, level_look(None)),
        Column(_("Answer"), 60),
        Column(_("Reason"), 30),
    ]
    return [*columns, Column(_("Note"), 90)] if with_notes else columns


def _rows(report: Report, *, with_notes: bool) -> Iterator[Row]:
    for part, each in _questions(report):
        told = question_answer(report, each)
        row = (
            told.code,
            part.dimension.name,
            told.question,
            Styled(told.level, level_look(told.level)),
            "\n".join(told.lines) or capfirst(told.missing),
            told.reason,
        )
        yield (*row, "\n".join(told.notes)) if with_notes else row


def _group_columns() -> list[Column]:
    levels = [
        Column(_("Level %(number)d") % {"number": number}, 9, looks.NUMBER)
        for number in (1, 2, 3, 4)
    ]
    return [
        Column(_("Code"), 10, looks.STRONG),
        Column(_("Dimension"), 22),
        Column(_("Question"), 56),
        *levels,
        Column(_("Don't know"), 12, looks.NUMBER),
        Column(_("Not applicable"), 13, looks.NUMBER),
        Column(_("Not answered"), 13, looks.NUMBER),
        Column(_("Mean"), 12, looks.SHARE),
        Column(_("Consensus"), 13, looks.SHARE),
        Column(_("Agreed level"), 20, level_look(None)),
    ]


def _group_rows(report: Report) -> Iterator[Row]:
    for part, each in _questions(report):
        counts = each.counts
        yield (
            each.question.code,
            part.dimension.name,
            each.question.text,
            *((None,) * 4 if each.is_hidden else each.distribution),
            counts.unknown,
            counts.not_applicable,
            counts.unanswered,
            each.mean,
            each.consensus,
            Styled(each.agreed, level_look(each.agreed)),
        )


def _questions(report: Report) -> Iterator[tuple[DimensionResult, QuestionResult]]:
    for part in report.result.dimensions:
        for each in part.questions:
            yield part, each
