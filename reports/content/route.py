"""What to do when: quick wins, the route in three horizons, and where to stop and look back."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from maturity.advice import DimensionAdvice
from maturity.definition import Action, Horizon
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
    Point,
    Points,
    Route,
    RouteHorizon,
    RouteLane,
    RouteRow,
    Text,
)
from reports.content.scores import rank_words
from reports.edition import Part
from reports.report import Report

HORIZONS = (1, 2, 3)


def quick_wins(report: Report) -> Chapter | None:
    """The actions of the first horizon, and in a full measurement the basecamps."""
    if not has_actions(report):
        return None
    if not report.result.with_gap:
        return _kept(report)
    has_wins, has_camps = report.edition.has(Part.QUICK_WINS), _is_drawn(report)
    if not (has_wins or has_camps):
        return None
    camps = tuple(_basecamps(report)) if has_camps else ()
    if not has_wins:
        return Chapter("quick-wins", _("Three horizons and their basecamps"), camps[1:])
    blocks = (*_listed(report, report.advice.quick_wins), *camps)
    return Chapter("quick-wins", _("Quick wins"), blocks, role="flow", lead=_wins_lead(report))


def _kept(report: Report) -> Chapter | None:
    """Where every target is reached: what holds it, in no route to anywhere."""
    if not report.edition.has(Part.QUICK_WINS):
        return None
    of_all = _("Every target has been reached: these actions keep it that way.")
    of_scored = _("Every scored dimension has reached its target: these actions keep it that way.")
    lead = of_all if _is_scored_whole(report) else of_scored
    placed = [each.action for each in report.advice.route.placed]
    blocks = tuple(_listed(report, placed))
    return Chapter("quick-wins", _("What keeps it that way"), blocks, role="flow", lead=lead)


def _listed(report: Report, wins: Sequence[Action]) -> Iterator[Block]:
    """A quick scan tells all there is of them by dimension, just before: here in a line each."""
    if wins and report.is_quick:
        rows = action_rows(report, wins)
        yield Points(
            tuple(Point(f"{each.number}. {each.title}", text=each.who_and_when) for each in rows)
        )
    elif wins:
        yield actions(report, wins, "wins")


def _wins_lead(report: Report) -> str:
    if not report.advice.quick_wins:
        return _("None of the current steps has an action for the first horizon.")
    period = {"period": report.definition.horizons[0].period}
    said = _("The actions of the first horizon (%(period)s) can start now.") % period
    if report.workshop is None:
        return said
    proposed = _("Owners and dates that nobody agreed on are proposals.")
    return f"{said} {proposed}"


def route(report: Report) -> Chapter | None:
    """Drawn. A quick scan is indicative: it has no such drawing."""
    if not has_route(report) or not _is_drawn(report):
        return None
    key = _(
        "Length of a bar: effort. Filled: start now, open: later."
        " Dotted line: waits for an earlier action."
    )
    title = _("The route in three horizons")
    return Chapter("route", title, (route_block(report),), role="wide", key=key)


def has_actions(report: Report) -> bool:
    """What to do when: not before the board found out what is unknown, where it is asked to."""
    return report.result.level is not None and bool(report.advice.route.placed)


def has_route(report: Report) -> bool:
    """Holding what is reached leads nowhere: its actions are a list."""
    return has_actions(report) and bool(report.result.with_gap)


def nothing_planned(report: Report) -> str:
    """Where there is no route, why."""
    if report.result.level is None:
        return _("There are no actions yet: first the answers are needed that are open or unknown.")
    if _is_scored_whole(report):
        return _("Every target has been reached: that takes no more actions.")
    return _("Every scored dimension has reached its target: that takes no more actions.")


def _is_scored_whole(report: Report) -> bool:
    return len(report.result.scored) == len(report.result.dimensions)


def _is_drawn(report: Report) -> bool:
    return report.edition.has(Part.ROUTE) and not report.is_quick


def route_block(report: Report) -> Route:
    placed = tuple(
        _row(report, advice, action_rows(report, advice.actions))
        for advice in report.advice.dimensions
        if advice.actions and has_route(report)
    )
    return Route(tuple(route_horizon(report, each) for each in report.definition.horizons), placed)


def route_title(report: Report) -> str:
    """Of the route as a picture of its own."""
    if report.about.organisation:
        return _("Route of %(organisation)s") % {"organisation": report.about.organisation}
    return _("Route of your organisation")


def route_in_words(drawn: Route) -> str:
    """For who does not see the picture: every action in order, with its horizon."""
    parts = []
    for each in drawn.horizons:
        titles = [
            f"{action.number} {action.title}"
            for action in drawn.actions
            if action.horizon == each.number
        ]
        parts.append(f"{each.name} ({each.period}): {'; '.join(titles) or '–'}.")
    return " ".join(parts)


def route_horizon(report: Report, horizon: Horizon) -> RouteHorizon:
    phases = [each for each in report.definition.phases if each.horizon == horizon.number]
    return RouteHorizon(
        number=horizon.number,
        name=horizon.name,
        period=horizon.period,
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
    yield Panel(
        "camps", tuple(_camp(route_horizon(report, each)) for each in report.definition.horizons)
    )


def _camp(camp: RouteHorizon) -> Panel:
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
        lanes=tuple(_lane(some) for some in _lanes(placed)),
    )


def _lanes(placed: Sequence[ActionRow]) -> list[list[ActionRow | None]]:
    """At most one action a horizon in each. An action goes on in the lane of what it depends on
    where there is room, else in the first lane with room."""
    lanes: list[list[ActionRow | None]] = []
    for action in placed:
        place = action.horizon - 1
        free = [lane for lane in lanes if lane[place] is None]
        if not free:
            lanes.append([None] * len(HORIZONS))
            free = lanes[-1:]
        best = next((lane for lane in free if _leads_to(lane, action)), free[0])
        best[place] = action
    return lanes


def _leads_to(lane: Sequence[ActionRow | None], action: ActionRow) -> bool:
    return any(each.number in action.waits_for for each in lane if each)


def _lane(some: Sequence[ActionRow | None]) -> RouteLane:
    horizons = {action.number: action.horizon for action in some if action}
    stretches = tuple(
        Stretch(action.horizon, action.size, _waits_since(action, horizons))
        for action in some
        if action
    )
    return RouteLane(Lane(stretches), tuple(some))


def _waits_since(action: ActionRow, horizons: Mapping[int, int]) -> int | None:
    """The latest earlier horizon of this lane with an action that this one depends on."""
    earlier = [horizons[number] for number in action.waits_for if number in horizons]
    return max((each for each in earlier if each < action.horizon), default=None)
