"""What a measurement of a client starts from: the house style and the settings of the team."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from accounts.models import Organisation, Team


def of_client(client: Organisation) -> Mapping[str, Any]:
    """The next round, and how many a group needs before it shows."""
    last = client.assessments.aggregate(last=Max("round"))["last"] or 0
    return {"client": client, "round": last + 1, "minimum_group": client.team.minimum_group}


def house_style(team: Team) -> Mapping[str, Any]:
    """The columns of an edition. Each can be changed for one report."""
    return {
        "sender": team.sender,
        "contact": team.contact,
        "accent": team.accent,
        "bright": team.bright,
        "logo": bytes(team.logo),
    }
