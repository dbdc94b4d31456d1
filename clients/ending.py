"""The end date of a client: after it all that is kept of the client is erased, never unannounced.

A warning is of one day. A day that was moved is warned of anew, and so is one that lies far behind:
then the command had not run, or the clock is wrong, and nobody expects the client to go any more.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Organisation, OrganisationQuerySet, Team
from clients import erasing
from clients.models import Notice, Subject
from maturity.decisions import months_later

BEFORE_END = dt.timedelta(days=60)  # the desk shows it, and the warning is given
WARNED = dt.timedelta(days=30)  # before anything goes: longer than a holiday
EXPECTED = dt.timedelta(days=30)  # so long after the announced day; then it is warned of anew
DAY = dt.timedelta(days=1)


def default_end(team: Team, today: dt.date) -> dt.date:
    """Of a client that is added: as long as the team keeps what nobody works on."""
    return months_later(today, team.retention_months)


@dataclass(frozen=True, slots=True)
class Ending:
    """A client whose end date is near or over."""

    organisation: Organisation
    goes_on: dt.date  # at the earliest
    is_announced: bool

    @property
    def ends_on(self) -> dt.date | None:
        return self.organisation.ends_on

    def is_over(self, today: dt.date) -> bool:
        return self.is_announced and self.goes_on <= today


def near(organisations: OrganisationQuerySet, today: dt.date) -> OrganisationQuerySet:
    """Also those that are archived: they are kept no longer than others."""
    return organisations.filter(ends_on__lte=today + BEFORE_END)


def endings(
    organisations: OrganisationQuerySet, today: dt.date, most: int | None = None
) -> list[Ending]:
    """Those that end first, first. Two queries."""
    rows = near(organisations, today).select_related("team", "parent").order_by("ends_on", "pk")
    ending = list(rows[:most])
    warnings = Notice.objects.filter(
        organisation__in=ending,
        subject=Subject.ENDING,
        given_on__lte=today,  # else the clock was wrong
    )
    names = "organisation", "due_on", "given_on"
    warned_on = {(pk, due_on): given_on for pk, due_on, given_on in warnings.values_list(*names)}
    return [
        _ending(each, each.ends_on, warned_on.get((each.pk, each.ends_on)), today)
        for each in ending
        if each.ends_on
    ]


def ending_of(organisation: Organisation, today: dt.date) -> Ending | None:
    """Where its end date is near. Two queries, or none where it is not."""
    if organisation.ends_on is None or organisation.ends_on > today + BEFORE_END:
        return None
    return next(iter(endings(Organisation.objects.filter(pk=organisation.pk), today)), None)


def _ending(
    organisation: Organisation, ends_on: dt.date, warned_on: dt.date | None, today: dt.date
) -> Ending:
    if warned_on:
        goes_on = max(ends_on + DAY, warned_on + WARNED)
        if today <= goes_on + EXPECTED:
            return Ending(organisation, goes_on, is_announced=True)
    return Ending(organisation, max(ends_on + DAY, today + WARNED), is_announced=False)


def over(today: dt.date) -> list[Organisation]:
    """What goes today, units before their groups: a group waits for the last of its units."""
    ended = [
        each.organisation
        for each in endings(Organisation.objects.all(), today)
        if each.is_over(today)
    ]
    waiting = _with_other_units(ended)
    going = [each for each in ended if each.pk not in waiting]
    return sorted(going, key=lambda each: each.parent_id is None)


def _with_other_units(ended: Iterable[Organisation]) -> Collection[int | None]:
    numbers = [each.pk for each in ended]
    others = Organisation.objects.filter(parent__in=numbers).exclude(pk__in=numbers)
    return set(others.values_list("parent", flat=True))


@transaction.atomic
def erase_ended(organisation: Organisation) -> erasing.Erased | None:
    """None for what somebody was in time for: with another end date, or a unit that stays."""
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk=organisation.pk)
    held = rows.first()
    if held is None or held.ends_on != organisation.ends_on or held.units.exists():
        return None
    return erasing.erase(held, by=None)
