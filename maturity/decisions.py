"""What a board is asked to decide, and by when (rule 22 of docs/scoring.md). Pure."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from maturity.definition import Action, Dimension, Pattern
from maturity.patterns import held_back
from maturity.result import Result
from maturity.route import Route
from maturity.steps import StepAdvice

MONTHS = (3, 9, 18)  # after the start, when the three horizons end


class DecisionKind(StrEnum):
    STEP = "step"
    HOLD = "hold"
    FIND_OUT = "find_out"
    WAIT = "wait"
    REMEASURE = "remeasure"


@dataclass(frozen=True, slots=True)
class Dates:
    start: dt.date
    ends: tuple[dt.date, dt.date, dt.date]  # of the three horizons


@dataclass(frozen=True, slots=True)
class Decision:
    kind: DecisionKind
    horizon: int  # at the end of which it is due
    date: dt.date | None  # the day on which that horizon ends; None without a start
    dimension: Dimension | None = None  # of a step; its sponsor is the owner
    action: Action | None = None  # of a step: the first of its actions on the route
    pattern: Pattern | None = None  # of what has to wait
    pattern_dimensions: tuple[Dimension, ...] = ()  # that it holds back, or that go first
    excepted: tuple[int, ...] = ()  # numbers on the route: what those that go first depend on

    @property
    def key(self) -> str:
        """Names what is asked, whatever its date: "step-strategie", "remeasure"."""
        about = self.dimension or self.pattern
        return f"{self.kind}-{about.slug}" if about else str(self.kind)


def dates_from(start: dt.date | None) -> Dates | None:
    if start is None:
        return None
    first, second, third = (months_later(start, months) for months in MONTHS)
    return Dates(start, (first, second, third))


def months_held(*, is_quick: bool) -> int:
    """How long after its start a measurement should be followed by another (c)."""
    return MONTHS[_last_horizon(is_quick=is_quick) - 1]


def decisions_of(
    result: Result,
    steps: Mapping[str, StepAdvice],
    route: Route,
    patterns: Sequence[Pattern],
    dates: Dates | None,
) -> tuple[Decision, ...]:
    """At most three: a step, what has to wait for it, and to measure again."""

    def decision(kind: DecisionKind, horizon: int) -> Decision:
        return Decision(kind, horizon, dates.ends[horizon - 1] if dates else None)

    def asked() -> Iterator[Decision]:
        if result.score is None:
            yield decision(DecisionKind.FIND_OUT, 1)
        elif result.with_gap:
            first = result.with_gap[0].dimension
            action, horizon = _start(steps[first.slug], route)
            step = decision(DecisionKind.STEP, horizon)
            yield replace(step, dimension=first, action=action)
        else:
            yield decision(DecisionKind.HOLD, 1)
        moving = [pattern for pattern in patterns if pattern in route.moved.values()]
        for pattern in moving[:1]:
            wait = decision(DecisionKind.WAIT, 2 if pattern.holds else 1)
            named = _named(pattern, result)
            but = _excepted(pattern, named, route)
            yield replace(wait, pattern=pattern, pattern_dimensions=named, excepted=but)
        yield decision(DecisionKind.REMEASURE, _last_horizon(is_quick=result.is_quick))

    return tuple(asked())


def _start(advice: StepAdvice, route: Route) -> tuple[Action | None, int]:
    """The first of the step's own actions on the route, and the horizon in which it is placed."""
    for placed in route.placed:
        if placed.action in advice.step.actions:
            return placed.action, placed.horizon
    return None, 1


def _named(pattern: Pattern, result: Result) -> tuple[Dimension, ...]:
    """What the words of a pattern with an effect are about."""
    if pattern.focus:
        return tuple(row.dimension for row in result.by_rank[: pattern.focus])
    held = held_back(pattern, result)
    return tuple(row.dimension for row in result.dimensions if row.dimension.slug in held)


def _excepted(pattern: Pattern, named: Sequence[Dimension], route: Route) -> tuple[int, ...]:
    """What begins before the rest may, because the dimensions that go first depend on it."""
    slugs = {dimension.slug for dimension in named}
    return tuple(
        number
        for number, placed in enumerate(route.placed, start=1)
        if pattern.focus and placed.horizon == 1 and placed.action.dimension not in slugs
    )


def _last_horizon(*, is_quick: bool) -> int:
    return 1 if is_quick else 3


def months_later(day: dt.date, months: int) -> dt.date:
    """Earlier for a negative number. A day that does not exist becomes the last of its month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
