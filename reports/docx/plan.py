"""What to do and when: quick wins, the route, the change programme and its risks."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maturity.definition import Action
from maturity.display import score_text
from reports.docx.draft import Draft
from reports.docx.tables import (
    Cell,
    Column,
    Line,
    cell,
    line,
    quiet,
    strong,
    write_headed_table,
    write_table,
)
from reports.edition import Part
from reports.pages import Camp, action_rows, camp
from reports.route import RouteRow, route_rows


def write_quick_wins(draft: Draft) -> None:
    if not draft.has_plan(Part.QUICK_WINS):
        return
    draft.heading(_("Quick wins"), 1)
    wins = list(action_rows(draft.report, draft.report.advice.quick_wins))
    if not wins:
        nothing = _("None of the current steps has an action for the first horizon.")
        draft.paragraph(nothing, style="Lead")
        return
    draft.paragraph(
        _("What can start now: the actions of the first horizon (%(period)s), most effect first.")
        % {"period": wins[0].horizon.period},
        style="Lead",
    )
    columns = [
        Column(_("Rank"), 12, is_figure=True),
        Column(_("Action"), 56),
        Column(_("Measure"), 42),
        Column(_("Owner"), 30),
        Column(_("Effort"), 15),
        Column(_("Impact"), 15),
    ]
    rows = [
        [
            cell(str(number)),
            cell(line(strong(action.title)), line(quiet(action.dimension.name))),
            cell(action.kpi),
            cell(action.owner),
            cell(action.effort),
            cell(_("%(impact)s of 3") % {"impact": action.impact}),
        ]
        for number, action in enumerate(wins, start=1)
    ]
    write_table(draft.document, _("Quick wins"), columns, rows)


def write_route(draft: Draft) -> None:
    definition = draft.report.definition
    draft.heading(_("The route in three horizons"), 1)
    draft.paragraph(
        _(
            "Every horizon ends at a basecamp:"
            " go on only when its questions can be answered with yes."
        ),
        style="Small",
    )
    columns = [Column(_("Dimension"), 44), *(Column(h.name, 75) for h in definition.horizons)]
    head = [cell(line(_("Dimension"), style="Table head"))]
    head += [
        cell(
            line(strong(f"{each.number} {each.name}"), style="Table head strong"),
            line(each.period, style="Table head"),
        )
        for each in definition.horizons
    ]
    camps = [camp(draft.report, horizon) for horizon in definition.horizons]
    rows = [[cell(line(strong(_("Aim")))), *(cell(each.horizon.aim) for each in camps)]]
    rows += [_route_cells(draft, each) for each in route_rows(draft.report)]
    rows.append(_camp_cells(draft, camps))
    write_headed_table(draft.document, _("The route in three horizons"), columns, head, rows)


def _route_cells(draft: Draft, each: RouteRow) -> list[Cell]:
    row = each.row
    words = {"score": score_text(row.score, draft.report.language), "target": row.target}
    name = cell(
        line(strong(f"{row.rank} {row.dimension.name}")),
        line(quiet(_("%(score)s to %(target)s") % words)),
    )
    placed = zip(*(line.actions for line in each.lines), strict=True)
    return [name, *(_horizon_cell(draft, filter(None, actions)) for actions in placed)]


def _horizon_cell(draft: Draft, actions: Iterable[Action]) -> Cell:
    lines: list[Line] = []
    for action in action_rows(draft.report, list(actions)):
        effort = _("effort %(effort)s") % {"effort": action.effort}
        lines.append(line(strong(action.title)))
        lines.append(line(quiet(f"{action.owner}, {effort}")))
    return Cell(tuple(lines))


def _camp_cells(draft: Draft, camps: Iterable[Camp]) -> list[Cell]:
    """The questions to answer with yes; of a quick report only the first of each horizon."""
    name = cell(line(strong(_("Basecamp"))), line(quiet(_("go on when yes"))))
    most = 1 if draft.is_quick else None
    return [
        name,
        *(
            Cell(tuple(line(each.basecamp, style="Table bullet") for each in camp.phases[:most]))
            for camp in camps
        ),
    ]


def write_programme(draft: Draft) -> None:
    has_phases, risks = not draft.is_quick, draft.report.advice.risks
    if not draft.has(Part.PROGRAMME) or not (has_phases or risks):
        return
    draft.heading(_("The change and its risks"), 1)
    if has_phases:
        _write_phases(draft)
    if risks:
        draft.heading(_("Risks in your situation"), 2)
        columns = [
            Column(_("Risk"), 42),
            Column(_("How you notice"), 62),
            Column(_("What to do"), 66),
        ]
        rows = [
            [cell(strong(risk.name)), cell(risk.signal), cell(risk.mitigation)] for risk in risks
        ]
        write_table(draft.document, _("Risks in your situation"), columns, rows)


def _write_phases(draft: Draft) -> None:
    draft.heading(_("The programme"), 2)
    columns = [
        Column(_("Phase"), 38),
        Column(_("Purpose"), 60),
        Column(_("Deliverables"), 72),
    ]
    rows = [
        [
            cell(strong(f"{phase.number} {phase.name}")),
            cell(phase.purpose),
            Cell(tuple(line(each, style="Table bullet") for each in phase.deliverables)),
        ]
        for phase in draft.report.definition.phases
    ]
    write_table(draft.document, _("The programme"), columns, rows)
