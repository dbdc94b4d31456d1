"""Every answer as the appendix prints it: one person's own, or how a group is spread; never who."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.definition import Dimension, Question
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response
from maturity.scoring import DimensionResult, QuestionResult
from reports import charts
from reports.report import Report
from reports.svg import Svg


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    question: Question
    result: QuestionResult
    level: int | None  # that the one person chose, or that the group agreed
    lines: tuple[str, ...]  # of the option at that level
    missing: str  # why there is no level, in words
    reason: str
    note: str
    spread: Svg | None  # of a group
    consensus: float | None


@dataclass(frozen=True, slots=True)
class AnsweredDimension:
    dimension: Dimension
    row: DimensionResult
    questions: tuple[AnsweredQuestion, ...]


def answered_dimensions(report: Report) -> tuple[AnsweredDimension, ...]:
    return tuple(
        AnsweredDimension(row.dimension, row, tuple(_questions(report, row)))
        for row in report.result.dimensions
    )


def _questions(report: Report, row: DimensionResult) -> Iterator[AnsweredQuestion]:
    for result in row.questions:
        if report.responses.is_group:
            yield _of_group(report, result)
        else:
            own = report.responses.responses[0] if report.responses.responses else Response({})
            yield _of_one(report, result, own)


def _of_one(report: Report, result: QuestionResult, own: Response) -> AnsweredQuestion:
    question = result.question
    value = own.answers.get(question.code)
    words = {
        None: _("not answered yet"),
        UNKNOWN: _("don't know"),
        NOT_APPLICABLE: _("not applicable"),
    }
    level = result.agreed or (value if isinstance(value, int) else None)
    return AnsweredQuestion(
        question=question,
        result=result,
        level=level,
        lines=_lines(report, question, level),
        missing="" if level or isinstance(value, int) else words[value],
        reason=own.reasons.get(question.code, ""),
        note=own.notes.get(question.code, ""),
        spread=None,
        consensus=None,
    )


def _of_group(report: Report, result: QuestionResult) -> AnsweredQuestion:
    question = result.question
    return AnsweredQuestion(
        question=question,
        result=result,
        level=result.agreed,
        lines=_lines(report, question, result.agreed),
        missing="",
        reason="",
        note="",
        spread=charts.spread_columns(
            result.distribution, _number(result.mean), marks=charts.ON_PAPER
        ),
        consensus=result.consensus,
    )


def _lines(report: Report, question: Question, level: int | None) -> tuple[str, ...]:
    return question.options[report.about.sector][level - 1].lines if level else ()


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
