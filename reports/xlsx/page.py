"""A worksheet that is written from top to bottom: lines over the whole width, facts and tables."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.table import Table, TableStyleInfo

from maturity.display import machine_number
from reports.xlsx import looks
from reports.xlsx.looks import Look

Value = str | int | float | Fraction | dt.date | None

# What a spreadsheet program could take for a formula, here or after a detour by CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\n")
UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST = 32_767  # characters in a cell
LINE_HEIGHT = 1.3  # of the font size
LETTERS = 12.4  # of one point that fill a unit of width; a digit of 11 points does
BOLDER = 1.06  # how much wider than plain letters
AIR = 5.0  # points between rows
FACT_HEIGHT = 18.0  # points
HEAD_SIZE = 12  # points: the arrow of the filter takes room beside the heading
HEADS = {"left": looks.HEAD, "right": looks.HEAD_NUMBER, "center": looks.HEAD_CENTRED}
A4 = 9
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
        sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.6, bottom=0.8, footer=0.4)
        sheet.oddFooter.left.text = sheet.title.replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"

    def line(self, text: str, look: Look = looks.WORDS) -> None:
        """Over the whole width. A merged cell does not grow by itself, so its height is set."""
        row, last = self.next_row, len(self.widths)
        self.put(row, 1, text, look)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        self.sheet.row_dimensions[row].height = _height(text, look, sum(self.widths))
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
            _height(value if isinstance(value, str) else "", look, width)
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
    room = (width - 2 * look.indent) * LETTERS / look.size / (BOLDER if look.is_bold else 1)
    count = sum(len(wrap(line, max(4, int(room)))) or 1 for line in text.split("\n"))
    return (count if look.is_wrapped else 1) * look.size * LINE_HEIGHT + AIR
