"""What the report says rests on: every answer, the method and the sources."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from maturity.scoring import LEVELS
from reports.answers import AnsweredDimension, AnsweredQuestion, answered_dimensions
from reports.content.coverage import basis
from reports.docx.draft import Draft
from reports.docx.tables import (
    Cell,
    Column,
    Line,
    Span,
    cell,
    line,
    quiet,
    strong,
    write_table,
)
from reports.edition import Part


def write_answers(draft: Draft) -> None:
    if not draft.has(Part.ANSWERS):
        return
    draft.heading(_("Appendix: every answer"), 1, flows=draft.is_quick)
    lead = "; ".join(basis(draft.report)) + "."
    if draft.is_group:
        lead += " " + _(
            "For a group the number of people who chose each level is shown, never a single answer."
        )
    draft.paragraph(lead, style="Lead")
    parts = answered_dimensions(draft.report)
    if draft.is_quick:  # with one question a dimension: one table
        _write_table(draft, _("Appendix: every answer"), parts)
        return
    for part in parts:
        name = f"{part.dimension.name} {draft.score(part.row)}"
        draft.paragraph(name, style="TableTitle")
        _write_table(draft, name, [part])


def _write_table(draft: Draft, name: str, parts: Sequence[AnsweredDimension]) -> None:
    columns = _group_columns() if draft.is_group else _own_columns()
    cells = _group_cells if draft.is_group else _own_cells
    rows = [cells(draft, part, each) for part in parts for each in part.questions]
    write_table(draft.document, name, columns, rows)


def _own_columns() -> list[Column]:
    return [
        Column(_("Code"), 16),
        Column(_("Question and answer"), 140),
        Column(_("Level"), 14, is_figure=True),
    ]


def _own_cells(draft: Draft, part: AnsweredDimension, each: AnsweredQuestion) -> list[Cell]:
    level = Span(f"\u00a0{each.level}\u00a0", f"Level{each.level}") if each.level else "–"
    return [cell(quiet(_code(draft, part, each))), Cell(_words(draft, each)), cell(level)]


def _group_columns() -> list[Column]:
    return [
        Column(_("Code"), 16),
        Column(_("Question"), 66),
        *(Column(str(level), 9, is_figure=True) for level in LEVELS),
        Column(_("Unknown"), 18, is_figure=True),
        Column(_("Mean"), 16, is_figure=True),
        Column(_("Consensus"), 18, is_figure=True),
    ]


def _group_cells(draft: Draft, part: AnsweredDimension, each: AnsweredQuestion) -> list[Cell]:
    result = each.result
    return [
        cell(quiet(_code(draft, part, each))),
        Cell(_words(draft, each)),
        *(cell(str(count)) for count in result.distribution),
        cell(str(result.counts.unknown)),
        cell(strong(draft.figure(result.mean))),
        cell(draft.figure(result.consensus, decimals=2)),
    ]


def _code(draft: Draft, part: AnsweredDimension, each: AnsweredQuestion) -> str:
    return str(part.dimension.number) if draft.is_quick else each.question.code


def _words(draft: Draft, each: AnsweredQuestion) -> tuple[Line, ...]:
    lines = [line(strong(each.question.text))]
    if draft.is_group and each.level:
        lines.append(line(quiet(_("agreed: %(level)s") % {"level": each.level})))
    lines += [line(text) for text in each.lines]
    if each.missing:
        reason = f": {each.reason}" if each.reason else ""
        lines.append(line(quiet(capfirst(each.missing) + reason)))
    if each.note and draft.has(Part.NOTES):
        lines.append(line(strong(_("Note")), f"  {each.note}"))
    return tuple(lines)


def write_method(draft: Draft) -> None:
    definition = draft.report.definition
    draft.heading(_("Method and sources"), 1, flows=True)
    for note in definition.wording.how_to_read:
        draft.heading(note.title, 2)
        draft.paragraph(note.text)
    draft.heading(_("Sources"), 2)
    columns = [Column(_("Code"), 24), Column(_("Source"), 146)]
    rows = [[cell(strong(code)), cell(source)] for code, source in definition.sources.items()]
    write_table(draft.document, _("Sources"), columns, rows, is_whole=True)
    draft.gap()
    version = {"name": definition.name, "version": definition.version}
    draft.paragraph(_("%(name)s, version %(version)s.") % version, style="Small")
