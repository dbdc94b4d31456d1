"""What is taken from the blocks of a chapter: some of a kind, or all words for a speaker."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from reports import prose
from reports.content.blocks import (
    ActionRow,
    Actions,
    Answer,
    Answers,
    Block,
    Callout,
    Chapter,
    Facts,
    Figure,
    Heading,
    Items,
    Panel,
    Points,
    Route,
    Score,
    Table,
    Text,
    every_block,
)

Kind = TypeVar("Kind", bound=Block)


def all_of(kind: type[Kind], blocks: Iterable[Block], role: str | None = None) -> list[Kind]:
    """At any depth, in reading order."""
    found = (each for each in every_block(blocks) if isinstance(each, kind))
    return [each for each in found if role is None or each.role == role]


def one_of(kind: type[Kind], blocks: Iterable[Block], role: str | None = None) -> Kind | None:
    return next(iter(all_of(kind, blocks, role)), None)


def headline(panel: Panel) -> str:
    return next(each.text for each in panel.blocks if isinstance(each, Heading))


def items_of(callout: Callout) -> tuple[str, ...]:
    return tuple(
        item for part in callout.parts if isinstance(part, prose.List) for item in part.items
    )


def panels(chapter: Chapter | None, role: str) -> list[Panel]:
    return all_of(Panel, chapter.blocks, role) if chapter else []


def callout_lines(callout: Callout) -> Iterator[tuple[str, bool]]:
    """Each paragraph, and whether it is an item of a list."""
    for part in callout.parts:
        lines = part.items if isinstance(part, prose.List) else part.lines
        yield from ((line, isinstance(part, prose.List)) for line in lines)


def told(blocks: Iterable[Block]) -> Iterator[str]:
    """Every word of the blocks as paragraphs for a speaker; a table as a line for each row."""
    for block in blocks:
        match block:
            case Panel():
                yield from told(block.blocks)
            case Heading() | Text():
                yield " ".join(filter(None, (getattr(block, "label", ""), block.text)))
            case Items():
                yield from block.items
            case Facts():
                yield from (f"{fact.label}: {'; '.join(fact.lines)}" for fact in block.rows)
            case Score():
                yield ", ".join(filter(None, (block.text, block.name, *block.notes)))
            case Points():
                for point in block.items:
                    yield from (point.title, point.label, point.text, point.detail)
            case Figure():
                yield block.words
            case Callout():
                yield block.heading
                yield from (line for line, _is_item in callout_lines(block))
            case Actions():
                yield from (line for row in block.rows for line in _action_lines(row, block))
            case Route():
                yield from _route_lines(block)
            case Answers():
                yield from (line for row in block.rows for line in _answer_lines(row))
            case Table():
                yield from _table_lines(block)


def _action_lines(row: ActionRow, block: Actions) -> Iterator[str]:
    yield f"{row.number}. {row.title} ({row.who_and_when})"
    yield row.description
    yield f"{block.words.measure}: {row.measure}"
    yield from (row.after, row.moved)


def _answer_lines(row: Answer) -> Iterator[str]:
    yield f"{row.facet}: {row.question}"
    yield " · ".join(row.figures)


def _route_lines(route: Route) -> Iterator[str]:
    for horizon in route.horizons:
        yield f"{horizon.number} {horizon.name}, {horizon.when}. {horizon.aim}"
        for action in route.actions:
            if action.horizon == horizon.number:
                yield f"{action.number}. {action.title} ({action.owner})"
        yield from (question for _phase, question in horizon.questions)


def _table_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "; ".join(" ".join(cell.lines) for cell in row.cells if cell.lines)
