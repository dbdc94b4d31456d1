"""Native tables with as many whole rows as have room. The style of the deck says how they look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from reports.measure import text_width, words, wrapped
from reports.pptx.deck import Deck, Sheet, describe
from reports.pptx.template import LEVEL_FILLS, STYLE, ink_on
from reports.pptx.text import FILLED, LINE, SMALLEST, clean
from reports.prose import together

TABLE = 14  # the placeholder of the layout for one
SIZES = (18, 16, SMALLEST)  # points: the largest at which all has room
POINTS = 72  # in an inch
SIDE = 0.1  # inches beside the text of a cell, left and right
ABOVE = 0.06  # and above and under it
ROOMY = 0.16  # at most, where there is space to spare
SHORTENED = (240, 120, 60)  # letters of a cell
BETWEEN = 3  # points above a further paragraph of a cell


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    share: float  # of the width
    is_number: bool = False
    under: tuple[str, ...] = ()  # further lines of its title


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    under: tuple[str, ...] = ()  # further paragraphs
    is_bold: bool = False  # the first of them
    is_title: bool = False  # of a column: all of it is bold
    level: int | None = None  # filled with its colour

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(together(clean(each)) for each in (self.text, *filter(None, self.under)))


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    description: str
    has_total: bool = False
    has_header: bool = True
    has_first_column: bool = True  # that names its row
    row_height: float = 0.0  # inches, for rows that stand beside a chart; 0 lets the text decide
    size: int = SMALLEST  # points; place_table makes it larger where there is room

    @property
    def header(self) -> tuple[Row, ...]:
        titles = tuple(Cell(each.title, each.under, is_title=True) for each in self.columns)
        return (titles,) if self.has_header else ()


def place_table(sheet: Sheet, index: int, *versions: Table) -> None:
    """Fills the placeholder with the first version that has room; of the last, the last rows may
    have to go."""
    place = sheet.placeholder(index)
    width, height = place.width.inches, place.height.inches
    _draw(place, _fitting(versions, width, height))


def place_on_slides(
    deck: Deck, kicker: str, title: str, versions: Sequence[Table], *said: str
) -> None:
    """The first version that has room; else the last, on as many slides as its rows take, each with
    all that is said in its notes."""
    number = 1
    while versions:
        sheet = deck.add("Table", kicker, title if number == 1 else f"{title} ({number})")
        rest = _place_rows(sheet, versions)
        versions = [rest] if rest else []
        sheet.tell(*said)
        number += 1


def _place_rows(sheet: Sheet, versions: Sequence[Table]) -> Table | None:
    """As many rows as have room; gives a table of those that have none. The total stands on
    each."""
    place = sheet.placeholder(TABLE)
    width, height = place.width.inches, place.height.inches
    whole = (each for each in versions if _fits(each, width, height))
    table = next(whole, versions[-1])
    total = table.rows[len(table.rows) - table.has_total :]
    rows = table.rows[: len(table.rows) - table.has_total]
    count = len(rows)
    while count > 1 and not _fits(replace(table, rows=(*rows[:count], *total)), width, height):
        count -= 1
    shown = replace(table, rows=(*rows[:count], *total))
    versions = (shown, *(_shortened(shown, most) for most in SHORTENED))
    _draw(place, _fitting(versions, width, height))
    return replace(table, rows=(*rows[count:], *total)) if rows[count:] else None


def _shortened(table: Table, most: int) -> Table:
    """So many letters a cell: a last resort, where one row is higher than a slide."""
    return replace(
        table,
        rows=tuple(
            tuple(replace(cell, text=Truncator(cell.text).chars(most), under=()) for cell in row)
            for row in table.rows
        ),
    )


def _draw(place: Any, table: Table) -> None:
    width, height = place.width.inches, place.height.inches
    rows = [*table.header, *table.rows]
    frame = place.insert_table(len(rows), len(table.columns))
    describe(frame, table.description)
    drawn = frame.table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = STYLE
    drawn.first_row, drawn.horz_banding = table.has_header, False
    drawn.first_col, drawn.last_row = table.has_first_column, table.has_total
    for column, spec in zip(drawn.columns, table.columns, strict=True):
        column.width = Inches(width * spec.share)
    heights = _heights(table, width)
    spare = height - sum(heights)
    roomy = 0.0 if table.row_height else max(0.0, min(ROOMY, spare / len(rows)))
    for number, (cells, least) in enumerate(zip(rows, heights, strict=True)):
        drawn.rows[number].height = Inches(least + roomy)
        for place_in_row, cell in enumerate(cells):
            own = drawn.cell(number, place_in_row)
            own.margin_top = own.margin_bottom = Inches(ABOVE + roomy / 2)
            own.vertical_anchor = MSO_ANCHOR.MIDDLE if table.row_height else MSO_ANCHOR.TOP
            _write(own, cell, table.size, is_number=table.columns[place_in_row].is_number)
    frame.height = sum(row.height for row in drawn.rows)


def _write(drawn: Any, cell: Cell, size: int, *, is_number: bool) -> None:
    drawn.margin_left = drawn.margin_right = Inches(SIDE)
    if cell.level:
        drawn.fill.solid()
        drawn.fill.fore_color.theme_color = LEVEL_FILLS[cell.level - 1]
    for number, text in enumerate(cell.paragraphs):
        frame = drawn.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)  # the one thing that no style of a table can say
        if cell.level:
            run.font.color.theme_color = ink_on(cell.level)
        if number:
            paragraph.space_before = Pt(BETWEEN)
            run.font.bold = cell.is_title
        elif cell.is_bold or cell.is_title:
            run.font.bold = True
        if is_number:
            paragraph.alignment = PP_ALIGN.RIGHT


def natural_widths(titles: Sequence[str], rows: Sequence[Row]) -> tuple[float, ...]:
    """Widths in inches in which every cell keeps to one line."""
    texts = zip(titles, *([cell.text for cell in row] for row in rows), strict=True)
    return tuple(
        max(text_width(text, SMALLEST, is_bold=True) for text in column) / POINTS / FILLED
        + 2 * SIDE
        for column in texts
    )


def _fitting(versions: Sequence[Table], width: float, height: float) -> Table:
    for version in versions:
        for size in SIZES:
            table = replace(version, size=size)
            if _fits(table, width, height):
                return table
    while len(table.rows) > 1 and not _fits(table, width, height):
        table = replace(table, rows=table.rows[:-1])
    return table


def _fits(table: Table, width: float, height: float) -> bool:
    """Whole, with no word broken, and beside a chart every row in its place."""
    heights = _heights(table, width)
    if sum(heights) > height or (table.row_height and max(heights) > table.row_height):
        return False
    return table.size == SMALLEST or not _breaks_a_word(table, width)


def _breaks_a_word(table: Table, width: float) -> bool:
    return any(
        text_width(word, table.size, is_bold=each.is_bold) > each.room
        for row in (*table.header, *table.rows)
        for each in _paragraphs(table, row, width)
        for word in words(each.text)
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    room: float  # points
    is_bold: bool
    place: int  # of its column


def _paragraphs(table: Table, row: Row, width: float) -> Iterator[_Paragraph]:
    """Of a row, each with the room it has for a line; only the first of a cell is bold."""
    for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        room = (column.share * width - 2 * SIDE) * POINTS * FILLED
        is_name = table.has_first_column and place == 0
        for number, text in enumerate(cell.paragraphs):
            is_bold = cell.is_title or (number == 0 and (cell.is_bold or is_name))
            yield _Paragraph(text, room, is_bold, place)


def _heights(table: Table, width: float) -> list[float]:
    """Of the header and every row, in inches."""
    return [
        max(table.row_height, _height(table, row, width)) for row in (*table.header, *table.rows)
    ]


def _height(table: Table, row: Row, width: float) -> float:
    columns = [0.0] * len(table.columns)
    for each in _paragraphs(table, row, width):
        lines = len(wrapped(each.text, each.room, table.size, is_bold=each.is_bold)) or 1
        columns[each.place] += lines * table.size * LINE + (BETWEEN if columns[each.place] else 0)
    return max(columns) / POINTS + 2 * ABOVE
