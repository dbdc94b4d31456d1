"""What a workshop does by itself when its moment has come: by a timer, or before it is shown."""

from contextlib import suppress

from django.db.models import Q
from django.utils import timezone

from workshops.facilitating import StaleStep, act
from workshops.models import REOPENED_WITHIN, Workshop, WorkshopQuerySet
from workshops.steps import Action, Phase


def overdue() -> WorkshopQuerySet:
    """Those whose moment has come."""
    now = timezone.now()
    rows = Workshop.objects.select_related("assessment")
    to_open = Q(phase=Phase.PREPARED, alone_from__lte=now)
    to_seal = Q(phase=Phase.FINISHED, finished_at__lte=now - REOPENED_WITHIN)
    return rows.filter(to_open | to_seal)


def catch_up(workshop: Workshop) -> bool:
    """Whether it did something. No query where nothing is due."""
    action = _due(workshop)
    if action is None:
        return False
    with suppress(StaleStep):  # somebody else was first
        act(workshop, action, seen=workshop.step)
    return True


def _due(workshop: Workshop) -> Action | None:
    opens_at, seals_at, now = workshop.opens_at, workshop.seals_at, timezone.now()
    if opens_at and opens_at <= now:
        return Action.ALONE
    return Action.SEAL if seals_at and seals_at <= now else None
