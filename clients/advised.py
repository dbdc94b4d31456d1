"""What the last report of a client advised and asked its board: to look back on."""

from dataclasses import dataclass

from django.utils import translation

from accounts.models import Role
from assessments.access import Access, Ground
from assessments.reporting import report_of
from clients.rounds import Round
from reports.content.actions import action_rows
from reports.content.blocks import ActionRow


@dataclass(frozen=True, slots=True)
class Advised:
    actions: tuple[ActionRow, ...]  # the first ones, with who agreed to them by when
    decisions: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.actions or self.decisions)


def advised_in(measured: Round | None, language: str) -> Advised | None:
    """As every member may read it. The queries of a report."""
    if measured is None:
        return None
    access = Access(measured.assessment, Ground.ROLE, Role.VIEWER)
    with translation.override(language):
        report = report_of(access, language)
        rows = action_rows(report, report.advice.first_actions)
        return Advised(tuple(rows), report.decisions)
