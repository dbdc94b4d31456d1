"""The change itself: the programme that carries it, and what can go wrong."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.content.blocks import Block, Cell, Chapter, Heading, Row, Table
from reports.content.route import has_route
from reports.edition import Part
from reports.report import Report


def programme(report: Report) -> Chapter | None:
    if not report.edition.has(Part.PROGRAMME):
        return None
    blocks: list[Block] = []
    if has_route(report) and not report.is_quick:  # nobody sets one up to hold what is reached
        blocks += [Heading(_("The programme")), _phases(report)]
    if report.advice.risks:
        blocks += [Heading(_("Risks in your situation")), _risks(report)]
    if not blocks:
        return None
    title = _("The change and its risks") if report.advice.risks else _("The change")
    return Chapter("programme", title, tuple(blocks))


def _phases(report: Report) -> Table:
    rows = (
        Row(
            (
                Cell((f"{phase.number} {phase.name}",), role="header"),
                Cell((phase.purpose,)),
                Cell(("; ".join(_continued(phase.deliverables)),)),
            )
        )
        for phase in report.definition.phases
    )
    return Table(_head(_("Phase"), _("Purpose"), _("Deliverables")), tuple(rows), "list")


def _continued(texts: Sequence[str]) -> Iterator[str]:
    """In one sentence: only the first begins with a capital."""
    for place, text in enumerate(texts):
        yield f"{text[:1].lower()}{text[1:]}" if place else text


def _risks(report: Report) -> Table:
    rows = (
        Row((Cell((risk.name,), role="strong"), Cell((risk.signal,)), Cell((risk.mitigation,))))
        for risk in report.advice.risks
    )
    return Table(_head(_("Risk"), _("How you notice"), _("What to do")), tuple(rows), "list")


def _head(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell((word,)) for word in words)
