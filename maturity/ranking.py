"""Which dimension comes first, and how sure that is (rules 8 and 9 of docs/scoring.md). Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from maturity.result import DimensionResult, RankRange


def ranked(rows: Iterable[DimensionResult]) -> tuple[DimensionResult, ...]:
    """Rule 9: the same rows with their rank and their rank range."""
    rows = tuple(rows)
    ranks = {row.dimension.slug: rank for rank, row in enumerate(sorted(rows, key=_order), start=1)}
    ranges = _rank_ranges([row for row in rows if row.is_scored])
    return tuple(
        replace(
            row,
            rank=ranks[row.dimension.slug],
            rank_range=ranges.get(row.dimension.slug),
        )
        for row in rows
    )


def _rank_ranges(scored: Sequence[DimensionResult]) -> dict[str, RankRange]:
    """Rule 9: the ranks that a scored dimension could have by chance. One is clearly ahead of
    another when its priority is higher by more than both tolerances explain."""
    weighed = [(each.dimension.slug, each.priority or Fraction(), _doubt(each)) for each in scored]
    clear = [
        (ahead, behind)
        for (ahead, higher, doubt), (behind, lower, other) in permutations(weighed, 2)
        if higher > lower and (higher - lower) ** 2 > doubt + other
    ]
    above = Counter(behind for _, behind in clear)
    below = Counter(ahead for ahead, _ in clear)
    return {slug: RankRange(1 + above[slug], len(scored) - below[slug]) for slug, *_ in weighed}


def _doubt(row: DimensionResult) -> Fraction:
    """Importance times tolerance, squared."""
    return row.importance**2 * (row.tolerance_squared or Fraction())


def _order(row: DimensionResult) -> tuple[bool, Fraction, Fraction, int]:
    """By priority (high first), lower score, number; what is not scored comes last."""
    return (
        row.score is None,
        -(row.priority or Fraction()),
        row.score or Fraction(),
        row.dimension.number,
    )
