"""What a measurement of a client starts from: the house style and the settings of the team. The
house style is made on a page of its own, or taken from a report that looks as it should."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from accounts.audit import note
from accounts.models import Event, Organisation, Team, User
from accounts.replacing import replace_version
from assessments.models import KeptEdition
from rendering import queue
from reports.edition import Branding

LOGO_OF_TEAM = "team-"  # before its id: what an assessment is called has no hyphen


def of_client(client: Organisation) -> Mapping[str, Any]:
    """The next round, and how many a group needs before it shows."""
    last = client.assessments.aggregate(last=Max("round"))["last"] or 0
    return {"client": client, "round": last + 1, "minimum_group": client.team.minimum_group}


def house_style(team: Team) -> Mapping[str, Any]:
    """The columns of an edition. Each can be changed for one report."""
    return {**_sender(team), "logo": bytes(team.logo)}


def branding_of(team: Team) -> Branding:
    return Branding(**house_style(team))


@transaction.atomic
def keep_house_style(team: Team, edition: KeptEdition, *, by: User) -> None:
    """From now on new measurements of the team's clients start with this look."""
    queue.forget_sent(folder_of(team))
    version = {"style_version": F("style_version") + 1}
    _keep(team, by, **_sender(edition), logo=bytes(edition.logo), **version)


@transaction.atomic
def keep_sender(
    team: Team,
    branding: Branding,
    *,
    replaces: int,
    picture: bytes,
    without_logo: bool,
    by: User,
) -> None:
    """A picture may be hard to draw, so a worker makes a logo of it: the one that is there stays
    until then."""
    replace_version(Team.objects.filter(pk=team.pk), "style_version", replaces)
    if picture:
        queue.ask_sent(folder_of(team), picture)
    elif without_logo:
        queue.forget_sent(folder_of(team))
    _keep(team, by, **_sender(branding), **({"logo": b""} if without_logo else {}))


def keep_team_logo(folder: str, logo: bytes) -> bool:
    """What was made of a picture that was sent for a team. False for one of a report."""
    public_id = folder.removeprefix(LOGO_OF_TEAM)
    if public_id == folder:
        return False
    Team.objects.filter(public_id=public_id).update(logo=logo)
    return True


def folder_of(team: Team) -> str:
    """By which the queue of logos knows it."""
    return f"{LOGO_OF_TEAM}{team.public_id}"


def _keep(team: Team, by: User, **columns: Any) -> None:
    Team.objects.filter(pk=team.pk).update(**columns)
    note(Event.SETTINGS_CHANGED, team=team, actor=by, detail="house style")


def _sender(kept: Team | KeptEdition | Branding) -> Mapping[str, Any]:
    return {
        "sender": kept.sender,
        "contact": kept.contact,
        "accent": kept.accent,
        "bright": kept.bright,
    }
