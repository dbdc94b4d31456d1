"""The roadmap as rows: a dimension, with lines of at most one action for each horizon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from maturity.advice import DimensionAdvice
from maturity.definition import Action
from maturity.scoring import DimensionResult
from reports.charts import Stretch, route_line
from reports.report import Report
from reports.svg import Svg

HORIZONS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class RouteLine:
    picture: Svg
    actions: tuple[Action | None, ...]  # one for each horizon


@dataclass(frozen=True, slots=True)
class RouteRow:
    row: DimensionResult
    lines: tuple[RouteLine, ...]

    @property
    def height(self) -> int:
        """Rows of the table: a picture and a text for every line."""
        return 2 * len(self.lines)


def route_rows(report: Report) -> tuple[RouteRow, ...]:
    """By rank; only dimensions that have a step."""
    return tuple(
        RouteRow(advice.row, _lines(advice, report.advice.roadmap))
        for advice in report.advice.dimensions
        if advice.actions
    )


def _lines(
    advice: DimensionAdvice, roadmap: Mapping[int, Sequence[Action]]
) -> tuple[RouteLine, ...]:
    columns = [
        [action for action in roadmap[horizon] if action in advice.actions] for horizon in HORIZONS
    ]
    return tuple(_line(actions) for actions in zip_longest(*columns))


def _line(actions: tuple[Action | None, ...]) -> RouteLine:
    horizons = {
        action.slug: place for place, action in zip(HORIZONS, actions, strict=True) if action
    }
    stretches = [
        Stretch(horizons[action.slug], action.effort, _waits_for(action, horizons))
        for action in actions
        if action
    ]
    return RouteLine(route_line(stretches), actions)


def _waits_for(action: Action, horizons: Mapping[str, int]) -> int | None:
    """The latest earlier horizon on this line with an action that this one depends on."""
    earlier = [
        horizons[slug]
        for slug in action.depends_on
        if slug in horizons and horizons[slug] < horizons[action.slug]
    ]
    return max(earlier, default=None)
