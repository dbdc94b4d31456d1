"""Which dimension comes first, and how sure that is (rules 8 and 9 of docs/scoring.md). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from maturity.result import DimensionResult, RankRange


def ranked(rows: Iterable[DimensionResult]) -> tuple[DimensionResult, ...]:
    """Rule 9: the same rows with their rank and their rank range."""
    rows = tuple(rows)
    scored = [row for row in rows if row.is_scored]
    ranks = {row.dimension.slug: rank for rank, row in enumerate(sorted(rows, key=_order), start=1)}
    return tuple(
        replace(
            row,
            rank=ranks[row.dimension.slug],
            rank_range=rank_range(row, scored) if row.is_scored else None,
        )
        for row in rows
    )


def rank_range(row: DimensionResult, scored: Sequence[DimensionResult]) -> RankRange:
    """Rule 9: the ranks that a scored dimension could have by chance."""
    ahead = sum(is_clearly_ahead(other, row) for other in scored)
    behind = sum(is_clearly_ahead(row, other) for other in scored)
    return RankRange(1 + ahead, len(scored) - behind)


def is_clearly_ahead(row: DimensionResult, other: DimensionResult) -> bool:
    """Rule 9: its priority is higher by more than both tolerances explain."""
    if row.priority is None or other.priority is None or row.priority <= other.priority:
        return False
    return (row.priority - other.priority) ** 2 > _doubt(row) + _doubt(other)


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
