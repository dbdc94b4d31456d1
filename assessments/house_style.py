"""What a measurement of a client starts from: the house style and the settings of the team. The
house style is taken from a report that looks as it should."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.audit import note
from accounts.models import Event, Organisation, Team, User
from assessments.models import KeptEdition


def of_client(client: Organisation) -> Mapping[str, Any]:
    """The next round, and how many a group needs before it shows."""
    last = client.assessments.aggregate(last=Max("round"))["last"] or 0
    return {"client": client, "round": last + 1, "minimum_group": client.team.minimum_group}


def house_style(team: Team) -> Mapping[str, Any]:
    """The columns of an edition. Each can be changed for one report."""
    return _look(team)


@transaction.atomic
def keep_house_style(team: Team, edition: KeptEdition, *, by: User) -> None:
    """From now on new measurements of the team's clients start with this look."""
    Team.objects.filter(pk=team.pk).update(**_look(edition))
    note(Event.SETTINGS_CHANGED, team=team, actor=by, detail="house style")


def _look(kept: Team | KeptEdition) -> Mapping[str, Any]:
    return {
        "sender": kept.sender,
        "contact": kept.contact,
        "accent": kept.accent,
        "bright": kept.bright,
        "logo": bytes(kept.logo),
    }
