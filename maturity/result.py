"""What scoring says of responses, before any advice. Pure: values only, scored elsewhere.

Levels and scores run from 1 to 4; scores are `Fraction`s, consensus is a float (rule 12). A value
that does not exist is None. Rule numbers in the docstrings are those of docs/scoring.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import NamedTuple

from maturity.definition import Definition, Dimension, Question

LEVELS = (1, 2, 3, 4)
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 4
MANY_UNKNOWN = Fraction(1, 5)


def nearest_level(score: Fraction) -> int:
    """Rule 2: the level nearest to a score; exactly half-way goes up."""
    return int(score + Fraction(1, 2))


class Range(NamedTuple):
    """Rule 4: the score if every missing answer were 1, and if every one were 4."""

    low: Fraction
    high: Fraction


class RankRange(NamedTuple):
    """Rule 9: the first and the last rank that the tolerances allow."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Rule 4, over all responses together."""

    questions: int
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.questions + other.questions,
            self.answered + other.answered,
            self.unknown + other.unknown,
            self.not_applicable + other.not_applicable,
            self.unanswered + other.unanswered,
        )

    @property
    def applicable(self) -> int:
        return self.questions - self.not_applicable

    @property
    def unknown_share(self) -> Fraction | None:
        return Fraction(self.unknown, self.applicable) if self.applicable else None

    @property
    def has_many_unknown(self) -> bool:
        """So many that what is told of them is to be read with caution."""
        return (self.unknown_share or 0) > MANY_UNKNOWN


NO_COUNTS = Counts(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    question: Question
    mean: Fraction | None  # of the participants' own levels
    distribution: tuple[int, int, int, int]  # how many chose level 1, 2, 3, 4
    is_hidden: bool  # too few levels to say anything of it: then the distribution is empty (14d)
    counts: Counts
    consensus: float | None  # rule 12
    agreed: int | None  # rule 11
    value: Fraction | None  # what counts in the advice
    cost: Fraction | None  # rule 18: what it keeps the dimension from 4

    @property
    def answer_level(self) -> int | None:
        """The level nearest to the value."""
        return None if self.value is None else nearest_level(self.value)


@dataclass(frozen=True)
class DimensionResult:
    dimension: Dimension
    score: Fraction | None
    level: int | None
    is_agreed: bool  # "overeengekomen" (rule 11)
    range: Range | None  # rule 4
    tolerance_squared: Fraction | None  # rule 9: exact, where the tolerance itself is a root
    counts: Counts
    target: int | None
    has_own_target: bool  # chosen; else the target is the default of rule 8
    importance: int
    rank: int  # 1 to 7
    rank_range: RankRange | None
    consensus: float | None
    # Only what may be shown; OTHER is "overig", None too few answers to say (rules 14 and 14a).
    departments: Mapping[str, Fraction | None]
    perception_gap: Fraction | None
    questions: tuple[QuestionResult, ...]

    @property
    def is_scored(self) -> bool:
        return self.score is not None

    @cached_property
    def gap(self) -> Fraction | None:
        """Rule 8."""
        if self.score is None or self.target is None:
            return None
        return max(Fraction(), self.target - self.score)

    @property
    def has_reached(self) -> bool:
        """Rule 8: scored, and the target has been reached."""
        return self.gap == 0

    @property
    def has_gap(self) -> bool:
        return bool(self.gap)

    @cached_property
    def priority(self) -> Fraction | None:
        """Rule 9."""
        return None if self.gap is None else self.gap * self.importance

    @property
    def floor(self) -> int | None:
        """The greatest whole level not above the score."""
        return None if self.score is None else floor(self.score)

    @property
    def valued(self) -> tuple[QuestionResult, ...]:
        return tuple(each for each in self.questions if each.value is not None)

    @property
    def shown_rank(self) -> int | None:
        """For people: what has no score stands last, but in no order that says something."""
        return self.rank if self.is_scored else None


@dataclass(frozen=True, slots=True)
class Result:
    definition: Definition
    questionnaire: str
    is_group: bool  # a fact, not a count
    response_count: int
    score: Fraction | None
    level: int | None
    capped_by: tuple[Dimension, ...]
    range: Range | None
    counts: Counts
    spread: Fraction | None
    dimensions: tuple[DimensionResult, ...]  # seven, by number

    @property
    def is_quick(self) -> bool:
        """Rule 23: then the outcome is indicative."""
        return self.questionnaire == "quick"

    @property
    def scored(self) -> tuple[DimensionResult, ...]:
        return tuple(row for row in self.dimensions if row.is_scored)

    @property
    def by_rank(self) -> tuple[DimensionResult, ...]:
        return tuple(sorted(self.dimensions, key=lambda row: row.rank))

    @property
    def with_gap(self) -> tuple[DimensionResult, ...]:
        """By rank."""
        return tuple(row for row in self.by_rank if row.has_gap)

    @property
    def questions(self) -> tuple[QuestionResult, ...]:
        return tuple(question for row in self.dimensions for question in row.questions)

    def dimension(self, slug: str) -> DimensionResult:
        return next(row for row in self.dimensions if row.dimension.slug == slug)

    def question(self, code: str) -> QuestionResult | None:
        return next((row for row in self.questions if row.question.code == code), None)
