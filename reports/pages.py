"""What the pages of the advice report print, prepared: the templates only walk it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.advice import DimensionAdvice
from maturity.definition import (
    Action,
    Dimension,
    Figure,
    Horizon,
    Level,
    Pattern,
    ProgrammePhase,
    Statement,
)
from maturity.scoring import DimensionResult
from maturity.standing import Highlight, Raise
from reports import charts, colours
from reports.answers import AnsweredDimension
from reports.content.coverage import why_unscored
from reports.edition import Part
from reports.insights import Insight, dimension_insight
from reports.report import Report
from reports.svg import Svg, recoloured

BOARD_ACTIONS = 3  # on the summary page
ROOMY_LINES = 8  # as many lines of the route have room for their owners on one landscape page
LINES_ABOVE_CAMPS = 7  # and as many leave room for every question of the basecamps
PATTERNS_BESIDE_A_FIGURE = 1  # on the one page of a dimension


@dataclass(frozen=True, slots=True)
class FigureRow:
    row: DimensionResult
    bar: Svg
    level: Level | None
    previous: Fraction | None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    level: int
    statements: tuple[Statement, ...]
    is_here: bool
    is_target: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    row: DimensionResult
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class PatternBlock:
    pattern: Pattern
    picture: Svg | str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    title: str
    description: str
    owner: str
    kpi: str
    effort: str
    horizon: Horizon
    impact: int
    pips: Svg
    dimension: Dimension


@dataclass(frozen=True, slots=True)
class DimensionPage:
    advice: DimensionAdvice
    row: DimensionResult
    here: Level | None
    target: Level | None
    position: str
    ahead: str  # what the next level looks like; empty at level 4
    bar: Svg
    actions: tuple[ActionRow, ...]
    answered: AnsweredDimension
    costliest: tuple[str, ...]  # codes
    raises: tuple[Raise, ...]  # what the next level takes, each question once
    figure: Figure | None  # gives way to own words, so that both fit on the page
    patterns: tuple[Pattern, ...]  # that concern it
    insight: Insight | None  # own words
    why_unscored: str  # empty when it has a score

    @property
    def is_beyond_target(self) -> bool:
        """The target lies within the level that is there: the step leads further than asked."""
        step, target = self.advice.step, self.row.target
        return step is not None and target is not None and step.to_level > target

    @property
    def ahead_heading(self) -> str:
        """Empty when there is no step."""
        if self.advice.step is None:
            return ""
        level = {"level": self.advice.step.to_level}
        if self.is_beyond_target:
            return _("At level %(level)s, beyond the target") % level
        return _("At level %(level)s") % level


@dataclass(frozen=True, slots=True)
class Camp:
    """One horizon of the change programme with its phases."""

    horizon: Horizon
    phases: tuple[ProgrammePhase, ...]


def in_accent(report: Report, picture: Svg) -> Svg:
    """A picture for paper with the accent of the edition instead of ours."""
    accent = report.edition.branding.accent
    return recoloured(picture, colours.ACCENT, accent) if accent else picture


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _bar(report: Report, row: DimensionResult) -> Svg:
    bar = charts.score_bar(_number(row.score), row.target, marks=charts.ON_PAPER)
    return in_accent(report, bar)


def figure_row(report: Report, row: DimensionResult) -> FigureRow:
    return FigureRow(
        row=row,
        bar=_bar(report, row),
        level=report.definition.level(row.level) if row.level else None,
        previous=report.previous.dimension(row.dimension.slug).score if report.previous else None,
    )


def matrix_row(report: Report, row: DimensionResult) -> MatrixRow:
    cells = tuple(
        MatrixCell(
            level=level.number,
            statements=row.dimension.cell(level.number, report.about.sector),
            is_here=row.level == level.number,
            is_target=row.target == level.number,
        )
        for level in report.definition.levels
    )
    return MatrixRow(row, cells)


def highlight_words(highlight: Highlight, kind: str) -> tuple[DimensionResult, str]:
    """A dimension with what the narrative says of it: what it brings, or costs, the customer."""
    row = highlight.row
    words = row.dimension.words[row.level or 1]
    return row, words.position


def typical() -> str:
    """How strengths and brakes are meant: they are words of a level, not of one answer."""
    return _("This is typical of the level of each dimension. A single answer may differ.")


def pattern_block(report: Report, pattern: Pattern) -> PatternBlock:
    rows = [report.result.dimension(slug) for slug in pattern.dimensions]
    spots = [
        charts.Spot(float(row.score), row.dimension.name) for row in rows if row.score is not None
    ]
    border = None
    if pattern.condition.below:
        border = charts.Spot(float(Fraction(pattern.condition.below)), _("limit"))
    return PatternBlock(
        pattern=pattern,
        picture=charts.pattern_span(spots, border, marks=charts.ON_PAPER) if spots else "",
        dimensions=tuple(row.dimension for row in rows),
    )


def action_rows(report: Report, actions: Sequence[Action]) -> Iterator[ActionRow]:
    efforts = {"S": _("small"), "M": _("medium"), "L": _("large")}
    placed = {
        action.slug: horizon
        for horizon, placed in report.advice.roadmap.items()
        for action in placed
    }
    for action in actions:
        yield ActionRow(
            title=action.title,
            description=action.description,
            owner=action.owner,
            kpi=action.kpi,
            effort=efforts[action.effort],
            horizon=report.definition.horizons[placed[action.slug] - 1],
            impact=action.impact,
            pips=charts.pips(action.impact, marks=charts.ON_PAPER),
            dimension=report.definition.dimension(action.dimension),
        )


def first_actions(report: Report) -> Iterator[ActionRow]:
    """The first of the roadmap."""
    in_order = [action for actions in report.advice.roadmap.values() for action in actions]
    return action_rows(report, in_order[:BOARD_ACTIONS])


def dimension_pages(
    report: Report, answered: Iterable[AnsweredDimension]
) -> tuple[DimensionPage, ...]:
    by_slug = {each.dimension.slug: each for each in answered}
    used: set[str] = set()
    return tuple(
        _dimension_page(report, advice, by_slug[advice.row.dimension.slug], used)
        for advice in report.advice.dimensions
    )


def _dimension_page(
    report: Report, advice: DimensionAdvice, answered: AnsweredDimension, used: set[str]
) -> DimensionPage:
    row = advice.row
    words = row.dimension.words.get(row.level) if row.level else None
    patterns = _patterns_of(report, row.dimension.slug)
    insight = dimension_insight(report, row.dimension.slug)
    has_room = row.is_scored and len(patterns) <= PATTERNS_BESIDE_A_FIGURE and not insight
    figure = next(
        (
            each
            for each in report.definition.figures
            if report.edition.has(Part.FIGURES)
            and has_room
            and row.dimension.slug in each.dimensions
            and each.slug not in used
        ),
        None,
    )
    if figure:
        used.add(figure.slug)
    return DimensionPage(
        advice=advice,
        row=row,
        here=report.definition.level(row.level) if row.level else None,
        target=report.definition.level(row.target) if row.target else None,
        position=words.position if words else "",
        ahead=_goal_words(row),
        bar=_bar(report, row),
        actions=tuple(action_rows(report, advice.actions)),
        answered=answered,
        costliest=tuple(each.question.code for each in advice.costliest),
        raises=_raises(advice),
        figure=figure,
        patterns=patterns,
        insight=insight,
        why_unscored=why_unscored(report, row),
    )


def _goal_words(row: DimensionResult) -> str:
    """The words of the level ahead; empty at level 4 and without a score."""
    ahead = row.dimension.words.get(row.level + 1) if row.level else None
    return ahead.goal if ahead else ""


def _patterns_of(report: Report, slug: str) -> tuple[Pattern, ...]:
    if not report.edition.has(Part.PATTERNS):
        return ()
    return tuple(each for each in report.advice.patterns if slug in each.dimensions)


def _raises(advice: DimensionAdvice) -> tuple[Raise, ...]:
    """Only the last of several raises of one question."""
    raises = advice.next_level.raises if advice.next_level else ()
    return tuple({each.question.code: each for each in raises}.values())


def camp(report: Report, horizon: Horizon) -> Camp:
    phases = tuple(each for each in report.definition.phases if each.horizon == horizon.number)
    return Camp(horizon, phases)
