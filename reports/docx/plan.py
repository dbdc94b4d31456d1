"""What to do and when: quick wins, the route, the change programme and its risks."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from maturity.definition import Action, Horizon, ProgrammePhase
from maturity.display import score_text
from reports.docx.draft import Draft
from reports.docx.tables import (
    OWNER,
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
from reports.pages import action_rows, camp
from reports.route import RouteRow, route_rows

TOGETHER = 2  # rows before the last that go with it to a second page of the route


def write_quick_wins(draft: Draft) -> None:
    if not draft.has_plan(Part.QUICK_WINS):
        return
    draft.heading(_("Quick wins"), 1, flows=draft.is_quick)
    wins = list(action_rows(draft.report, draft.report.advice.quick_wins))
    if not wins:
        nothing = _("None of the current steps has an action for the first horizon.")
        draft.paragraph(nothing, style="Lead")
        return
    draft.paragraph(
        _(
            "What can start now: the actions of the first horizon (%(period)s),"
            " greatest impact first."
        )
        % {"period": wins[0].horizon.unbroken_period},
        style="Lead",
    )
    columns = [
        Column(_("Rank"), 11, is_figure=True),
        Column(_("Action"), 47),
        Column(_("Measure"), 46),
        Column(_("Owner"), OWNER),
        Column(_("Effort"), 20),
        Column(_("Impact"), 13),
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
    write_table(draft.document, _("Quick wins"), columns, rows, is_whole=True)


def write_camps(draft: Draft) -> None:
    """A quick report has them in the table of the route."""
    if draft.is_quick or not draft.has_plan(Part.ROUTE):
        return
    name = _("Three horizons and their basecamps")
    draft.heading(name, 2 if draft.has_plan(Part.QUICK_WINS) else 1)
    draft.paragraph(
        _(
            "Every horizon ends at a basecamp:"
            " go on only when its questions can be answered with yes."
        ),
        style="Lead",
    )
    camps = [camp(draft.report, horizon) for horizon in draft.report.definition.horizons]
    columns = [Column(each.horizon.name, 170 / 3) for each in camps]
    rows = [
        [cell(each.horizon.aim) for each in camps],
        [_basecamps(each.phases) for each in camps],
    ]
    head = [_horizon_head(each.horizon) for each in camps]
    write_headed_table(draft.document, name, columns, head, rows, whole_from=0)


def _horizon_head(horizon: Horizon) -> Cell:
    return cell(
        line(strong(f"{horizon.number} {horizon.name}"), style="TableHeadStrong"),
        line(horizon.unbroken_period, style="TableHead"),
    )


def _basecamps(phases: Sequence[ProgrammePhase]) -> Cell:
    return Cell((line(strong(_("Basecamp"))), *_asked(phases).lines))


def _asked(phases: Sequence[ProgrammePhase]) -> Cell:
    return Cell(tuple(line(phase.basecamp, style="TableBullet") for phase in phases))


def write_route(draft: Draft) -> None:
    definition = draft.report.definition
    draft.heading(_("The route in three horizons"), 1)
    draft.paragraph(
        _("What to do for each dimension, by whom, and which action it has to wait for."),
        style="Small",
    )
    columns = [Column(_("Dimension"), 44), *(Column(h.name, 75) for h in definition.horizons)]
    head = [cell(line(_("Dimension"), style="TableHead"))]
    head += [_horizon_head(each) for each in definition.horizons]
    rows = [_route_cells(draft, each) for each in route_rows(draft.report)]
    if draft.is_quick:
        camps = [camp(draft.report, horizon) for horizon in definition.horizons]
        name = cell(line(strong(_("Basecamp"))), line(quiet(_("go on if yes"))))
        rows.append([name, *(_asked(each.phases) for each in camps)])
    write_headed_table(
        draft.document,
        _("The route in three horizons"),
        columns,
        head,
        rows,
        whole_from=max(0, len(rows) - TOGETHER),
    )


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
    chosen = list(actions)
    for action, shown in zip(chosen, action_rows(draft.report, chosen), strict=True):
        effort = _("effort %(effort)s") % {"effort": shown.effort}
        lines.append(line(strong(shown.title)))
        lines.append(line(quiet(f"{shown.owner}, {effort}")))
        for title in _awaited(draft, action):
            lines.append(line(quiet(_("waits for: %(action)s") % {"action": title})))
    return Cell(tuple(lines))


def _awaited(draft: Draft, action: Action) -> Iterator[str]:
    """Titles of the actions in this plan that have to be done first."""
    for planned in (each for actions in draft.report.advice.roadmap.values() for each in actions):
        if planned.slug in action.depends_on:
            yield planned.title


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
            Column(_("Risk"), 36),
            Column(_("How you notice"), 64),
            Column(_("What to do"), 70),
        ]
        rows = [
            [cell(strong(risk.name)), cell(risk.signal), cell(risk.mitigation)] for risk in risks
        ]
        write_table(draft.document, _("Risks in your situation"), columns, rows, is_whole=True)


def _write_phases(draft: Draft) -> None:
    draft.heading(_("The programme"), 2)
    columns = [
        Column(_("Phase"), 36),
        Column(_("Purpose"), 56),
        Column(_("Deliverables"), 78),
    ]
    rows = [
        [
            cell(strong(f"{phase.number} {phase.name}")),
            cell(phase.purpose),
            Cell(tuple(line(each, style="TableBullet") for each in phase.deliverables)),
        ]
        for phase in draft.report.definition.phases
    ]
    write_table(draft.document, _("The programme"), columns, rows)
