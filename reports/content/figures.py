"""Where the organisation stands: the radar, and its figures as a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.display import figure_text, score_text
from maturity.scoring import DimensionResult
from reports.content.blocks import (
    Block,
    Cell,
    Chapter,
    Figure,
    Heading,
    Key,
    Panel,
    Row,
    Table,
    Text,
)
from reports.content.scores import bar, gap_text, level_cell, level_name, number_cell, score_words
from reports.report import Report
from reports.series import radar_of, scale_words


def figures(report: Report) -> Chapter:
    blocks: list[Block] = [radar_figure(report, "wide"), figures_table(report)]
    blocks += _level_panel(report)
    return Chapter("figures", _("Where you stand"), tuple(blocks), lead=scale_words(report))


def radar_figure(report: Report, role: str) -> Figure:
    radar = radar_of(report)
    key = [Key("now", _("now"))]
    if radar.has_targets:
        key.append(Key("target", _("target")))
    if radar.has_previous:
        key.append(Key("previous", _("previous measurement")))
    if radar.has_gaps:
        key.append(Key("gap", _("not scored")))
    return Figure(radar, radar.description, role, tuple(key))


def figures_table(report: Report) -> Table:
    rows = [Row(tuple(_cells(report, row))) for row in report.result.dimensions]
    return Table(tuple(_head(report)), (*rows, _whole(report)), "figures")


def _head(report: Report) -> Iterator[Cell]:
    yield Cell((_("Dimension"),), role="header")
    yield Cell((_("Now and target"),), role="bar")
    yield number_cell(_("Score"))
    yield Cell((_("Level"),))
    if report.previous:
        yield number_cell(_("Previous"))
    yield number_cell(_("Target"))
    yield number_cell(_("Still to go"))
    yield number_cell(_("Importance"))
    yield number_cell(_("Rank"))
    if report.responses.is_group:
        yield number_cell(_("Consensus"))


def _cells(report: Report, row: DimensionResult) -> Iterator[Cell]:
    yield Cell(
        (row.dimension.name,), note=_("agreed by the group") if row.is_agreed else "", role="header"
    )
    yield Cell(picture=bar(row), role="bar")
    yield number_cell(score_words(report, row) if row.is_scored else "–", role="number strong")
    yield level_cell(report, row.level)
    if report.previous:
        before = report.previous.dimension(row.dimension.slug).score
        yield number_cell(score_text(before, report.language))
    yield number_cell(row.target or "–")
    yield number_cell(gap_text(report, row))
    yield number_cell(row.importance)
    yield number_cell(row.shown_rank or "–")
    if report.responses.is_group:
        yield number_cell(figure_text(row.consensus, report.language, decimals=2))


def _whole(report: Report) -> Row:
    result = report.result
    cells = [
        Cell((_("Overall"),), role="header"),
        Cell(),
        number_cell(score_text(result.score, report.language), role="number strong"),
        level_cell(report, result.level),
    ]
    if report.previous:
        cells.append(number_cell(score_text(report.previous.score, report.language)))
    rest = 5 if report.responses.is_group else 4
    return Row((*cells, *[Cell()] * rest), "whole")


def _level_panel(report: Report) -> Iterator[Block]:
    """What is typical of the level of the whole."""
    level = report.result.level
    if level and report.responses.questionnaire == "full":
        name = level_name(report, level)
        heading = Heading(_("What is typical of %(name)s") % {"name": name})
        yield Panel("level", (heading, Text(report.definition.level(level).definition)))
