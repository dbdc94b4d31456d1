"""Native tables that fit their place. The style of the deck says how they look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from reports.measure import text_width
from reports.pptx.deck import Sheet, describe, say_language
from reports.pptx.measure import LINE, line_count, shortened
from reports.pptx.text import POINTS, SMALLEST, Text, clean

SIZES = (18, 16, SMALLEST)  # points: the largest at which nothing has to be cut
STYLE = "{6B1C4E52-8D0B-4C57-9B6A-3E5D0A7F2C41}"  # of base/table_styles.xml
SIDE = 0.1  # inches beside the text of a cell, left and right
ABOVE = 0.06  # and above and under it
ROOMY = 0.16  # at most, where there is space to spare
BETWEEN = 3  # points above a further paragraph of a cell
INDENT = 14  # points, of an item of a list


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
    items: frozenset[int] = frozenset()  # which of its paragraphs, from 0, are items of a list


Row = tuple[Cell, ...]


def cell_of(texts: Iterable[Text], *, item: int) -> Cell:
    """Paragraphs in one cell; those at the level `item` are items of a list."""
    cleaned = (replace(each, text=clean(each.text)) for each in texts)
    shown = [each for each in cleaned if each.text]
    if not shown:
        return Cell("")
    items = frozenset(place for place, each in enumerate(shown) if each.level == item)
    first, *under = (each.text for each in shown)
    return Cell(first, tuple(under), language=shown[0].language, items=items)


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
        if number in cell.items:
            _list(paragraph)
        if is_number:
            paragraph.alignment = PP_ALIGN.RIGHT


def _list(paragraph: Any) -> None:
    """As an item of a list, with the bullet of the placeholders."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(INDENT)))
    properties.set("indent", str(-Pt(INDENT)))
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


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
        text_width(word, table.size, is_bold=each.is_bold) > each.room
        for row in table.rows
        for place, cell in enumerate(row)
        for each in _paragraphs(table, cell, place, width)
        for word in each.text.split()
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
        left = limit
        kept: list[str] = []
        for each in _paragraphs(table, cell, place, width):
            if left < 1:
                break
            bold = each.is_bold
            kept.append(shortened(each.text, each.room, table.size, left, is_bold=bold))
            left -= line_count(kept[-1], each.room, table.size, is_bold=bold)
        return replace(cell, text=kept[0], under=tuple(kept[1:]))

    rows = tuple(tuple(cut(cell, place) for place, cell in enumerate(row)) for row in table.rows)
    return replace(table, rows=rows)


def _is_name(table: Table, place: int) -> bool:
    return table.has_first_column and place == 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    room: float  # points
    is_bold: bool


def _paragraphs(table: Table, cell: Cell, place: int, width: float) -> Iterator[_Paragraph]:
    """Of a cell, each with the room it has for a line; only the first is bold."""
    room = (table.columns[place].share * width - 2 * SIDE) * POINTS
    for number, text in enumerate((cell.text, *cell.under)):
        is_bold = number == 0 and (cell.is_bold or _is_name(table, place))
        yield _Paragraph(text, room - (INDENT if number in cell.items else 0), is_bold)


def _lines(table: Table, row: Sequence[Cell], width: float) -> int:
    return max(
        sum(
            line_count(each.text, each.room, table.size, is_bold=each.is_bold)
            for each in _paragraphs(table, cell, place, width)
        )
        for place, cell in enumerate(row)
    )


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
