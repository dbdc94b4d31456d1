"""The measurements of one client: those under way, and those that are finished, in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Organisation
from accounts.prepared import Prepared, Slot
from assessments.models import Assessment
from clients.desk import BEFORE_DUE, OpenMeasurement, with_progress
from clients.rounds import in_time, next_on

_measured = Prepared(
    Assessment.objects.filter(client=Slot("client")).order_by("-date", "-pk"),
)


@dataclass(frozen=True, slots=True)
class History:
    started: Sequence[OpenMeasurement]
    finished: Sequence[Assessment]  # the earliest first
    next_on: dt.date | None
    is_due: bool
    newest_own: Assessment | None  # not of a group, so that a workshop can be prepared beside it
    names: frozenset[str]  # that it was measured under

    @property
    def is_empty(self) -> bool:
        return not (self.started or self.finished)


def history_of(organisation: Organisation, today: dt.date, language: str) -> History:
    """One query, and two where something is under way."""
    measured: list[Assessment] = _measured.objects(client=organisation.pk)
    finished = in_time(measured)
    following = max(map(next_on, finished), default=None)
    started = [(each, organisation.role) for each in measured if not each.is_finished]
    return History(
        started=with_progress(started, language),
        finished=finished,
        next_on=following,
        is_due=bool(following and following <= today + BEFORE_DUE and not started),
        newest_own=next((each for each in measured if not each.is_group), None),
        names=frozenset(each.organisation for each in measured if each.organisation),
    )
