"""A team's own document and slides, on which files of its clients are built."""

from dataclasses import replace
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.audit import note
from accounts.models import Event, Organisation, Team, User
from assessments.house_style import LOGO_OF_TEAM, folder_of
from assessments.models import HouseTemplate
from rendering import queue
from rendering.fingerprints import digest
from rendering.models import TEMPLATES, RenderJob
from rendering.template_process import Checked
from reports.comparison import ComparisonReport
from reports.formats import Format
from reports.report import Report

JOBS = {kind: name for name, kind in TEMPLATES.items()}  # the format of its job, by kind
P = TypeVar("P", Report, ComparisonReport)


def on_template(printed: P, format: Format, client: Organisation | None) -> P:
    """As a file of that format goes out of the team of a client. One query, for those formats."""
    if client is None or format not in JOBS:
        return printed
    kept = HouseTemplate.objects.filter(team=client.team_id, kind=format).first()
    return replace(printed, edition=printed.edition.built_on(kept.value if kept else None))


def templates_of(team: Team) -> dict[str, HouseTemplate]:
    """By kind, without what is in them."""
    return {each.kind: each for each in team.house_templates.defer("content")}


@transaction.atomic
def send_template(team: Team, kind: Format, content: bytes, *, by: User) -> None:
    """It is opened by a worker, in a process of its own; the one that is there stays until then."""
    queue.ask_sent(folder_of(team), content, JOBS[kind])
    note(Event.SETTINGS_CHANGED, team=team, actor=by, detail=f"template {kind}")


@transaction.atomic
def remove_template(team: Team, kind: Format, *, by: User) -> None:
    queue.forget_sent(folder_of(team), JOBS[kind])
    if team.house_templates.filter(kind=kind).delete()[0]:
        note(Event.SETTINGS_CHANGED, team=team, actor=by, detail=f"template {kind}")


def sent_job(team: Team, kind: Format) -> RenderJob | None:
    return queue.sent_job(folder_of(team), JOBS[kind])


def keep_template(folder: str, kind: Format, checked: Checked) -> None:
    """What was made of one that was sent; nothing when the team is gone."""
    team = Team.objects.filter(public_id=folder.removeprefix(LOGO_OF_TEAM)).first()
    if team is None:
        return
    HouseTemplate.objects.update_or_create(
        team=team,
        kind=kind,
        defaults={
            "digest": digest(checked.content),
            "content": checked.content,
            "lacks": list(checked.lacks),
            "sent_at": timezone.now(),
            "failed_at": None,
        },
    )


def note_failure(template: str) -> None:
    """A file could not be made on it, and was made on ours: the page of the team says so."""
    HouseTemplate.objects.filter(digest=template).update(failed_at=timezone.now())
