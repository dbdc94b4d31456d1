"""What stands out when the dimensions are laid side by side, and in which order to go on."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.claims import Ground, ground_of
from maturity.definition import Pattern
from maturity.display import figure_text, score_text, share_text
from maturity.result import DimensionResult
from reports.charts import Spot
from reports.content.blocks import Block, Chapter, Figure, Heading, Panel, Span, Text
from reports.content.group import few_words
from reports.content.scores import value_words
from reports.content.workshop import disputed
from reports.edition import Part
from reports.report import Report


def patterns(report: Report) -> Chapter | None:
    shown = report.advice.patterns
    if not (report.edition.has(Part.PATTERNS) and report.result.scored):
        return None
    if report.is_quick and not shown:
        return None
    lead = (
        _("What stands out when the dimensions are laid side by side.")
        if shown
        else _("No combination of dimensions stands out in this assessment.")
    )
    blocks = tuple(_pattern(report, pattern) for pattern in shown)
    return Chapter("patterns", _("Patterns"), blocks, role="flow", lead=lead)


def patterns_of(report: Report, slug: str) -> tuple[Pattern, ...]:
    """That concern a dimension."""
    if not report.edition.has(Part.PATTERNS):
        return ()
    return tuple(each for each in report.advice.patterns if slug in each.dimensions)


def _pattern(report: Report, pattern: Pattern) -> Panel:
    words = (
        Heading(pattern.headline),
        Text(pattern.meaning, rests_on=_grounds(report, pattern)),
        Text(pattern_advice(report, pattern), "do"),
    )
    picture = Panel("pattern-picture", (_picture(report, pattern),))
    return Panel("pattern", (picture, Panel("pattern-words", words)))


def pattern_advice(report: Report, pattern: Pattern) -> str:
    """Not to talk before anything is chosen, where a room talked and chose already."""
    room = report.workshop
    if room and pattern.condition.dissent_over and (room.actions or disputed(report)):
        return _(
            "Discuss each such dimension again at the next assessment, with a concrete example for"
            " the lowest and the highest answer, and without asking who chose what. Until then"
            " rely little on its average."
        )
    return pattern.advice


def _grounds(report: Report, pattern: Pattern) -> tuple[Ground, ...]:
    """Of a pattern that rests on one answer; the others rest on scores."""
    found = report.result.question(pattern.condition.question)
    return (ground_of(found),) if found else ()


def _picture(report: Report, pattern: Pattern) -> Block:
    condition, result = pattern.condition, report.result
    if condition.lead:
        return _span(report, [result.dimension(condition.lead), result.dimension(condition.lag)])
    if condition.below:
        return _span(report, [result.dimension(condition.dimension)], condition.below)
    if condition.question:
        return Text(_question_words(report, condition.question), "figure")
    if condition.all_below:
        return _span(report, [_by_score(result.scored)[-1]], condition.all_below, _("all below"))
    if condition.spread_over:
        lowest, *_between, highest = _by_score(result.scored)
        return _span(report, [highest, lowest])
    if condition.dont_know_over:
        share = share_text(result.counts.unknown_share, report.language)
        return Text(_("%(share)s “don't know”") % {"share": share}, "figure")
    return Text(_dissent(report, condition.dimension), "figure")


def _by_score(rows: Sequence[DimensionResult]) -> list[DimensionResult]:
    return sorted(rows, key=lambda row: (row.score or 0, -row.dimension.number))


def _span(
    report: Report, rows: Sequence[DimensionResult], limit: str = "", name: str = ""
) -> Figure:
    spots = tuple(_spots(report, rows))
    border = None
    if limit:
        score = figure_text(Fraction(limit), report.language)
        border = Spot(float(Fraction(limit)), f"{name or _('limit')}: {score}")
    labels = [spot.label for spot in spots] + ([border.label] if border else [])
    return Figure(Span(spots, border), "; ".join(labels), "span")


def _spots(report: Report, rows: Sequence[DimensionResult]) -> Iterator[Spot]:
    for row in rows:
        if row.score is not None:
            label = f"{row.dimension.name} {score_text(row.score, report.language)}"
            yield Spot(float(row.score), label)


def _question_words(report: Report, code: str) -> str:
    found = report.result.question(code)
    value = value_words(report, found.value) if found else ""
    facet = found.question.facet if found else ""
    return _("%(facet)s: %(value)s on a scale of 1 to 4") % {"facet": facet, "value": value}


def _dissent(report: Report, slug: str) -> str:
    """The dimension on which people differ most."""
    rows = [
        row
        for row in report.result.dimensions
        if row.consensus is not None and not row.is_agreed and slug in {"any", row.dimension.slug}
    ]
    row = min(rows, key=lambda each: each.consensus or 0)
    words = _("%(dimension)s: consensus %(consensus)s") % {
        "dimension": row.dimension.name,
        "consensus": figure_text(row.consensus, report.language, decimals=2),
    }
    return ", ".join(filter(None, (words, few_words(row))))
