"""What the members of a team are told of their clients before its day: end dates, measurements that
are due, actions to follow up. The desk shows the same; of each a letter goes once.

Only owners, and who looks after a client, are written to: never whom a client names, nor anybody
who fills in or takes part in a workshop.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.mail import offers_mail
from accounts.models import Membership, Organisation, OrganisationQuerySet, Role, Team
from accounts.post import post, write
from assessments.models import Assessment
from clients.desk import Show, listed, when_due
from clients.ending import endings
from clients.models import Notice, Subject
from clients.periods import BEHIND, is_in_time, periods

MOST = 25  # of each kind in a letter; the desk has all


@dataclass(frozen=True, slots=True)
class Reminder:
    organisation: Organisation
    subject: Subject
    due_on: dt.date
    goes_on: dt.date | None = None  # erased, at the earliest

    @property
    def key(self) -> tuple[int, str, dt.date]:
        return self.organisation.pk, self.subject, self.due_on


@dataclass(frozen=True, slots=True)
class Given:
    reminders: Sequence[Reminder]
    letters: int = 0


def reminders_of(team: Team, today: dt.date) -> list[Reminder]:
    """What the team was not told yet. Ten queries."""
    theirs = Organisation.objects.filter(team=team)
    told = set(
        Notice.objects.filter(
            organisation__team=team, due_on__gte=today - BEHIND, given_on__lte=today
        ).values_list("organisation", "subject", "due_on")
    )
    coming = [*_measured_again(theirs.current(), today), *_followed_up(team, today)]
    untold = [each for each in coming if each.key not in told]
    return [*_ending(theirs, today), *untold]


def _ending(theirs: OrganisationQuerySet, today: dt.date) -> Iterator[Reminder]:
    for each in endings(theirs, today):
        if each.ends_on and not each.is_announced:
            yield Reminder(each.organisation, Subject.ENDING, each.ends_on, each.goes_on)


def _measured_again(theirs: OrganisationQuerySet, today: dt.date) -> Iterator[Reminder]:
    for each in when_due(list(listed(theirs, Show.DUE, today).order_by("name", "pk"))):
        if is_in_time(each.next_on, today):
            yield Reminder(each.organisation, Subject.DUE, each.next_on)


def _followed_up(team: Team, today: dt.date) -> Iterator[Reminder]:
    for each in periods(Assessment.objects.filter(client__team=team), today):
        yield Reminder(each.organisation, Subject.PERIOD, each.ends_on)


@transaction.atomic
def remind(team: Team, today: dt.date, address: str) -> Given:
    """What was told and the letters about it, or neither. Of two who do it at once, one comes
    later, and finds nothing to tell."""
    held = Team.objects.select_for_update().get(pk=team.pk)
    reminders = reminders_of(held, today)
    _keep(reminders, today)
    letters = list(_addressed(held, reminders)) if reminders and offers_mail() else []
    with override(held.language):
        for to, theirs in letters:
            post(write("clients/mail/reminders.txt", _words(held, theirs, address), to=to))
    return Given(reminders, len(letters))


def _keep(reminders: Sequence[Reminder], today: dt.date) -> None:
    rows = [
        Notice(
            organisation=each.organisation,
            subject=each.subject,
            due_on=each.due_on,
            given_on=today,
        )
        for each in reminders
    ]
    Notice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "subject", "due_on"],
        update_fields=["given_on"],
    )


def _addressed(
    team: Team, reminders: Sequence[Reminder]
) -> Iterator[tuple[str, Sequence[Reminder]]]:
    """Owners are told of all clients, a consultant of those that are looked after."""
    members = Membership.objects.filter(team=team, user__is_active=True)
    who_may = members.filter(role__in=[Role.OWNER, Role.CONSULTANT]).select_related("user")
    for member in who_may.order_by("pk"):
        theirs = [
            each
            for each in reminders
            if member.role == Role.OWNER or each.organisation.consultant_id == member.user_id
        ]
        if theirs:
            yield member.user.email, theirs


def _words(team: Team, reminders: Sequence[Reminder], address: str) -> dict[str, Any]:
    def of(subject: Subject) -> list[Reminder]:
        return [each for each in reminders if each.subject is subject]

    site = address.rstrip("/")
    ending, due, followed = of(Subject.ENDING), of(Subject.DUE), of(Subject.PERIOD)
    shown = ending[:MOST], due[:MOST], followed[:MOST]
    return {
        "team": team,
        "ending": [(each, site + _package(each.organisation)) for each in shown[0]],
        "due": shown[1],
        "periods": shown[2],
        "more": len(reminders) - sum(map(len, shown)),
        "desk": site + reverse("clients:desk"),
    }


def _package(organisation: Organisation) -> str:
    return reverse("clients:take_along", args=[organisation.public_id])
