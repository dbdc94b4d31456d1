"""Scores of responses, to the letter of the scoring rules (docs/scoring.md). Pure and exact.

Levels and scores run from 1 to 4; scores are `Fraction`s, consensus is a float (rule 12). A value that
does not exist is None. Rule numbers in the docstrings are those of docs/scoring.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity.definition import Definition, Dimension, Question
from maturity.responses import Responses, Targets

OTHER = "*"  # key of "overig" in departments: no department can have this name


@dataclass(frozen=True, slots=True)
class Counts:
    """Rule 4, over all responses together."""

    questions: int
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int

    @property
    def unknown_share(self) -> Fraction | None:
        applicable = self.questions - self.not_applicable
        return Fraction(self.unknown, applicable) if applicable else None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    question: Question
    mean: Fraction | None  # of the participants' own levels
    distribution: tuple[int, int, int, int]  # how many chose level 1, 2, 3, 4
    counts: Counts
    consensus: float | None  # rule 12
    agreed: int | None  # rule 11
    value: Fraction | None  # rule 18: what counts in the dimension
    cost: Fraction | None  # rule 18: what it keeps the dimension from 4


@dataclass(frozen=True, slots=True)
class DimensionResult:
    dimension: Dimension
    score: Fraction | None
    level: int | None
    agreed: bool  # "overeengekomen" (rule 11)
    counts: Counts
    target: int | None
    gap: Fraction | None
    importance: int
    priority: Fraction | None
    rank: int  # 1 to 7
    consensus: float | None
    departments: Mapping[str, Fraction]  # only what may be shown; OTHER is "overig" (rule 14)
    perception_gap: Fraction | None
    questions: tuple[QuestionResult, ...]

    @property
    def is_scored(self) -> bool:
        return self.score is not None


@dataclass(frozen=True, slots=True)
class Result:
    definition: Definition
    questionnaire: str
    response_count: int
    score: Fraction | None
    level: int | None
    capped_by: tuple[Dimension, ...]
    counts: Counts
    spread: Fraction | None
    dimensions: tuple[DimensionResult, ...]  # seven, by number

    @property
    def scored(self) -> tuple[DimensionResult, ...]:
        return tuple(row for row in self.dimensions if row.is_scored)

    @property
    def by_rank(self) -> tuple[DimensionResult, ...]:
        return tuple(sorted(self.dimensions, key=lambda row: row.rank))

    @property
    def questions(self) -> tuple[QuestionResult, ...]:
        return tuple(question for row in self.dimensions for question in row.questions)

    def dimension(self, slug: str) -> DimensionResult:
        return next(row for row in self.dimensions if row.dimension.slug == slug)


def score(definition: Definition, responses: Responses, targets: Targets = Targets()) -> Result:
    """Rules 1 to 14."""
    raise NotImplementedError
