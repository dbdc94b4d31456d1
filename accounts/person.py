"""What is kept of one person, to take along."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from accounts.audit import note
from accounts.models import AuditEntry, Event, Membership, Organisation, User

FORMAT = "kanaalkompas/person@1"


def everything_about(user: User) -> dict[str, Any]:
    """As JSON takes it. Measurements are of clients, or of who holds their link: not in here."""
    return {
        "format": FORMAT,
        "account": {
            "email": user.email,
            "name": user.get_full_name(),
            "joined": user.date_joined.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        },
        "teams": [_membership(each) for each in Membership.objects.of(user)],
        "second_steps": [
            {"type": each.type, "added": each.created_at.isoformat()}
            for each in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "single_sign_on": [
            {"number": each.uid, "since": each.date_joined.isoformat()}
            for each in SocialAccount.objects.filter(user=user).order_by("pk")
        ],
        "sessions": [
            {
                "since": each.created_at.isoformat(),
                "last_seen": each.last_seen_at.isoformat(),
                "address": each.ip,
                "browser": each.user_agent,
            }
            for each in UserSession.objects.filter(user_id=user.pk).order_by("pk")
        ],
        "done": [
            {
                "at": each.at.isoformat(),
                "event": each.event,
                "team": each.team,
                "subject": each.subject,
                "detail": each.detail,
            }
            for each in AuditEntry.objects.filter(actor=str(user.pk)).order_by("pk")
        ],
    }


def note_export(user: User) -> None:
    """Where it was done: in each of the teams."""
    for membership in Membership.objects.of(user):
        named = f"user {user.pk}"
        note(Event.ACCOUNT_EXPORTED, team=membership.team, actor=user, subject=named)


def _membership(membership: Membership) -> dict[str, Any]:
    clients = Organisation.objects.filter(team=membership.team, consultant=membership.user_id)
    return {
        "team": membership.team.name,
        "id": membership.team.public_id,
        "role": membership.role,
        "since": membership.joined_at.isoformat(),
        "looks_after": list(clients.order_by("pk").values_list("name", flat=True)),
    }
