"""A client erased for good: what goes, doing it, and looking whether anything is left.

With a group its units go. Reports of later rounds elsewhere that show its scores go as well, and
are made anew when somebody asks. Only the list of who did what keeps that it was done, by ids.
"""

import logging
from dataclasses import dataclass

from django.db import transaction

from accounts.audit import note
from accounts.models import Event, Organisation, OrganisationQuerySet, User
from assessments.comparisons import folders_showing, names_showing, remove_comparisons
from assessments.models import Assessment, ReadLink
from assessments.services import remove_all_of
from assessments.telling import are_kept
from assessments.told_results import are_told
from rendering import queue
from workshops.models import Workshop

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Goes:
    """What goes with a client."""

    units: int
    measurements: int
    workshops: int
    links: int  # read-only ones that are out
    files: int


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, by ids alone: to look for it afterwards."""

    clients: tuple[str, ...]
    folders: tuple[str, ...]
    pages: tuple[str, ...]  # of comparisons, by the names that they were kept by

    @property
    def left(self) -> int:
        """Rows, files and kept words that are still there; 0 is as it should be."""
        rows = Organisation.objects.filter(public_id__in=self.clients).count()
        rows += Assessment.objects.filter(client__public_id__in=self.clients).count()
        try:
            words = are_told(*self.folders) + are_kept(self.pages)
            return rows + queue.left_in(*self.folders) + words
        except Exception:  # storage or cache is away: what lies there goes when it is back
            logger.exception("It cannot be looked whether anything is left")
            return rows + 1


def goes_with(organisation: Organisation) -> Goes:
    """Five queries."""
    clients = _with_units(organisation)
    measured = Assessment.objects.filter(client__in=clients)
    folders = list(measured.values_list("public_id", flat=True))
    return Goes(
        units=clients.count() - 1,
        measurements=len(folders),
        workshops=Workshop.objects.filter(assessment__in=measured).count(),
        links=ReadLink.objects.out().filter(assessment__in=measured).count(),
        files=queue.files_in(*folders),
    )


@transaction.atomic
def erase(organisation: Organisation, *, by: User | None) -> Erased:
    """Nobody can bring it back. Of two who press at once, one finds it gone. At its end date it is
    done by nobody."""
    clients = _with_units(organisation)
    rows = list(clients.select_related("parent").select_for_update(of=("self",)))
    ids = [each.public_id for each in rows]
    measurements = Assessment.objects.filter(client__in=rows).count()
    folders = [*remove_all_of(rows), *folders_showing(rows)]
    remove_comparisons(rows)
    Organisation.objects.filter(public_id__in=ids).delete()
    if ids:
        note(
            Event.CLIENT_ERASED,
            team=organisation.team,
            actor=by,
            subject=f"client {organisation.public_id}",
            detail=_counted(measurements, len(ids) - 1, at_its_end=by is None),
        )
    return Erased(tuple(ids), tuple(folders), tuple(names_showing(rows)))


def _counted(assessments: int, units: int, *, at_its_end: bool) -> str:
    counted = f"{assessments} assessments, {units} units"
    return f"{counted}, end date" if at_its_end else counted


def _with_units(organisation: Organisation) -> OrganisationQuerySet:
    return Organisation.objects.filter(pk=organisation.pk) | organisation.units.all()
