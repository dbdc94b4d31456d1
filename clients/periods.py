"""By when the actions of a client are to be done: the ends of the first two periods of its last
measurement (rule 22), and the days that were agreed for single actions.

The third period ends on the day of the next measurement, which is told as such; of a quick scan the
first does.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, TextField
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
    """Of the last measurement of each client, the first day first. Three queries."""
    found = dict(_found(measured, today))
    latest = _latest(found)
    days = sorted({(day, pk) for pk, each in found.items() if pk in latest for day in each})[:most]
    clients = {pk: latest[pk] for _day, pk in days}
    organisations = Organisation.objects.select_related("team").in_bulk(set(clients.values()))
    return [Period(organisations[clients[pk]], day) for day, pk in days]


def _found(measured: AssessmentQuerySet, today: dt.date) -> Iterator[tuple[int, set[dt.date]]]:
    """By the key of a measurement, whatever followed it, the days to be reminded of."""
    on_desk = measured.filter(state=AssessmentState.FINISHED, client__archived_at=None)
    rows = on_desk.filter(client__isnull=False).annotate(
        start=Coalesce("plan_start", "date"),
        agreed=Cast("kept_edition__actions", TextField()),
    )
    near = rows.filter(_may_end(today) | _may_be_agreed(today))
    names = "pk", "questionnaire", "date", "plan_start", "kept_edition__actions"
    for pk, *plan in near.values_list(*names):
        days = {day for day in _days(*plan) if is_in_time(day, today)}
        if days:
            yield pk, days


def _latest(found: Collection[int]) -> dict[int, int]:
    """Those that were finished last of their client, with that client."""
    clients = Assessment.objects.filter(pk__in=found).values("client")
    finished = Assessment.objects.filter(client__in=clients, state=AssessmentState.FINISHED)
    rows = finished.order_by("date", "pk").values_list("client", "pk")
    return {pk: client for client, pk in dict(rows).items() if client}


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
