"""What the rules advise on a Result (rules 15 to 19 of docs/scoring.md). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from maturity.definition import Action, Definition, Pattern, Question, Risk, Step
from maturity.patterns import patterns_of
from maturity.roadmap import roadmap
from maturity.scoring import (
    HIGHEST_LEVEL,
    DimensionResult,
    QuestionResult,
    Result,
    nearest_level,
)

STRENGTH_FROM = Fraction(5, 2)  # a dimension is a strength from this score up, a brake below it
HIGHLIGHTS = 3  # at most so many strengths, and so many brakes
COSTLIEST = 2  # questions of a dimension that are marked as costing most
NEEDED_CHOICES = 3  # of scenes, to point to a level


@dataclass(frozen=True, slots=True)
class Raise:
    """One question one level up, towards the dimension's next level."""

    question: Question
    to_value: Fraction


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What the next level takes (rule 18).

    The raises for one response or an agreed dimension, the points missing for any other group.
    """

    level: int
    raises: tuple[Raise, ...]
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class DimensionAdvice:
    row: DimensionResult
    step: Step | None  # None when the dimension is not scored
    actions: tuple[Action, ...]  # of the step, in the order of the roadmap (rule 17)
    outline: tuple[Step, ...]  # further steps to a target more than one level up
    next_level: NextLevel | None  # None at level 4 and when not scored
    costs: tuple[QuestionResult, ...]  # questions with a cost, the costliest first

    @property
    def costliest(self) -> tuple[QuestionResult, ...]:
        """What is marked as costing most."""
        return self.costs[:COSTLIEST]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A strength with its highest-valued question, or a brake with its costliest (rule 18)."""

    row: DimensionResult
    question: QuestionResult


@dataclass(frozen=True, slots=True)
class Advice:
    patterns: tuple[Pattern, ...]
    dimensions: tuple[DimensionAdvice, ...]  # by rank
    strengths: tuple[Highlight, ...]
    brakes: tuple[Highlight, ...]
    roadmap: Mapping[int, tuple[Action, ...]]  # horizon 1, 2, 3 -> actions in order
    risks: tuple[Risk, ...]

    @property
    def quick_wins(self) -> tuple[Action, ...]:
        return self.roadmap[1]

    def dimension(self, slug: str) -> DimensionAdvice:
        return next(advice for advice in self.dimensions if advice.row.dimension.slug == slug)


def advise(definition: Definition, result: Result) -> Advice:
    """Rules 15 to 19. Costs no query; `result` was scored with this `definition`."""
    steps = [row.dimension.steps[row.level] for row in result.scored if row.level is not None]
    ranks = {row.dimension.slug: row.rank for row in result.dimensions}
    plan = roadmap((action for step in steps for action in step.actions), ranks)
    ordered = [action for actions in plan.values() for action in actions]
    is_single = result.response_count == 1
    return Advice(
        patterns=patterns_of(definition, result),
        dimensions=tuple(
            _dimension_advice(row, ordered, is_single=is_single) for row in result.by_rank
        ),
        strengths=_strengths(result),
        brakes=_brakes(result),
        roadmap=plan,
        risks=_risks(definition, result),
    )


def recognise(levels: list[int]) -> int | None:
    """Rule 20: the lower median of the levels that choices point to; None under three choices."""
    return median_low(levels) if len(levels) >= NEEDED_CHOICES else None


def _dimension_advice(
    row: DimensionResult, ordered: Sequence[Action], *, is_single: bool
) -> DimensionAdvice:
    """Rules 15 and 18 for one dimension; `ordered` holds all actions in roadmap order."""
    if row.level is None:
        return DimensionAdvice(row, None, (), (), None, ())
    step = row.dimension.steps[row.level]
    return DimensionAdvice(
        row=row,
        step=step,
        actions=tuple(action for action in ordered if action in step.actions),
        outline=_outline(row, row.level),
        next_level=_next_level(row, is_single=is_single),
        costs=_costs(row),
    )


def _outline(row: DimensionResult, level: int) -> tuple[Step, ...]:
    """Rule 15: the steps after the current one, up to the target."""
    return tuple(row.dimension.steps[further] for further in range(level + 1, row.target or level))


def _next_level(row: DimensionResult, *, is_single: bool) -> NextLevel | None:
    """Rule 18: what the next level takes."""
    if row.level is None or row.score is None or row.level == HIGHEST_LEVEL:
        return None
    if is_single or row.agreed:
        return NextLevel(row.level + 1, _raises(row, row.level + 1), None)
    return NextLevel(row.level + 1, (), row.level + Fraction(1, 2) - row.score)


def _raises(row: DimensionResult, wanted: int) -> tuple[Raise, ...]:
    """Rule 18: always the lowest-valued question one level up, until the dimension gets there."""
    questions = [each.question for each in row.questions if each.value is not None]
    values = [each.value for each in row.questions if each.value is not None]
    weights = sum(question.weight for question in questions)
    total = sum((q.weight * v for q, v in zip(questions, values, strict=True)), Fraction())
    raises = []
    while nearest_level(total / weights) < wanted:
        lowest = values.index(min(values))
        values[lowest] += 1
        total += questions[lowest].weight
        raises.append(Raise(questions[lowest], values[lowest]))
    return tuple(raises)


def _costs(row: DimensionResult) -> tuple[QuestionResult, ...]:
    """Rule 18: the questions with a cost, the costliest first, then in order; level 4 has none."""
    keyed = [(each.cost, each) for each in row.questions if each.cost]
    return tuple(each for _, each in sorted(keyed, key=lambda entry: -entry[0]))


def _strengths(result: Result) -> tuple[Highlight, ...]:
    """Rule 18: the high scores, highest first, each with its highest-valued question."""
    scored = [(row.score, row) for row in result.dimensions if row.score is not None]
    strong = [(score, row) for score, row in scored if score >= STRENGTH_FROM]
    strong.sort(key=lambda entry: -entry[0])
    return tuple(Highlight(row, _highest_valued(row)) for _, row in strong[:HIGHLIGHTS])


def _highest_valued(row: DimensionResult) -> QuestionResult:
    keyed = [(each.value, each) for each in row.questions if each.value is not None]
    return max(keyed, key=lambda entry: entry[0])[1]


def _brakes(result: Result) -> tuple[Highlight, ...]:
    """Rule 18: the low scores by rank, each with its costliest question."""
    weak = [row for row in result.by_rank if row.score is not None and row.score < STRENGTH_FROM]
    return tuple(Highlight(row, _costs(row)[0]) for row in weak[:HIGHLIGHTS])


def _risks(definition: Definition, result: Result) -> tuple[Risk, ...]:
    """Rule 19: the risks that apply, by their lowest linked score, then in order."""
    keyed = []
    for risk in definition.risks:
        scores = [result.dimension(slug).score for slug in risk.dimensions]
        low = [s for s in scores if s is not None and s < Fraction(risk.when_any_below)]
        if low:
            keyed.append((min(low), risk.number, risk))
    return tuple(risk for *_, risk in sorted(keyed, key=lambda entry: entry[:2]))
