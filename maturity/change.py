"""What changed since an earlier round (rule 21 of docs/scoring.md). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor, isqrt

from maturity.definition import Dimension
from maturity.result import DimensionResult, Result

CLEAR_OVER = 4  # times the sum of both tolerances squared
MANY_TIMES = 2  # as many people in one round as in the other


class Outcome(StrEnum):
    RISEN = "risen"
    FALLEN = "fallen"
    MIXED = "mixed"
    SAME = "same"


class Weakness(StrEnum):
    """What makes a comparison weak."""

    ONE_AGAINST_GROUP = "one_against_group"
    NUMBERS_DIFFER = "numbers_differ"
    OTHER_DIMENSIONS = "other_dimensions"
    MANY_UNKNOWN = "many_unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    before: Fraction
    now: Fraction
    doubt: Fraction  # the sum of both tolerances squared

    @property
    def value(self) -> Fraction:
        return self.now - self.before

    @property
    def is_clear(self) -> bool:
        """More than both tolerances explain."""
        return self.value**2 > CLEAR_OVER * self.doubt

    @property
    def clear_from(self) -> Fraction:
        """The smallest difference in tenths that is clear."""
        return Fraction(isqrt(floor(CLEAR_OVER * self.doubt * 100)) + 1, 10)

    @property
    def has_clearly_risen(self) -> bool:
        return self.is_clear and self.value > 0

    @property
    def has_clearly_fallen(self) -> bool:
        return self.is_clear and self.value < 0


@dataclass(frozen=True, slots=True)
class Change:
    outcome: Outcome
    overall: Difference | None  # None where one of the rounds has no overall score
    level_before: int | None
    level_now: int | None
    dimensions: Mapping[str, Difference]  # by slug, those with a score in both
    most_risen: tuple[Dimension, ...]  # the greatest clear rise; several that are alike, by number
    most_fallen: tuple[Dimension, ...]
    weaknesses: tuple[Weakness, ...]


def change_since(earlier: Result, result: Result) -> Change | None:
    """None when the rounds cannot be compared."""
    if not are_comparable(earlier, result):
        return None
    differences = dict(_differences(earlier, result))
    overall = _overall(earlier, result)
    told = [*differences.values(), *([overall] if overall else [])]
    return Change(
        outcome=_outcome(told),
        overall=overall,
        level_before=earlier.level,
        level_now=result.level,
        dimensions=differences,
        most_risen=_most(result, {s: d for s, d in differences.items() if d.has_clearly_risen}),
        most_fallen=_most(result, {s: d for s, d in differences.items() if d.has_clearly_fallen}),
        weaknesses=tuple(_weaknesses(earlier, result)),
    )


def are_comparable(earlier: Result, result: Result) -> bool:
    """The same model version and questionnaire, and a dimension with a score in both."""
    return asked_of(earlier) == asked_of(result) and bool(_scored(earlier) & _scored(result))


def asked_of(result: Result) -> tuple[str, int, str]:
    """What people answered: results are beside each other where this is the same."""
    return result.definition.slug, result.definition.version, result.questionnaire


def _scored(result: Result) -> set[str]:
    return {row.dimension.slug for row in result.scored}


def _differences(earlier: Result, result: Result) -> Iterator[tuple[str, Difference]]:
    for row in result.scored:
        difference = difference_of(earlier.dimension(row.dimension.slug), row)
        if difference:
            yield row.dimension.slug, difference


def difference_of(before: DimensionResult, now: DimensionResult) -> Difference | None:
    """None unless both are scored."""
    if before.score is None or now.score is None:
        return None
    return Difference(before.score, now.score, _squared(before) + _squared(now))


def _overall(earlier: Result, result: Result) -> Difference | None:
    if earlier.score is None or result.score is None:
        return None
    doubt = _overall_tolerance_squared(earlier) + _overall_tolerance_squared(result)
    return Difference(earlier.score, result.score, doubt)


def _overall_tolerance_squared(result: Result) -> Fraction:
    weights = sum(row.dimension.weight for row in result.scored)
    weighted = (row.dimension.weight**2 * _squared(row) for row in result.scored)
    return sum(weighted, Fraction()) / weights**2


def _squared(row: DimensionResult) -> Fraction:
    return row.tolerance_squared or Fraction()


def _outcome(told: list[Difference]) -> Outcome:
    has_risen = any(each.has_clearly_risen for each in told)
    has_fallen = any(each.has_clearly_fallen for each in told)
    match has_risen, has_fallen:
        case True, True:
            return Outcome.MIXED
        case True, False:
            return Outcome.RISEN
        case False, True:
            return Outcome.FALLEN
        case _:
            return Outcome.SAME


def _most(result: Result, clear: Mapping[str, Difference]) -> tuple[Dimension, ...]:
    """Those with the greatest clear difference."""
    sizes = {slug: abs(difference.value) for slug, difference in clear.items()}
    return tuple(
        row.dimension
        for row in result.dimensions
        if sizes and sizes.get(row.dimension.slug) == max(sizes.values())
    )


def _weaknesses(earlier: Result, result: Result) -> Iterator[Weakness]:
    counts = sorted([earlier.response_count, result.response_count])
    if earlier.is_group != result.is_group:
        yield Weakness.ONE_AGAINST_GROUP
    elif result.is_group and counts[1] >= MANY_TIMES * counts[0]:
        yield Weakness.NUMBERS_DIFFER
    if _scored(earlier) != _scored(result):
        yield Weakness.OTHER_DIMENSIONS
    if earlier.counts.has_many_unknown or result.counts.has_many_unknown:
        yield Weakness.MANY_UNKNOWN
