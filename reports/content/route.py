"""What to do when: quick wins, the route in three horizons, and where to stop and look back."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from django.utils.translation import gettext as _

from maturity.advice import DimensionAdvice
from maturity.definition import Horizon
from maturity.display import score_text
from reports.charts import Stretch
from reports.content.actions import action_rows, actions, horizon_words
from reports.content.blocks import (
    ActionRow,
    Block,
    Chapter,
    Heading,
    Items,
    Lane,
    Panel,
    Route,
    RouteLane,
    RouteRow,
    Stage,
    Text,
)
from reports.content.scores import rank_words
from reports.edition import Part
from reports.report import Report

HORIZONS = (1, 2, 3)


def quick_wins(report: Report) -> Chapter | None:
    """The actions of the first horizon, and in a full measurement the basecamps."""
    has = report.edition.has
    has_wins, has_camps = has(Part.QUICK_WINS), has(Part.ROUTE) and not report.is_quick
    if not has_route(report) or not (has_wins or has_camps):
        return None
    camps = tuple(_basecamps(report)) if has_camps else ()
    if not has_wins:
        return Chapter("quick-wins", _("Three horizons and their basecamps"), camps[1:])
    wins = report.advice.quick_wins
    table = (actions(report, wins, "wins"),) if wins else ()
    blocks = (*table, *camps)
    return Chapter("quick-wins", _("Quick wins"), blocks, role="flow", lead=_wins_lead(report))


def _wins_lead(report: Report) -> str:
    if not report.advice.quick_wins:
        return _("None of the current steps has an action for the first horizon.")
    period = {"period": report.definition.horizons[0].unbroken_period}
    return _("What can start now: the actions of the first horizon (%(period)s).") % period


def route(report: Report) -> Chapter | None:
    """Drawn. A quick scan is indicative: it has no such drawing."""
    if report.is_quick or not has_route(report) or not report.edition.has(Part.ROUTE):
        return None
    lead = _(
        "Length of a bar: effort. Filled: start now, open: later."
        " Dotted line: waits for an earlier action."
    )
    title = _("The route in three horizons")
    return Chapter("route", title, (route_block(report),), role="wide", lead=lead)


def has_route(report: Report) -> bool:
    return bool(report.advice.route.placed)


def route_block(report: Report) -> Route:
    placed = tuple(
        _row(report, advice, action_rows(report, advice.actions))
        for advice in report.advice.dimensions
        if advice.actions
    )
    return Route(tuple(stage(report, each) for each in report.definition.horizons), placed)


def stage(report: Report, horizon: Horizon) -> Stage:
    phases = [each for each in report.definition.phases if each.horizon == horizon.number]
    return Stage(
        number=horizon.number,
        name=horizon.name,
        period=horizon.unbroken_period,
        until=horizon_words(report, horizon.number) if report.advice.dates else "",
        aim=horizon.aim,
        questions=tuple((phase.name, phase.basecamp) for phase in phases),
    )


def _basecamps(report: Report) -> Iterator[Block]:
    yield Heading(_("Three horizons and their basecamps"), role="sub")
    words = _(
        "Every horizon ends at a basecamp: go on only when its questions can be answered with yes."
    )
    yield Text(words, "lead")
    yield Panel("camps", tuple(_camp(stage(report, each)) for each in report.definition.horizons))


def _camp(camp: Stage) -> Panel:
    title = Heading(f"{camp.number} {camp.name}")
    questions = Items(tuple(question for _phase, question in camp.questions))
    return Panel(
        "camp",
        (title, Text(camp.period, "period"), Text(camp.aim), Heading(_("Basecamp"), 4), questions),
    )


def _row(report: Report, advice: DimensionAdvice, placed: Sequence[ActionRow]) -> RouteRow:
    step = {"score": score_text(advice.row.score, report.language), "target": advice.row.target}
    return RouteRow(
        rank=rank_words(report, advice.row),
        name=advice.row.dimension.name,
        step=_("%(score)s to %(target)s") % step,
        lanes=tuple(_lane(report, some) for some in _lanes(placed)),
    )


def _lanes(placed: Sequence[ActionRow]) -> list[tuple[ActionRow | None, ...]]:
    """At most one action a horizon in each."""
    columns = [[each for each in placed if each.horizon == horizon] for horizon in HORIZONS]
    return list(zip_longest(*columns))


def _lane(report: Report, some: tuple[ActionRow | None, ...]) -> RouteLane:
    horizons = {action.slug: action.horizon for action in some if action}
    stretches = tuple(
        Stretch(action.horizon, action.size, _waits_for(report, action, horizons))
        for action in some
        if action
    )
    return RouteLane(Lane(stretches), some)


def _waits_for(report: Report, action: ActionRow, horizons: dict[str, int]) -> int | None:
    """The latest earlier horizon of this lane with an action that this one depends on."""
    depends_on = report.definition.action(action.slug).depends_on
    earlier = [horizons[slug] for slug in depends_on if slug in horizons]
    return max((each for each in earlier if each < action.horizon), default=None)
