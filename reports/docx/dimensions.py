"""The chapter with a section for each dimension, in the order of their priority."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.scoring import LEVELS
from reports.answers import AnsweredQuestion, answered_dimensions
from reports.docx.draft import Draft
from reports.docx.tables import (
    OWNER,
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
from reports.pages import ActionRow, DimensionPage, dimension_pages
from reports.series import row_words


def write_dimensions(draft: Draft) -> None:
    draft.heading(_("The dimensions one by one"), 1, flows=draft.is_quick)
    draft.paragraph(_("In the order of their priority."), style="Lead")
    for page in dimension_pages(draft.report, answered_dimensions(draft.report)):
        _write_dimension(draft, page)


def _write_dimension(draft: Draft, page: DimensionPage) -> None:
    draft.heading(page.row.dimension.name, 2)
    _write_standing(draft, page)
    if page.here:
        _write_from_to(draft, page)
    draft.insight(page.insight)
    if not page.row.is_scored or not draft.is_quick:
        _write_why(draft, page)
    if page.advice.step:
        _write_step(draft, page)
    _write_further(draft, page)


def _write_standing(draft: Draft, page: DimensionPage) -> None:
    row = page.row
    place = (
        _("Dimension %(number)s of 7, priority %(rank)s")
        if row.is_scored
        else _("Dimension %(number)s of 7")
    ) % {"number": row.dimension.number, "rank": row.rank}
    agreed = [_("agreed by the group")] if row.is_agreed else []
    draft.paragraph(", ".join([place, *agreed]), style="Kicker")
    draft.paragraph(row.dimension.about, style="Lead")
    goal = []
    if row.target:
        goal.append(_("target %(target)s") % {"target": row.target})
    if row.target and row.gap is not None:
        goal.append(_("gap %(gap)s") % {"gap": draft.figure(row.gap)})
    bar = Picture(page.bar, 46, row_words(row, draft.report.language))
    score = Span(f"{draft.score(row)}  ", "ScoreFigure" if row.is_scored else "Strong")
    draft.paragraph(score, bar, quiet("  " + ", ".join(goal)), style="Standing")


def _write_from_to(draft: Draft, page: DimensionPage) -> None:
    """Where the dimension stands, and what lies ahead."""
    step = page.advice.step
    if page.here is None or step is None:
        return
    words = {"number": page.here.number, "name": page.here.name}
    here = _("You are here: %(number)s %(name)s") % words
    ahead, goal = page.ahead, page.ahead_heading
    if not ahead:
        ahead, goal = step.headline, _("Your task: hold level 4")
    target = goal if page.is_beyond_target else Span(goal, "Accent")
    head = [
        Cell((line(here, style="TableHeadStrong"),), level=page.here.number),
        cell(line(target, style="TableHeadStrong")),
    ]
    row = [cell(page.position), cell(ahead)]
    columns = [Column(here, 85), Column(goal, 85)]
    write_headed_table(draft.document, page.row.dimension.name, columns, head, [row], whole_from=0)
    draft.gap()


def _write_why(draft: Draft, page: DimensionPage) -> None:
    row = page.row
    if row.is_scored:
        draft.heading(_("Why %(score)s") % {"score": draft.score(row)}, 3)
    else:
        draft.heading(_("Why there is no score"), 3)
        draft.paragraph(page.why_unscored)
    columns, rows = _group_answers(draft, page) if draft.is_group else _own_answers(page)
    write_table(draft.document, _("Answers"), columns, rows, is_whole=True)
    draft.gap()
    _write_next_level(draft, page)


def _own_answers(page: DimensionPage) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column(_("Code"), 18),
        Column(_("Question"), 92),
        Column(_("Level"), 16),
        Column(_("Remark"), 44),
    ]
    rows = []
    for each in page.answered.questions:
        level = Span(f"\u00a0{each.level}\u00a0", f"Level{each.level}") if each.level else "–"
        rows.append(
            [
                cell(quiet(_code(each, page))),
                cell(each.question.facet),
                cell(level),
                cell(each.missing or _cost(each, page)),
            ]
        )
    return columns, rows


def _group_answers(draft: Draft, page: DimensionPage) -> tuple[list[Column], list[list[Cell]]]:
    """How many chose each level; never who."""
    columns = [
        Column(_("Code"), 18),
        Column(_("Question"), 60),
        *(Column(str(level), 9, is_figure=True) for level in LEVELS),
        Column(_("Mean"), 18, is_figure=True),
        Column(_("Remark"), 38),
    ]
    rows = [
        [
            cell(quiet(_code(each, page))),
            cell(each.question.facet),
            *(cell(str(count)) for count in each.result.distribution),
            cell(strong(draft.figure(each.result.mean))),
            cell(_cost(each, page)),
        ]
        for each in page.answered.questions
    ]
    return columns, rows


def _code(each: AnsweredQuestion, page: DimensionPage) -> str:
    """In the quick questionnaire the code is the dimension's: its number is shorter."""
    is_quick = each.question.code == page.row.dimension.slug
    return str(page.row.dimension.number) if is_quick else each.question.code


def _cost(each: AnsweredQuestion, page: DimensionPage) -> str:
    return _("costs most") if each.question.code in page.costliest else ""


def _write_next_level(draft: Draft, page: DimensionPage) -> None:
    ahead = page.advice.next_level
    if ahead is None:
        return
    if ahead.points is not None:
        words = _("%(points)s points to go.") % {"points": draft.figure(ahead.points)}
    else:
        words = "; ".join(_raises(draft, page)) + "."
    draft.paragraph(strong(_("To level %(level)s:") % {"level": ahead.level}), f" {words}")


def _raises(draft: Draft, page: DimensionPage) -> Iterator[str]:
    for each in page.raises:
        yield _("%(facet)s (%(code)s) to level %(level)s") % {
            "facet": each.question.facet,
            "code": each.question.code,
            "level": draft.figure(each.to_value, decimals=0),
        }


def _write_step(draft: Draft, page: DimensionPage) -> None:
    step = page.advice.step
    if step is None:
        return
    draft.heading(step.headline, 3)
    draft.paragraph(step.rationale)
    draft.paragraph(strong(_("Pitfall")), f"  {step.pitfall}")
    columns = [
        Column(_("Action"), 80),
        Column(_("Owner"), OWNER),
        Column(_("When"), 23),
        Column(_("Effort"), 20),
        Column(_("Impact"), 14),
    ]
    rows = [_action_cells(draft, action) for action in page.actions]
    write_table(draft.document, step.headline, columns, rows)
    draft.gap()


def _action_cells(draft: Draft, action: ActionRow) -> list[Cell]:
    lines = [line(strong(action.title))]
    if not draft.is_quick:
        lines.append(line(quiet(action.description)))
    lines.append(line(strong(_("Measure")), f"  {action.kpi}"))
    impact = _("%(impact)s of 3") % {"impact": action.impact}
    others = (action.owner, action.horizon.unbroken_period, action.effort, impact)
    return [Cell(tuple(lines)), *(cell(text) for text in others)]


def _write_further(draft: Draft, page: DimensionPage) -> None:
    """What comes after the current step, and a figure from the literature with its caution."""
    if page.advice.outline:
        draft.heading(_("After this step"), 3)
    for step in page.advice.outline:
        draft.paragraph(
            strong(_("To level %(level)s:") % {"level": step.to_level}), f" {step.headline}"
        )
    for pattern in page.patterns:
        label = _("Pattern: %(headline)s") % {"headline": pattern.headline}
        draft.paragraph(strong(label), f" {pattern.advice}")
    if page.figure and not draft.is_quick:
        draft.heading(_("From the literature"), 3)
        draft.paragraph(f"{page.figure.claim} ({page.figure.said_by})")
        draft.paragraph(page.figure.caution, style="Small")
