"""Noting what was done: in the transaction of the write, so that there is never one without the
other."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import AuditEntry, Event, Role, Team, User


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


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words; who has no account any more keeps a number."""

    at: dt.datetime
    what: str
    who: str
    subject: str
    detail: str


def told(entries: Sequence[AuditEntry]) -> list[Told]:
    """One query for the people who are still there."""
    numbers = {each.actor for each in entries} | {_user_in(each.subject) for each in entries}
    numbers |= {_user_in(each.detail) for each in entries}
    people = User.objects.in_bulk([int(number) for number in numbers if number])
    names = {str(pk): str(user.get_full_name() or user) for pk, user in people.items()}
    return [
        Told(
            at=each.at,
            what=str(Event(each.event).label),
            who=names.get(each.actor, each.actor),
            subject=_named(each.subject, names),
            detail=_named(each.detail, names),
        )
        for each in entries
    ]


def _user_in(text: str) -> str:
    kind, _, number = text.partition(" ")
    return number if kind == "user" else ""


def _named(text: str, names: Mapping[str, str]) -> str:
    if text in Role.values:
        return str(Role(text).label)
    return names.get(_user_in(text), text)
