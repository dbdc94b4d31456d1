"""What changed since an earlier round, by which questions, and what makes the comparison weak."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.change import Change, Difference
from maturity.claims import ground_of
from maturity.display import NOTHING, change_text, figure_text, score_text, shown_score
from maturity.narrative import names_in_sentence
from maturity.result import DimensionResult, QuestionResult
from maturity.telling import weakness_words
from reports.content.blocks import Cell, Chapter, Items, Row, Table, Text
from reports.content.figures import change_cell, change_note
from reports.content.scores import from_to, number_cell
from reports.report import Report

MOVED = 3  # questions of a dimension that are named, those that moved most


def change(report: Report) -> Chapter | None:
    """None without an earlier round. One that cannot be compared is told why."""
    if report.previous is None:
        return None
    title = _("Since the previous assessment")
    if report.change is None:
        return Chapter("change", title, (Text(_incomparable(report)),), role="flow")
    if report.is_quick:  # one question a dimension: what moved is a column of its figures already
        return None
    blocks = (
        Table(tuple(_head()), tuple(_rows(report)), "change"),
        Items((change_note(),), "notes"),
    )
    return Chapter("change", title, blocks, role="flow", lead=change_words(report))


def change_words(report: Report) -> str:
    """The sentence of the rules; where no dimension is clear, why the greatest is not; and what
    makes the comparison weak (rule 21)."""
    if report.change is None:
        return ""
    weak = weakness_words(report.definition, report.change)
    return " ".join(filter(None, (report.change_sentence, _doubt(report, report.change), *weak)))


def _doubt(report: Report, change: Change) -> str:
    """Empty where a dimension is clear, or nothing differs as people see it."""
    if change.most_risen or change.most_fallen:
        return ""
    sizes = {slug: abs(_shown(each)) for slug, each in change.dimensions.items()}
    shown = max(sizes.values())
    most = [slug for slug, size in sizes.items() if size == shown]
    if not shown:
        return ""
    if len(most) > 1:
        words = {"differences": _both(report, change, most)}
        return _("The greatest differences, %(differences)s, may be chance.") % words
    greatest = change.dimensions[most[0]]
    words = {
        "difference": _signed(report, greatest),
        "name": report.definition.dimension(most[0]).in_sentence,
        "clear": figure_text(greatest.clear_from, report.language),
    }
    if shown >= greatest.clear_from:  # but for what rounding adds, it is less
        return _("The greatest difference, %(difference)s in %(name)s, may be chance.") % words
    return (
        _(
            "The greatest difference, %(difference)s in %(name)s, may be chance: there it takes"
            " %(clear)s to be clear."
        )
        % words
    )


def _both(report: Report, change: Change, slugs: list[str]) -> str:
    return f" {report.definition.wording.list_and} ".join(_either_way(report, change, slugs))


def _either_way(report: Report, change: Change, slugs: list[str]) -> Iterator[str]:
    """Those that rose with their sign, then those that fell with theirs."""
    for has_risen in (True, False):
        same = [slug for slug in slugs if (_shown(change.dimensions[slug]) > 0) == has_risen]
        if same:
            names = [report.definition.dimension(slug) for slug in same]
            words = {
                "difference": _signed(report, change.dimensions[same[0]]),
                "name": names_in_sentence(report.definition, names),
            }
            yield _("%(difference)s in %(name)s") % words


def _signed(report: Report, difference: Difference) -> str:
    return change_text(difference.before, difference.now, report.language)


def _shown(difference: Difference) -> Fraction:
    """The change as people see it, from the scores as they see them."""
    shown = shown_score(difference.now) - shown_score(difference.before)
    return Fraction(shown.units, 10**shown.decimals)


def _incomparable(report: Report) -> str:
    earlier = report.previous
    if earlier and earlier.questionnaire != report.result.questionnaire:
        return _("The previous assessment asked other questions, so the two cannot be compared.")
    return _("No dimension has a score in both assessments, so the two cannot be compared.")


def _head() -> Iterator[Cell]:
    yield Cell((_("Dimension"),))
    yield from map(number_cell, (_("Before"), _("Now"), _("Change")))
    yield Cell((_("Moved by"),))


def _rows(report: Report) -> Iterator[Row]:
    for row in report.result.dimensions:
        difference = report.change and report.change.dimensions.get(row.dimension.slug)
        if difference:
            yield _row(report, row, difference)


def _row(report: Report, row: DimensionResult, difference: Difference) -> Row:
    cells = (
        Cell((row.dimension.name,), role="header"),
        number_cell(score_text(difference.before, report.language)),
        number_cell(score_text(difference.now, report.language)),
        change_cell(report, row.dimension.slug),
    )
    every = _moved(report, row)
    moved = every[:MOVED]
    told = [
        from_to(report, each.question.facet, before.value, each.value) for each, before in moved
    ]
    if others := len(every) - len(moved):
        words = ngettext("%(count)s other question", "%(count)s other questions", others)
        told.append(words % {"count": others})
    grounds = tuple(ground_of(each) for each, _before in moved)
    return Row((*cells, Cell(("; ".join(told) or NOTHING,))), rests_on=grounds)


def _moved(report: Report, row: DimensionResult) -> list[tuple[QuestionResult, QuestionResult]]:
    """The questions whose value moved, now and before; those that moved most come first."""
    pairs = [(each, before) for each in row.questions if (before := _before(report, each))]
    moved = [(each, before) for each, before in pairs if each.value and each.value != before.value]
    moved.sort(key=lambda pair: -abs(float(pair[0].value or 0) - float(pair[1].value or 0)))
    return moved


def _before(report: Report, each: QuestionResult) -> QuestionResult | None:
    found = report.previous.question(each.question.code) if report.previous else None
    return found if found and found.value is not None else None
