"""One person's answers to the questions of one dimension (rules 1, 4 and 9). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from maturity.definition import Question
from maturity.responses import NOT_APPLICABLE, Value
from maturity.result import HIGHEST_LEVEL, LOWEST_LEVEL, Range

ratio = lru_cache(1024)(Fraction)  # a group of hundreds has but a few scores


@dataclass(frozen=True, slots=True)
class Scored:
    """What somebody answered where that is enough to score the dimension."""

    score: Fraction
    total: int  # of weight times level
    weights: int  # of the questions with a level
    missing: int  # weights of the applicable questions without one

    @property
    def range(self) -> Range | None:
        """Rule 4; None when nothing is missing."""
        if not self.missing:
            return None
        applicable = self.weights + self.missing
        return Range(
            ratio(self.total + LOWEST_LEVEL * self.missing, applicable),
            ratio(self.total + HIGHEST_LEVEL * self.missing, applicable),
        )


def scored(questions: Sequence[Question], answers: Mapping[str, Value]) -> Scored | None:
    """Rule 1, given the questions of the dimension; None when it is not scored."""
    answered = total = weights = asked = missing = 0
    for question in questions:
        value = answers.get(question.code)
        if isinstance(value, int):
            answered += 1
            total += question.weight * value
            weights += question.weight
        elif value != NOT_APPLICABLE:
            asked += 1
            missing += question.weight
    if not answered or answered < asked:
        return None
    return Scored(ratio(total, weights), total, weights, missing)


def largest_share(questions: Iterable[Question]) -> Fraction:
    """Rule 9: what one answer, one level away, would move; of at least one question."""
    weights = [question.weight for question in questions]
    return Fraction(max(weights), sum(weights))
