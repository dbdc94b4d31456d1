"""What the rules advise, as JSON: the second half of `kanaalkompas/result@2`."""

import datetime as dt
from typing import Any

from maturity.advice import Advice
from maturity.change import Change, Difference
from maturity.decisions import Dates, Decision
from maturity.display import machine_number


def advised(advice: Advice) -> dict[str, Any]:
    return {
        "patterns": [pattern.slug for pattern in advice.patterns],
        "quick_wins": [action.slug for action in advice.quick_wins],
        "first_actions": [action.slug for action in advice.first_actions],
        "risks": [risk.slug for risk in advice.risks],
        "roadmap": {
            str(horizon): [action.slug for action in actions]
            for horizon, actions in advice.by_horizon.items()
        },
        "moved": {slug: pattern.slug for slug, pattern in advice.route.moved.items()},
        "decisions": [_decision(decision) for decision in advice.decisions],
        "dates": _dates(advice.dates),
        "change": _change(advice.change),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": str(decision.kind),
        "dimension": decision.dimension.slug if decision.dimension else None,
        "action": decision.action.slug if decision.action else None,
        "pattern": decision.pattern.slug if decision.pattern else None,
        "date": _day(decision.date),
    }


def _dates(dates: Dates | None) -> dict[str, Any]:
    if dates is None:
        return {"start": None, "ends": None}
    return {"start": _day(dates.start), "ends": [_day(end) for end in dates.ends]}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "outcome": str(change.outcome),
        "overall": None if change.overall is None else _overall(change, change.overall),
        "dimensions": {slug: _difference(each) for slug, each in change.dimensions.items()},
        "warnings": [str(weakness) for weakness in change.weaknesses],
    }


def _overall(change: Change, overall: Difference) -> dict[str, Any]:
    return {
        **_difference(overall),
        "level_before": change.level_before,
        "level_now": change.level_now,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {"difference": machine_number(difference.value), "clear": difference.is_clear}
