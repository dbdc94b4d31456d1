"""What a workshop does by itself when its moment has come: by a timer, or before it is shown."""

from contextlib import suppress

from django.utils import timezone

from workshops.facilitating import StaleStep, act
from workshops.models import REOPENED_WITHIN, Workshop, WorkshopQuerySet
from workshops.steps import Action, Phase


def overdue() -> WorkshopQuerySet:
    """Those whose moment has come."""
    long_ago = timezone.now() - REOPENED_WITHIN
    rows = Workshop.objects.select_related("assessment")
    return rows.filter(phase=Phase.FINISHED, finished_at__lte=long_ago)


def catch_up(workshop: Workshop) -> bool:
    """Whether it did something. No query where nothing is due."""
    action = _due(workshop)
    if action is None:
        return False
    with suppress(StaleStep):  # somebody else was first
        act(workshop, action, seen=workshop.step)
    return True


def _due(workshop: Workshop) -> Action | None:
    seals_at = workshop.seals_at
    return Action.SEAL if seals_at and seals_at <= timezone.now() else None
