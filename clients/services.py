"""Writes to clients. Each is noted in what the team's owner can read back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import note
from accounts.models import Event, Organisation, Team, User
from accounts.replacing import replace_version
from assessments.comparisons import remove_comparisons
from assessments.models import Assessment
from assessments.services import create_assessment
from clients.ending import default_end
from clients.models import Notice, Subject
from workshops.facilitating import prepare
from workshops.models import Workshop


def new_organisation(team: Team, *, consultant: User, **details: Any) -> Organisation:
    """Not stored yet. It ends when the team's time of keeping things is over."""
    ends_on = default_end(team, timezone.localdate())
    return Organisation(team=team, consultant=consultant, ends_on=ends_on, **details)


@transaction.atomic
def add_organisation(organisation: Organisation, *, by: User) -> None:
    organisation.save()
    _note(Event.CLIENT_MADE, organisation, by)


@transaction.atomic
def keep_organisation(
    organisation: Organisation, *, replaces: int, by: User, **details: Any
) -> None:
    """Replace what is kept of it. Files of a group that it leaves show its scores; of another end
    date the team is warned anew."""
    row = Organisation.objects.filter(pk=organisation.pk)
    replace_version(row, "details_version", replaces)
    left = row.exclude(parent=details.get("parent"))
    remove_comparisons(left.select_related("parent"))
    moved = row.exclude(ends_on=details.get("ends_on"))
    Notice.objects.filter(organisation__in=moved, subject=Subject.ENDING).delete()
    row.update(**details)
    _note(Event.CLIENT_CHANGED, organisation, by)


@transaction.atomic
def archive(organisation: Organisation, *, by: User) -> None:
    """Out of the desk, and all of it kept. Twice is once."""
    rows = Organisation.objects.current().filter(pk=organisation.pk)
    if rows.update(archived_at=timezone.now()):
        _note(Event.CLIENT_CHANGED, organisation, by, detail="archived")


@transaction.atomic
def restore(organisation: Organisation, *, by: User) -> None:
    rows = Organisation.objects.filter(pk=organisation.pk, archived_at__isnull=False)
    if rows.update(archived_at=None):
        _note(Event.CLIENT_CHANGED, organisation, by, detail="restored")


@transaction.atomic
def start_measurement(client: Organisation, *, by: User, **values: Any) -> Assessment:
    """The next round of a client. What a form made before is found, not made again."""
    rounds = client.assessments.count()
    assessment = create_assessment(client=client, **values)
    if client.assessments.count() > rounds:
        named = f"assessment {assessment.public_id}"
        note(Event.STARTED, team=client.team, actor=by, subject=named)
    return assessment


@transaction.atomic
def start_workshop(like: Assessment, *, by: User, **values: Any) -> Workshop:
    """Of a client that `like` is of, whether that is stored or not."""
    if like.client is None:
        raise ValueError("A workshop of a client is like an assessment of it")
    return prepare(like, by=by, **values)


def note_export(organisation: Organisation, *, by: User) -> None:
    """Everything of a client was taken along."""
    _note(Event.EXPORTED, organisation, by)


def _note(event: Event, organisation: Organisation, by: User, *, detail: str = "") -> None:
    named = f"client {organisation.public_id}"
    note(event, team=organisation.team, actor=by, subject=named, detail=detail)
