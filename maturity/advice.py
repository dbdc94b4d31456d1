"""What the rules advise on a Result (rules 15 to 19 of docs/scoring.md). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity.definition import Action, Definition, Pattern, Question, Risk, Step
from maturity.scoring import DimensionResult, QuestionResult, Result


@dataclass(frozen=True, slots=True)
class Raise:
    """One question one level up, towards the dimension's next level."""

    question: Question
    to_value: Fraction


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What the next level takes (rule 18): the raises for one response or an agreed dimension, the points missing
    for any other group."""

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
    raise NotImplementedError


def recognise(levels: list[int]) -> int | None:
    """Rule 20: the lower median of the levels that a visitor's choices point to; None under three choices."""
    raise NotImplementedError
