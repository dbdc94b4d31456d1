"""By when the actions of a client are to be done: the ends of the first two periods of its last
measurement (rule 22), and the days that were agreed for single actions.

The third period ends on the day of the next measurement, which is told as such; of a quick scan the
first does.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce

from accounts.models import Organisation
from assessments.models import Assessment, AssessmentQuerySet, AssessmentState, QuestionnaireKind
from maturity.decisions import MONTHS, months_later

AHEAD = dt.timedelta(days=30)
BEHIND = dt.timedelta(days=14)  # what is longer ago is no news
LONGEST_DOUBT = dt.timedelta(days=3)  # of a day that its month does not have


@dataclass(frozen=True, slots=True)
class Period:
    """Actions of a client that are to be done by a day."""

    organisation: Organisation
    ends_on: dt.date


def is_in_time(day: dt.date, today: dt.date) -> bool:
    """To be reminded of."""
    return today - BEHIND <= day <= today + AHEAD


def periods(measured: AssessmentQuerySet, today: dt.date, most: int | None = None) -> list[Period]:
    """Of the last measurement of each client, the first day first. Two queries."""
    rows = _latest(measured).annotate(
        start=Coalesce("plan_start", "date"),
        agreed=Cast("kept_edition__actions", TextField()),
    )
    rows = rows.filter(_may_end(today) | _may_be_agreed(today))
    names = "client", "questionnaire", "date", "plan_start", "kept_edition__actions"
    found = {
        (day, client)
        for client, *plan in rows.values_list(*names)
        for day in _days(*plan)
        if is_in_time(day, today)
    }
    first = sorted(found)[:most]
    clients = Organisation.objects.select_related("team").in_bulk({pk for _day, pk in first})
    return [Period(clients[pk], day) for day, pk in first]


def _days(
    questionnaire: str,
    date: dt.date,
    plan_start: dt.date | None,
    agreed: Mapping[str, Mapping[str, str]] | None,
) -> Iterator[dt.date]:
    if questionnaire == QuestionnaireKind.FULL:
        for months in MONTHS[:2]:
            yield months_later(plan_start or date, months)
    for action in (agreed or {}).values():
        if action.get("date"):
            yield dt.date.fromisoformat(action["date"])


def _latest(measured: AssessmentQuerySet) -> AssessmentQuerySet:
    """What was finished last of each client that is on the desk."""
    finished = Assessment.objects.filter(state=AssessmentState.FINISHED)
    is_later = Q(date__gt=OuterRef("date")) | Q(date=OuterRef("date"), pk__gt=OuterRef("pk"))
    later = finished.filter(is_later, client=OuterRef("client"))
    on_desk = measured.filter(state=AssessmentState.FINISHED, client__archived_at=None)
    return on_desk.filter(~Exists(later), client__isnull=False)


def _may_end(today: dt.date) -> Q:
    """A period; the days themselves are worked out afterwards."""
    found = Q()
    for months in MONTHS[:2]:
        first = months_later(today - BEHIND, -months) - LONGEST_DOUBT
        last = months_later(today + AHEAD, -months) + LONGEST_DOUBT
        found |= Q(start__range=(first, last))
    return found & Q(questionnaire=QuestionnaireKind.FULL)


def _may_be_agreed(today: dt.date) -> Q:
    """For an action, in a month of those days: looked up as text, as every database can."""
    days = [today - BEHIND + dt.timedelta(days=each) for each in range((BEHIND + AHEAD).days + 1)]
    found = Q()
    for month in sorted({f"{day:%Y-%m}" for day in days}):
        found |= Q(agreed__contains=f'"{month}-')
    return found
