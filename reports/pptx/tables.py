"""Native tables that fit their place. The style of the deck says how they look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from reports.measure import text_width
from reports.pptx.deck import Sheet, describe, say_language
from reports.pptx.measure import LINE, line_count, shortened
from reports.pptx.text import POINTS, SMALLEST, clean

SIZES = (18, 16, SMALLEST)  # points: the largest at which nothing has to be cut
STYLE = "{6B1C4E52-8D0B-4C57-9B6A-3E5D0A7F2C41}"  # of base/table_styles.xml
SIDE = 0.1  # inches beside the text of a cell, left and right
ABOVE = 0.06  # and above and under it
ROOMY = 0.16  # at most, where there is space to spare
BETWEEN = 3  # points above a further paragraph of a cell


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    share: float  # of the width
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    under: tuple[str, ...] = ()  # further paragraphs
    is_bold: bool = False
    language: str = ""  # when it is not that of the deck


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


def place_table(sheet: Sheet, index: int, table: Table) -> int:
    """Fills the placeholder; gives the number of rows that found a place."""
    place = sheet.placeholder(index)
    width, height = place.width.inches, place.height.inches
    table = _fitting(table, width, height)
    header = [tuple(Cell(column.title) for column in table.columns)] if table.has_header else []
    rows = [*header, *table.rows]
    frame = place.insert_table(len(rows), len(table.columns))
    describe(frame, table.description)
    drawn = frame.table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = STYLE
    drawn.first_row, drawn.horz_banding = table.has_header, False
    drawn.first_col, drawn.last_row = table.has_first_column, table.has_total
    for column, spec in zip(drawn.columns, table.columns, strict=True):
        column.width = Inches(width * spec.share)
    spare = height - sum(_heights(table, width))
    roomy = 0.0 if table.row_height else max(0.0, min(ROOMY, spare / len(rows)))
    for number, (cells, least) in enumerate(zip(rows, _heights(table, width), strict=True)):
        drawn.rows[number].height = Inches(least + roomy)
        for place_in_row, cell in enumerate(cells):
            own = drawn.cell(number, place_in_row)
            own.margin_top = own.margin_bottom = Inches(ABOVE + roomy / 2)
            own.vertical_anchor = MSO_ANCHOR.MIDDLE if table.row_height else MSO_ANCHOR.TOP
            _write(own, cell, table.size, is_number=table.columns[place_in_row].is_number)
    frame.height = sum(row.height for row in drawn.rows)
    return len(table.rows)


def _write(drawn: Any, cell: Cell, size: int, *, is_number: bool) -> None:
    drawn.margin_left = drawn.margin_right = Inches(SIDE)
    for number, text in enumerate((cell.text, *cell.under)):
        frame = drawn.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        say_language(run, cell.language)
        run.font.size = Pt(size)  # the one thing that no style of a table can say
        if number:
            paragraph.space_before = Pt(BETWEEN)
        if cell.is_bold and number == 0:
            run.font.bold = True
        if is_number:
            paragraph.alignment = PP_ALIGN.RIGHT


def natural_widths(titles: Sequence[str], rows: Sequence[Row]) -> tuple[float, ...]:
    """Widths in inches in which every cell keeps to one line."""
    texts = zip(titles, *([cell.text for cell in row] for row in rows), strict=True)
    return tuple(
        max(text_width(text, SMALLEST, is_bold=True) for text in column) / POINTS + 2 * SIDE
        for column in texts
    )


def fits(table: Table, width: float, height: float) -> bool:
    """Whole, with no word broken, and beside a chart every row in its place."""
    heights = _heights(table, width)
    if sum(heights) > height or (table.row_height and max(heights) > table.row_height):
        return False
    return table.size == SMALLEST or not _breaks_a_word(table, width)


def _breaks_a_word(table: Table, width: float) -> bool:
    return any(
        text_width(word, table.size, is_bold=cell.is_bold or _is_name(table, place))
        > _room(table, place, width)
        for row in table.rows
        for place, cell in enumerate(row)
        for text in (cell.text, *cell.under)
        for word in text.split()
    )


def _fitting(table: Table, width: float, height: float) -> Table:
    """As large as it fits whole. Else cells are cut to ever fewer lines until all rows fit; at two
    lines the last rows go."""
    table = replace(
        table,
        columns=tuple(replace(column, title=clean(column.title)) for column in table.columns),
        rows=tuple(tuple(map(_cleaned, row)) for row in table.rows),
    )
    for size in SIZES:
        if fits(whole := replace(table, size=size), width, height):
            return whole
    most = max((_lines(table, row, width) for row in table.rows), default=1)
    for limit in range(most, 1, -1):
        cut = _cut(table, width, limit)
        if fits(cut, width, height):
            return cut
    cut = _cut(table, width, 2)
    while len(cut.rows) > 1 and not fits(cut, width, height):
        cut = replace(cut, rows=cut.rows[:-1])
    return cut


def _cleaned(cell: Cell) -> Cell:
    return replace(cell, text=clean(cell.text), under=tuple(map(clean, cell.under)))


def _cut(table: Table, width: float, limit: int) -> Table:
    def cut(cell: Cell, place: int) -> Cell:
        room, is_bold = _room(table, place, width), cell.is_bold or _is_name(table, place)
        text = shortened(cell.text, room, table.size, limit, is_bold=is_bold)
        left = limit - line_count(text, room, table.size, is_bold=is_bold)
        under = []
        for paragraph in cell.under:
            if left < 1:
                break
            under.append(shortened(paragraph, room, table.size, left))
            left -= line_count(under[-1], room, table.size)
        return replace(cell, text=text, under=tuple(under))

    rows = tuple(tuple(cut(cell, place) for place, cell in enumerate(row)) for row in table.rows)
    return replace(table, rows=rows)


def _is_name(table: Table, place: int) -> bool:
    return table.has_first_column and place == 0


def _room(table: Table, place: int, width: float) -> float:
    return (table.columns[place].share * width - 2 * SIDE) * POINTS


def _lines(table: Table, row: Sequence[Cell], width: float) -> int:
    def lines(cell: Cell, place: int) -> int:
        room, is_bold = _room(table, place, width), cell.is_bold or _is_name(table, place)
        own = line_count(cell.text, room, table.size, is_bold=is_bold)
        return own + sum(line_count(text, room, table.size) for text in cell.under)

    return max(lines(cell, place) for place, cell in enumerate(row))


def _gaps(row: Sequence[Cell]) -> float:
    return BETWEEN * max(len(cell.under) for cell in row)


def _heights(table: Table, width: float) -> list[float]:
    """Of the header and every row, in inches."""
    header = [tuple(Cell(column.title, is_bold=True) for column in table.columns)]
    rows = [*(header if table.has_header else []), *table.rows]
    needed = [
        (_lines(table, row, width) * table.size * LINE + _gaps(row)) / POINTS + 2 * ABOVE
        for row in rows
    ]
    return [max(table.row_height, height) for height in needed]
