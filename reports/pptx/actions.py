"""The slides that say what to do: priorities, quick wins and the route in three horizons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.advice import DimensionAdvice
from maturity.display import score_text
from reports.edition import Part
from reports.insights import Insight, dimension_insight
from reports.pages import ActionRow, Camp, action_rows, camp
from reports.pptx.deck import Deck
from reports.pptx.drawings import place_horizons
from reports.pptx.insights import insight_cell
from reports.pptx.layouts import ROUTE, TABLE, TOP
from reports.pptx.tables import Cell, Column, Row, Table, fits, place_table
from reports.pptx.text import Text, told
from reports.report import Report

PRIORITIES = 3
MOST, LEAST = 6, 2  # actions of a horizon on the slide of the route


def add_priorities(deck: Deck) -> None:
    """The first three dimensions with their step, and the action to begin with."""
    report = deck.report
    first = [advice for advice in report.advice.dimensions if advice.step][:PRIORITIES]
    if not first:
        return
    sheet = deck.add(
        TABLE, _("Priorities"), _("The dimensions to begin with, and the first thing to do.")
    )
    table, place = _priorities_table(report, first), sheet.placeholder(14)
    insights = {
        slug: insight
        for slug in (advice.row.dimension.slug for advice in first)
        if (insight := dimension_insight(report, slug))
    }
    if insights:
        with_insights = _with_insights(report, first, insights)
        if fits(with_insights, place.width.inches, place.height.inches):
            table = with_insights
            deck.said.update(insights)
    place_table(sheet, 14, table)
    sheet.tell(*(text for advice in first for text in _told(report, advice)))


def _priorities_table(report: Report, first: Sequence[DimensionAdvice]) -> Table:
    titles = (_("Rank"), _("Dimension"), _("The step to take"), _("First action"))
    columns = tuple(map(Column, titles, (0.07, 0.23, 0.36, 0.34)))
    rows = tuple(_priority(report, advice, with_more=True) for advice in first)
    return Table(columns, rows, description=_("Priorities"))


def _with_insights(
    report: Report, first: Sequence[DimensionAdvice], insights: Mapping[str, Insight]
) -> Table:
    """With a column for what a person says of them, and less of what the model says."""
    heading = next(each.heading for each in insights.values())
    titles = (_("Rank"), _("Dimension"), _("The step to take"), _("First action"), heading)
    rows = tuple(
        (
            *_priority(report, advice, with_more=False),
            insight_cell(insights.get(advice.row.dimension.slug)),
        )
        for advice in first
    )
    columns = tuple(map(Column, titles, (0.07, 0.2, 0.22, 0.22, 0.29)))
    return Table(columns, rows, description=_("Priorities"))


def _priority(report: Report, advice: DimensionAdvice, *, with_more: bool) -> Row:
    """With more: what the next level looks like."""
    row, step = advice.row, advice.step
    goal = row.dimension.words[step.to_level].goal if step else ""
    ahead = (goal,) if with_more and goal else ()
    position = _("not scored")
    if row.is_scored:
        position = _("now %(score)s, target %(target)s") % {
            "score": score_text(row.score, report.language),
            "target": row.target,
        }
    action = next(action_rows(report, advice.actions[:1]), None)
    begin = (
        Cell(action.title, (f"{action.owner}, {action.horizon.unbroken_period}",), is_bold=True)
        if action
        else Cell("–")
    )
    return (
        Cell(str(row.shown_rank or "–")),
        Cell(row.dimension.name, (position,), is_bold=True),
        Cell(step.headline if step else "–", ahead, is_bold=True),
        begin,
    )


def _told(report: Report, advice: DimensionAdvice) -> Iterator[Text]:
    if not advice.step:
        return
    step = advice.step
    yield Text(f"{advice.row.dimension.name}: {step.headline}. {step.rationale}")
    yield Text(_("Pitfall") + f": {step.pitfall}")
    yield from (Text(_action_told(action)) for action in action_rows(report, advice.actions))
    yield from told(dimension_insight(report, advice.row.dimension.slug))


def _action_told(action: ActionRow) -> str:
    return (
        f"{action.title} ({action.owner}, {action.horizon.unbroken_period}). {action.description} "
        + _("Measure")
        + f": {action.kpi}."
    )


def add_quick_wins(deck: Deck) -> None:
    """Only when the first horizon has an action, and the edition wants them."""
    report = deck.report
    wins = tuple(action_rows(report, report.advice.quick_wins))
    if not (wins and report.edition.has(Part.QUICK_WINS)):
        return
    lead = _("What can start now (%(period)s), greatest impact first.") % {
        "period": wins[0].horizon.unbroken_period
    }
    sheet = deck.add(TABLE, _("Quick wins"), lead)
    columns = (
        Column(_("Action"), 0.42),
        Column(_("Dimension"), 0.2),
        Column(_("Owner"), 0.18),
        Column(_("Effort"), 0.11),
        Column(_("Impact"), 0.09),
    )
    rows = tuple(
        (
            Cell(action.title),
            Cell(action.dimension.name),
            Cell(action.owner),
            Cell(action.effort),
            Cell(_("%(impact)s of 3") % {"impact": action.impact}),
        )
        for action in wins
    )
    shown = place_table(sheet, 14, Table(columns, rows, description=_("Quick wins")))
    if shown < len(wins):
        more = _("The first %(shown)s of %(count)s; the others are in the notes.")
        sheet.fill(13, lead + " " + more % {"shown": shown, "count": len(wins)})
    sheet.tell(lead, *map(_action_told, wins))


def add_route(deck: Deck) -> None:
    """Three horizons, each with its actions and the question that closes it."""
    report = deck.report
    planned = any(report.advice.roadmap.values())
    if not (planned and report.edition.has(Part.ROUTE)):
        return
    lead = _("Go on to the next horizon only when its basecamp questions can be answered with yes.")
    sheet = deck.add(ROUTE, _("The route in three horizons"), lead)
    camps = tuple(camp(report, horizon) for horizon in report.definition.horizons)
    place_horizons(sheet, report.definition.horizons, top=TOP, height=0.62)
    place_table(sheet, 14, _route_table(report, camps, sheet.placeholder(14)))
    sheet.tell(*(text for each in camps for text in _camp_told(report, each)))


def _route_table(report: Report, camps: Sequence[Camp], place: Any) -> Table:
    """With all questions where there is room, else the first, and as many actions of a horizon as
    a slide can hold; the notes have them all."""
    table = Table(
        columns=tuple(Column(each.horizon.name, 1 / len(camps)) for each in camps),
        rows=(),
        description=_("The route in three horizons"),
        has_header=False,
        has_first_column=False,
    )
    most = max(len(each.phases) for each in camps)
    for asked, shown in product((most, 1), range(MOST, LEAST - 1, -1)):
        planned = tuple(_planned(report, each, shown) for each in camps)
        questions = tuple(_questions(each, asked) for each in camps)
        table = replace(table, rows=(planned, questions))
        if fits(table, place.width.inches, place.height.inches):
            break
    return table


def _planned(report: Report, each: Camp, most: int) -> Cell:
    titles = [action.title for action in report.advice.roadmap[each.horizon.number]]
    shown, more = titles[:most], len(titles) - most
    if more > 0:
        shown.append(ngettext("and %d more action", "and %d more actions", more) % more)
    return Cell(_("Actions"), tuple(shown) or ("–",), is_bold=True)


def _questions(each: Camp, most: int) -> Cell:
    """Of the basecamp; what a no means stands in the notes."""
    asked = [phase.basecamp.partition("?")[0] + "?" for phase in each.phases]
    shown, more = asked[:most], len(asked) - most
    items = frozenset(range(1, len(shown) + 1)) if len(asked) > 1 else frozenset()
    if more > 0:
        words = ngettext(
            "and %d more question in the notes", "and %d more questions in the notes", more
        )
        shown.append(words % more)
    return Cell(_("Basecamp"), tuple(shown), is_bold=True, items=items)


def _camp_told(report: Report, each: Camp) -> Iterator[str]:
    horizon = each.horizon
    yield f"{horizon.number} {horizon.name}, {horizon.unbroken_period}. {horizon.aim}"
    yield from (
        f"{action.title} ({action.owner})." for action in report.advice.roadmap[horizon.number]
    )
    for phase in each.phases:
        yield _("Basecamp") + f", {phase.name}: {phase.basecamp}"
