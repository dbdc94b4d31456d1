"""Writes to teams and their members. Each takes the lock of the team's row first, so that of two
owners who leave at one moment one comes later, and is refused."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.audit import note
from accounts.models import Event, Invitation, Membership, Organisation, Role, Team, User
from accounts.replacing import replace_version

INVITATION_SALT = "accounts.invitation"
INVITATION_DAYS = 14
FIRST_SALT = "accounts.first_team"
FIRST_LINK_LIFETIME = dt.timedelta(days=1)


class LastOwner(Exception):
    """A team keeps at least one owner."""


class NoSuccessor(Exception):
    """Who leaves looks after clients, and named nobody to take them over."""


class NotTheFirst(Exception):
    """The installation has a team."""


class InvitationOver(Exception):
    """It was accepted, withdrawn, or its time is over; or it never was."""


class ForSomebodyElse(Exception):
    """The invitation names another e-mail address."""


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """With the secret of its link, which is kept nowhere: it is shown or sent now, or never."""

    invitation: Invitation
    link: str


@transaction.atomic
def make_team(*, name: str, owner: User, language: str = "nl") -> Team:
    team = Team.objects.create(name=name, language=language)
    Membership.objects.create(team=team, user=owner, role=Role.OWNER)
    note(Event.TEAM_MADE, team=team, actor=owner)
    return team


@transaction.atomic
def make_first_team(*, name: str, owner: str, email: str, password: str, language: str) -> Team:
    """With the account of its owner, whose address needs no letter: the administrator gave the
    link. Raises NotTheFirst."""
    _hold_the_place_of_the_first()
    if Team.objects.exists():
        raise NotTheFirst
    user = User.objects.create_user(email, password, first_name=owner)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return make_team(name=name, owner=user, language=language)


def first_link() -> str:
    """For the first team, for a day; it works as long as there is none."""
    return _first_signer().sign("team")


def _hold_the_place_of_the_first() -> None:
    """There is no team to lock yet, so this locks what the installation knows of teams: of two who
    make the first one at the same moment, one comes later."""
    kind = ContentType.objects.filter(app_label="accounts", model="team")
    kind.select_for_update().first()


def opens_first_team(link: str) -> bool:
    try:
        _first_signer().unsign(link, max_age=FIRST_LINK_LIFETIME)
    except signing.BadSignature:
        return False
    return not Team.objects.exists()


@transaction.atomic
def invite(
    team: Team, *, role: str, by: User, email: str = "", days: int = INVITATION_DAYS
) -> NewInvitation:
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        team=team,
        email=User.objects.normalize_email(email),
        role=role,
        secret_hash=_hashed(secret),
        invited_by=by,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    note(Event.INVITED, team=team, actor=by, subject=f"invitation {invitation.pk}", detail=role)
    return NewInvitation(invitation, _signer().sign(secret))


def invited_by(link: str) -> Invitation | None:
    """The invitation of a link that can still be accepted. One query; none for an invented link."""
    try:
        secret = _signer().unsign(link)
    except signing.BadSignature:
        return None
    rows = Invitation.objects.open(timezone.now()).select_related("team")
    return rows.filter(secret_hash=_hashed(secret)).first()


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """Twice is once. Who is a member already keeps the role that is there."""
    if invitation.email and invitation.email != by.email:
        raise ForSomebodyElse
    team = _held(invitation.team)
    now = timezone.now()
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now):
        raise InvitationOver
    membership, is_new = Membership.objects.get_or_create(
        team=team, user=by, defaults={"role": invitation.role}
    )
    if is_new:
        note(Event.JOINED, team=team, actor=by, detail=membership.role)
    return membership


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Nothing happens to one that was accepted, or withdrawn before."""
    now = timezone.now()
    if Invitation.objects.open(now).filter(pk=invitation.pk).update(withdrawn_at=now):
        named = f"invitation {invitation.pk}"
        note(Event.INVITATION_WITHDRAWN, team=invitation.team, actor=by, subject=named)


@transaction.atomic
def keep_settings(team: Team, *, replaces: int, by: User, **settings: Any) -> None:
    replace_version(Team.objects.filter(pk=team.pk), "settings_version", replaces)
    Team.objects.filter(pk=team.pk).update(**settings)
    note(Event.SETTINGS_CHANGED, team=team, actor=by)


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: User) -> None:
    team = _held(membership.team)
    if role != Role.OWNER:
        _keep_an_owner(team, without=membership)
    changed = Membership.objects.filter(pk=membership.pk).exclude(role=role).update(role=role)
    if changed:
        named = f"user {membership.user_id}"
        note(Event.ROLE_CHANGED, team=team, actor=by, subject=named, detail=role)


@transaction.atomic
def end_membership(
    membership: Membership, *, by: User, successor: Membership | None = None
) -> None:
    """Leaving, or being taken out. Clients that the member looks after go to the successor."""
    team = _held(membership.team)
    _keep_an_owner(team, without=membership)
    hand_over(membership, to=successor, by=by)
    if Membership.objects.filter(pk=membership.pk).delete()[0]:
        has_left = by.pk == membership.user_id
        event = Event.LEFT if has_left else Event.REMOVED
        note(event, team=team, actor=by, subject=f"user {membership.user_id}")


def hand_over(membership: Membership, *, to: Membership | None, by: User) -> None:
    clients = Organisation.objects.filter(team=membership.team, consultant=membership.user_id)
    if not clients.exists():
        return
    if to is None or to.team_id != membership.team_id or to.pk == membership.pk:
        raise NoSuccessor
    clients.update(consultant=to.user_id)
    named = f"user {membership.user_id}"
    note(Event.HANDED_OVER, team=to.team, actor=by, subject=named, detail=f"user {to.user_id}")


def _held(team: Team) -> Team:
    return Team.objects.select_for_update().get(pk=team.pk)


def is_only_owner(membership: Membership) -> bool:
    owners = Membership.objects.owners(membership.team)
    return membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists()


def _keep_an_owner(team: Team, *, without: Membership) -> None:
    others = Membership.objects.owners(team).exclude(pk=without.pk)
    is_owner = Membership.objects.owners(team).filter(pk=without.pk).exists()
    if is_owner and not others.exists():
        raise LastOwner


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _first_signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=FIRST_SALT)


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=INVITATION_SALT)
