"""The answers behind a score, in words: "why this score?" of the result page. Costs no query."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from maturity.definition import Question
from maturity.responses import Value
from maturity.scoring import DimensionResult, QuestionResult
from reports.charts import spread_columns
from reports.report import Report
from reports.svg import Svg


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with its answers as they count: in figures and words of the model."""

    row: QuestionResult
    answer: str  # of the only response, in words; empty for a group
    is_level: bool  # the answer is one of the four options
    spread: Svg | None  # how the answers of a group lie
    spread_words: str
    costs_most: bool

    @property
    def question(self) -> Question:
        return self.row.question


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a score: what counts, and what was said beside it."""

    counted: Counted
    reason: str
    notes: tuple[str, ...]


def answers_behind(report: Report, row: DimensionResult, *, with_notes: bool) -> tuple[Behind, ...]:
    """In the order of the questionnaire. Nothing of a single participant of a group but, where
    `with_notes` says so, what they noted."""
    costliest = report.advice.dimension(row.dimension.slug).costliest
    return tuple(
        answer_behind(report, question, with_notes=with_notes, costs_most=question in costliest)
        for question in row.questions
    )


def answer_behind(
    report: Report, row: QuestionResult, *, with_notes: bool, costs_most: bool = False
) -> Behind:
    code = row.question.code
    responses = report.responses.responses
    notes = tuple(each.notes[code] for each in responses if code in each.notes)
    if report.responses.is_group:
        counted = counted_group(row, costs_most=costs_most)
        return Behind(counted, reason="", notes=notes if with_notes else ())
    (only,) = responses
    answer = only.answers.get(code)
    counted = Counted(
        row=row,
        answer=_words(row.question, answer, report.sector.slug),
        is_level=isinstance(answer, int),
        spread=None,
        spread_words="",
        costs_most=costs_most,
    )
    return Behind(counted, reason=only.reasons.get(code, ""), notes=notes)


def counted_group(row: QuestionResult, *, costs_most: bool = False) -> Counted:
    mean = None if row.mean is None else float(row.mean)
    return Counted(
        row=row,
        answer="",
        is_level=False,
        spread=spread_columns(row.distribution, mean),
        spread_words=_spread_words(row),
        costs_most=costs_most,
    )


def _words(question: Question, answer: Value | None, sector: str) -> str:
    match answer:
        case None:
            return _("Not answered yet")
        case "unknown":
            return _("Don't know")
        case "not_applicable":
            return _("Not applicable")
        case level:
            return question.options[sector][level - 1].text


def _spread_words(row: QuestionResult) -> str:
    """What the picture of the spread shows, for who does not see it."""
    counts = dict(zip(("one", "two", "three", "four"), row.distribution, strict=True))
    return _("Level 1: %(one)d, level 2: %(two)d, level 3: %(three)d, level 4: %(four)d.") % counts
