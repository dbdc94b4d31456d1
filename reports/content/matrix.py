"""The whole matrix, with the organisation's place in each row and its target."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.definition import Level
from maturity.scoring import DimensionResult
from reports.content.blocks import Cell, Chapter, Row, Table
from reports.content.scores import score_words
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
        lead=_(
            "Seven dimensions, four levels. “You are here” stands at the level nearest to your"
            " score, “the target” at the level that you aim for."
        ),
    )


def _cells(report: Report, row: DimensionResult) -> Iterator[Cell]:
    yield Cell((row.dimension.name,), note=score_words(report, row), role="header")
    for level in report.definition.levels:
        yield _cell(report, row, level)


def _cell(report: Report, row: DimensionResult, level: Level) -> Cell:
    """A target that is not reached yet is told by its goal: some statements say what is wrong."""
    is_here, is_target = row.level == level.number, row.target == level.number
    goal = row.dimension.words[level.number].goal
    is_ahead = is_target and goal and row.gap != 0
    statements = row.dimension.cell(level.number, report.about.sector)
    marks = [(is_here, _("you are here")), (is_target, _("the target"))]
    roles = ["list", *["here"] * is_here, *["goal"] * is_target]
    return Cell(
        (goal,) if is_ahead else tuple(statement.text for statement in statements),
        level=level.number if is_here else None,
        tags=tuple(word for holds, word in marks if holds),
        role=" ".join(roles),
    )
