"""The actions of the route, in words: the same rows for every chapter that lists some."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maturity.definition import Action
from maturity.route import Placed
from maturity.telling import moved_words
from reports.content.blocks import ActionRow, Actions, ActionWords
from reports.report import Report


def actions(report: Report, chosen: Iterable[Action], role: str) -> Actions:
    """What goes about an action is only told where all of it is: in the role "full"."""
    rows = action_rows(report, chosen)
    if role != "full":
        rows = [replace(row, description="") for row in rows]
    return Actions(tuple(rows), role, action_words())


def action_rows(report: Report, chosen: Iterable[Action]) -> list[ActionRow]:
    """In the order of the route, on which all of them stand."""
    slugs = {action.slug for action in chosen}
    placed = report.advice.route.placed
    numbers = {each.action.slug: number for number, each in enumerate(placed, start=1)}
    return [_row(report, each, numbers) for each in placed if each.action.slug in slugs]


def horizon_words(report: Report, number: int) -> str:
    """By which date, or without dates in which period."""
    dates = report.advice.dates
    if dates:
        return day_words(report, dates.ends[number - 1])
    return report.definition.horizons[number - 1].period


def day_words(report: Report, day: dt.date) -> str:
    return _("by %(date)s") % {"date": report.say_day(day)}


def action_words() -> ActionWords:
    return ActionWords(
        action=_("Action"),
        measure=_("Measure"),
        owner=_("Owner"),
        when=_("When"),
        effort=_("Effort"),
        impact=_("Impact"),
    )


def _row(report: Report, placed: Placed, numbers: Mapping[str, int]) -> ActionRow:
    efforts = {
        "S": pgettext("effort", "small"),
        "M": pgettext("effort", "medium"),
        "L": pgettext("effort", "large"),
    }
    action, pattern = placed.action, placed.moved_by
    agreed = report.edition.plan.of(action.slug)
    waits_for = tuple(sorted(numbers[slug] for slug in action.depends_on if slug in numbers))
    owner, when = agreed.owner or action.owner, _when(report, placed, agreed.date)
    return ActionRow(
        slug=action.slug,
        number=numbers[action.slug],
        dimension=report.definition.dimension(action.dimension).name,
        title=action.title,
        description=action.description,
        measure=action.kpi,
        owner=owner,
        when=when,
        who_and_when=_who_and_when(report, action.slug, owner, when),
        horizon=placed.horizon,
        effort=efforts[action.effort],
        size=action.effort,
        impact=action.impact,
        impact_words=_("%(impact)s of 3") % {"impact": action.impact},
        waits_for=waits_for,
        after=_after(waits_for),
        moved=moved_words(report.definition, pattern) if pattern else "",
    )


def _when(report: Report, placed: Placed, agreed: dt.date | None) -> str:
    if agreed:
        return day_words(report, agreed)
    if report.result.level is None:  # the board is asked to find out first
        return _("once the missing answers are known")
    return horizon_words(report, placed.horizon)


def _who_and_when(report: Report, slug: str, owner: str, when: str) -> str:
    said = {
        (True, True): "%(owner)s, %(when)s",
        (True, False): _("%(owner)s, proposal: %(when)s"),
        (False, True): _("%(owner)s (proposal), %(when)s"),
        (False, False): _("Proposal: %(owner)s, %(when)s"),
    }[_is_agreed(report, slug, owner, when)]
    return said % {"owner": owner, "when": when}


def _is_agreed(report: Report, slug: str, owner: str, when: str) -> tuple[bool, bool]:
    """Of a workshop, whether somebody agreed on that owner, and on that date."""
    if report.workshop is None:
        return True, True
    plan, chosen = report.edition.plan.of(slug), report.workshop.action(slug)
    # A plan keeps what differs from the proposal, on which a room may have agreed as it is.
    due = day_words(report, chosen.due) if chosen.due else ""
    return bool(plan.owner) or chosen.who == owner, bool(plan.date) or due == when


def _after(waits_for: tuple[int, ...]) -> str:
    if not waits_for:
        return ""
    *others, last = map(str, waits_for)
    listed = _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last}
    words = ngettext("after action %(number)s", "after actions %(number)s", len(waits_for))
    return words % {"number": listed if others else last}
