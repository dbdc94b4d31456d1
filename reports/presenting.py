"""A result for a room: one message a slide, of the same blocks as its chapters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.display import count_text
from maturity.narrative import names_in_sentence
from maturity.result import DimensionResult
from reports.content.blocks import (
    Answers,
    Block,
    Callout,
    Cell,
    Chapter,
    Heading,
    Items,
    Panel,
    Points,
    Route,
    Row,
    Table,
    Text,
)
from reports.content.figures import radar_figure, reached_words
from reports.content.group import furthest_apart, group, has_talked, to_discuss
from reports.content.route import route
from reports.content.scores import (
    bar,
    level_cell,
    number_cell,
    overall_score,
    score_words,
    still_to_go,
)
from reports.content.summary import opening, summary
from reports.picking import all_of, items_of, panels
from reports.prose import sentences
from reports.report import Report


@dataclass(frozen=True, slots=True)
class Slide:
    slug: str
    title: str  # its message
    blocks: tuple[Block, ...]
    about: str = ""  # what the message is about, where it does not say so itself


def slides(report: Report) -> tuple[Slide, ...]:
    """In the active language, which is the report's."""
    told = summary(report)
    return (
        _opening(report),
        _radar(report),
        *_standing(report),
        *_group(report),
        *_first(report, told),
        *_route(report),
        *_decision(told),
    )


def _opening(report: Report) -> Slide:
    """What everything comes down to, with the score."""
    words = [block for block in opening(report) if isinstance(block, Text) and not block.is_title]
    return Slide("opening", report.sentence, (*words, overall_score(report)))


def _radar(report: Report) -> Slide:
    return Slide(
        "radar", reached_words(report), (*_caution(report), radar_figure(report, "narrow"))
    )


def _caution(report: Report) -> tuple[Text, ...]:
    return (Text(report.caution, "indicative"),) if report.caution else ()


def _standing(report: Report) -> Iterator[Slide]:
    """Every dimension on its scale, and which comes first."""
    if not report.result.scored:
        return
    title = _("What has been reached is worth holding on to")
    if report.result.level is None:
        title = _("Fewer than five of the seven dimensions have a score")
    for row in report.result.with_gap[:1] if report.result.level else ():
        words = {
            "dimension": row.dimension.in_sentence,
            "score": score_words(report, row),
            "target": row.target,
        }
        title = _("Begin with %(dimension)s: now %(score)s, target %(target)s") % words
    head = (
        Cell((_("Dimension"),)),
        Cell((_("Now and target"),), role="bar"),
        number_cell(_("Score")),
        Cell((_("Level"),)),
        number_cell(_("Target")),
        number_cell(_("Still to go")),
    )
    rows = tuple(_standing_row(report, row) for row in report.result.dimensions)
    yield Slide("standing", title, (*_caution(report), Table(head, rows, "standing")))


def _standing_row(report: Report, row: DimensionResult) -> Row:
    return Row(
        (
            Cell((row.dimension.name,), role="header"),
            Cell(picture=bar(row), role="bar"),
            number_cell(score_words(report, row) if row.is_scored else "–", role="number strong"),
            level_cell(report, row.level),
            number_cell(row.target or "–"),
            number_cell(still_to_go(report, row)),
        )
    )


def _group(report: Report) -> Iterator[Slide]:
    """Where people differ, and where their departments do."""
    told = group(report)
    if told is None:
        return
    yield from _disagreement(report, told)
    rows = [row for row in report.result.dimensions if row.departments]
    tables = [block for block in told.blocks if isinstance(block, Table)]
    if rows and tables:
        widest = [row.dimension for row in furthest_apart(report) or rows]
        title = _("Departments differ most on %(dimensions)s")
        words = {"dimensions": names_in_sentence(report.definition, widest)}
        yield Slide("departments", title % words, (replace(tables[0], role="departments"),))


def _disagreement(report: Report, told: Chapter) -> Iterator[Slide]:
    for row in to_discuss(report)[:1]:
        words = {"facet": row.question.facet}
        if has_talked(report):
            title = _("Still to discuss: “%(facet)s”") % words
        else:
            title = _("People differ most on “%(facet)s”") % words
        for block in told.blocks:
            if isinstance(block, Answers):
                marks = replace(block, role="marks", has_codes=False)
                yield Slide("disagreement", title, (marks, Text(_columns(), "quiet")))
            elif isinstance(block, Items):  # of a quick scan
                yield Slide("disagreement", title, (replace(block, role="large"),))


def _columns() -> str:
    return _(
        "The columns are levels 1 to 4, each with how many people chose it; the mark below is the"
        " mean."
    )


def _first(report: Report, told: Chapter) -> Iterator[Slide]:
    """What to begin with."""
    for panel in panels(told, "first"):
        for points in all_of(Points, panel.blocks):
            count = len(points.items)
            title = ngettext(
                "Begin with this action", "Begin with these %(count)s actions", count
            ) % {"count": count_text(count, report.language)}
            yield Slide("first-actions", title, (points,))


def _route(report: Report) -> Iterator[Slide]:
    """The titles of the actions in each horizon, titled by what the first is for."""
    told = route(report)
    for block in all_of(Route, told.blocks) if told else ():
        title = sentences(block.horizons[0].aim)[0]
        about = told.title if told else ""
        yield Slide("route", title, (Panel("camps", tuple(_camps(block))),), about)


def _camps(drawn: Route) -> Iterator[Panel]:
    for horizon in drawn.horizons:
        titles = tuple(
            f"{each.number}. {each.title}"
            for each in drawn.actions
            if each.horizon == horizon.number
        )
        words = (
            Heading(f"{horizon.number} {horizon.name}"),
            Text(horizon.until or horizon.period, "period"),
        )
        yield Panel("camp", (*words, Items(titles or ("–",))))


def _decision(told: Chapter) -> Iterator[Slide]:
    """What is asked, titled by the first decision."""
    for callout in all_of(Callout, told.blocks, "decision"):
        first, *others = items_of(callout)
        yield Slide("decision", first, (Items(tuple(others), "large"),), callout.heading)
