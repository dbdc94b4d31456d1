"""A pattern drawn: its dimensions on the scale of 1 to 4, or its figure in words."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.definition import Pattern
from maturity.display import figure_text, score_text, share_text
from maturity.scoring import DimensionResult
from reports.charts import Spot, pattern_span
from reports.report import Report
from reports.svg import Svg


@dataclass(frozen=True, slots=True)
class ShownPattern:
    pattern: Pattern
    picture: Svg | None
    figure: str  # what the picture shows, in words


def shown_pattern(report: Report, pattern: Pattern) -> ShownPattern:
    condition = pattern.condition
    result, language = report.result, report.language
    if condition.lead:
        rows = [result.dimension(condition.lead), result.dimension(condition.lag)]
        return _on_a_scale(report, pattern, rows)
    if condition.below:
        return _on_a_scale(
            report, pattern, [result.dimension(condition.dimension)], Fraction(condition.below)
        )
    if condition.all_below:
        highest = max(result.scored, key=lambda row: (row.score, -row.dimension.number))
        return _on_a_scale(report, pattern, [highest], Fraction(condition.all_below))
    if condition.spread_over:
        by_score = sorted(result.scored, key=lambda row: (row.score, row.dimension.number))
        return _on_a_scale(report, pattern, [by_score[-1], by_score[0]])
    if condition.dont_know_over:
        share = share_text(result.counts.unknown_share, language)
        return ShownPattern(pattern, None, _("%(share)s “don't know”") % {"share": share})
    return ShownPattern(pattern, None, _dissent_words(report, condition.dimension))


def _on_a_scale(
    report: Report, pattern: Pattern, rows: list[DimensionResult], limit: Fraction | None = None
) -> ShownPattern:
    spots = [
        Spot(float(row.score), f"{row.dimension.name} {score_text(row.score, report.language)}")
        for row in rows
        if row.score is not None
    ]
    border = None
    if limit is not None:
        label = _("limit: %(score)s") % {"score": figure_text(limit, report.language)}
        border = Spot(float(limit), label)
    words = "; ".join(spot.label for spot in [*spots, *([border] if border else [])])
    return ShownPattern(pattern, pattern_span(spots, border), words)


def _dissent_words(report: Report, slug: str) -> str:
    rows = [
        row
        for row in report.result.dimensions
        if row.consensus is not None and slug in {"any", row.dimension.slug}
    ]
    least = min(rows, key=lambda row: row.consensus or 0)
    consensus = figure_text(least.consensus, report.language, decimals=2)
    return _("%(dimension)s: consensus %(consensus)s") % {
        "dimension": least.dimension.name,
        "consensus": consensus,
    }
