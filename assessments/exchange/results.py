"""A Result as JSON: `kanaalkompas/result@2` of docs/formats.md."""

from collections.abc import Iterable
from math import sqrt
from typing import Any

from assessments.exchange.advised import advised
from maturity.advice import DimensionAdvice
from maturity.display import machine_number
from maturity.result import Counts, QuestionResult, Range, Result
from maturity.scoring import discuss_first
from maturity.standing import NextLevel, Standing
from maturity.steps import StepAdvice
from reports.report import Report

RESULT_FORMAT = "kanaalkompas/result@2"


def result_document(report: Report) -> dict[str, Any]:
    """The same keys whatever was answered: a value that does not exist is None."""
    result, advice = report.result, report.advice
    return {
        "format": RESULT_FORMAT,
        "model": {"slug": report.definition.slug, "version": report.definition.version},
        "questionnaire": result.questionnaire,
        "overall": _overall(result),
        "spread": machine_number(result.spread),
        "dimensions": [
            _dimension(advice.dimension(row.dimension.slug)) for row in result.dimensions
        ],
        "questions": [_question(row) for row in result.questions],
        "strengths": _codes(each.question for each in advice.strengths),
        "brakes": _codes(each.question for each in advice.brakes),
        "discuss_first": _codes(discuss_first(result)),
        **advised(advice),
    }


def _overall(result: Result) -> dict[str, Any]:
    return {
        "score": machine_number(result.score),
        "level": result.level,
        "capped_by": [dimension.slug for dimension in result.capped_by],
        "scored_dimensions": len(result.scored),
        "range": _ends(result.range),
        **_counts(result.counts),
    }


def _ends(ends: Range | None) -> list[float | None] | None:
    return None if ends is None else [machine_number(end) for end in ends]


def _codes(rows: Iterable[QuestionResult]) -> list[str]:
    return [row.question.code for row in rows]


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "questions": counts.questions,
        "answered": counts.answered,
        "unknown": counts.unknown,
        "not_applicable": counts.not_applicable,
        "unanswered": counts.unanswered,
        "unknown_share": machine_number(counts.unknown_share),
    }


def _dimension(advice: DimensionAdvice) -> dict[str, Any]:
    row = advice.row
    squared = row.tolerance_squared
    return {
        "slug": row.dimension.slug,
        "score": machine_number(row.score),
        "level": row.level,
        "agreed": row.is_agreed,
        "range": _ends(row.range),
        "tolerance": None if squared is None else machine_number(sqrt(squared)),
        **_counts(row.counts),
        "target": row.target,
        "gap": machine_number(row.gap),
        "importance": row.importance,
        "priority": machine_number(row.priority),
        "rank": row.rank,
        "rank_range": list(row.rank_range) if row.rank_range else None,
        "standing": _standing(advice.standing),
        "step": _step(advice.step_advice),
        "next_level": _next_level(advice.next_level),
        "actions": [action.slug for action in advice.actions],
        "consensus": machine_number(row.consensus),
        "departments": {name: machine_number(mean) for name, mean in row.departments.items()},
        "perception_gap": machine_number(row.perception_gap),
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "level": standing.level,
        "whole": standing.is_whole,
        "at_level": standing.at_level,
        "valued": len(standing.valued),
        "below": _codes(standing.below),
    }


def _step(advice: StepAdvice | None) -> dict[str, Any] | None:
    if advice is None:
        return None
    return {
        "kind": str(advice.kind),
        "from": advice.step.from_level,
        "to": advice.step.to_level,
        "outline": [step.to_level for step in advice.outline],
    }


def _next_level(ahead: NextLevel | None) -> dict[str, Any] | None:
    if ahead is None:
        return None
    return {
        "level": ahead.level,
        "raises": [
            {
                "code": each.question.code,
                "from": machine_number(each.from_value),
                "to": machine_number(each.to_value),
            }
            for each in ahead.raises
        ],
        "points": machine_number(ahead.points),
    }


def _question(row: QuestionResult) -> dict[str, Any]:
    return {
        "code": row.question.code,
        "mean": machine_number(row.mean),
        "value": machine_number(row.value),
        "cost": machine_number(row.cost),
        "distribution": None if row.is_hidden else list(row.distribution),
        "unknown": row.counts.unknown,
        "not_applicable": row.counts.not_applicable,
        "unanswered": row.counts.unanswered,
        "consensus": machine_number(row.consensus),
        "agreed": row.agreed,
    }
