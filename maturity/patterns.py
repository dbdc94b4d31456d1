"""Which patterns of the content a Result shows (rule 16 of docs/scoring.md). Pure."""

from collections.abc import Iterator
from fractions import Fraction

from maturity.definition import HIGHEST, Condition, Definition, Pattern
from maturity.result import DimensionResult, Result
from maturity.scoring import NEEDED_DIMENSIONS

ANY_DIMENSION = "any"
FEW = 2  # so many dimensions with the highest score can be held back


def patterns_of(definition: Definition, result: Result) -> tuple[Pattern, ...]:
    """Rule 16: the patterns that show, the most severe first, then in the order of the content."""
    shown = (each for each in definition.patterns if _shows(each.condition, result))
    return tuple(sorted(shown, key=lambda pattern: (-pattern.severity, pattern.number)))


def held_back(pattern: Pattern, result: Result) -> frozenset[str]:
    """Slugs of the dimensions whose larger actions a pattern makes wait."""
    if HIGHEST not in pattern.holds:
        return frozenset(pattern.holds)
    best = max((row.score for row in result.scored if row.score is not None), default=None)
    highest = frozenset(row.dimension.slug for row in result.scored if row.score == best)
    return highest if len(highest) <= FEW else frozenset()


def _shows(condition: Condition, result: Result) -> bool:
    if condition.lead:
        return _leads(condition, result)
    if condition.below:
        row = result.dimension(condition.dimension)
        is_low = row.score is not None and row.score < Fraction(condition.below)
        return is_low and not row.has_reached
    if condition.question:
        return _is_at_most(condition, result)
    if condition.all_below:
        return _all_below(Fraction(condition.all_below), result)
    if condition.spread_over:
        return _spreads(Fraction(condition.spread_over), result)
    if condition.dont_know_over:
        share = result.counts.unknown_share
        return share is not None and share > Fraction(condition.dont_know_over)
    return any(
        1 - consensus > Fraction(condition.dissent_over)
        for consensus in _consensus_asked(condition, result)
    )


def _leads(condition: Condition, result: Result) -> bool:
    lead, lag = result.dimension(condition.lead), result.dimension(condition.lag)
    if lead.score is None or lag.score is None or lag.has_reached:
        return False
    return lead.score - lag.score >= Fraction(condition.gap) and _is_clear(lead, lag)


def _is_clear(high: DimensionResult, low: DimensionResult) -> bool:
    """The difference is more than the tolerances explain."""
    difference = (high.score or Fraction()) - (low.score or Fraction())
    doubt = (high.tolerance_squared or Fraction()) + (low.tolerance_squared or Fraction())
    return difference**2 > doubt


def _is_at_most(condition: Condition, result: Result) -> bool:
    """A question of the full questionnaire; not where it, or its dimension, is at the target."""
    found = result.question(condition.question)
    if found is None or found.value is None or found.value > Fraction(condition.at_most):
        return False
    row = result.dimension(found.question.dimension)
    return not row.has_reached and (row.target is None or found.value < row.target)


def _all_below(limit: Fraction, result: Result) -> bool:
    scores = [row.score for row in result.scored if row.score is not None]
    return len(scores) >= NEEDED_DIMENSIONS and max(scores) < limit


def _spreads(limit: Fraction, result: Result) -> bool:
    if result.spread is None or result.spread <= limit:
        return False
    high = max(result.scored, key=lambda row: row.score or 0)  # the first by number
    low = min(result.scored, key=lambda row: row.score or 0)
    return _is_clear(high, low)


def _consensus_asked(condition: Condition, result: Result) -> Iterator[float]:
    """Of the named or of any dimension that the group has not agreed on."""
    for row in result.dimensions:
        is_asked = condition.dimension in {ANY_DIMENSION, row.dimension.slug}
        if is_asked and row.consensus is not None and not row.is_agreed:
            yield row.consensus
