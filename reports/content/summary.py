"""The page for a board: what the result comes down to, what to do first, what to decide."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.claims import highlight_words
from maturity.display import score_text
from maturity.standing import Highlight
from reports.basis import basis
from reports.content.actions import action_rows
from reports.content.blocks import (
    Block,
    Callout,
    Chapter,
    Fact,
    Facts,
    Heading,
    Panel,
    Point,
    Points,
    Text,
)
from reports.content.figures import radar_figure
from reports.content.insights import sentence_mark
from reports.content.scores import overall_score
from reports.prose import Paragraph
from reports.report import Report


def summary(report: Report) -> Chapter:
    blocks: list[Block] = [Panel("opening", tuple(_opening(report)))]
    if report.result.scored:
        blocks += [Panel("three", tuple(_three(report))), _decision(report)]
    else:
        blocks.append(Panel("states", tuple(Text(state) for state in report.states)))
    return Chapter("summary", _("Management summary"), tuple(blocks), role="summary")


def _opening(report: Report) -> Iterator[Block]:
    yield Text(report.sentence, "sentence")
    if mark := sentence_mark(report):
        yield Text(mark, "mark")
    yield Panel(
        "overview",
        (
            Panel("radar", (radar_figure(report, "narrow"),)),
            Panel("side", (overall_score(report), Facts(tuple(_facts(report))))),
        ),
    )


def _facts(report: Report) -> Iterator[Fact]:
    result = report.result
    if report.responses.is_group:
        people = ngettext("%d participant", "%d participants", result.response_count)
        yield Fact(_("Group"), (people % result.response_count,))
    yield Fact(_("Is based on"), basis(report))
    unscored = [row for row in result.dimensions if not row.is_scored]
    if unscored and result.scored:
        words = _("%(name)s: %(answered)s of %(questions)s with a level")
        yield Fact(
            _("Not scored"),
            tuple(
                words
                % {
                    "name": row.dimension.name,
                    "answered": row.counts.answered,
                    "questions": row.counts.questions,
                }
                for row in unscored
            ),
        )
    if result.level:
        meaning = report.definition.level(result.level).meaning
        yield Fact(_("What that means"), (meaning,))


def _three(report: Report) -> Iterator[Panel]:
    strengths = [_highlight(report, each) for each in report.advice.strengths]
    brakes = [_highlight(report, each) for each in report.advice.brakes]
    wording = report.definition.wording
    yield _points(_("Strengths"), strengths, wording.phrase("no_strengths"))
    yield _points(_("What holds you back"), brakes, wording.phrase("no_brakes"))
    yield _points(_("First actions"), first_actions(report), "")


def _points(heading: str, points: list[Point], none: str) -> Panel:
    items = points or [Point("", text=none)]
    return Panel("points", (Heading(heading), Points(tuple(items), "short")))


def _highlight(report: Report, highlight: Highlight) -> Point:
    words = highlight_words(
        report.definition, report.sector.slug, highlight, is_group=report.responses.is_group
    )
    return Point(
        highlight.row.dimension.name,
        figure=score_text(highlight.row.score, report.language),
        text=words.answer.text,
    )


def first_actions(report: Report) -> list[Point]:
    rows = action_rows(report, report.advice.first_actions)
    return [Point(row.title, text=f"{row.owner}, {row.when}") for row in rows]


def _decision(report: Report) -> Callout:
    words = tuple(Paragraph((decision,)) for decision in report.decisions)
    return Callout(_("Decision asked of the board"), words, "decision")
