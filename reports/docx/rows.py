"""Blocks that are tables by nature: figures, the matrix, actions, answers, the route."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.content.blocks import (
    ActionRow,
    Actions,
    Answer,
    Answers,
    Bar,
    Route,
    RouteRow,
    Row,
    Table,
)
from reports.content.blocks import Cell as BlockCell
from reports.docx.draft import Draft
from reports.docx.tables import (
    OWNER,
    WHEN,
    Cell,
    Column,
    Line,
    Piece,
    cell,
    led_by,
    level_mark,
    line,
    quiet,
    strong,
)
from reports.measure import text_width

NUMBER, LEVEL, BAR, SPREAD, CODE = 14, 28, 30, 58, 18  # millimetres
CHART = 20  # of how answers are spread
SHORT = 4  # letters: less is a number
LONG = 1_000  # letters of the notes of a table
HEAD, POINT, MARGINS = 8, 25.4 / 72, 3  # points of its letters; millimetres
NAME, ROW = 36, 31  # of the first column: with a long name in it, and of the matrix
WHOLE = {"figures", "change", "priorities", "sources"}  # tables that stay on one page
PLAIN, DENSE = "Table", "Matrix"  # what the names of styles begin with


def write_rows(draft: Draft, block: Table) -> None:
    block, widths = _fitting(block, draft.width)
    cells = block.head or block.rows[0].cells
    columns = [
        Column("", width, is_figure="number" in each.roles)
        for each, width in zip(cells, widths, strict=True)
    ]
    head = [cell(*_head_lines(each)) for each in block.head or HEADLESS[block.role]()]
    kind = DENSE if block.role == "matrix" else PLAIN
    rows = [[_cell(draft, each, row, kind) for each in row.cells] for row in block.rows]
    whole_from = 0 if block.role in WHOLE else None
    draft.table(columns, rows, head=head, whole_from=whole_from, is_dense=kind == DENSE)


def _fitting(block: Table, width: float) -> tuple[Table, list[float]]:
    """Without its bars, which repeat the words of the row, where the names would have no room."""
    widths = _widths(width, block)
    if widths[0] >= NAME or not any(each.picture for each in block.rows[0].cells):
        return block, widths
    bars = {place for place, each in enumerate(block.rows[0].cells) if each.picture}
    words = replace(
        block,
        head=_without(block.head, bars),
        rows=tuple(replace(row, cells=_without(row.cells, bars)) for row in block.rows),
    )
    return words, _widths(width, words)


def _without(cells: tuple[BlockCell, ...], places: set[int]) -> tuple[BlockCell, ...]:
    return tuple(each for place, each in enumerate(cells) if place not in places)


def _sources_head() -> tuple[BlockCell, ...]:
    return BlockCell((_("No."),)), BlockCell((_("Source"),))


# A word processor reads the head of a table aloud with each row, so every table has one.
HEADLESS = {"sources": _sources_head}


def _head_lines(head: BlockCell) -> Iterator[Line]:
    pieces: list[Piece] = [*level_mark(head.level)] if head.level else []
    yield line(*pieces, " ".join(head.lines) or _("Dimension"), style="TableHead")


def _widths(width: float, block: Table) -> list[float]:
    """Columns of figures, levels and bars take what they need; words share the rest."""
    places = range(len(block.rows[0].cells))
    fixed = [_whole(block, place, _fixed(block, place)) for place in places]
    if block.role == "matrix":
        fixed[0] = ROW
    rest = width - sum(each or 0 for each in fixed)
    wide = sum(each is None for each in fixed)
    if not wide:
        fixed[0] = (fixed[0] or 0) + rest
    return [rest / wide if each is None else each for each in fixed]


def _whole(block: Table, place: int, own: float | None) -> float | None:
    """A column of figures in which no word of its head is broken, nor "not scored", nor a range."""
    if own != NUMBER or not block.head:
        return own
    cells = [row.cells[place] for row in block.rows]
    said = " ".join(block.head[place].lines).split()
    said += [words for each in cells for words in each.lines]
    longest = max((text_width(each, HEAD, is_bold=True) for each in said), default=0)
    ranges = max(text_width(each.note, HEAD) for each in cells)
    return max(NUMBER, max(longest, ranges) * POINT + MARGINS)


def _fixed(block: Table, place: int) -> float | None:
    sample = block.rows[0].cells[place]
    if place == 0:
        if sample.lines and len(sample.lines[0]) < SHORT:
            return CODE
        return None if _is_longest(block) else NAME
    if sample.picture:
        return BAR
    if "number" in sample.roles:
        return NUMBER
    has_words = sample.is_list or any(row.cells[place].note for row in block.rows)
    return LEVEL if sample.level and not has_words else None


def _is_longest(block: Table) -> bool:
    """Its first column: what to do, beside who and when."""
    first, *others = zip(*(row.cells for row in block.rows), strict=True)
    return _longest(first) > max(map(_longest, others), default=0)


def _longest(cells: Sequence[BlockCell]) -> int:
    return max(len(words) for each in cells for words in (*each.lines, ""))


def _cell(draft: Draft, block: BlockCell, row: Row, kind: str) -> Cell:
    lines: list[Line] = []
    if block.picture:
        lines.append(line(_bar(draft, block.picture, row)))
    lines += list(_words(block, kind))
    if block.note:
        lines.append(line(quiet(block.note)))
    filled = (block.level or 0) if block.is_filled else 0
    goal = draft.accent if "goal" in block.roles else ""
    return Cell(tuple(lines), level=filled, goal=goal)


def _words(block: BlockCell, kind: str) -> Iterator[Line]:
    is_strong = block.is_header or "strong" in block.roles
    marks: list[Piece] = [strong(f"{', '.join(block.tags)}: ")] if block.tags else []
    if block.level and not block.is_filled:
        marks += level_mark(block.level)
    for place, words in enumerate(block.lines):
        piece: Piece = strong(words) if is_strong else words
        is_item = block.is_list and len(block.lines) > 1
        style = f"{kind}{'Bullet' if is_item else 'Text'}"
        yield line(*(marks if place == 0 else ()), piece, style=style)


def _bar(draft: Draft, bar: Bar, row: Row) -> Piece:
    words = ", ".join(" ".join(each.lines) for each in row.cells if each.lines)
    return draft.picture(bar, BAR - 4, words)


def write_actions(draft: Draft, block: Actions) -> None:
    words = block.words
    columns = [
        Column(_("No."), 9),
        Column(words.action, draft.width - 9 - OWNER - WHEN),
        Column(words.owner, OWNER),
        Column(words.when, WHEN),
    ]
    rows = [
        [
            cell(quiet(str(action.number))),
            cell(*_action_lines(action, block)),
            cell(action.owner),
            cell(
                action.when,
                quiet(f"{words.effort}: {action.effort}"),
                quiet(f"{words.impact}: {action.impact_words}"),
            ),
        ]
        for action in block.rows
    ]
    draft.table(columns, rows)


def _action_lines(action: ActionRow, block: Actions) -> Iterator[Piece | Line]:
    yield strong(action.title)
    if block.has_dimensions:
        yield quiet(action.dimension)
    if block.role == "full":
        yield action.description
    yield line(quiet(f"{block.words.measure}: "), action.measure)
    for note in filter(None, (action.after, action.moved)):
        yield quiet(note)


def write_answers(draft: Draft, block: Answers) -> None:
    is_named = any(len(answer.code) >= SHORT for answer in block.rows)  # of a quick scan
    code = (NAME if is_named else CODE) if block.has_codes else 0
    last = SPREAD if any(answer.spread for answer in block.rows) else LEVEL
    columns = [
        *([Column(_("Dimension") if is_named else _("Code"), code)] if block.has_codes else []),
        Column(_("Question"), draft.width - code - last),
        Column(_("Level"), last),
    ]
    rows = [
        [
            *([cell(quiet(answer.code))] if block.has_codes else []),
            cell(*_answer_lines(answer, block)),
            Cell(tuple(_level_lines(draft, answer))),
        ]
        for answer in block.rows
    ]
    draft.table(columns, rows, whole_from=0 if _is_low(block) else None)


def _is_low(block: Answers) -> bool:
    """So that it may stay on one page: a high one would leave much of the page before it empty."""
    words = sum(len(note) for answer in block.rows for note in answer.notes)
    has_spreads = any(answer.spread for answer in block.rows)
    return block.role in {"marks", "discussed"} and not has_spreads and words < LONG


def _answer_lines(answer: Answer, block: Answers) -> Iterator[Piece | Line]:
    yield answer.facet if block.role == "marks" else strong(answer.question)
    if block.role != "marks":
        yield from answer.lines
    reason = f": {answer.reason}" if answer.reason else ""
    if answer.missing:
        yield quiet(capfirst(answer.missing) + reason)
    if answer.mark:
        yield quiet(capfirst(answer.mark))
    for note in answer.notes:
        yield line(strong(led_by(block.note_word)), note)


def _level_lines(draft: Draft, answer: Answer) -> Iterator[Line]:
    if answer.spread:
        counts = " · ".join(map(str, answer.spread.distribution))
        yield line(draft.picture(answer.spread, CHART, f"{answer.facet}: {counts}"))
        yield line(quiet(", ".join(answer.figures)))
    elif answer.level:
        yield line(*level_mark(answer.level))
    else:
        yield line("–")


def write_route(draft: Draft, block: Route) -> None:
    """The actions of a dimension in the column of their horizon."""
    width = (draft.width - NAME) / len(block.horizons)
    titles = [f"{horizon.number} {horizon.name}" for horizon in block.horizons]
    columns = [Column(_("Dimension"), NAME), *(Column(title, width) for title in titles)]
    head = [
        cell(line(_("Dimension"), style="TableHead")),
        *(
            cell(line(strong(title), style="TableHead"), line(horizon.when, style="TableHead"))
            for title, horizon in zip(titles, block.horizons, strict=True)
        ),
    ]
    rows = [_route_row(row, len(block.horizons)) for row in block.rows]
    draft.table(columns, rows, head=head)


def _route_row(row: RouteRow, horizons: int) -> Sequence[Cell]:
    name = cell(strong(f"{row.rank}  {row.name}"), quiet(row.step))
    lanes = [lane.actions for lane in row.lanes]
    placed = [[actions[place] for actions in lanes] for place in range(horizons)]
    return [name, *(cell(*_placed_lines(actions)) for actions in placed)]


def _placed_lines(actions: Sequence[ActionRow | None]) -> Iterator[Line]:
    for action in filter(None, actions):
        yield line(strong(f"{action.number}. {action.title}"))
        yield line(quiet(action.owner))
        if action.moved:
            yield line(quiet(action.moved))
