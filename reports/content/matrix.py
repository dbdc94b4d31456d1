"""The whole matrix, with the organisation's place in each row and its target."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.definition import Level
from maturity.scoring import DimensionResult
from reports.content.blocks import Cell, Chapter, Row, Table
from reports.content.scores import score_words, still_to_go
from reports.report import Report


def matrix(report: Report) -> Chapter:
    levels = report.definition.levels
    head = (Cell(), *(Cell((level.name,), level=level.number) for level in levels))
    rows = tuple(Row(tuple(_cells(report, row))) for row in report.result.dimensions)
    return Chapter(
        "matrix",
        _("Your place in the matrix"),
        (Table(head, rows, "matrix"),),
        role="wide",
        lead=_lead(report),
    )


def _lead(report: Report) -> str:
    if not any(row.is_scored or row.target for row in report.result.dimensions):
        return _("Seven dimensions, four levels. Your place appears once there are answers.")
    return _(
        "“You are here” is the level nearest to your score: not all of it need be true yet."
        " “The target” is the level that you aim for."
    )


def _cells(report: Report, row: DimensionResult) -> Iterator[Cell]:
    yield Cell((row.dimension.name,), note=score_words(report, row), role="header")
    for level in report.definition.levels:
        yield _cell(report, row, level)


def _cell(report: Report, row: DimensionResult, level: Level) -> Cell:
    """A target is told by its goal (rule 18): some statements say what is wrong. The lowest level
    is nobody's goal; its words say what it is like."""
    is_here, is_target = row.level == level.number, row.target == level.number
    words = row.dimension.words[level.number]
    statements = row.dimension.cell(level.number, report.about.sector)
    marks = [(is_here, _("you are here")), (is_target, _target_mark(report, row))]
    roles = ["list", *["here"] * is_here, *["goal"] * is_target]
    return Cell(
        (words.goal or words.position,) if is_target else tuple(each.text for each in statements),
        level=level.number if is_here else None,
        tags=tuple(word for holds, word in marks if holds),
        role=" ".join(roles),
    )


def _target_mark(report: Report, row: DimensionResult) -> str:
    """Beside the place of the dimension, with what is left to go: else it reads as reached."""
    if row.level == row.target and row.has_gap:
        return _("the target, %(gap)s to go") % {"gap": still_to_go(report, row)}
    return _("the target")
