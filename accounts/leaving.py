"""Removing an account for good, and what has to be done before."""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.audit import note
from accounts.models import Event, Membership, Organisation, Role, Team, User
from accounts.models.teams import MembershipQuerySet


class NotYet(Exception):
    """Somebody else would be left without an owner, or clients without anybody."""


@dataclass(frozen=True, slots=True)
class Before:
    """What has to be done in a team first."""

    team: Team
    is_last_owner: bool  # of a team with other members, or clients
    clients: int  # that are looked after, and nobody else was named for


def to_do_first(user: User) -> list[Before]:
    found = [_before(each) for each in Membership.objects.of(user)]
    return [each for each in found if each.is_last_owner or each.clients]


def _before(membership: Membership) -> Before:
    team, others = membership.team, _others(membership)
    theirs = Organisation.objects.filter(team=team)
    has_more = others.exists() or theirs.exists()
    is_only_owner = membership.role == Role.OWNER and not others.filter(role=Role.OWNER).exists()
    return Before(
        team,
        is_last_owner=is_only_owner and has_more,
        clients=theirs.filter(consultant=membership.user_id).count(),
    )


def _others(membership: Membership) -> MembershipQuerySet:
    return Membership.objects.filter(team=membership.team_id).exclude(pk=membership.pk)


@transaction.atomic
def erase_account(user: User) -> None:
    """With its memberships and sessions, and a team that was of nobody else. What was done stays in
    the list of who did what, by a number. Raises NotYet."""
    memberships = list(Membership.objects.of(user))
    teams = Team.objects.filter(pk__in=[each.team_id for each in memberships])
    list(teams.select_for_update().order_by("pk"))
    if to_do_first(user):
        raise NotYet
    for membership in memberships:
        note(Event.ACCOUNT_ERASED, team=membership.team, actor=user, subject=f"user {user.pk}")
    alone = [each.team_id for each in memberships if not _others(each).exists()]
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()
    user.delete()
    Team.objects.filter(pk__in=alone).delete()
