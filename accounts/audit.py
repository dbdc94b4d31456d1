"""Noting what was done: in the transaction of the write, so that there is never one without the
other."""

from collections.abc import Iterable

from accounts.models import AuditEntry, Event, Team, User


def note(
    event: Event, *, team: Team, actor: User | None, subject: str = "", detail: str = ""
) -> None:
    """`subject` is an id, with what it is of before it: "user 7", "assessment k3x...". Never words
    that somebody typed."""
    AuditEntry.objects.create(
        event=event,
        team=team.public_id,
        actor=str(actor.pk) if actor else "",
        subject=subject,
        detail=detail,
    )


def note_all(
    event: Event, rows: Iterable[tuple[str, str]], *, actor: User | None, detail: str = ""
) -> None:
    """Of many at once: the public id of the team, and the subject. One query."""
    number = str(actor.pk) if actor else ""
    AuditEntry.objects.bulk_create(
        AuditEntry(event=event, team=team, actor=number, subject=subject, detail=detail)
        for team, subject in rows
    )
