"""A worksheet that is written from top to bottom: lines over the whole width, facts and tables."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, zip_longest

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo

from maturity.display import machine_number
from reports.measure import wrapped
from reports.xlsx import looks
from reports.xlsx.looks import Look

Value = str | int | float | Fraction | dt.date | None

# What a spreadsheet program could take for a formula, here or after a detour by CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\n")
UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST = 32_767  # characters in a cell
LINE_HEIGHT = 1.3  # of the font size
UNIT = 5.25  # points of a unit of width: a digit of 11 points
AIR = 5.0  # points between rows
HIGHEST = 409.0  # points of a row, that a spreadsheet program can show
FACT_HEIGHT = 18.0  # points
HEAD_SIZE = 12  # points: the arrow of the filter takes room beside the heading
HEADS = {"left": looks.HEAD, "right": looks.HEAD_NUMBER, "center": looks.HEAD_CENTRED}
ROW_HEIGHT = 15.0  # points, of a row whose height is not set
A4 = 9
PAPER = (841.9, 595.3)  # points
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.6, "bottom": 0.8, "footer": 0.4}  # inches
SPARE = 0.97  # of the room on paper: programs differ in what they make of a row
LAST = 6  # rows that stay together at the end: no page for a line that is left over
FACT_COLUMNS = 4  # over which a fact and its name stretch


@dataclass(frozen=True, slots=True)
class Styled:
    """A value that looks otherwise than its column."""

    value: Value
    look: Look


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: float  # in characters
    look: Look = looks.BODY


Row = Sequence[Value | Styled]


class Page:
    def __init__(
        self, workbook: Workbook, title: str, widths: Sequence[float], accent: str = ""
    ) -> None:
        self.sheet = workbook.create_sheet(_plain(title)[:31])
        self.next_row = 1
        self.leading: set[int] = set()  # rows that stay with the row after them
        self.widths = tuple(widths)
        self.accent = accent  # of the sender; empty for our own
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.sheet_view.showGridLines = False
        self._set_print()

    def _set_print(self) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins = PageMargins(**MARGINS)
        sheet.oddFooter.left.text = sheet.title.replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"

    def end_pages(self) -> None:
        """Where we say: a program that ends them by itself keeps no heading with what stands below
        it. How wide a column is depends on its typefaces, so it still fits the width itself."""
        width, height = self._room()
        scale = min(1.0, width / (sum(self.widths) * UNIT))
        dimensions = self.sheet.row_dimensions
        heights = [dimensions[row].height or ROW_HEIGHT for row in range(1, self.next_row)]
        leading = self.leading | set(range(self.next_row - LAST, self.next_row - 1))
        for row in page_ends(heights, leading, SPARE * height / scale):
            self.sheet.row_breaks.append(Break(id=row))

    def _room(self) -> tuple[float, float]:
        """Between the margins of the paper, in points."""
        width, height = PAPER
        across, down = MARGINS["left"] + MARGINS["right"], MARGINS["top"] + MARGINS["bottom"]
        return width - across * 72, height - down * 72

    def line(self, text: str, look: Look = looks.WORDS, *, leads: bool = False) -> None:
        """Over the whole width. A merged cell does not grow by itself, so its height is set."""
        self._merged([(Styled(text, look), len(self.widths))], leads=leads)

    def spread(self, cells: Sequence[Styled], *, first: int, leads: bool = False) -> None:
        """A row of texts that share the columns: the first gets `first` of them where it can."""
        count, others = len(self.widths), len(cells) - 1
        named = max(1, min(first, count - others)) if others else count
        each = max(1, (count - named) // others) if others else 0
        spans = [named, *[each] * others]
        spans[-1] += max(0, count - sum(spans))
        self._merged(list(zip(cells, spans, strict=True)), leads=leads)

    def _merged(self, cells: Sequence[tuple[Styled, int]], *, leads: bool) -> None:
        """In as many rows as it takes for none to be higher than a program can show."""
        ends = list(accumulate(span for _cell, span in cells))
        widths = [
            sum(self.widths[end - span : end]) or self.widths[-1]
            for end, (_cell, span) in zip(ends, cells, strict=True)
        ]
        parts = [
            _parts(str(cell.value or ""), cell.look, width)
            for width, (cell, _span) in zip(widths, cells, strict=True)
        ]
        for texts in zip_longest(*parts, fillvalue=""):
            row, heights = self.next_row, []
            for text, width, end, (cell, span) in zip(texts, widths, ends, cells, strict=True):
                start = end - span + 1
                self.put(row, start, text, cell.look)
                if span > 1:  # merge_cells would give all of them a border, at ten times the price
                    merged = CellRange(min_col=start, max_col=end, min_row=row, max_row=row)
                    self.sheet.merged_cells.ranges.add(merged)
                heights.append(_height(text, cell.look, width))
            self.sheet.row_dimensions[row].height = max(heights)
            self.leading |= {row} if leads else set()
            self.next_row += 1

    def gap(self) -> None:
        self.next_row += 1

    def fact(self, label: str, value: Value, look: Look = looks.WORDS) -> None:
        """A name, and a value in the columns beside it."""
        row = self.next_row
        self.put(row, 1, label, looks.LABEL)
        self.put(row, 2, value, replace(look, across="left", is_wrapped=False))
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=FACT_COLUMNS)
        self.sheet.row_dimensions[row].height = FACT_HEIGHT
        self.next_row += 1

    def table(self, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
        """With a filter and a sort arrow on each column; the row of its header. `name` is of the
        table object: letters only, each once in a workbook; at least one row."""
        head = self.next_row
        self.rows(columns, rows)
        last = f"{get_column_letter(len(columns))}{self.next_row - 1}"
        table = Table(displayName=name, ref=f"A{head}:{last}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.add_table(table)
        self.gap()
        return head

    def rows(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        for place, column in enumerate(columns, start=1):
            self.put(self.next_row, place, column.heading, HEADS[column.look.across])
        headings = [column.heading for column in columns]
        self.leading.add(self.next_row)
        self._grow(headings, [replace(looks.HEAD, size=HEAD_SIZE)] * len(columns))
        for row in rows:
            self._write(row, columns)

    def _write(self, row: Row, columns: Sequence[Column]) -> None:
        cells = [
            value if isinstance(value, Styled) else Styled(value, column.look)
            for value, column in zip(row, columns, strict=True)
        ]
        for place, cell in enumerate(cells, start=1):
            self.put(self.next_row, place, cell.value, cell.look)
        self._grow([cell.value for cell in cells], [cell.look for cell in cells])

    def _grow(self, values: Sequence[Value], cells: Sequence[Look]) -> None:
        """As high as the row's longest text: not every program fits rows when it opens a file."""
        self.sheet.row_dimensions[self.next_row].height = max(
            min(HIGHEST, _height(value if isinstance(value, str) else "", look, width))
            for value, look, width in zip(values, cells, self.widths, strict=False)
        )
        self.next_row += 1

    def put(self, row: int, column: int, value: Value, look: Look) -> None:
        cell = self.sheet.cell(row, column)
        style = looks.style_of(looks.in_accent(look, self.accent))
        cell.font, cell.fill, cell.border = style.font, style.fill, style.border
        cell.alignment, cell.number_format = style.alignment, look.format
        if isinstance(value, str):
            _put_text(cell, value)
        elif isinstance(value, Fraction | float):
            cell.value = machine_number(value)
        else:
            cell.value = value

    def freeze(self, head: int, columns: int) -> None:
        """Keeps the header and the first columns in sight, and repeats the header on paper."""
        self.sheet.freeze_panes = f"{get_column_letter(columns + 1)}{head + 1}"
        self.sheet.print_title_rows = f"{head}:{head}"


def page_ends(heights: Sequence[float], leading: Set[int], room: float) -> Iterator[int]:
    """The rows below which a page ends: each as full as it gets, and none with a leading row last.
    Rows are counted from 1."""
    first, filled, together = 1, 0.0, 0.0
    for row, height in enumerate(heights, start=1):
        together += height
        if row in leading:
            continue
        if filled and filled + together > room:
            yield first - 1
            filled = 0.0
        filled, together, first = filled + together, 0.0, row + 1


def _put_text(cell: Cell, text: str) -> None:
    """As text and nothing else: openpyxl takes "=..." for a formula and "#N/A" for an error."""
    cell.value = _plain(text)
    cell.data_type = "s"
    # Keeps it text when somebody edits the cell.
    cell.quotePrefix = text.lstrip(" ").startswith((*FORMULA_SIGNS, "\r"))


def _plain(text: str) -> str:
    """Without what no XML document may hold, its lines ended in one way."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def _height(text: str, look: Look, width: float) -> float:
    """In points, with some air."""
    count = len(_wrapped(text, look, width)) if look.is_wrapped else 1
    return count * look.size * LINE_HEIGHT + AIR


def _parts(text: str, look: Look, width: float) -> list[str]:
    """As few as fit the highest row each."""
    lines, most = _wrapped(text, look, width), int((HIGHEST - AIR) / (look.size * LINE_HEIGHT))
    if len(lines) <= most or not look.is_wrapped:
        return [text]
    return ["\n".join(lines[start : start + most]) for start in range(0, len(lines), most)]


def _wrapped(text: str, look: Look, width: float) -> list[str]:
    room = max(4 * look.size, (width - 2 * look.indent) * UNIT)
    lines = (wrapped(line, room, look.size, is_bold=look.is_bold) for line in text.split("\n"))
    return [each for line in lines for each in line or [""]]
