"""Who did what when in a team, in sentences. What is gone says so, and keeps its id."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEntry, Event, Invitation, Organisation, Role, Team, User
from assessments.models import Assessment

# By event, or by event and what is special about it. Each begins with who did it.
SENTENCES: dict[str, str | Promise] = {
    Event.TEAM_MADE: gettext_lazy("%(who)s made the team."),
    Event.SIGNED_IN: gettext_lazy("%(who)s signed in."),
    Event.INVITED: gettext_lazy("%(who)s invited %(what)s, with the role %(role)s."),
    Event.INVITATION_WITHDRAWN: gettext_lazy("%(who)s withdrew the invitation of %(what)s."),
    Event.JOINED: gettext_lazy("%(who)s joined the team, with the role %(role)s."),
    Event.ROLE_CHANGED: gettext_lazy("%(who)s gave %(what)s the role %(role)s."),
    f"{Event.ROLE_CHANGED} self": gettext_lazy("%(who)s took the role %(role)s."),
    Event.LEFT: gettext_lazy("%(who)s left the team."),
    Event.REMOVED: gettext_lazy("%(who)s took %(what)s out of the team."),
    Event.HANDED_OVER: gettext_lazy("%(who)s handed the clients of %(what)s over to %(other)s."),
    f"{Event.HANDED_OVER} self": gettext_lazy(
        "%(who)s handed their own clients over to %(other)s."
    ),
    Event.SETTINGS_CHANGED: gettext_lazy("%(who)s changed the settings of the team."),
    f"{Event.SETTINGS_CHANGED} house style": gettext_lazy(
        "%(who)s changed the house style of the team."
    ),
    Event.CLIENT_MADE: gettext_lazy("%(who)s added the client %(what)s."),
    Event.CLIENT_CHANGED: gettext_lazy("%(who)s changed what is kept of the client %(what)s."),
    f"{Event.CLIENT_CHANGED} archived": gettext_lazy("%(who)s archived the client %(what)s."),
    f"{Event.CLIENT_CHANGED} restored": gettext_lazy(
        "%(who)s brought the client %(what)s back from the archive."
    ),
    Event.CLIENT_ERASED: gettext_lazy(
        "%(who)s erased the client %(what)s for good (assessments: %(first)s, units: %(second)s)."
    ),
    f"{Event.CLIENT_ERASED} end date": gettext_lazy(
        "The installation erased the client %(what)s for good, whose end date was over"
        " (assessments: %(first)s, units: %(second)s)."
    ),
    Event.STARTED: gettext_lazy("%(who)s started the assessment %(what)s."),
    f"{Event.STARTED} imported": gettext_lazy("%(who)s took in the assessment %(what)s as a file."),
    Event.CLAIMED: gettext_lazy("%(who)s took over the assessment %(what)s by its private link."),
    Event.GIVEN: gettext_lazy("%(who)s took over the assessment %(what)s by a code."),
    Event.EXPORTED: gettext_lazy("%(who)s took along everything of the client %(what)s."),
    Event.ERASED: gettext_lazy("%(who)s erased the assessment %(what)s for good."),
    f"{Event.ERASED} time over": gettext_lazy(
        "The installation erased the assessment %(what)s, which nobody worked on any more."
    ),
    f"{Event.ERASED} workshop": gettext_lazy(
        "%(who)s erased the workshop %(what)s, with its result, for good."
    ),
    Event.WORKSHOP: gettext_lazy("%(who)s prepared the workshop %(what)s."),
    f"{Event.WORKSHOP} invited": gettext_lazy(
        "%(who)s opened the assessment %(what)s to answers of colleagues."
    ),
    f"{Event.WORKSHOP} started": gettext_lazy("%(who)s started the workshop %(what)s."),
    f"{Event.WORKSHOP} finished": gettext_lazy("%(who)s finished the workshop %(what)s."),
    f"{Event.WORKSHOP} opened again": gettext_lazy(
        "%(who)s opened the workshop %(what)s again after it was finished."
    ),
    f"{Event.WORKSHOP} sealed": gettext_lazy(
        "%(who)s sealed the answers of the workshop %(what)s."
    ),
    f"{Event.WORKSHOP} day over": gettext_lazy(
        "The installation sealed the answers of the workshop %(what)s, a day after it was finished."
    ),
    f"{Event.WORKSHOP} released": gettext_lazy(
        "%(who)s released the result of the workshop %(what)s to whoever took part."
    ),
    f"{Event.WORKSHOP} released no longer": gettext_lazy(
        "%(who)s releases the result of the workshop %(what)s to whoever took part no longer."
    ),
    f"{Event.WORKSHOP} cancelled": gettext_lazy("%(who)s cancelled the workshop %(what)s."),
    Event.ACCOUNT_EXPORTED: gettext_lazy("%(who)s took along what is kept of them."),
    Event.ACCOUNT_ERASED: gettext_lazy("%(who)s removed their own account."),
    Event.LINKS_RENEWED: gettext_lazy(
        "%(who)s renewed the private link of the assessment %(what)s."
    ),
    Event.LINK_MADE: gettext_lazy(
        "%(who)s gave out read-only link %(first)s of the assessment %(what)s."
    ),
    Event.LINK_WITHDRAWN: gettext_lazy(
        "%(who)s withdrew read-only link %(first)s of the assessment %(what)s."
    ),
}
BY_ITSELF = {"time over", "end date", "day over"}  # done by nobody
GONE: dict[str, str | Promise] = {
    "user": gettext_lazy("somebody whose account is gone (%(id)s)"),
    "client": gettext_lazy("that is gone (%(id)s)"),
    "assessment": gettext_lazy("that is gone (%(id)s)"),
    "invitation": gettext_lazy("somebody (%(id)s)"),
}


@dataclass(frozen=True, slots=True)
class Told:
    at: dt.datetime
    what: str  # the kind of event
    who: str
    sentence: str


Named = tuple[str, str]  # of what it is, and its id
Names = Mapping[Named, str]


def told(entries: Sequence[AuditEntry], team: Team) -> list[Told]:
    """Four queries at most, for what is still there of all that these name."""
    names = _names(entries, team)
    return [
        Told(
            at=each.at,
            what=str(Event(each.event).label),
            who=_who(each, names),
            sentence=_sentence(each, names),
        )
        for each in entries
    ]


def people(team: Team) -> list[tuple[str, str]]:
    """Whoever did anything in a team, by the number of the account. Two queries."""
    rows = AuditEntry.objects.filter(team=team.public_id).exclude(actor="").order_by()
    numbers = set(rows.values_list("actor", flat=True).distinct())
    names = _users(numbers)
    found = [
        (each, names.get(("user", each)) or capfirst(_gone(("user", each)))) for each in numbers
    ]
    return sorted(found, key=lambda each: (each[1].casefold(), each[0]))


def _sentence(entry: AuditEntry, names: Names) -> str:
    special = _special(entry)
    if entry.subject == f"user {entry.actor}":
        special = "self"
    sentence = SENTENCES.get(f"{entry.event} {special}") or SENTENCES[entry.event]
    numbers = [word for word in entry.detail.replace(",", " ").split() if word.isdecimal()]
    is_role = entry.detail in Role.values
    return str(sentence) % {
        "who": _who(entry, names),
        "what": _named(entry.subject, names),
        "other": _named(entry.detail, names),
        "role": str(Role(entry.detail).label) if is_role else "",
        "first": numbers[0] if numbers else "0",
        "second": numbers[1] if numbers[1:] else "0",
    }


def _special(entry: AuditEntry) -> str:
    """What stands last in the detail."""
    return entry.detail.rpartition(", ")[2]


def _who(entry: AuditEntry, names: Names) -> str:
    if entry.actor:
        return names.get(("user", entry.actor)) or capfirst(_gone(("user", entry.actor)))
    if _special(entry) in BY_ITSELF:
        return _("The installation")
    return _("Somebody without an account")


def _named(text: str, names: Names) -> str:
    named = _parted(text)
    if named is None:
        return ""
    return names.get(named) or _gone(named)


def _gone(named: Named) -> str:
    kind, number = named
    return str(GONE[kind]) % {"id": number}


def _parted(text: str) -> Named | None:
    kind, _space, number = text.partition(" ")
    return (kind, number) if kind in GONE and number else None


def _names(entries: Iterable[AuditEntry], team: Team) -> Names:
    ids: dict[str, set[str]] = {kind: set() for kind in GONE}
    for entry in entries:
        for text in (f"user {entry.actor}", entry.subject, entry.detail):
            if named := _parted(text):
                ids[named[0]].add(named[1])
    clients = Organisation.objects.filter(team=team, public_id__in=ids["client"])
    invitations = Invitation.objects.filter(team=team, pk__in=_numbers(ids["invitation"]))
    measured = Assessment.objects.filter(client__team=team, public_id__in=ids["assessment"])
    return {
        **_users(ids["user"]),
        **{("client", each.public_id): each.name for each in clients.only("public_id", "name")},
        **{("invitation", str(each.pk)): each.email or _by_link() for each in invitations},
        **{
            ("assessment", public_id): f"{client} ({date_format(date, 'j F Y')})"
            for public_id, client, date in measured.values_list("public_id", "client__name", "date")
        },
    }


def _by_link() -> str:
    return _("whoever opens a link")


def _users(numbers: Iterable[str]) -> dict[Named, str]:
    users = User.objects.filter(pk__in=_numbers(numbers))
    return {("user", str(each.pk)): each.get_full_name() or each.email for each in users}


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal()]
