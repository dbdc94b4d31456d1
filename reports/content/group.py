"""Where a group differs: its departments, the answers to discuss first, what was agreed, notes."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.display import difference_text, figure_text
from maturity.groups import OTHER
from maturity.narrative import names_in_sentence
from maturity.result import DimensionResult, QuestionResult
from maturity.scoring import discuss_first
from reports.content.answers import FEW_ANSWERS, has_codes, question_answer
from reports.content.blocks import (
    Answers,
    Block,
    Cell,
    Chapter,
    Heading,
    Items,
    Row,
    Table,
    Text,
)
from reports.content.scores import number_cell
from reports.edition import Part
from reports.report import Report
from reports.spread import department_name, department_text

DISCUSSED = 5  # questions that a group is told to discuss first
ONE_MIND = 0.99995  # a consensus that shows as 1,00


def group(report: Report) -> Chapter | None:
    if not report.responses.is_group:
        return None
    blocks = (
        *_departments(report),
        *_discussed(report),
        *(() if report.workshop else _agreed(report)),  # its chapter says so
        *_notes(report),
    )
    if not blocks:
        return None
    return Chapter("group", _("Where the group differs"), blocks, role="group")


def _departments(report: Report) -> Iterator[Block]:
    rows = [row for row in report.result.dimensions if row.departments]
    names = list(dict.fromkeys(name for row in rows for name in row.departments))
    if not names:
        return
    yield Heading(_("By department"))
    yield from _widest(report)
    head = [number_cell(department_name(name)) for name in names]
    table_head = (Cell((_("Dimension"),)), *head, number_cell(_("Difference")))
    yield Table(table_head, tuple(_department_row(report, row, names) for row in rows), "list")
    yield Text(_about_departments(report), "quiet")


def _widest(report: Report) -> Iterator[Text]:
    """Where departments are furthest apart; none when they nowhere are."""
    if widest := furthest_apart(report):
        names = names_in_sentence(report.definition, [row.dimension for row in widest])
        words = _("The departments differ most on %(dimensions)s.")
        yield Text(words % {"dimensions": names}, "lead")


def furthest_apart(report: Report) -> list[DimensionResult]:
    """Every dimension with the greatest difference, as it is shown; none where there is none."""
    rows = [row for row in report.result.dimensions if row.perception_gap]
    gaps = {row.dimension.slug: _gap(report, row) for row in rows}
    greatest = _gap(report, max(rows, key=lambda row: row.perception_gap or 0)) if rows else ""
    return [row for row in rows if gaps[row.dimension.slug] == greatest]


def departments_apart(report: Report) -> str:
    """For the summary: where departments are at least one level apart, and which; else empty."""
    widest = furthest_apart(report)
    if not widest or (widest[0].perception_gap or 0) < 1:
        return ""
    names = names_in_sentence(report.definition, [row.dimension for row in widest])
    if len(widest) > 1:
        several = _("The departments differ most on %(dimensions)s: they are %(gap)s apart.")
        return several % {"dimensions": names, "gap": _gap(report, widest[0])}
    shown = _shown(widest[0])
    last, first = min(shown, key=shown.__getitem__), max(shown, key=shown.__getitem__)
    words = {"dimension": names, "last": last, "first": first}
    words |= {"low": _mean(report, shown, last), "high": _mean(report, shown, first)}
    one = _(
        "The departments differ most on %(dimension)s:"
        " from %(low)s (%(last)s) to %(high)s (%(first)s)."
    )
    return one % words


def _shown(row: DimensionResult) -> dict[str, Fraction]:
    """The departments with a mean; the people who are in no shown department are none."""
    departments = row.departments.items()
    return {name: mean for name, mean in departments if name != OTHER and mean is not None}


def _gap(report: Report, row: DimensionResult) -> str:
    return difference_text(list(_shown(row).values()), report.language)


def _department_row(report: Report, row: DimensionResult, names: list[str]) -> Row:
    means = (number_cell(_mean(report, row.departments, name)) for name in names)
    name = Cell((row.dimension.name,), role="header")
    return Row((name, *means, number_cell(_gap(report, row))))


def _mean(report: Report, means: Mapping[str, Fraction | None], name: str) -> str:
    """In an anonymous workshop a band, with closed ends (rule 14b)."""
    if name not in means:
        return "–"
    hides = report.responses.is_anonymous
    return department_text(means[name], report.language, is_anonymous=hides)


def _about_departments(report: Report) -> str:
    words = _(
        "A department is shown with at least %(minimum)s people."
        " Difference: highest minus lowest department."
    ) % {"minimum": report.responses.minimum_group}
    if report.responses.is_anonymous:
        words += " " + _("Means are rounded to half levels, so that nobody can be recognised.")
    return words


def to_discuss(report: Report) -> list[QuestionResult]:
    """The questions on which people differ, most first; none that they talked about already."""
    done = _talked_about(report)
    rows = [row for row in discuss_first(report.result) if (row.consensus or 0) < ONE_MIND]
    return [row for row in rows if row.question.code not in done][:DISCUSSED]


def has_talked(report: Report) -> bool:
    return bool(_talked_about(report))


def _talked_about(report: Report) -> set[str]:
    """In a room, or on paper: whatever has an agreed level."""
    topics = report.workshop.topics if report.workshop else ()
    return {*report.responses.agreed, *(each.code for each in topics if each.outcome)}


def _discussed(report: Report) -> Iterator[Block]:
    first = to_discuss(report)
    if not first:
        return
    if has_talked(report):
        yield Heading(_("Still to discuss"))
        about = _(
            "Here the answers differ and have not been discussed yet;"
            " the greatest difference comes first."
        )
        yield Text(about, "lead")
    else:
        yield Heading(_("Discuss first"))
        yield Text(_("On these questions the answers differ most."), "lead")
    if report.is_quick:  # the appendix shows all seven
        yield Items(tuple(_named(report, row) for row in first))
    else:
        rows = tuple(question_answer(report, row, few_words(row)) for row in first)
        yield Answers(rows, "discussed", _("Note"), has_codes(report))


def _named(report: Report, row: QuestionResult) -> str:
    consensus = figure_text(row.consensus, report.language, decimals=2)
    words = {"dimension": row.question.facet, "consensus": consensus}
    named = _("%(dimension)s: consensus %(consensus)s") % words
    return ", ".join(filter(None, (named, few_words(row))))


def few_words(row: QuestionResult | DimensionResult) -> str:
    """Beside a consensus of fewer than five answers (rule 12); empty beside others."""
    questions = row.questions if isinstance(row, DimensionResult) else (row,)
    most = max((each.counts.answered for each in questions), default=0)
    return _("too few answers to read much into it") if most < FEW_ANSWERS else ""


def _agreed(report: Report) -> Iterator[Block]:
    rows = [row for row in report.result.questions if row.agreed is not None]
    if not rows:
        return
    yield Heading(_("Agreed levels"))
    head = (Cell((_("Question"),)), Cell((_("Agreed"),)), Cell((_("Reason"),)))
    yield Table(head, tuple(_agreed_row(report, row) for row in rows), "list")


def _agreed_row(report: Report, row: QuestionResult) -> Row:
    reason = report.responses.agreed_reasons.get(row.question.code, "") or "–"
    level = report.definition.level(row.agreed or 1)
    return Row(
        (
            Cell((row.question.facet,), role="strong"),
            Cell((level.name,), level=level.number),
            Cell((reason,)),
        )
    )


def _notes(report: Report) -> Iterator[Block]:
    """Without who wrote them. A question with notes, in the order of the questionnaire."""
    if not report.edition.has(Part.NOTES):
        return
    rows = []
    for row in report.result.questions:
        if notes := report.notes.get(row.question.code):
            cells = (Cell((row.question.facet,), role="strong"), Cell(notes, role="list"))
            rows.append(Row(cells))
    if rows:
        yield Heading(_("Notes"))
        yield Table((Cell((_("Question"),)), Cell((_("Notes"),))), tuple(rows), "notes")
