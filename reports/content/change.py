"""What changed since an earlier round, by which questions, and what makes the comparison weak."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.display import score_text
from maturity.result import DimensionResult, QuestionResult
from reports.content.blocks import Block, Cell, Chapter, Items, Row, Table, Text
from reports.content.figures import change_cell
from reports.content.scores import number_cell, value_words
from reports.report import Report

MOVED = 3  # questions of a dimension, those that moved most


def change(report: Report) -> Chapter | None:
    """None without an earlier round. One that cannot be compared is told why."""
    if report.previous is None:
        return None
    title = _("Since the previous measurement")
    if report.change is None:
        return Chapter("change", title, (Text(_incomparable(report)),), role="flow")
    blocks: list[Block] = [Table(_head(), tuple(_rows(report)), "change")]
    if report.change.weaknesses:
        wording = report.definition.wording
        warnings = tuple(wording.phrase(each) for each in report.change.weaknesses)
        blocks.append(Items(warnings, "notes"))
    return Chapter("change", title, tuple(blocks), role="flow", lead=report.change_sentence)


def _incomparable(report: Report) -> str:
    earlier = report.previous
    if earlier and earlier.questionnaire != report.result.questionnaire:
        return _("The previous measurement asked other questions, so the two cannot be compared.")
    return _("No dimension has a score in both measurements, so the two cannot be compared.")


def _head() -> tuple[Cell, ...]:
    return (
        Cell((_("Dimension"),)),
        number_cell(_("Before")),
        number_cell(_("Now")),
        number_cell(_("Change")),
        Cell((_("Moved by"),)),
    )


def _rows(report: Report) -> Iterator[Row]:
    for row in report.result.dimensions:
        difference = report.change and report.change.dimensions.get(row.dimension.slug)
        if difference:
            yield Row(
                (
                    Cell((row.dimension.name,), role="header"),
                    number_cell(score_text(difference.before, report.language)),
                    number_cell(score_text(difference.now, report.language)),
                    change_cell(report, row.dimension.slug),
                    Cell(("; ".join(_moved(report, row)) or "–",)),
                )
            )


def _moved(report: Report, row: DimensionResult) -> list[str]:
    """The questions whose value moved most, from and to."""
    words = _("%(facet)s from %(before)s to %(now)s")
    pairs = [(each, before) for each in row.questions if (before := _before(report, each))]
    moved = [(each, before) for each, before in pairs if each.value and each.value != before.value]
    moved.sort(key=lambda pair: -abs(float(pair[0].value or 0) - float(pair[1].value or 0)))
    return [
        words
        % {
            "facet": each.question.facet,
            "before": value_words(report, before.value),
            "now": value_words(report, each.value),
        }
        for each, before in moved[:MOVED]
    ]


def _before(report: Report, each: QuestionResult) -> QuestionResult | None:
    found = report.previous.question(each.question.code) if report.previous else None
    return found if found and found.value is not None else None
