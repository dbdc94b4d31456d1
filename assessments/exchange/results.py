"""A Result as JSON: `kanaalkompas/result@1` of docs/formats.md."""

from typing import Any

from maturity.display import machine_number
from maturity.scoring import Counts, DimensionResult, QuestionResult, Result
from reports.report import Report

RESULT_FORMAT = "kanaalkompas/result@1"


def result_document(report: Report) -> dict[str, Any]:
    """The same keys whatever was answered: a value that does not exist is None."""
    result, advice = report.result, report.advice
    return {
        "format": RESULT_FORMAT,
        "model": {"slug": report.definition.slug, "version": report.definition.version},
        "questionnaire": result.questionnaire,
        "overall": _overall(result),
        "spread": machine_number(result.spread),
        "dimensions": [_dimension(row) for row in result.dimensions],
        "questions": [_question(row) for row in result.questions],
        "patterns": [pattern.slug for pattern in advice.patterns],
        "quick_wins": [action.slug for action in advice.quick_wins],
        "roadmap": {
            str(horizon): [action.slug for action in actions]
            for horizon, actions in advice.roadmap.items()
        },
    }


def _overall(result: Result) -> dict[str, Any]:
    return {
        "score": machine_number(result.score),
        "level": result.level,
        "capped_by": [dimension.slug for dimension in result.capped_by],
        "scored_dimensions": len(result.scored),
        **_counts(result.counts),
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "questions": counts.questions,
        "answered": counts.answered,
        "unknown": counts.unknown,
        "not_applicable": counts.not_applicable,
        "unanswered": counts.unanswered,
        "unknown_share": machine_number(counts.unknown_share),
    }


def _dimension(row: DimensionResult) -> dict[str, Any]:
    return {
        "slug": row.dimension.slug,
        "score": machine_number(row.score),
        "level": row.level,
        "agreed": row.agreed,
        **_counts(row.counts),
        "target": row.target,
        "gap": machine_number(row.gap),
        "importance": row.importance,
        "priority": machine_number(row.priority),
        "rank": row.rank,
        "consensus": machine_number(row.consensus),
        "departments": {name: machine_number(mean) for name, mean in row.departments.items()},
        "perception_gap": machine_number(row.perception_gap),
    }


def _question(row: QuestionResult) -> dict[str, Any]:
    return {
        "code": row.question.code,
        "mean": machine_number(row.mean),
        "distribution": list(row.distribution),
        "unknown": row.counts.unknown,
        "not_applicable": row.counts.not_applicable,
        "unanswered": row.counts.unanswered,
        "consensus": machine_number(row.consensus),
        "agreed": row.agreed,
    }
