"""The slide with the insights that found no place beside what they are about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.insights import SUMMARY, Insight, dimension_insight, summary_insight
from reports.pptx.deck import Deck
from reports.pptx.layouts import TABLE
from reports.pptx.tables import Cell, Column, Table, cell_of, fits, place_table
from reports.pptx.text import told, written
from reports.report import Report

ITEM = 2  # the level that written() gives to items of a list


def insight_cell(insight: Insight | None) -> Cell:
    """Paragraphs and lists as they were written."""
    return cell_of(written(insight, bullet=ITEM), item=ITEM) if insight else Cell("")


def add_insights(deck: Deck) -> None:
    """Only when there are some: of the summary first, then by rank."""
    report = deck.report
    left = {
        slug: (name, insight)
        for slug, name, insight in _all_insights(report)
        if slug not in deck.said
    }
    if not left:
        return
    heading = next(insight.heading for _name, insight in left.values())
    sheet = deck.add(TABLE, _("Insights"), heading)
    table = Table(
        columns=(Column("", 0.22), Column("", 0.78)),
        rows=tuple((Cell(name), insight_cell(insight)) for name, insight in left.values()),
        description=_("Insights"),
        has_header=False,
    )
    place = sheet.placeholder(14)
    is_whole = fits(table, place.width.inches, place.height.inches)
    shown = place_table(sheet, 14, table)
    if not is_whole:
        more = _("Shortened to fit; the whole is in the notes.")
        if shown < len(left):
            more = _("The first %(shown)s of %(count)s; the others are in the notes.")
        sheet.fill(13, f"{heading}. " + more % {"shown": shown, "count": len(left)})
    sheet.tell(*(text for name, insight in left.values() for text in told(insight, name)))


def _all_insights(report: Report) -> Iterator[tuple[str, str, Insight]]:
    if summary := summary_insight(report):
        yield SUMMARY, _("Summary"), summary
    ranked = [advice.row.dimension for advice in report.advice.dimensions]
    others = [each for each in report.definition.dimensions if each not in ranked]
    for dimension in (*ranked, *others):
        if insight := dimension_insight(report, dimension.slug):
            yield dimension.slug, dimension.name, insight
