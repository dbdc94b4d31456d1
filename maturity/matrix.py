"""The matrix of seven dimensions by four levels as rows to show. Pure; templates only walk it."""

from collections.abc import Iterable
from dataclasses import dataclass

from maturity.definition import (
    Definition,
    Dimension,
    Level,
    Option,
    Question,
    Sector,
    Statement,
    Step,
)
from maturity.scoring import DimensionResult, Result


@dataclass(frozen=True, slots=True)
class Line:
    """A statement, with the names of its sectors where the reader has not chosen one."""

    text: str
    only_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    level: Level
    lines: tuple[Line, ...]
    is_here: bool  # the organisation's own cell
    is_target: bool

    @property
    def is_ahead(self) -> bool:
        return self.is_target and not self.is_here


@dataclass(frozen=True, slots=True)
class Row:
    dimension: Dimension
    cells: tuple[Cell, ...]  # four, by level
    scored: DimensionResult | None  # None in the bare model


@dataclass(frozen=True, slots=True)
class Note:
    """What consultants should know of one statement: why it stands in its column."""

    place: str  # "Strategy 2"
    statement: str
    text: str


def matrix_rows(
    definition: Definition, *, sector: Sector | None = None, result: Result | None = None
) -> tuple[Row, ...]:
    """Without a sector every statement appears, those of some sectors with the sectors' names."""
    return tuple(
        matrix_row(
            definition,
            dimension,
            sector=sector,
            scored=result.dimension(dimension.slug) if result else None,
        )
        for dimension in definition.dimensions
    )


def matrix_row(
    definition: Definition,
    dimension: Dimension,
    *,
    sector: Sector | None = None,
    scored: DimensionResult | None = None,
) -> Row:
    return Row(
        dimension=dimension,
        cells=tuple(
            Cell(
                level=level,
                lines=tuple(_lines(definition, dimension.cells[level.number], sector)),
                is_here=scored is not None and scored.level == level.number,
                is_target=scored is not None and scored.target == level.number,
            )
            for level in definition.levels
        ),
        scored=scored,
    )


def _lines(
    definition: Definition, statements: Iterable[Statement], sector: Sector | None
) -> Iterable[Line]:
    for statement in statements:
        if sector is None:
            names = tuple(definition.sector(slug).name for slug in statement.sectors)
            yield Line(text=statement.text, only_for=names)
        elif statement.applies_to(sector.slug):
            yield Line(text=statement.text, only_for=())


def matrix_notes(definition: Definition, dimensions: Iterable[Dimension]) -> tuple[Note, ...]:
    return tuple(
        Note(
            place=f"{dimension.name} {level.number}",
            statement=statement.text,
            text=statement.note,
        )
        for dimension in dimensions
        for level in definition.levels
        for statement in dimension.cells[level.number]
        if statement.note
    )


def source_texts(definition: Definition, *items: Iterable[str]) -> tuple[str, ...]:
    """The sources behind some content, each once, in the words of the definition."""
    codes = sorted({code for sources in items for code in sources})
    return tuple(definition.sources[code] for code in codes)


@dataclass(frozen=True, slots=True)
class Hint:
    sector: Sector
    text: str


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question to read, not to answer."""

    question: Question
    options: tuple[Option, ...]
    hints: tuple[Hint, ...]  # of the chosen sector, or of all


def read_question(
    definition: Definition, question: Question, sector: Sector | None
) -> ReadQuestion:
    """The options of the full questionnaire are the same in every sector; the hints are not."""
    sectors = (sector,) if sector else definition.sectors
    return ReadQuestion(
        question=question,
        options=question.options[sectors[0].slug],
        hints=tuple(
            Hint(sector=each, text=question.hints[each.slug])
            for each in sectors
            if each.slug in question.hints
        ),
    )


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a dimension and the step up from it; at the highest what keeps it there."""

    cell: Cell
    step: Step


def rungs(definition: Definition, dimension: Dimension, sector: Sector | None) -> tuple[Rung, ...]:
    row = matrix_row(definition, dimension, sector=sector)
    ahead = {**dimension.holds, **dimension.steps}
    return tuple(Rung(cell=cell, step=ahead[cell.level.number]) for cell in row.cells)
