"""The measurements of one client: those under way, and those that are finished, in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Organisation
from assessments.models import Assessment
from assessments.scores import scores_of
from clients.desk import BEFORE_DUE, OpenMeasurement, with_progress
from clients.rounds import Round, in_time, next_on, numbers_of, rounds_of


@dataclass(frozen=True, slots=True)
class History:
    started: Sequence[OpenMeasurement]
    rounds: Sequence[Round]  # the latest first
    unscored: Sequence[tuple[Assessment, int]]  # finished, without a score; numbered as rounds are
    next_on: dt.date | None
    is_due: bool
    newest_own: Assessment | None  # not of a group, so that a workshop can be prepared beside it

    @property
    def latest(self) -> Round | None:
        return next(iter(self.rounds), None)

    @property
    def is_empty(self) -> bool:
        return not (self.started or self.rounds or self.unscored)


def history_of(organisation: Organisation, today: dt.date, language: str) -> History:
    """One query, and three for scores that are not known yet."""
    measured = list(organisation.assessments.order_by("-date", "-pk"))
    finished = in_time(measured)
    rounds = rounds_of(finished, scores_of(finished, language))
    with_score = {each.assessment.pk for each in rounds}
    numbers = numbers_of(finished)
    following = max(map(next_on, finished), default=None)
    started = [each for each in measured if not each.is_finished]
    return History(
        started=with_progress([(each, organisation.role) for each in started], language),
        rounds=rounds[::-1],
        unscored=[
            (each, numbers.get(each.pk, 0))
            for each in reversed(finished)
            if each.pk not in with_score
        ],
        next_on=following,
        is_due=bool(following and following <= today + BEFORE_DUE and not started),
        newest_own=next((each for each in measured if not each.is_group), None),
    )
