"""What a result rests on, in words. One person answers questions; of a group, answers count."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.scoring import DimensionResult
from reports.report import Report


def basis(report: Report) -> tuple[str, ...]:
    """ "34 of 35 questions filled in, 33 with a level", and what the others came to."""
    return tuple(_group_basis(report) if report.responses.is_group else _own_basis(report))


def why_unscored(report: Report, row: DimensionResult) -> str:
    """What a dimension lacks for a score (rules 1 and 10); empty when it has one."""
    if row.is_scored:
        return ""
    words = {"answered": row.counts.answered, "questions": row.counts.questions}
    if report.responses.is_group:
        return (
            _(
                "Answers with a level: %(answered)s of %(questions)s. A score needs one participant"
                " who answered at least half of the questions that apply, or as many agreed levels."
            )
            % words
        )
    return (
        _(
            "Answered with a level: %(answered)s of %(questions)s questions."
            " A score needs at least half of those that apply."
        )
        % words
    )


def _own_basis(report: Report) -> Iterator[str]:
    counts = report.result.counts
    words = {
        "filled": counts.questions - counts.unanswered,
        "questions": counts.questions,
        "answered": counts.answered,
    }
    yield _("%(filled)s of %(questions)s questions filled in, %(answered)s with a level") % words
    yield from _without_level(report)
    if counts.unanswered:
        yield _("%d not answered yet") % counts.unanswered


def _group_basis(report: Report) -> Iterator[str]:
    """Nobody can add an answer to those that came with the file, so none is missing "yet"."""
    counts = report.result.counts
    yield (
        _("%(answered)s of %(questions)s answers have a level")
        % {"answered": counts.answered, "questions": counts.questions}
    )
    yield from _without_level(report)
    if counts.unanswered:
        yield _("%d left open") % counts.unanswered
    agreed = sum(row.agreed is not None for row in report.result.questions)
    if agreed:
        yield ngettext("%d question agreed on", "%d questions agreed on", agreed) % agreed


def _without_level(report: Report) -> Iterator[str]:
    counts = report.result.counts
    if counts.unknown:
        yield (
            ngettext("“don't know” once", "“don't know” %(number)s times", counts.unknown)
            % {"number": counts.unknown}
        )
    if counts.not_applicable:
        yield _("%d not applicable") % counts.not_applicable
