"""Where the organisation stands: figures, matrix, patterns and priorities."""

from collections.abc import Iterator

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
from reports.series import radar_of, row_words

RADAR_WIDTH = 140  # millimetres


def write_figures(draft: Draft) -> None:
    report = draft.report
    draft.heading(_("Where you stand"), 1)
    draft.paragraph(
        _("Seven dimensions on the scale of 1 to 4, against your own target."), style="Lead"
    )
    radar = radar_of(report)
    picture = Picture(
        svg=in_accent(report, radar_svg(radar, WIDE, marks=ON_PAPER, key="figures")),
        width=RADAR_WIDTH,
        description=f"{radar.title}. {radar.description}",
    )
    draft.paragraph(picture, style="Picture")
    draft.paragraph(" · ".join(_key(radar)), style="Caption")
    rows = [figure_row(report, row) for row in report.result.dimensions]
    columns = _figure_columns(draft)
    cells = [*(_figure_cells(draft, each) for each in rows), _overall_cells(draft, len(columns))]
    write_table(draft.document, _("Where you stand"), columns, cells, is_whole=True)
    level = report.result.level
    if level and not draft.is_quick:
        draft.gap()
        draft.paragraph(report.definition.level(level).definition)
    if report.result.scored and report.states:
        draft.heading(_("What to know about this measurement"), 2)
        for state in report.states:
            draft.paragraph(state)


def _key(radar: Radar) -> Iterator[str]:
    yield _("solid line: now")
    if radar.has_targets:
        yield _("dashed line with diamonds: target")
    if radar.has_previous:
        yield _("thin grey line: previous measurement")
    if radar.has_gaps:
        yield _("open ring: not scored")


def _figure_columns(draft: Draft) -> list[Column]:
    has_previous = draft.report.previous is not None
    columns = [
        Column(_("Now and target"), 26),
        Column(_("Score"), 11, is_figure=True),
        Column(_("Level"), 30),
        *([Column(_("Previous"), 13, is_figure=True)] if has_previous else []),
        Column(_("Target"), 11, is_figure=True),
        Column(_("Gap"), 11, is_figure=True),
        Column(_("Importance"), 17, is_figure=True),
        Column(_("Rank"), 10, is_figure=True),
        *([Column(_("Consensus"), 18, is_figure=True)] if draft.is_group else []),
    ]
    return [Column(_("Dimension"), 170 - sum(each.width for each in columns)), *columns]


def _figure_cells(draft: Draft, each: FigureRow) -> list[Cell]:
    row, language = each.row, draft.report.language
    name = [line(strong(row.dimension.name))]
    if row.agreed:
        name.append(line(quiet(_("agreed"))))
    bar = Picture(svg=each.bar, width=24, description=row_words(row, language))
    cells = [
        Cell(tuple(name)),
        cell(bar),
        cell(strong(score_text(row.score, language))),
        _level_cell(each.level),
        cell("–" if row.target is None else str(row.target)),
        cell(draft.figure(row.gap)),
        cell(str(row.importance)),
        cell(str(row.rank)),
    ]
    if draft.report.previous:
        cells.insert(4, cell(score_text(each.previous, language)))
    if draft.is_group:
        cells.append(cell(draft.figure(row.consensus, decimals=2)))
    return cells


def _level_cell(level: Level | None) -> Cell:
    return cell(line(*level_spans(level))) if level else cell(_("not scored"))


def _overall_cells(draft: Draft, count: int) -> list[Cell]:
    report = draft.report
    level = report.definition.level(report.result.level) if report.result.level else None
    cells = [
        cell(strong(_("Overall"))),
        cell(),
        cell(strong(score_text(report.result.score, report.language))),
        _level_cell(level),
    ]
    if report.previous:
        cells.append(cell(score_text(report.previous.score, report.language)))
    return cells + [cell()] * (count - len(cells))


def write_matrix(draft: Draft) -> None:
    report = draft.report
    draft.heading(_("Your place in the matrix"), 1)
    draft.paragraph(
        _(
            "Seven dimensions, four levels. The filled cell is where you are now;"
            " the outlined cell is your target."
        ),
        style="Small",
    )
    columns = [Column("", 33), *(Column(level.name, 59) for level in report.definition.levels)]
    head = [cell(line(_("Dimension"), style="Table head"))]
    head += [
        cell(line(*level_spans(level), style="Table head")) for level in report.definition.levels
    ]
    rows = [_matrix_cells(draft, matrix_row(report, row)) for row in report.result.dimensions]
    write_headed_table(draft.document, _("Your place in the matrix"), columns, head, rows)


def _matrix_cells(draft: Draft, each: MatrixRow) -> list[Cell]:
    name = cell(line(strong(each.row.dimension.name)), line(quiet(draft.score(each.row))))
    return [name, *(_matrix_cell(cell, draft.accent) for cell in each.cells)]


def _matrix_cell(each: MatrixCell, accent: str) -> Cell:
    tag = ""
    if each.is_here:
        both = each.is_target
        tag = _("you are here, and so is your target") if both else _("you are here")
    elif each.is_target:
        tag = _("your target")
    tag_style = "Strong" if each.is_here else "Accent"
    tags = [line(Span(tag, tag_style), style="Table dense")] if tag else []
    lines = [line(statement.text, style="Table dense bullet") for statement in each.statements]
    return Cell(
        (*tags, *lines),
        level=each.level if each.is_here else 0,
        goal=accent if each.is_target else "",
    )


def write_patterns(draft: Draft) -> None:
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
