"""How a score stands in the blocks of a chapter: its words, its level, its place on the scale."""

from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.display import NOTHING, gap_text, score_text
from maturity.result import DimensionResult
from maturity.telling import range_words, rank_text
from reports.content.blocks import Bar, Cell, Score
from reports.report import Report


def machine(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def bar(row: DimensionResult) -> Bar:
    return Bar(machine(row.score), row.target)


def score_words(report: Report, row: DimensionResult) -> str:
    return score_text(row.score, report.language) if row.is_scored else _("not scored")


def value_words(report: Report, value: Fraction | None) -> str:
    """Of a question: an answer is a whole level, a mean is shown as a score is."""
    if value is not None and value.denominator == 1:
        return str(value)
    return score_text(value, report.language)


def from_to(report: Report, facet: str, before: Fraction | None, now: Fraction | None) -> str:
    """ "Shared goals from 2 to 3"."""
    return _("%(facet)s from %(before)s to %(now)s") % {
        "facet": facet,
        "before": value_words(report, before),
        "now": value_words(report, now),
    }


def rank_words(report: Report, row: DimensionResult) -> str:
    return rank_text(report.result, row) or NOTHING


def still_to_go(report: Report, row: DimensionResult) -> str:
    return gap_text(row.score, row.target, report.language)


def level_name(report: Report, level: int | None) -> str:
    return report.definition.level(level).name if level else ""


def level_cell(report: Report, level: int | None) -> Cell:
    return Cell((level_name(report, level) or _("not scored"),), level=level)


def number_cell(text: object, *, note: str = "", role: str = "number") -> Cell:
    return Cell((str(text),), note=note, role=role)


def overall_score(report: Report) -> Score:
    """The whole, with what it could be, and the score of the round before."""
    result, notes = report.result, []
    if words := range_words(report.definition, result.range):
        # What the dimensions without a score would be nobody knows.
        is_part = len(result.scored) < len(result.dimensions)
        of_some = _("%(range)s, in the dimensions with a score")
        notes.append(of_some % {"range": words} if is_part else words)
    if report.change and report.change.overall:
        before = score_text(report.change.overall.before, report.language)
        notes.append(_("previous assessment %(score)s") % {"score": before})
    return Score(
        text=_("not scored") if result.score is None else score_text(result.score, report.language),
        is_scored=result.score is not None,
        level=result.level,
        name=level_name(report, result.level),
        notes=tuple(notes),
        role="overall",
    )


def dimension_score(report: Report, row: DimensionResult) -> Score:
    words = []
    if row.target:
        words.append(_("target %(target)s") % {"target": row.target})
    if row.has_gap:
        words.append(_("still to go %(gap)s") % {"gap": still_to_go(report, row)})
    notes = [", ".join(words), range_words(report.definition, row.range)]
    return Score(
        text=score_words(report, row),
        is_scored=row.is_scored,
        picture=bar(row),
        notes=tuple(filter(None, notes)),
        role="dimension",
    )
