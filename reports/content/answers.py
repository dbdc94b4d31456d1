"""Every answer: one person's own, or how those of a group are spread; never who."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.advice import DimensionAdvice
from maturity.claims import Ground
from maturity.definition import Question
from maturity.display import figure_text, score_text
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Response
from maturity.scoring import DimensionResult, QuestionResult
from reports.content.blocks import Answer, Answers, Chapter, Columns, Heading, Panel
from reports.content.coverage import basis, not_shown
from reports.content.scores import machine, score_words
from reports.edition import Part
from reports.report import Report

FEW_ANSWERS = 5  # below it a consensus says little (rule 12)


def answers(report: Report) -> Chapter | None:
    """The appendix."""
    if not report.edition.has(Part.ANSWERS):
        return None
    lead = "; ".join(basis(report)) + "."
    lead = lead[:1].upper() + lead[1:]
    if report.responses.is_group:
        lead += " " + _(
            "For a group the number of people who chose each level is shown, not who chose it."
        )
    if any(_has_few(each) for each in report.result.questions):
        lead += " " + _("Few answers: fewer than five, too few to read much into a consensus.")
    rows = report.result.dimensions
    panels = (_short_list(report),) if report.is_quick else tuple(_panel(report, r) for r in rows)
    return Chapter("answers", _("Appendix: every answer"), panels, role="answers", lead=lead)


def answer_marks(report: Report, advice: DimensionAdvice) -> Answers:
    """Those of one dimension side by side, with what weighs most on its score."""
    return _answers(report, advice.row, "marks", {each.question.code for each in advice.costliest})


def question_answer(report: Report, result: QuestionResult, mark: str = "") -> Answer:
    if report.responses.is_group:
        return _of_group(report, result, mark)
    own = report.responses.responses[0] if report.responses.responses else Response({})
    return _of_one(report, result, own, mark)


def has_codes(report: Report) -> bool:
    """In the quick scan a code is the dimension's slug, which tells nobody anything."""
    return report.responses.questionnaire == "full"


def _short_list(report: Report) -> Answers:
    """One question a dimension, by its name."""
    told = (question_answer(report, each) for each in report.result.questions)
    rows = tuple(replace(each, code=each.facet) for each in told)
    return Answers(rows, "list", _("Note"), has_codes=True)


def _panel(report: Report, row: DimensionResult) -> Panel:
    heading = Heading(f"{row.dimension.name} · {score_words(report, row)}", role="answered")
    return Panel("answered", (heading, _answers(report, row, "list", set())))


def _answers(report: Report, row: DimensionResult, role: str, costliest: set[str]) -> Answers:
    rows = tuple(
        question_answer(report, each, " · ".join(_marks(each, role, costliest)))
        for each in row.questions
    )
    return Answers(rows, role, _("Note"), has_codes(report))


def _marks(result: QuestionResult, role: str, costliest: set[str]) -> Iterator[str]:
    """A level that was agreed counts in the place of the answers (rule 11); the list says it with
    its figures."""
    if result.agreed is not None and role == "marks":
        yield _("agreed: %(level)s") % {"level": result.agreed}
    if result.question.code in costliest:
        yield _("weighs most on the score")


def _of_one(report: Report, result: QuestionResult, own: Response, mark: str) -> Answer:
    question = result.question
    value = own.answers.get(question.code)
    level = result.agreed or (value if isinstance(value, int) else None)
    missing = {
        None: _("not answered yet"),
        UNKNOWN: _("don't know"),
        NOT_APPLICABLE: _("not applicable"),
    }
    note = own.notes.get(question.code, "")
    return Answer(
        code=question.code,
        facet=question.facet,
        question=question.text,
        level=level,
        lines=_lines(report, question, level),
        missing="" if level or isinstance(value, int) else missing[value],
        spread=None,
        figures=(),
        mark=mark,
        reason=own.reasons.get(question.code, ""),
        notes=(note,) if note and report.edition.has(Part.NOTES) else (),
        rests_on=_grounds(result, level),
    )


def _of_group(report: Report, result: QuestionResult, mark: str) -> Answer:
    question = result.question
    missed = not_shown(report, result)
    figures = (_("no outcome in the room"),) if missed else tuple(_figures(report, result))
    has_spread = any(result.distribution)
    return Answer(
        code=question.code,
        facet=question.facet,
        question=question.text,
        level=result.agreed,
        lines=_lines(report, question, result.agreed),
        missing="" if has_spread or result.agreed else ", ".join(figures) or _("without an answer"),
        spread=Columns(result.distribution, machine(result.mean)) if has_spread else None,
        figures=figures if has_spread else (),
        mark=mark,
        reason="",
        notes=(),
        rests_on=_grounds(result, result.agreed),
    )


def _figures(report: Report, result: QuestionResult) -> Iterator[str]:
    if result.mean is not None:
        yield _("mean %(mean)s") % {"mean": score_text(result.mean, report.language)}
    if result.consensus is not None:
        consensus = figure_text(result.consensus, report.language, decimals=2)
        few = _("consensus %(consensus)s (few answers)")
        words = few if _has_few(result) else _("consensus %(consensus)s")
        yield words % {"consensus": consensus}
    if result.is_hidden:
        yield _("too few answers")
    if unknown := result.counts.unknown:
        yield ngettext("%d “don't know”", "%d “don't know”", unknown) % unknown
    if not_applicable := result.counts.not_applicable:
        yield _("%d not applicable") % not_applicable
    if result.agreed:
        yield _("agreed: %(level)s") % {"level": result.agreed}


def _has_few(result: QuestionResult) -> bool:
    return result.consensus is not None and result.counts.answered < FEW_ANSWERS


def _lines(report: Report, question: Question, level: int | None) -> tuple[str, ...]:
    return question.options[report.about.sector][level - 1].lines if level else ()


def _grounds(result: QuestionResult, level: int | None) -> tuple[Ground, ...]:
    """An answer in a dimension without a score counts for nothing, so it claims nothing."""
    if level is None or result.value is None:
        return ()
    return (Ground(result.question.code, level, is_exact=True),)
