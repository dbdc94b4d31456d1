"""Measurements of many units of a group at once: what a list of names asks for, and starting it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from assessments.models import Assessment, Kind
from clients.services import add_organisation, restore, start_measurement
from maturity.loading import published_version
from maturity.typed import name_key

MOST = 200  # at once


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit by its name, and what there is of it."""

    name: str
    unit: Organisation | None
    open: Assessment | None  # is being measured: nothing is started beside it
    previous: Assessment | None  # whose scores will stand beside the new ones

    @property
    def is_new(self) -> bool:
        return self.unit is None

    @property
    def will_start(self) -> bool:
        return self.open is None


def asked_for(group: Organisation, names: Sequence[str]) -> list[Asked]:
    """In the order of the list, a unit that is there under the name that is kept. Two queries."""
    units = {name_key(each.name): each for each in group.units.order_by("-pk")}  # the first wins
    wanted = [(name, units.get(name_key(name))) for name in names]
    measured = _measured(unit for _name, unit in wanted if unit)
    return [_asked(name, unit, measured[unit.pk] if unit else ()) for name, unit in wanted]


def _asked(name: str, unit: Organisation | None, measured: Sequence[Assessment]) -> Asked:
    version = published_version().pk
    comparable = [each for each in measured if each.model_version_id == version]
    return Asked(
        name=unit.name if unit else name,
        unit=unit,
        open=next((each for each in measured if not each.is_finished), None),
        previous=next((each for each in comparable if each.is_finished), None),
    )


def _measured(units: Iterable[Organisation]) -> dict[int, list[Assessment]]:
    """By the unit, the latest first."""
    found: dict[int, list[Assessment]] = {each.pk: [] for each in units}
    for each in Assessment.objects.filter(client__in=found).order_by("-date", "-pk"):
        found[each.client_id or 0].append(each)
    return found


@transaction.atomic
def start_many(
    group: Organisation,
    names: Sequence[str],
    *,
    by: User,
    made_by: Callable[[str], str],
    **values: Any,
) -> None:
    """A measurement of each unit that is not being measured; a unit that is not there is added.

    `made_by` names the form for each unit, so that what it made before is found. Of two who press
    at the same moment one comes later, and finds what the other made.
    """
    Organisation.objects.select_for_update().get(pk=group.pk)
    for each in asked_for(group, names):
        if not each.will_start:
            continue
        unit = each.unit or _added(group, each.name, by)
        if unit.is_archived:
            restore(unit, by=by)
        start_measurement(
            unit,
            by=by,
            language=group.team.language,
            sector=unit.sector,
            organisation=unit.name,
            previous=each.previous,
            made_by=made_by(name_key(unit.name)),
            **values,
        )


def _added(group: Organisation, name: str, by: User) -> Organisation:
    unit = Organisation(
        team=group.team,
        parent=group,
        name=name,
        sector=group.sector,
        consultant=group.consultant,
        ends_on=group.ends_on,
    )
    add_organisation(unit, by=by)
    return unit


def open_links(group: Organisation) -> list[Assessment]:
    """What people fill in by a private link just now, of every unit. One query."""
    rows = Assessment.objects.filter(client__parent=group, client__archived_at=None, kind=Kind.OWN)
    started = rows.filter(finished_at=None).select_related("client")
    return list(started.order_by("client__name", "client", "pk"))
