"""What the page of a team's house style says of its templates."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Team
from assessments import house_templates
from assessments.models import HouseTemplate
from assessments.template_form import TemplateForm
from assessments.template_words import Lacking, lacking, template_fault
from rendering.template_faults import KINDS
from reports.formats import Format


@dataclass(frozen=True, slots=True)
class TemplateState:
    """What is there of a kind, and what becomes of one that was sent."""

    kind: Format
    form: TemplateForm
    sent_at: dt.datetime | None
    failed_at: dt.datetime | None
    lacking: tuple[Lacking, ...]
    is_underway: bool
    fault: str  # in words, of one that is not used

    @property
    def is_document(self) -> bool:
        return self.kind is Format.DOCX


def template_states(team: Team, sent: TemplateForm | None = None) -> list[TemplateState]:
    """Of each kind; `sent` is a form that was refused. Three queries."""
    kept = house_templates.templates_of(team)
    return [_state(team, kind, kept.get(kind), sent) for kind in KINDS]


def _state(
    team: Team, kind: Format, kept: HouseTemplate | None, sent: TemplateForm | None
) -> TemplateState:
    job = house_templates.sent_job(team, kind)
    is_refused = sent is not None and sent.kind is kind
    return TemplateState(
        kind=kind,
        form=sent if sent is not None and is_refused else TemplateForm(kind=kind),
        sent_at=kept.sent_at if kept else None,
        failed_at=kept.failed_at if kept else None,
        lacking=tuple(lacking(kept.lacks)) if kept else (),
        is_underway=job is not None and job.is_underway,
        fault=template_fault(kind, job.reason) if job and job.has_failed else "",
    )
