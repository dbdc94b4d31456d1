"""In which order to go on: every dimension with its step, at a glance."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.advice import DimensionAdvice
from maturity.telling import step_title
from reports.content.blocks import Cell, Chapter, Row, Table
from reports.content.scores import number_cell, rank_words, score_words, still_to_go
from reports.report import Report


def priorities(report: Report) -> Chapter | None:
    """In a quick scan the dimensions themselves stand close enough together. None where the board
    is asked to find out first what is unknown."""
    if report.is_quick or report.result.level is None:
        return None
    rows = tuple(_row(report, advice) for advice in report.advice.dimensions if advice.step)
    table = Table(tuple(_head()), rows, "priorities")
    return Chapter("priorities", _("Priorities at a glance"), (table,), role="flow")


def ranking(report: Report) -> Table:
    """The order alone, with what is still to go: beside the choices that it depends on."""
    head = (Cell((_("Dimension"),)), number_cell(_("Rank")), number_cell(_("Still to go")))
    rows = tuple(
        Row(
            (
                Cell((each.row.dimension.name,), role="header"),
                number_cell(rank_words(report, each.row)),
                number_cell(still_to_go(report, each.row)),
            )
        )
        for each in report.advice.dimensions
    )
    return Table(head, rows, "ranking")


def _head() -> Iterator[Cell]:
    yield Cell((_("Dimension"),))
    yield number_cell(_("Rank"))
    yield number_cell(_("Now"))
    yield number_cell(_("Target"))
    yield Cell((_("The step to take"),))


def _row(report: Report, advice: DimensionAdvice) -> Row:
    row = advice.row
    words = ""
    if advice.step_advice:
        title = step_title(report.definition, advice.step_advice)
        words = f"{title}: {advice.step_advice.step.headline}"
    return Row(
        (
            Cell((row.dimension.name,), role="header"),
            number_cell(rank_words(report, row)),
            number_cell(score_words(report, row)),
            number_cell(row.target or "–"),
            Cell((words,)),
        )
    )
