"""The sheet Report: every chapter of the result, block by block, in rows to read and to copy."""

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook

from reports.content.blocks import (
    ActionRow,
    Actions,
    Answer,
    Answers,
    Block,
    Callout,
    Cell,
    Chapter,
    Facts,
    Figure,
    Heading,
    Items,
    Panel,
    Point,
    Points,
    Route,
    Score,
    Table,
    Text,
)
from reports.prose import List
from reports.xlsx import looks
from reports.xlsx.looks import Look
from reports.xlsx.page import Page, Styled

GRID = (13,) * 12  # widths in characters; a row of a table divides them among its cells
CHAPTER = 2  # the depth of the title of a chapter
NAME = 3  # columns of the grid for the name of a row
LEADING = {"kicker", "lead"}  # roles of texts that stand above what they are about

Row = list[Styled]


def report_sheet(workbook: Workbook, chapters: Iterable[Chapter], accent: str) -> None:
    page = Page(workbook, _("Report"), GRID, accent)
    for chapter in chapters:
        if not chapter.is_part:  # which has it in its head
            page.line(chapter.title, looks.TITLE, leads=True)
        if chapter.lead:
            page.line(chapter.lead, looks.QUIET, leads=True)
        _write(page, chapter.blocks)
        page.gap()
    page.end_pages()


def _write(page: Page, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Panel():
                _write(page, block.blocks)
            case Heading():
                look = looks.TITLE if block.depth == CHAPTER else looks.BOLD
                page.line(block.text, look, leads=True)
            case Callout():
                look = looks.MARK if block.role == "insight" else looks.BOLD
                page.line(block.heading, look, leads=True)
                for line in _callout_lines(block):
                    page.line(line)
            case Text() | Items() | Score() | Figure():
                for line in filter(None, _lines(block)):
                    page.line(line, leads=isinstance(block, Text) and block.role in LEADING)
            case Table() | Actions() | Answers() | Facts() | Points() | Route():
                for place, row in enumerate(_rows(block)):
                    page.spread(row, first=NAME, leads=place == 0 and _has_head(block))


def _has_head(block: Block) -> bool:
    return isinstance(block, Actions) or (isinstance(block, Table) and bool(block.head))


def _callout_lines(block: Callout) -> Iterator[str]:
    for part in block.parts:
        if isinstance(part, List):
            yield from (f"• {item}" for item in part.items)
        else:
            yield from part.lines
    if block.detail:
        yield capfirst(block.detail)


def _lines(block: Text | Items | Score | Figure) -> Iterator[str]:
    match block:
        case Text():
            yield " ".join(filter(None, (block.label, block.text)))
        case Items():
            yield from (f"• {item}" for item in block.items)
        case Score():
            yield ", ".join(filter(None, (block.text, block.name)))
            yield from block.notes
        case Figure():
            yield " · ".join(key.word for key in block.key) or block.words


def _rows(block: Table | Actions | Answers | Facts | Points | Route) -> Iterator[Row]:
    match block:
        case Table():
            if block.head:
                yield [Styled("\n".join(cell.lines), looks.QUIET) for cell in block.head]
            yield from ([_cell(cell) for cell in row.cells] for row in block.rows)
        case Facts():
            yield from (_plain(fact.label, "; ".join(fact.lines)) for fact in block.rows)
        case Points():
            yield from (_point(point) for point in block.items)
        case Actions():
            words = block.words
            last = "\n".join((words.owner, words.when, f"{words.effort} · {words.impact}"))
            yield _plain(words.action, "", words.measure, last, look=looks.QUIET)
            yield from (_action(row, block) for row in block.rows)
        case Answers():
            yield from (_answer(row, block) for row in block.rows)
        case Route():
            yield from _route(block)


def _plain(*texts: str, look: Look = looks.WORDS) -> Row:
    first, *others = texts
    strong = looks.BOLD if look is looks.WORDS else look
    return [Styled(first, strong), *(Styled(each, look) for each in others)]


def _cell(cell: Cell) -> Styled:
    is_strong = cell.is_header or "strong" in cell.roles
    text = "\n".join(filter(None, (*cell.tags, *cell.lines, cell.note)))
    return Styled(text, looks.BOLD if is_strong else looks.WORDS)


def _point(point: Point) -> Row:
    return _plain(point.title, "\n".join(filter(None, (point.label, point.text, point.detail))))


def _action(row: ActionRow, block: Actions) -> Row:
    about = (row.dimension if block.has_dimensions else "", row.description, row.after, row.moved)
    return _plain(
        f"{row.number}. {row.title}",
        "\n".join(filter(None, about)),
        row.measure,
        "\n".join((row.owner, row.when, f"{row.effort} · {row.impact_words}")),
    )


def _answer(row: Answer, block: Answers) -> Row:
    code = row.code if block.has_codes and row.code != row.facet else ""
    notes = (f"{block.note_word}: {note}" for note in row.notes)
    chosen = (str(row.level or ""), *row.lines, capfirst(row.missing), *row.figures)
    return _plain(
        "\n".join(filter(None, (code, row.facet, row.mark))),
        row.question,
        "\n".join(filter(None, chosen)),
        "\n".join(filter(None, (row.reason, *notes))),
    )


def _route(route: Route) -> Iterator[Row]:
    for horizon in route.horizons:
        questions = (f"{phase}: {question}" for phase, question in horizon.questions)
        when = f"{horizon.number} {horizon.name}\n{horizon.period}\n{horizon.until}".strip()
        yield _plain(when, "\n".join((horizon.aim, *questions)))
    for row in route.rows:
        heading = f"{row.rank} {row.name}\n{row.step}"
        placed = [
            [lane.actions[place] for lane in row.lanes] for place in range(len(route.horizons))
        ]
        cells = ("\n".join(f"{e.number}. {e.title}" for e in some if e) for some in placed)
        yield _plain(heading, *cells)
