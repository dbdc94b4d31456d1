"""Native tables: a marked header row that repeats, whole rows, cells with styled lines."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports import colours
from reports.docx.marks import TWIPS, Element, describe, element, is_right_to_left, set_style
from reports.pictures import png
from reports.prose import figure_held, printable

PIXELS = 12  # of a picture in a millimetre: sharp at 300 dots an inch
OWNER = 39  # millimetres in which the longest word of an owner stays whole
WHEN = 40  # and the longest date
STYLE = "Kanaalkompas"  # by its id, which that of a house gets
DARK = (3, 4)  # levels that want light words
FACING = {  # the sides of a cell, in Word's order: rows down, columns on, the side beyond
    "top": (-1, 0, "bottom"),
    "left": (0, -1, "right"),
    "bottom": (1, 0, "top"),
    "right": (0, 1, "left"),
}


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in one character style; a line break in them stays one."""

    text: str
    style: str = ""


def strong(text: str) -> Styled:
    return Styled(text, "Strong")


def quiet(text: str) -> Styled:
    return Styled(text, "Quiet")


def led_by(label: str) -> str:
    """Words that lead to a text on the same line: with a colon, or a stop where they hold one."""
    if label.endswith((":", ".", "?")):
        return f"{label} "
    return f"{label}. " if ": " in label else f"{label}: "


def level_mark(level: int) -> tuple[Styled, Styled]:
    """Its number in its colour, before words."""
    return Styled(f"\N{NO-BREAK SPACE}{level}\N{NO-BREAK SPACE}", f"Level{level}"), Styled(" ")


@dataclass(frozen=True, slots=True)
class Picture:
    svg: str
    width: float  # in millimetres
    description: str


Piece = str | Styled | Picture


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a cell."""

    pieces: tuple[Piece, ...]
    style: str = "TableText"


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[Line, ...]
    level: int = 0  # filled with the colour of this level
    goal: str = ""  # framed in this colour, the accent of the document


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float  # in millimetres
    is_figure: bool = False  # set to the right


def line(*pieces: Piece, style: str = "TableText") -> Line:
    return Line(pieces, style)


def cell(*lines: Piece | Line) -> Cell:
    return Cell(tuple(each if isinstance(each, Line) else line(each) for each in lines))


def write_line(paragraph: Paragraph, *pieces: Piece) -> Paragraph:
    for piece in pieces:
        if isinstance(piece, Picture):
            run = paragraph.add_run()
            run.add_picture(_pixels(piece), width=Mm(piece.width))
            describe(run, title="", description=piece.description)
        else:
            styled = piece if isinstance(piece, Styled) else Styled(piece)
            run = paragraph.add_run(printable(figure_held(styled.text)))
            run._r.style = styled.style or None
            run.font.rtl = is_right_to_left(styled.text) or None
    return paragraph


def _pixels(picture: Picture) -> io.BytesIO:
    return io.BytesIO(png(picture.svg, round(picture.width * PIXELS)))


def write_table(
    document: Document,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    head: Sequence[Cell] | None = None,
    whole_from: int | None = None,
    is_dense: bool = False,
) -> None:
    """`name` says what the table holds, to those who cannot see it.

    `head` is for a header row with more in it than the titles of the columns. The rows from number
    `whole_from` stay on one page; the header row is number 0. Of other tables no row asks to stay
    with the next: where such a table breaks, LibreOffice loses the rows that follow.
    """
    titles = [cell(line(column.title, style="TableHead")) for column in columns]
    table: Table = document.add_table(rows=len(rows) + 1, cols=len(columns))
    table._tbl.tblStyle_val = STYLE
    table.autofit = False
    table._tbl.tblPr.append(element("w:tblCaption", val=printable(name)))
    width = sum(column.width for column in columns)
    table._tbl.tblPr.find(qn("w:tblW")).attrib.update(
        {qn("w:type"): "dxa", qn("w:w"): str(round(width * TWIPS))}
    )
    if is_dense:
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_dense_margins())
    for place, column in enumerate(columns):
        table.columns[place].width = Mm(column.width)
    for row, cells in zip(table.rows, [head or titles, *rows], strict=True):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for target, content, column in zip(row.cells, cells, columns, strict=True):
            target.width = Mm(column.width)
            _fill(target, content, is_figure=column.is_figure)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    _frame_goals(table, [head or titles, *rows])
    for row in [] if whole_from is None else list(table.rows)[whole_from:-1]:
        for paragraph in (each for target in row.cells for each in target.paragraphs):
            paragraph.paragraph_format.keep_with_next = True


def _dense_margins() -> Element:
    margins = element("w:tblCellMar")
    for side, size in {"top": 14, "left": 57, "bottom": 8, "right": 45}.items():
        margins.append(element(f"w:{side}", w=size, type="dxa"))
    return margins


def _frame_goals(table: Table, rows: Sequence[Sequence[Cell]]) -> None:
    """Each side of a goal on the cell beyond it too, which would draw its own line there."""
    framed: dict[tuple[int, int], dict[str, str]] = {}
    for number, cells in enumerate(rows):
        for place, content in enumerate(cells):
            for side, (below, beside, facing) in FACING.items() if content.goal else ():
                framed.setdefault((number, place), {})[side] = content.goal
                framed.setdefault((number + below, place + beside), {})[facing] = content.goal
    for (number, place), sides in framed.items():
        if 0 < number < len(rows) and place < len(rows[0]):
            _frame(table.cell(number, place), sides)


def _frame(target: _Cell, sides: Mapping[str, str]) -> None:
    borders = element("w:tcBorders")
    for side in FACING:
        if side in sides:
            frame = element(f"w:{side}", val="dashed", sz=12, space=0)
            frame.set(qn("w:color"), sides[side].lstrip("#"))
            frame.set(qn("w:themeColor"), "accent2")
            borders.append(frame)
    properties = target._tc.get_or_add_tcPr()
    width = properties.find(qn("w:tcW"))
    width.addnext(borders)


def _fill(target: _Cell, content: Cell, *, is_figure: bool) -> None:
    properties = target._tc.get_or_add_tcPr()
    if content.level:
        fill = colours.LEVELS[content.level - 1].lstrip("#")
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    for place, written in enumerate(content.lines or (line(""),)):
        paragraph = target.add_paragraph() if place else target.paragraphs[0]
        set_style(paragraph, f"{written.style}Light" if content.level in DARK else written.style)
        if is_figure:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write_line(paragraph, *written.pieces)
