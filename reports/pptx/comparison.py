"""A comparison as slides: those of a room, each with its text in the notes."""

from collections.abc import Sequence

from django.utils.translation import override

from reports.comparison import ComparisonReport
from reports.content.blocks import Cell as ContentCell
from reports.content.blocks import Items
from reports.content.blocks import Table as ContentTable
from reports.content.blocks import Text as Words
from reports.content.comparison import opening_words
from reports.content.comparison_cover import comparison_cover
from reports.picking import all_of, one_of, told
from reports.pptx.deck import Deck
from reports.pptx.opening import BODY, ITEM, place_cover
from reports.pptx.tables import TABLE, Cell, Column, Row, Table, natural_widths, place_on_slides
from reports.pptx.text import Text
from reports.presenting import Slide
from reports.presenting_comparison import comparison_slides
from reports.series import name_lines, outline_of

# By role: the columns with names that people typed, and what is said of those.
TYPED = {"heat": (0,), "departments": (0,), "help": (1, 2, 4)}
WIDEST, NARROWEST = 4.2, 1.9  # inches, of a column of words


def comparison_pptx(report: ComparisonReport) -> bytes:
    """The deck in the language of the report."""
    with override(report.language):
        deck = Deck(
            comparison_cover(report),
            report.edition.branding,
            organisation=report.about.organisation,
            language=report.language,
        )
        place_cover(deck, outline_of(report.foremost), opening_words(report)[0])
        for slide in comparison_slides(report):
            _add(deck, slide)
        return deck.as_bytes()


def _add(deck: Deck, slide: Slide) -> None:
    table = one_of(ContentTable, slide.blocks)
    if table is None:
        _add_words(deck, slide)
    else:
        _add_table(deck, slide, table)


def _add_words(deck: Deck, slide: Slide) -> None:
    sheet = deck.add("Text", slide.about, slide.title)
    texts = [Text(each.text, BODY) for each in all_of(Words, slide.blocks)]
    items = [Text(line, ITEM) for each in all_of(Items, slide.blocks) for line in each.items]
    sheet.fill(14, *texts, *items)
    sheet.tell(slide.title, *told(slide.blocks))


def _add_table(deck: Deck, slide: Slide, table: ContentTable) -> None:
    """On as many slides as its rows take; what has to be known to read it stands above."""
    notes = [each.text for each in all_of(Words, slide.blocks)]
    notes += [line for each in all_of(Items, slide.blocks) for line in each.items]
    kicker = " · ".join(filter(None, (slide.about, *notes)))
    placed = _table_of(table, slide.title, deck.width_of("Table", TABLE))
    place_on_slides(deck, kicker, slide.title, [placed], slide.title, *told(slide.blocks))


def _table_of(table: ContentTable, description: str, width: float) -> Table:
    """Figures are as wide as they need to be; what people typed shares the rest."""
    titles = [name_lines(" ".join(cell.lines)) for cell in table.head]
    rows = tuple(tuple(map(_cell, row.cells)) for row in table.rows)
    shares = _shares(table, titles, rows, width)
    columns = (
        Column(first, share, is_number="number" in head.roles, under=tuple(others))
        for (first, *others), share, head in zip(titles, shares, table.head, strict=True)
    )
    has_total = bool(table.rows) and table.rows[-1].role == "whole"
    return Table(tuple(columns), rows, description, has_total=has_total)


def _shares(
    table: ContentTable, titles: Sequence[tuple[str, ...]], rows: Sequence[Row], width: float
) -> list[float]:
    needed = natural_widths([max(each, key=len) for each in titles], rows)
    holds_words = [place in TYPED.get(table.role, ()) for place in range(len(titles))]
    fixed = sum(each for each, is_long in zip(needed, holds_words, strict=True) if not is_long)
    wanted = [min(each, WIDEST) for each in needed]
    words = sum(each for each, is_long in zip(wanted, holds_words, strict=True) if is_long)
    rest = max(width - fixed, NARROWEST * sum(holds_words))
    widths = [
        each * rest / words if is_long else each
        for each, is_long in zip(wanted, holds_words, strict=True)
    ]
    return [each / sum(widths) for each in widths]


def _cell(cell: ContentCell) -> Cell:
    first, *others = cell.lines
    is_strong = cell.is_header or "strong" in cell.roles
    level = cell.level if cell.is_filled else None
    return Cell(first, tuple(others), is_bold=is_strong, level=level)
