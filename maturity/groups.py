"""What a group's answers say beyond their mean: consensus and departments. Pure.

Rule numbers are those of docs/scoring.md.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

OTHER = "*"  # key of "overig" in departments: no department can have this name


def mean(scores: Sequence[Fraction]) -> Fraction:
    """The plain mean of at least one score."""
    # Per denominator first: only a few differ, and whole numbers add up much faster than fractions.
    totals: Counter[int] = Counter()
    for score in scores:
        totals[score.denominator] += score.numerator
    parts = (Fraction(total, denominator) for denominator, total in totals.items())
    return sum(parts, Fraction()) / len(scores)


def consensus(distribution: Sequence[int]) -> float | None:
    """Rule 12 (Tastle & Wierman 2007): 1 is all the same, 0 is half at level 1 and half at 4.

    `distribution` holds how many chose level 1, 2, 3 and 4. None for fewer than two choices.
    """
    count = sum(distribution)
    if count < 2:
        return None
    total = sum(level * chosen for level, chosen in enumerate(distribution, start=1))
    # Whole numbers inside the logarithm and an exact sum outside it: answers that mirror each other
    # or differ only by a whole level get the very same float, so that ties in rule 13 are ties.
    terms = (
        chosen / count * math.log2((3 * count - abs(level * count - total)) / (3 * count))
        for level, chosen in enumerate(distribution, start=1)
        if chosen
    )
    return min(1.0, max(0.0, 1 + math.fsum(terms)))


def mean_consensus(values: Iterable[float | None]) -> float | None:
    """Rule 12, for a dimension: the mean of its questions' consensus where that exists."""
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if known else None


def departments(
    names: Sequence[str], scores: Sequence[Fraction | None], minimum_group: int
) -> dict[str, Fraction]:
    """Rule 14, for one dimension: mean score per department that may be shown, OTHER last.

    `names` and `scores` go together, one of each per participant; a blank name is no department
    and None is not scored. Names are trimmed, compared by casefold and shown as first spelled.
    """
    groups: dict[str, list[Fraction]] = {}
    spelling: dict[str, str] = {}
    for name, score in zip(names, scores, strict=True):
        key = name.strip().casefold() or OTHER
        spelling.setdefault(key, name.strip() or OTHER)
        if score is not None:
            groups.setdefault(key, []).append(score)
    shown = _suppress(_fold(groups, minimum_group), minimum_group)
    ordered = sorted(shown, key=lambda key: (key == OTHER, key))
    return {spelling.get(key, OTHER): mean(shown[key]) for key in ordered}


def perception_gap(means: Mapping[str, Fraction]) -> Fraction | None:
    """Rule 14: highest minus lowest department, OTHER not counted; None with fewer than two."""
    shown = [value for name, value in means.items() if name != OTHER]
    return max(shown) - min(shown) if len(shown) > 1 else None


def _fold(groups: Mapping[str, list[Fraction]], minimum_group: int) -> dict[str, list[Fraction]]:
    """Departments under the minimum go into OTHER."""
    folded: dict[str, list[Fraction]] = {}
    for key, members in groups.items():
        folded.setdefault(key if len(members) >= minimum_group else OTHER, []).extend(members)
    return folded


def _suppress(groups: dict[str, list[Fraction]], minimum_group: int) -> dict[str, list[Fraction]]:
    """A small OTHER is hidden, and the smallest department too: no subtraction reveals it."""
    others = groups.get(OTHER, [])
    if not others or len(others) >= minimum_group:
        return groups
    shown = {key: members for key, members in groups.items() if key != OTHER}
    if shown:
        del shown[min(shown, key=lambda key: (len(shown[key]), key))]
    return shown
