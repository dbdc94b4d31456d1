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
    is_to_come = Q(alone_until=None) | Q(alone_until__gt=now)
    to_open = Q(phase=Phase.PREPARED, alone_from__lte=now) & is_to_come
    to_close = Q(phase=Phase.ALONE, alone_until__lte=now)
    to_seal = Q(phase=Phase.FINISHED, finished_at__lte=now - REOPENED_WITHIN)
    return rows.filter(to_open | to_close | to_seal)


def catch_up(workshop: Workshop) -> bool:
    """Whether it did something. No query where nothing is due."""
    action = _due(workshop)
    if action is None:
        return False
    with suppress(StaleStep):  # somebody else was first
        act(workshop, action, seen=workshop.step, is_due=True)
    return True


def _due(workshop: Workshop) -> Action | None:
    """Of a workshop at most one moment is set: each is of another phase."""
    moments = {
        Action.ALONE: workshop.opens_at,
        Action.END_ALONE: workshop.closes_at,
        Action.SEAL: workshop.seals_at,
    }
    now = timezone.now()
    return next((action for action, moment in moments.items() if moment and moment <= now), None)
