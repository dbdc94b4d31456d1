"""Measurements beside each other: which can be compared, how far apart they are, who can help whom.

Rules 21 and 24 of docs/scoring.md. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import product

from maturity.change import Change, Difference, asked_of, change_since, difference_of
from maturity.groups import OTHER
from maturity.result import DimensionResult, Result
from maturity.typed import name_key

ABLE = 3  # from this level on a unit has something to show to others

Asked = tuple[str, int, str]  # model, version, questionnaire


class WhyNot(StrEnum):
    """Why something stands beside nothing."""

    NOT_MEASURED = "not_measured"
    NOT_SCORED = "not_scored"
    OTHER_QUESTIONNAIRE = "other_questionnaire"
    OTHER_VERSION = "other_version"


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished measurement, of a client or of one of its units."""

    name: str  # of the unit; in time which one of its day, where there are several
    day: date
    round: int
    result: Result
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    measured: tuple[Measured, ...]  # the earliest first


@dataclass(frozen=True, slots=True)
class LeftOut:
    name: str
    day: date | None  # where it was measured
    why: WhyNot


@dataclass(frozen=True, slots=True)
class Spread:
    """From the lowest to the highest of a dimension."""

    low: Measured
    high: Measured
    difference: Difference


@dataclass(frozen=True, slots=True)
class Help:
    by: Measured
    to: tuple[Measured, ...]  # who needs it most first


@dataclass(frozen=True)
class Comparison:
    measured: tuple[Measured, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def is_possible(self) -> bool:
        """There are two, and a dimension that has a score in more than one of them."""
        scored = [row.dimension.slug for each in self.measured for row in each.result.scored]
        return len(scored) > len(set(scored))

    @cached_property
    def last_two(self) -> tuple[Measured, Measured] | None:
        """In time: the latest, after the latest of an earlier round that has a change to it."""
        return _pair(reversed(self.measured[:-1]), self.measured[-1:])

    @cached_property
    def first_and_last(self) -> tuple[Measured, Measured] | None:
        """None where those are the last two."""
        pair = _pair(self.measured[:-1], self.measured[-1:])
        return pair if pair != self.last_two else None

    @cached_property
    def ordered(self) -> Mapping[str, tuple[Measured, ...]]:
        """Of each dimension those with a score, the highest first; those alike in their order."""
        return {slug: _ordered(self.measured, slug) for slug in _slugs(self.measured)}

    @cached_property
    def spreads(self) -> Mapping[str, Spread]:
        """Of the dimensions that have a score in two."""
        found = {}
        for slug, (high, *others) in self.ordered.items():
            low = others[-1] if others else high
            difference = difference_of(low.result.dimension(slug), high.result.dimension(slug))
            if others and difference:
                found[slug] = Spread(low, high, difference)
        return found

    @property
    def widest(self) -> str | None:
        """The dimension that differs most, the first by number of those alike; None where all are
        the same."""
        far = {slug: each.difference.value for slug, each in self.spreads.items()}
        widest = max(far, key=lambda slug: far[slug], default=None)
        return widest if widest and far[widest] else None

    @cached_property
    def helped(self) -> Mapping[str, tuple[Help, ...]]:
        """Rule 24: who is at level 3 or higher helps who is at a lower level and clearly behind;
        each is helped by the highest that may, the strongest helper first."""
        return {slug: _helped(ordered, slug) for slug, ordered in self.ordered.items()}


def _slugs(measured: Sequence[Measured]) -> Iterator[str]:
    for row in measured[0].result.dimensions if measured else ():
        if any(each.result.dimension(row.dimension.slug).is_scored for each in measured):
            yield row.dimension.slug


def _ordered(measured: Sequence[Measured], slug: str) -> tuple[Measured, ...]:
    scores = [(each.result.dimension(slug).score, each) for each in measured]
    known = [(float(score), each) for score, each in scores if score is not None]
    known.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(each for _score, each in known)


Standing = tuple[int | None, Fraction | None, Fraction | None]


def _helped(ordered: Sequence[Measured], slug: str) -> tuple[Help, ...]:
    """Units that stand alike are helped alike: of hundreds each pair is not looked at."""
    rows = [(each, each.result.dimension(slug)) for each in ordered]
    able: dict[Standing, tuple[Measured, DimensionResult]] = {}
    for each, row in rows:
        if (row.level or 0) >= ABLE:
            able.setdefault(_stands(row), (each, row))
    strongest_first = list(able.values())
    helper: dict[Standing, int | None] = {}
    helped: dict[int, list[Measured]] = {}
    for each, row in reversed(rows):
        key = _stands(row)
        if key not in helper:
            places = enumerate(strongest_first)
            helper[key] = next((place for place, (_by, by) in places if helps(by, row)), None)
        if (place := helper[key]) is not None:
            helped.setdefault(place, []).append(each)
    return tuple(Help(strongest_first[place][0], tuple(helped[place])) for place in sorted(helped))


def _stands(row: DimensionResult) -> Standing:
    return row.level, row.score, row.tolerance_squared


def helps(strong: DimensionResult, weak: DimensionResult) -> bool:
    """Rule 24, of one dimension of two units."""
    difference = difference_of(weak, strong)
    if difference is None or strong.level is None or weak.level is None:
        return False
    return strong.level >= ABLE and weak.level < strong.level and difference.has_clearly_risen


def _pair(before: Iterable[Measured], last: Sequence[Measured]) -> tuple[Measured, Measured] | None:
    """What was measured together, as by one person and by colleagues, is no change in time."""
    for each, latest in product(before, last):
        if each.round != latest.round and change_since(each.result, latest.result):
            return each, latest
    return None


def change_of(pair: tuple[Measured, Measured]) -> Change | None:
    return change_since(pair[0].result, pair[1].result)


def in_time(measured: Sequence[Measured], questionnaire: str) -> Comparison:
    """Of one client, the earliest first; what was asked as in the latest by this questionnaire."""
    asked = _asked_last(measured, questionnaire)
    return Comparison(
        measured=tuple(each for each in measured if _why_not(each, asked) is None),
        left_out=tuple(_left_out(measured, asked)),
    )


def side_by_side(units: Sequence[Unit], questionnaire: str) -> Comparison:
    """The latest of each unit that was asked the same, the highest overall score first."""
    asked = _asked_last([each for unit in units for each in unit.measured], questionnaire)
    beside, left_out = [], []
    for unit in units:
        same = [each for each in unit.measured if _why_not(each, asked) is None]
        if same:
            beside.append(same[-1])
        else:
            left_out.append(_missing(unit, asked))
    return Comparison(tuple(sorted(beside, key=_standing)), tuple(left_out))


def questionnaires_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Those by which something was scored: the one of most units first, else the full one."""
    found = Counter(
        kind
        for unit in units
        for kind in {each.result.questionnaire for each in unit.measured if each.result.scored}
    )
    return tuple(sorted(found, key=lambda kind: (-found[kind], kind)))


def departments_in_both(
    earlier: Result, latest: Result
) -> Mapping[str, Mapping[str, tuple[Fraction, Fraction]]]:
    """By name, as the later round spells it, then by dimension: the means before and now.

    Only what both rounds show: a department that one of them hides cannot be worked out from the
    other. "Others" are other people each time.
    """
    found: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for row in latest.dimensions:
        before = _shown(earlier.dimension(row.dimension.slug))
        for key, (name, mean) in _shown(row).items():
            if key in before:
                found.setdefault(name, {})[row.dimension.slug] = (before[key][1], mean)
    return found


def _shown(row: DimensionResult) -> dict[str, tuple[str, Fraction]]:
    return {
        name_key(name): (name, mean)
        for name, mean in row.departments.items()
        if name != OTHER and mean is not None
    }


def _asked_last(measured: Iterable[Measured], questionnaire: str) -> Asked | None:
    """By this questionnaire, in the latest version of its model that anything was scored of."""
    asked = {asked_of(each.result) for each in measured if each.result.scored}
    return max((each for each in asked if each[2] == questionnaire), default=None)


def _why_not(each: Measured, asked: Asked | None) -> WhyNot | None:
    if not each.result.scored:
        return WhyNot.NOT_SCORED
    if asked is None or each.result.questionnaire != asked[2]:
        return WhyNot.OTHER_QUESTIONNAIRE
    return None if asked_of(each.result) == asked else WhyNot.OTHER_VERSION


def _left_out(measured: Iterable[Measured], asked: Asked | None) -> Iterator[LeftOut]:
    for each in measured:
        why = _why_not(each, asked)
        if why:
            yield LeftOut(each.name, each.day, why)


def _missing(unit: Unit, asked: Asked | None) -> LeftOut:
    """Why of the latest."""
    if not unit.measured:
        return LeftOut(unit.name, None, WhyNot.NOT_MEASURED)
    latest = unit.measured[-1]
    return LeftOut(unit.name, latest.day, _why_not(latest, asked) or WhyNot.NOT_SCORED)


def _standing(each: Measured) -> tuple[Fraction, str]:
    return -(each.result.score or Fraction()), each.name.casefold()
