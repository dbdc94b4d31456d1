"""What a group's answers say beyond their mean: consensus and departments. Pure.

Rule numbers are those of docs/scoring.md.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import floor

from maturity.typed import name_key

ONE_QUESTION_MINIMUM = 8  # rule 14c
LOWEST_BAND, HIGHEST_BAND = Fraction(3, 2), Fraction(7, 2)
OTHER = "*"  # key of "overig" in departments: no department can have this name


def mean(scores: Sequence[Fraction]) -> Fraction:
    """The plain mean of at least one score."""
    return _total(scores) / len(scores)


def variance_of_mean(scores: Sequence[Fraction]) -> Fraction:
    """Rule 9: the sample variance divided by how many there are; 0 for one."""
    count = len(scores)
    if count == 1:
        return Fraction()
    total = _total(scores)
    return (_total(scores, power=2) - total * total / count) / (count - 1) / count


def _total(scores: Iterable[Fraction], power: int = 1) -> Fraction:
    # Per denominator first: only a few differ, and whole numbers add up much faster than fractions.
    totals: Counter[int] = Counter()
    for score in scores:
        totals[score.denominator] += score.numerator**power
    return sum((Fraction(total, each**power) for each, total in totals.items()), Fraction())


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


@dataclass(frozen=True, slots=True)
class Partition:
    """Which departments may be shown, by the key of their names, and whether "overig" is."""

    shown: frozenset[str]
    shows_other: bool

    def within(self, decided: "Partition") -> "Partition":
        """As an earlier one decided, which whoever joined since does not widen."""
        shown = self.shown & decided.shown
        return Partition(shown, self.shows_other and decided.shows_other and bool(shown))


def partition(sizes: Mapping[str, int], minimum: int) -> Partition:
    """Rule 14: `sizes` holds how many people each department has, and OTHER those without one.

    A small rest is hidden, and the smallest department too: then no subtraction reveals it.
    """
    large = {key for key, size in sizes.items() if key != OTHER and size >= minimum}
    rest = sum(size for key, size in sizes.items() if key not in large)
    if 0 < rest < minimum and large:
        large.remove(min(large, key=lambda key: (sizes[key], key)))
    return Partition(frozenset(large), shows_other=bool(large) and rest >= minimum)


def decide(names: Iterable[str], minimum: int) -> Partition:
    """Rule 14a: by who joined, a blank name for each who has no department."""
    return partition(Counter(map(_key, names)), minimum)


def departments(
    names: Sequence[str], scores: Sequence[Fraction | None], minimum: int
) -> dict[str, Fraction | None]:
    """Rule 14, for one dimension: mean score per department that may be shown, OTHER last.

    `names` and `scores` go together, one of each per participant; a blank name is no department
    and None is not scored. Names are compared by `name_key` and shown as first spelled.
    """
    members = _members(names, scores)
    shown = partition({key: len(each) for key, each in members.items()}, minimum)
    return _by_name(names, {key: mean(each) for key, each in _folded(members, shown).items()})


def anonymous_departments(
    names: Sequence[str],
    scores: Sequence[Fraction | None],
    minimum: int,
    decided: Partition | None = None,
) -> dict[str, Fraction | None]:
    """Rules 14a and 14b: who is shown rests on who joined, and means are half levels.

    None where a shown department has fewer scored people than the minimum. `decided` is what was
    decided when fewer had joined, if anything was.
    """
    shown = decide(names, minimum)
    shown = shown.within(decided) if decided else shown
    members = _folded(dict.fromkeys(map(_key, names), ()) | _members(names, scores), shown)
    return _by_name(
        names,
        {
            key: half_level(mean(each)) if len(each) >= minimum else None
            for key, each in members.items()
        },
    )


def department_minimum(minimum_group: int, questions: int) -> int:
    """Rule 14c, of an anonymous workshop: how many people a department needs where a dimension is
    so many questions."""
    return max(ONE_QUESTION_MINIMUM, minimum_group) if questions == 1 else minimum_group


def topic_departments(
    names: Sequence[str],
    levels: Sequence[Fraction | None],
    minimum_group: int,
    decided: Partition,
) -> dict[str, Fraction | None]:
    """Of one question of an anonymous workshop, so with the minimum of rule 14c, whichever the
    questionnaire. What follows from it for single answers is counted out in its tests."""
    minimum = department_minimum(minimum_group, questions=1)
    return anonymous_departments(names, levels, minimum, decided)


def half_level(score: Fraction) -> Fraction:
    """Rule 14b: the nearest half level, half-way up, with closed ends: 3/2 is "1.5 or lower"."""
    half = Fraction(floor(2 * score + Fraction(1, 2)), 2)
    return min(HIGHEST_BAND, max(LOWEST_BAND, half))


def perception_gap(means: Mapping[str, Fraction | None]) -> Fraction | None:
    """Rule 14: highest minus lowest department, OTHER not counted; None with fewer than two."""
    shown = [value for name, value in means.items() if name != OTHER and value is not None]
    return max(shown) - min(shown) if len(shown) > 1 else None


def _key(name: str) -> str:
    return name_key(name) or OTHER


def _members(
    names: Sequence[str], scores: Sequence[Fraction | None]
) -> dict[str, Sequence[Fraction]]:
    """The scores that there are, by department."""
    members: dict[str, list[Fraction]] = {}
    for name, score in zip(names, scores, strict=True):
        if score is not None:
            members.setdefault(_key(name), []).append(score)
    return dict(members)


def _folded(
    members: Mapping[str, Sequence[Fraction]], shown: Partition
) -> dict[str, Sequence[Fraction]]:
    """What is shown, in the order of the names; what is not shown on its own is the rest."""
    folded: dict[str, Sequence[Fraction]] = {key: members[key] for key in sorted(shown.shown)}
    if shown.shows_other:
        rest = (each for key, each in members.items() if key not in shown.shown)
        folded[OTHER] = list(chain.from_iterable(rest))
    return folded


def _by_name(
    names: Sequence[str], means: Mapping[str, Fraction | None]
) -> dict[str, Fraction | None]:
    spelling = {key: name.strip() for name in reversed(names) if (key := _key(name)) != OTHER}
    return {spelling.get(key, OTHER): value for key, value in means.items()}
