"""Which patterns of the content a Result shows (rule 16 of docs/scoring.md). Pure."""

from fractions import Fraction

from maturity.definition import Condition, Definition, Pattern
from maturity.scoring import NEEDED_DIMENSIONS, Result

ANY_DIMENSION = "any"


def patterns_of(definition: Definition, result: Result) -> tuple[Pattern, ...]:
    """Rule 16: the patterns that hold, the most severe first, then in the order of the content."""
    held = (pattern for pattern in definition.patterns if _holds(pattern.condition, result))
    return tuple(sorted(held, key=lambda pattern: (-pattern.severity, pattern.number)))


def _holds(condition: Condition, result: Result) -> bool:
    if condition.lead:
        return _leads(condition, result)
    if condition.below:
        row = result.dimension(condition.dimension)
        return row.score is not None and row.score < Fraction(condition.below)
    if condition.all_below:
        return _all_below(Fraction(condition.all_below), result)
    if condition.spread_over:
        return result.spread is not None and result.spread > Fraction(condition.spread_over)
    if condition.dont_know_over:
        share = result.counts.unknown_share
        return share is not None and share > Fraction(condition.dont_know_over)
    return _dissents(condition, result)


def _leads(condition: Condition, result: Result) -> bool:
    lead, lag = result.dimension(condition.lead).score, result.dimension(condition.lag).score
    return lead is not None and lag is not None and lead - lag >= Fraction(condition.gap)


def _all_below(limit: Fraction, result: Result) -> bool:
    scores = [row.score for row in result.dimensions if row.score is not None]
    return len(scores) >= NEEDED_DIMENSIONS and max(scores) < limit


def _dissents(condition: Condition, result: Result) -> bool:
    return any(
        1 - row.consensus > Fraction(condition.dissent_over)
        for row in result.dimensions
        if row.consensus is not None and condition.dimension in {ANY_DIMENSION, row.dimension.slug}
    )
