"""The actions of the route, in words: the same rows for every chapter that lists some."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maturity.definition import Action
from reports.content.blocks import ActionRow, Actions, ActionWords
from reports.report import Report


def actions(report: Report, chosen: Iterable[Action], role: str) -> Actions:
    return Actions(tuple(action_rows(report, chosen)), role, action_words())


def action_rows(report: Report, chosen: Iterable[Action]) -> list[ActionRow]:
    """In the order given. All of them stand on the route."""
    rows = {row.slug: row for row in route_actions(report)}
    return [rows[action.slug] for action in chosen]


def route_actions(report: Report) -> list[ActionRow]:
    """Every action, in the order of the route."""
    placed = [
        (action, horizon) for horizon, some in report.advice.roadmap.items() for action in some
    ]
    numbers = {action.slug: number for number, (action, _horizon) in enumerate(placed, start=1)}
    return [_row(report, action, horizon, numbers) for action, horizon in placed]


def action_words() -> ActionWords:
    return ActionWords(
        action=_("Action"),
        measure=_("Measure"),
        owner=_("Owner"),
        when=_("When"),
        effort=_("Effort"),
        impact=_("Impact"),
    )


def _row(report: Report, action: Action, horizon: int, numbers: Mapping[str, int]) -> ActionRow:
    efforts = {
        "S": pgettext("effort", "small"),
        "M": pgettext("effort", "medium"),
        "L": pgettext("effort", "large"),
    }
    return ActionRow(
        slug=action.slug,
        number=numbers[action.slug],
        dimension=report.definition.dimension(action.dimension).name,
        title=action.title,
        description=action.description,
        measure=action.kpi,
        owner=action.owner,
        when=report.definition.horizons[horizon - 1].unbroken_period,
        horizon=horizon,
        effort=efforts[action.effort],
        size=action.effort,
        impact=action.impact,
        impact_words=_("%(impact)s of 3") % {"impact": action.impact},
        after=_after(action, numbers),
        moved="",
    )


def _after(action: Action, numbers: Mapping[str, int]) -> str:
    waits_for = sorted(numbers[slug] for slug in action.depends_on if slug in numbers)
    if not waits_for:
        return ""
    return _("after %(numbers)s") % {"numbers": f" {_('and')} ".join(map(str, waits_for))}
