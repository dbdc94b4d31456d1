"""Which answers to find first, where no level can be given without them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.result import DimensionResult
from reports.content.blocks import Cell, Chapter, Row, Table
from reports.content.scores import number_cell, score_words
from reports.report import Report


def find_out(report: Report) -> Chapter | None:
    """The questions without an answer, those of dimensions without a score first. A quick scan has
    one a dimension, which the summary names; a group has no questions that nobody answered."""
    is_asked = report.result.level is None and report.result.scored
    if not is_asked or report.is_quick or report.responses.is_group:
        return None
    dimensions = sorted(report.result.dimensions, key=lambda row: row.is_scored)
    rows = tuple(_row(report, row) for row in dimensions if any(_unanswered(row)))
    if not rows:  # what has no score does not apply
        return None
    head = (Cell((_("Dimension"),)), number_cell(_("Score")), Cell((_("Without an answer"),)))
    lead = _(
        "Without these answers no level can be given. Until then the order, and the advice for each"
        " dimension, are provisional."
    )
    table = Table(head, rows, "list")
    return Chapter("find-out", _("Find out first"), (table,), role="flow", lead=lead)


def _row(report: Report, row: DimensionResult) -> Row:
    return Row(
        (
            Cell((row.dimension.name,), role="header"),
            number_cell(score_words(report, row)),
            Cell(("; ".join(_unanswered(row)),)),
        )
    )


def _unanswered(row: DimensionResult) -> Iterator[str]:
    for each in row.questions:
        if each.counts.unknown or each.counts.unanswered:
            yield each.question.facet
