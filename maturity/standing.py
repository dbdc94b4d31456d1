"""What stands where within a dimension, and what that costs (rule 18 of docs/scoring.md). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from maturity.definition import Question
from maturity.result import (
    HIGHEST_LEVEL,
    DimensionResult,
    QuestionResult,
    Result,
    nearest_level,
)

STRENGTH_FROM = 3  # an answer level
BRAKE_TO = 2
HIGHLIGHTS = 3  # at most so many strengths, and so many brakes
COSTLIEST = 2  # questions of a dimension that are marked as costing most, at most


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a level is there."""

    level: int  # the nearest, or the one that is held
    valued: tuple[QuestionResult, ...]  # the questions with a value, in order
    below: tuple[QuestionResult, ...]  # those that are not at the level yet
    is_whole: bool  # only then the words of the level are true of the organisation

    @property
    def at_level(self) -> int:
        return len(self.valued) - len(self.below)


@dataclass(frozen=True, slots=True)
class Raise:
    """A question to bring from its value to another, on the way to the next level."""

    question: Question
    from_value: Fraction
    to_value: Fraction


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What the next level takes: the raises, or for a group the points that are missing."""

    level: int
    raises: tuple[Raise, ...]
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A strength or a brake: a question, to be told in the words of its answer."""

    row: DimensionResult
    question: QuestionResult


def standing_of(row: DimensionResult) -> Standing | None:
    """Of a scored dimension at its level, or at the level that it holds."""
    level = row.floor if row.has_reached else row.level
    if row.score is None or level is None:
        return None
    below = tuple(each for each in row.valued if (each.answer_level or 0) < level)
    return Standing(level, row.valued, below, is_whole=not below and row.score >= level)


def costs_of(row: DimensionResult) -> tuple[QuestionResult, ...]:
    """The questions that keep the dimension from 4, the costliest first, then in order."""
    keyed = [(each.cost, each) for each in row.questions if each.cost]
    return tuple(each for _, each in sorted(keyed, key=lambda entry: -entry[0]))


def costliest_of(row: DimensionResult) -> tuple[QuestionResult, ...]:
    """What weighs most: one question, or two that cost as much, none where others do too.

    Nor where the target is reached, because nothing is to be lifted there.
    """
    costs = costs_of(row)
    for count in range(COSTLIEST, 0, -1):
        first, others = costs[:count], costs[count:]
        is_alike = len({each.cost for each in first}) == 1
        is_apart = is_alike and all(each.cost != first[-1].cost for each in others[:1])
        if not row.has_reached and count <= len(costs) and count < len(row.valued) and is_apart:
            return first
    return ()


def next_level_of(row: DimensionResult, *, is_single: bool) -> NextLevel | None:
    """None at level 4, without a score, and where the target has been reached.

    `is_single`: the document holds one response, whose answers can be raised by name.
    """
    if row.level is None or row.score is None or row.has_reached or row.level == HIGHEST_LEVEL:
        return None
    level = row.level + 1
    if is_single or row.is_agreed:
        return NextLevel(level, _raises(row, level), None)
    return NextLevel(level, (), level - Fraction(1, 2) - row.score)


def _raises(row: DimensionResult, wanted: int) -> tuple[Raise, ...]:
    """Always the lowest-valued question one level up, until the mean of the values gets there."""
    questions = [each.question for each in row.valued]
    before = [each.value for each in row.valued if each.value is not None]
    weights = sum(question.weight for question in questions)
    values, raised = list(before), dict[int, None]()
    while nearest_level(_weighted(questions, values) / weights) < wanted:
        lowest = values.index(min(values))
        values[lowest] = min(values[lowest] + 1, Fraction(HIGHEST_LEVEL))
        raised[lowest] = None  # once, in the order of its first raise
    return tuple(Raise(questions[place], before[place], values[place]) for place in raised)


def _weighted(questions: Iterable[Question], values: Iterable[Fraction]) -> Fraction:
    return sum((q.weight * v for q, v in zip(questions, values, strict=True)), Fraction())


def strengths_of(result: Result) -> tuple[Highlight, ...]:
    """The highest value of each scored dimension, where that answer is at level 3 or more."""
    best = [Highlight(row, _highest_valued(row)) for row in result.scored if row.valued]
    strong = [each for each in best if (each.question.answer_level or 0) >= STRENGTH_FROM]
    return tuple(sorted(strong, key=_strength)[:HIGHLIGHTS])


def _strength(highlight: Highlight) -> tuple[Fraction, Fraction, int]:
    value = highlight.question.value or Fraction()
    score = highlight.row.score or Fraction()
    return -value, -score, highlight.row.dimension.number


def _highest_valued(row: DimensionResult) -> QuestionResult:
    return max(row.valued, key=lambda each: each.value or 0)


def brakes_of(result: Result) -> tuple[Highlight, ...]:
    """By rank, the costliest question of each dimension with a gap that is low and below target."""
    brakes = []
    for row in result.with_gap:
        low = [each for each in costs_of(row) if _is_brake(each, row.target or 0)]
        brakes += [Highlight(row, each) for each in low[:1]]
    return tuple(brakes[:HIGHLIGHTS])


def _is_brake(each: QuestionResult, target: int) -> bool:
    return each.answer_level is not None and each.answer_level <= min(BRAKE_TO, target - 1)
