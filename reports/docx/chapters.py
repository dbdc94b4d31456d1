"""Where the organisation stands: figures, matrix, patterns and priorities."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maturity.definition import Level
from maturity.display import score_text
from reports.docx.draft import Draft, level_spans
from reports.docx.tables import (
    Cell,
    Column,
    Picture,
    Span,
    cell,
    line,
    quiet,
    strong,
    write_headed_table,
    write_table,
)
from reports.edition import Part
from reports.pages import (
    FigureRow,
    MatrixCell,
    MatrixRow,
    PatternBlock,
    figure_row,
    in_accent,
    matrix_row,
    pattern_block,
)
from reports.radar import ON_PAPER, WIDE, Radar, radar_svg
from reports.series import radar_of, row_words, scale_words

RADAR_WIDTH = 140  # millimetres
EMPTY = Cell(())
SECOND_PAGE = 5  # the row of the matrix that begins one: what is read takes two at its size


def write_figures(draft: Draft) -> None:
    report = draft.report
    draft.heading(_("Where you stand"), 1)
    draft.paragraph(scale_words(report), style="Lead")
    radar = radar_of(report)
    picture = Picture(
        svg=in_accent(report, radar_svg(radar, WIDE, marks=ON_PAPER, key="figures")),
        width=RADAR_WIDTH,
        description=f"{radar.title}. {radar.description}",
    )
    draft.paragraph(picture, style="Picture")
    draft.paragraph(" · ".join(_key(radar)), style="Caption")
    _write_figure_table(draft)
    level = report.result.level
    if level and not draft.is_quick:
        draft.gap()
        draft.paragraph(report.definition.level(level).definition)
    if report.result.scored and report.states:
        draft.heading(_("What to know about this measurement"), 2)
        for state in report.states:
            draft.paragraph(state)


def _write_figure_table(draft: Draft) -> None:
    figures = list(_figure_columns(draft))
    name_width = 170 - sum(each.column.width for each in figures)
    columns = [Column(_("Dimension"), name_width), *(each.column for each in figures)]
    rows = [figure_row(draft.report, row) for row in draft.report.result.dimensions]
    cells = [[_name_cell(row), *(each.cell_of(row) for each in figures)] for row in rows]
    cells.append([cell(strong(_("Overall"))), *(each.overall for each in figures)])
    write_table(draft.document, _("Where you stand"), columns, cells, is_whole=True)


def _key(radar: Radar) -> Iterator[str]:
    yield _("solid line: now")
    if radar.has_targets:
        yield _("dashed line with diamonds: target")
    if radar.has_previous:
        yield _("thin grey line: previous measurement")
    if radar.has_gaps:
        yield _("open ring: not scored")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of the table of figures: its head, its cell in a row and that of the whole."""

    column: Column
    cell_of: Callable[[FigureRow], Cell]
    overall: Cell = EMPTY


def _figure_columns(draft: Draft) -> Iterator[FigureColumn]:
    report, result, language = draft.report, draft.report.result, draft.report.language
    overall = report.definition.level(result.level) if result.level else None

    def figure(title: str, width: float, text_of: Callable[[FigureRow], str]) -> FigureColumn:
        return FigureColumn(Column(title, width, is_figure=True), lambda each: cell(text_of(each)))

    if not (report.previous and draft.is_group):  # the names need the room
        yield FigureColumn(Column(_("Now and target"), 26), lambda each: _bar_cell(each, language))
    yield FigureColumn(
        Column(_("Score"), 12, is_figure=True),
        lambda each: cell(strong(score_text(each.row.score, language))),
        cell(strong(score_text(result.score, language))),
    )
    yield FigureColumn(
        Column(_("Level"), 30), lambda each: _level_cell(each.level), _level_cell(overall)
    )
    if report.previous:
        yield FigureColumn(
            Column(_("Previous"), 16, is_figure=True),
            lambda each: cell(score_text(each.previous, language)),
            cell(score_text(report.previous.score, language)),
        )
    yield figure(_("Target"), 13, lambda each: str(each.row.target or "–"))
    yield figure(_("Gap"), 10, lambda each: draft.figure(each.row.gap))
    yield figure(_("Importance"), 19, lambda each: str(each.row.importance))
    yield figure(_("Rank"), 11, lambda each: str(each.row.shown_rank or "–"))
    if draft.is_group:
        yield figure(_("Consensus"), 18, lambda each: draft.figure(each.row.consensus, decimals=2))


def _name_cell(each: FigureRow) -> Cell:
    agreed = [line(quiet(_("agreed")))] if each.row.is_agreed else []
    return Cell((line(strong(each.row.dimension.name)), *agreed))


def _bar_cell(each: FigureRow, language: str) -> Cell:
    return cell(Picture(svg=each.bar, width=24, description=row_words(each.row, language)))


def _level_cell(level: Level | None) -> Cell:
    return cell(line(*level_spans(level))) if level else cell(_("not scored"))


def write_matrix(draft: Draft) -> None:
    report = draft.report
    draft.heading(_("Your place in the matrix"), 1)
    draft.paragraph(
        _(
            "Seven dimensions, four levels. The filled cell is where you are now;"
            " the outlined cell is the target."
        ),
        style="Small",
    )
    columns = [Column("", 33), *(Column(level.name, 59) for level in report.definition.levels)]
    head = [cell(line(_("Dimension"), style="TableHead"))]
    head += [
        cell(line(*level_spans(level), style="TableHead")) for level in report.definition.levels
    ]
    rows = [_matrix_cells(draft, matrix_row(report, row)) for row in report.result.dimensions]
    write_headed_table(
        draft.document, _("Your place in the matrix"), columns, head, rows, whole_from=SECOND_PAGE
    )


def _matrix_cells(draft: Draft, each: MatrixRow) -> list[Cell]:
    name = cell(line(strong(each.row.dimension.name)), line(quiet(draft.score(each.row))))
    return [name, *(_matrix_cell(cell, draft.accent) for cell in each.cells)]


def _matrix_cell(each: MatrixCell, accent: str) -> Cell:
    tag = ""
    if each.is_here:
        both = each.is_target
        tag = _("you are here, and so is the target") if both else _("you are here")
    elif each.is_target:
        tag = _("the target")
    tag_style = "Strong" if each.is_here else "Accent"
    tags = [line(Span(tag, tag_style), style="MatrixText")] if tag else []
    lines = [line(statement.text, style="MatrixBullet") for statement in each.statements]
    return Cell(
        (*tags, *lines),
        level=each.level if each.is_here else 0,
        goal=accent if each.is_target else "",
    )


def write_patterns(draft: Draft) -> None:
    if not draft.report.result.scored:
        return
    has_priorities = draft.has_steps and not draft.is_quick
    if draft.has(Part.PATTERNS):
        draft.heading(_("Patterns and priorities"), 1)
        blocks = [pattern_block(draft.report, each) for each in draft.report.advice.patterns]
        stands_out = _("What stands out when the dimensions are laid side by side.")
        nothing = _("No combination of dimensions stands out in this measurement.")
        draft.paragraph(stands_out if blocks else nothing, style="Lead")
        for block in blocks:
            _write_pattern(draft, block)
    if has_priorities:
        draft.heading(_("Priorities at a glance"), 2 if draft.has(Part.PATTERNS) else 1)
        _write_priorities(draft)


def _write_pattern(draft: Draft, block: PatternBlock) -> None:
    draft.heading(block.pattern.headline, 2)
    rows = [draft.report.result.dimension(each.slug) for each in block.dimensions]
    if rows:
        scores = " · ".join(f"{row.dimension.name} {draft.score(row)}" for row in rows)
        draft.paragraph(scores, style="Kicker")
    draft.paragraph(block.pattern.meaning)
    draft.paragraph(strong(block.pattern.advice))


def _write_priorities(draft: Draft) -> None:
    columns = [
        Column(_("Rank"), 12, is_figure=True),
        Column(_("Dimension"), 44),
        Column(_("Now"), 13, is_figure=True),
        Column(_("Target"), 13, is_figure=True),
        Column(_("The step to take"), 88),
    ]
    rows = [
        [
            cell(str(advice.row.rank)),
            cell(strong(advice.row.dimension.name)),
            cell(draft.score(advice.row)),
            cell("–" if advice.row.target is None else str(advice.row.target)),
            cell(advice.step.headline),
        ]
        for advice in draft.report.advice.dimensions
        if advice.step
    ]
    write_table(draft.document, _("Priorities at a glance"), columns, rows)
