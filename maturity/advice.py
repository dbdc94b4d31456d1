"""What the rules advise on a Result (rules 15 to 22 of docs/scoring.md). Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from maturity.change import Change, change_since
from maturity.decisions import Dates, Decision, dates_from, decisions_of
from maturity.definition import Action, Definition, Pattern, Risk, Step
from maturity.patterns import patterns_of
from maturity.result import DimensionResult, QuestionResult, Result
from maturity.route import HORIZONS, Route, route_of
from maturity.standing import (
    Highlight,
    NextLevel,
    Standing,
    brakes_of,
    costliest_of,
    next_level_of,
    standing_of,
    strengths_of,
)
from maturity.steps import StepAdvice, steps_of

NEEDED_CHOICES = 3  # of scenes, to point to a level


@dataclass(frozen=True, slots=True)
class DimensionAdvice:
    """What is said and advised of one dimension."""

    row: DimensionResult
    standing: Standing | None  # None when the dimension is not scored, as the step
    step_advice: StepAdvice | None
    next_level: NextLevel | None  # None at level 4, when not scored and when the target is reached
    costliest: tuple[QuestionResult, ...]  # what weighs most on the score, where that is clear

    @property
    def step(self) -> Step | None:
        return self.step_advice.step if self.step_advice else None

    @property
    def outline(self) -> tuple[Step, ...]:
        return self.step_advice.outline if self.step_advice else ()

    @property
    def actions(self) -> tuple[Action, ...]:
        """In the order of rule 15."""
        chosen = self.step_advice.actions if self.step_advice else ()
        return tuple(each.action for each in chosen)


@dataclass(frozen=True, slots=True)
class Advice:
    patterns: tuple[Pattern, ...]
    dimensions: tuple[DimensionAdvice, ...]  # by rank
    strengths: tuple[Highlight, ...]
    brakes: tuple[Highlight, ...]
    route: Route
    risks: tuple[Risk, ...]
    decisions: tuple[Decision, ...]
    dates: Dates | None
    change: Change | None  # None without an earlier round, or one that cannot be compared

    @property
    def by_horizon(self) -> Mapping[int, tuple[Action, ...]]:
        """Horizon 1, 2, 3 -> its actions in order."""
        return {number: self.route.horizon(number) for number in HORIZONS}

    @property
    def quick_wins(self) -> tuple[Action, ...]:
        return self.route.quick_wins

    @property
    def first_actions(self) -> tuple[Action, ...]:
        return self.route.first_actions

    def dimension(self, slug: str) -> DimensionAdvice:
        return next(advice for advice in self.dimensions if advice.row.dimension.slug == slug)


def advise(
    definition: Definition,
    result: Result,
    *,
    start: dt.date | None = None,
    earlier: Result | None = None,
) -> Advice:
    """Rules 15 to 22. Costs no query; `result` was scored with this `definition`.

    `start` is the first day of the plan; `earlier` the result of the round before.
    """
    patterns = patterns_of(definition, result)
    steps = steps_of(result)
    route = route_of(result, steps, patterns)
    dates = dates_from(start)
    return Advice(
        patterns=patterns,
        dimensions=tuple(
            DimensionAdvice(
                row=row,
                standing=standing_of(row),
                step_advice=steps.get(row.dimension.slug),
                next_level=next_level_of(row, is_single=result.response_count == 1),
                costliest=costliest_of(row),
            )
            for row in result.by_rank
        ),
        strengths=strengths_of(result),
        brakes=brakes_of(result),
        route=route,
        risks=_risks(definition, result),
        decisions=decisions_of(result, steps, route, patterns, dates),
        dates=dates,
        change=change_since(earlier, result) if earlier else None,
    )


def recognise(levels: list[int]) -> int | None:
    """Rule 20: the lower median of the levels that choices point to; None under three choices."""
    return median_low(levels) if len(levels) >= NEEDED_CHOICES else None


def _risks(definition: Definition, result: Result) -> tuple[Risk, ...]:
    """Rule 19: the risks that apply, by their lowest linked score, then in order."""
    keyed = []
    for risk in definition.risks:
        scores = [result.dimension(slug).score for slug in risk.dimensions]
        low = [s for s in scores if s is not None and s < Fraction(risk.when_any_below)]
        if low:
            keyed.append((min(low), risk.number, risk))
    return tuple(risk for *_, risk in sorted(keyed, key=lambda entry: entry[:2]))
