"""Native tables: a marked header row that repeats, whole rows, cells with styled lines."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports import colours
from reports.docx.marks import TWIPS, describe, element, is_right_to_left, set_style
from reports.pictures import png
from reports.prose import printable

PIXELS = 12  # of a picture in a millimetre: sharp at 300 dots an inch
OWNER = 33  # millimetres in which the longest word of an owner, "e-commercemanager", stays whole
DARK = (3, 4)  # levels that want light words


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one character style; a line break in them stays one."""

    text: str
    style: str = ""


def strong(text: str) -> Span:
    return Span(text, "Strong")


def quiet(text: str) -> Span:
    return Span(text, "Quiet")


@dataclass(frozen=True, slots=True)
class Picture:
    svg: str
    width: float  # in millimetres
    description: str


Piece = str | Span | Picture


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
            run.add_picture(pixels(piece), width=Mm(piece.width))
            describe(run, title="", description=piece.description)
        else:
            span = piece if isinstance(piece, Span) else Span(piece)
            run = paragraph.add_run(printable(span.text))
            run._r.style = span.style or None
            run.font.rtl = is_right_to_left(span.text) or None
    return paragraph


def pixels(picture: Picture) -> io.BytesIO:
    return io.BytesIO(png(picture.svg, round(picture.width * PIXELS)))


def write_table(
    document: Document,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    is_whole: bool = False,
) -> None:
    """`name` says what the table holds, to who cannot see it. A whole table stays on one page."""
    head = [cell(line(column.title, style="TableHead")) for column in columns]
    whole_from = 0 if is_whole else None
    write_headed_table(document, name, columns, head, rows, whole_from=whole_from)


def write_headed_table(
    document: Document,
    name: str,
    columns: Sequence[Column],
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    whole_from: int | None = None,
) -> None:
    """With more in its header row than the titles of the columns.

    The rows from number `whole_from` stay on one page; the header row is number 0.
    """
    table: Table = document.add_table(rows=len(rows) + 1, cols=len(columns), style="Kanaalkompas")
    table.autofit = False
    table._tbl.tblPr.append(element("w:tblCaption", val=printable(name)))
    width = sum(column.width for column in columns)
    table._tbl.tblPr.find(qn("w:tblW")).attrib.update(
        {qn("w:type"): "dxa", qn("w:w"): str(round(width * TWIPS))}
    )
    for place, column in enumerate(columns):
        table.columns[place].width = Mm(column.width)
    for row, cells in zip(table.rows, [head, *rows], strict=True):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for target, content, column in zip(row.cells, cells, columns, strict=True):
            target.width = Mm(column.width)
            _fill(target, content, is_figure=column.is_figure)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for row in [] if whole_from is None else list(table.rows)[whole_from:-1]:
        for paragraph in (each for target in row.cells for each in target.paragraphs):
            paragraph.paragraph_format.keep_with_next = True


def _fill(target: _Cell, content: Cell, *, is_figure: bool) -> None:
    properties = target._tc.get_or_add_tcPr()
    if content.goal:
        borders, colour = element("w:tcBorders"), content.goal.lstrip("#")
        for side in ("top", "left", "bottom", "right"):
            frame = element(f"w:{side}", val="dashed", sz=12, space=0, color=colour)
            frame.set(qn("w:themeColor"), "accent2")
            borders.append(frame)
        properties.append(borders)
    if content.level:
        fill = colours.LEVELS[content.level - 1].lstrip("#")
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    for place, written in enumerate(content.lines or (line(""),)):
        paragraph = target.add_paragraph() if place else target.paragraphs[0]
        set_style(paragraph, f"{written.style}Light" if content.level in DARK else written.style)
        if is_figure:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write_line(paragraph, *written.pieces)
