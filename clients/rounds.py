"""The measurements of a client in time: which came last, what changed, when to measure again.

Plain values: what is measured and scored is passed in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from assessments.models import Assessment
from maturity.change import Change, change_since
from maturity.decisions import months_held, months_later
from maturity.definition import Level
from maturity.result import Result


@dataclass(frozen=True, slots=True)
class Round:
    """One finished measurement, and what changed since the latest that it can be compared with."""

    assessment: Assessment
    result: Result
    since: Assessment | None
    change: Change | None
    number: int = 0  # of those of its day, where there are several
    since_number: int = 0

    @property
    def level(self) -> Level | None:
        level = self.result.level
        return None if level is None else self.result.definition.level(level)


class Dated(Protocol):
    """A measurement, or what a list keeps of it."""

    @property
    def pk(self) -> int: ...
    @property
    def date(self) -> dt.date: ...
    @property
    def plan_start(self) -> dt.date | None: ...
    @property
    def is_finished(self) -> bool: ...
    @property
    def is_quick(self) -> bool: ...


DatedT = TypeVar("DatedT", bound=Dated)


def in_time(assessments: Iterable[DatedT]) -> list[DatedT]:
    """The finished ones, the earliest first."""
    finished = [each for each in assessments if each.is_finished]
    return sorted(finished, key=lambda each: (each.date, each.pk))


def rounds_of(finished: Sequence[Assessment], results: Mapping[int, Result]) -> list[Round]:
    """In the order in which they come. What nothing could be scored of has no place here."""
    scored = [each for each in finished if results[each.pk].scored]
    numbers = numbers_of(finished)
    rounds = [_round(each, scored[:place], results) for place, each in enumerate(scored)]
    return [
        replace(
            each,
            number=numbers.get(each.assessment.pk, 0),
            since_number=numbers.get(each.since.pk, 0) if each.since else 0,
        )
        for each in rounds
    ]


def numbers_of(finished: Iterable[Dated]) -> dict[int, int]:
    """Of several of one day which each is, by its key; of those that have a day for themselves
    none."""
    days: dict[dt.date, list[int]] = defaultdict(list)
    for each in in_time(finished):
        days[each.date].append(each.pk)
    several = [keys for keys in days.values() if len(keys) > 1]
    return {key: number for keys in several for number, key in enumerate(keys, start=1)}


def latest_round(finished: Sequence[Assessment], results: Mapping[int, Result]) -> Round | None:
    scored = [each for each in finished if results[each.pk].scored]
    return _round(scored[-1], scored[:-1], results) if scored else None


def _round(
    assessment: Assessment, before: Sequence[Assessment], results: Mapping[int, Result]
) -> Round:
    """What was measured together, as by one person and by colleagues, is no change in time."""
    result = results[assessment.pk]
    others = [each for each in before if each.round != assessment.round]
    for earlier in reversed(others):
        change = change_since(results[earlier.pk], result)
        if change:
            return Round(assessment, result, earlier, change)
    return Round(assessment, result, None, None)


def next_on(assessment: Dated) -> dt.date:
    """When it should be followed by another (rule 22)."""
    start = assessment.plan_start or assessment.date
    return months_later(start, months_held(is_quick=assessment.is_quick))


def starts_over(until: dt.date, *, is_quick: bool) -> dt.date:
    """A measurement of which the plan starts by this day is to be followed by `until`."""
    return months_later(until, -months_held(is_quick=is_quick))
