"""Who may come in by a link: the private one renewed, read-only ones given and withdrawn.

What is of a client is noted for its team.
"""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import Event, User
from assessments.belonging import note_for_team
from assessments.models import Assessment, ReadLink
from assessments.services import AssessmentRemoved, hold


@transaction.atomic
def share(assessment: Assessment, *, holder: str = "", by: User | None) -> ReadLink:
    """A read-only link for somebody, or for all who took part. Who has one keeps that one."""
    if not hold(assessment):
        raise AssessmentRemoved
    last = assessment.read_links.aggregate(last=Max("number"))["last"] or 0
    link, is_new = ReadLink.objects.get_or_create(
        assessment=assessment, holder=holder, withdrawn_at=None, defaults={"number": last + 1}
    )
    if is_new:
        note_for_team(Event.LINK_MADE, assessment, by=by, detail=f"read-only link {link.number}")
    return link


@transaction.atomic
def withdraw(link: ReadLink, *, by: User | None) -> None:
    """It opens nothing any more, and what it opened is closed; the others stay. Twice is once."""
    rows = ReadLink.objects.out().filter(pk=link.pk)
    if rows.update(withdrawn_at=timezone.now()):
        detail = f"read-only link {link.number}"
        note_for_team(Event.LINK_WITHDRAWN, link.assessment, by=by, detail=detail)


@transaction.atomic
def renew_private_link(
    assessment: Assessment, *, by: User | None = None, with_read_links: bool = False
) -> None:
    """The old one and all its grants stop; whoever renews must keep the new one."""
    now = timezone.now()
    renewed = {"edit_generation": F("edit_generation") + 1, "link_kept_at": None}
    if not Assessment.objects.filter(pk=assessment.pk).update(**renewed, touched_at=now):
        raise AssessmentRemoved
    note_for_team(Event.LINKS_RENEWED, assessment, by=by)
    if with_read_links:
        for link in assessment.read_links.out():
            withdraw(link, by=by)
    assessment.refresh_from_db()
