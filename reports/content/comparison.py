"""Measurements beside each other: how they stand, what moved, who can help, what is left out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.change import Change, Difference
from maturity.comparison import Help, Measured, WhyNot, change_of, departments_in_both
from maturity.definition import Dimension
from maturity.display import NOTHING, change_text, difference_text, score_text
from maturity.narrative import joined
from maturity.result import LEVELS
from maturity.telling import change_sentence, weakness_words
from reports.comparison import Basis, ComparisonReport
from reports.content.blocks import Block, Cell, Chapter, Heading, Items, Panel, Row, Table, Text
from reports.content.scores import number_cell
from reports.spread import department_text

MOST_NAMES = 5  # of units in one place

Pair = tuple[Measured, Measured]


def comparison_chapters(report: ComparisonReport) -> tuple[Chapter, ...]:
    """In reading order, in the active language, which is the report's."""
    told: list[Chapter | None] = [opening(report)]
    if report.comparison.is_possible:
        told.append(standing(report))
        if report.basis is Basis.TIME:
            told += [moved(report), departments(report)]
        else:
            told.append(helping(report))
    return tuple(filter(None, (*told, left_out(report))))


# What it comes down to.


def opening(report: ComparisonReport) -> Chapter:
    sentence, *others = opening_words(report)
    caution = [Text(report.caution, "indicative")] if report.caution else []
    words = (Text(sentence, "sentence"), *(Text(each, "change") for each in others), *caution)
    return Chapter("summary", _("Summary"), (Panel("opening", words),), role="summary")


def opening_words(report: ComparisonReport) -> tuple[str, ...]:
    """A sentence to repeat, and what to know beside it."""
    if not report.comparison.is_possible:
        return _("There is nothing to compare yet"), _why_nothing(report)
    if report.basis is Basis.TIME:
        return tuple(_moved_words(report))
    return tuple(filter(None, (_ends(report), _widest(report), _helping_words(report))))


def _why_nothing(report: ComparisonReport) -> str:
    needs = _(
        "A comparison takes two assessments by the same questionnaire and model version, with a"
        " dimension that has a score in both."
    )
    return f"{_what_is_missing(report)} {needs}"


def _what_is_missing(report: ComparisonReport) -> str:
    compared, others = report.comparison.measured, report.comparison.left_out
    if len(compared) > 1:
        return _("No dimension has a score in more than one of them.")
    if compared:
        return _("Only one can be compared: %(name)s.") % {"name": report.name_of(compared[0])}
    if others:
        return _("None of the assessments has a score.")
    if report.basis is Basis.TIME:
        return _("No assessment of this client is finished yet.")
    return _("This client has no units in the list.")


def _moved_words(report: ComparisonReport) -> Iterator[str]:
    comparison = report.comparison
    if comparison.last_two is None:
        yield _("The last assessment has none before it that it can be compared with")
        return
    yield since_words(report, comparison.last_two)
    if comparison.first_and_last:
        yield since_words(report, comparison.first_and_last)


def since_words(report: ComparisonReport, pair: Pair) -> str:
    """The sentence of rule 21."""
    change, earlier = change_of(pair), pair[0]
    if change is None:
        return ""
    name = report.name_of(earlier)
    return change_sentence(
        report.definition, change, earlier=earlier.day, say_day=lambda _day: name
    )


def _ends(report: ComparisonReport) -> str:
    """Which unit stands highest, and which lowest."""
    measured = report.comparison.measured
    known = [(each.result.score, each) for each in measured if each.result.score is not None]
    count = len(measured)
    if len(known) <= 1:
        return _("%(count)d units beside each other") % {"count": count}
    (high, first), (low, last) = known[0], known[-1]  # they stand in this order
    words = {
        "count": count,
        "first": first.name,
        "high": score_text(high, report.language),
        "last": last.name,
        "low": score_text(low, report.language),
    }
    if high == low:
        return _("All %(count)d units score %(high)s as a whole") % words
    return (
        _(
            "Of %(count)d units %(first)s stands highest, at %(high)s, and %(last)s lowest, at"
            " %(low)s"
        )
        % words
    )


def _widest(report: ComparisonReport) -> str:
    """Where the units differ most."""
    slug = report.comparison.widest
    if slug is None:
        return ""
    spread = report.comparison.spreads[slug]
    words = {
        "dimension": report.definition.dimension(slug).in_sentence,
        "low": score_text(spread.difference.before, report.language),
        "high": score_text(spread.difference.now, report.language),
        "last": spread.low.name,
        "first": spread.high.name,
    }
    if spread.difference.is_clear:
        words_of_it = _(
            "They differ most on %(dimension)s: from %(low)s (%(last)s) to %(high)s (%(first)s)."
        )
    else:
        words_of_it = _(
            "They differ most on %(dimension)s, from %(low)s (%(last)s) to %(high)s (%(first)s),"
            " which may be chance."
        )
    return words_of_it % words


def _helping_words(report: ComparisonReport) -> str:
    dimensions = report.definition.dimensions
    with_help = sum(map(bool, report.comparison.helped.values()))
    if not with_help:
        return _("On no dimension is one of them far enough ahead of another to help it.")
    words = ngettext(
        "On %(count)d of %(all)d dimensions one unit can help another.",
        "On %(count)d of %(all)d dimensions one unit can help another.",
        with_help,
    )
    return words % {"count": with_help, "all": len(dimensions)}


# How they stand: a heat map.


def standing(report: ComparisonReport) -> Chapter:
    blocks = (
        heat_table(report, report.comparison.measured),
        Items(heat_notes(report), "notes"),
    )
    title = _("How they stand") if report.basis is Basis.UNITS else _("In time")
    return Chapter("standing", title, blocks, role="wide")


def heat_table(
    report: ComparisonReport, measured: Sequence[Measured], *, is_brief: bool = False
) -> Table:
    """Without the days of units where it is brief."""
    first = _("Assessment") if report.basis is Basis.TIME else _("Unit")
    names = (Cell((each.name,), role="name") for each in report.definition.dimensions)
    head = (Cell((first,)), *names, Cell((_("Overall"),), role="name"))
    is_dated = report.basis is Basis.UNITS and not is_brief
    rows = tuple(_heat_row(report, each, is_dated=is_dated) for each in measured)
    if report.basis is Basis.UNITS:
        rows += (_spread_row(report),)
    return Table(head, rows, "heat")


def _heat_row(report: ComparisonReport, each: Measured, *, is_dated: bool) -> Row:
    note = report.say_day(each.day) if is_dated else ""
    result = each.result
    return Row(
        (
            Cell((report.name_of(each),), note=note, role="header"),
            *(_heat_cell(row.score, row.level, report.language) for row in result.dimensions),
            _heat_cell(result.score, result.level, report.language),
        )
    )


@lru_cache(maxsize=1024)
def _heat_cell(score: Fraction | None, level: int | None, language: str) -> Cell:
    """Few scores differ, and hundreds of units have eight of them."""
    if score is None:
        return number_cell(NOTHING)
    return Cell((score_text(score, language),), level=level, role="number here")


def _spread_row(report: ComparisonReport) -> Row:
    """The highest minus the lowest."""
    wholes = [each.result.score for each in report.comparison.measured]
    ends = [report.comparison.spreads.get(each.slug) for each in report.definition.dimensions]
    columns: list[tuple[Fraction, ...]] = [
        (each.difference.before, each.difference.now) if each else () for each in ends
    ]
    columns.append(tuple(score for score in wholes if score is not None))
    spreads = (number_cell(difference_text(column, report.language)) for column in columns)
    return Row((Cell((_("Spread"),), role="header"), *spreads), "whole")


def heat_notes(report: ComparisonReport) -> tuple[str, ...]:
    levels = ", ".join(f"{level} {report.definition.level(level).name}" for level in LEVELS)
    notes = [_("The colour is the level: %(levels)s.") % {"levels": levels}]
    rows = [row for each in report.comparison.measured for row in each.result.dimensions]
    if not all(row.is_scored for row in rows):
        notes.append(_("A dash: too few answers for a score."))
    if report.basis is Basis.UNITS:
        notes.append(_("Spread: the highest score minus the lowest."))
    return tuple(notes)


# What moved.


def moved(report: ComparisonReport) -> Chapter | None:
    comparison = report.comparison
    pairs = [each for each in (comparison.last_two, comparison.first_and_last) if each]
    blocks = [block for pair in pairs for block in _moved_since(report, pair)]
    if not blocks:
        return None
    return Chapter("moved", _("What moved"), tuple(blocks), role="flow")


def _moved_since(report: ComparisonReport, pair: Pair) -> Iterator[Block]:
    change = change_of(pair)
    if change is None:
        return
    yield Heading(_("Since %(day)s") % {"day": report.name_of(pair[0])})
    yield change_table(report, change)
    warnings = weakness_words(report.definition, change)
    yield Items((_("In bold what is more than chance."), *warnings), "notes")


def change_table(report: ComparisonReport, change: Change) -> Table:
    words = (_("Before"), _("Now"), _("Change"))
    head = (Cell((_("Dimension"),)), *map(number_cell, words))
    rows = [
        _change_row(report, dimension.name, change.dimensions[dimension.slug])
        for dimension in report.definition.dimensions
        if dimension.slug in change.dimensions
    ]
    if change.overall:
        rows.append(_change_row(report, _("Overall"), change.overall, role="whole"))
    return Table(head, tuple(rows), "moved")


def _change_row(
    report: ComparisonReport, name: str, difference: Difference, *, role: str = ""
) -> Row:
    before, now, language = difference.before, difference.now, report.language
    return Row(
        (
            Cell((name,), role="header"),
            number_cell(score_text(before, language)),
            number_cell(score_text(now, language)),
            number_cell(
                change_text(before, now, language),
                role="number strong" if difference.is_clear else "number",
            ),
        ),
        role,
    )


def departments(report: ComparisonReport) -> Chapter | None:
    """Of the last two; what either does not show is shown nowhere."""
    pair = report.comparison.last_two
    if pair is None or not (pair[0].result.is_group and pair[1].result.is_group):
        return None
    both = departments_in_both(pair[0].result, pair[1].result)
    if not both:
        return None
    dimensions = report.definition.dimensions
    head = (Cell((_("Department"),)), *(number_cell(each.name) for each in dimensions))
    rows = []
    for name, means in both.items():
        cells = (_means(report, pair, means.get(each.slug)) for each in dimensions)
        rows.append(Row((Cell((name,), role="header"), *cells)))
    note = _(
        "From %(day)s to the last assessment; only departments that both assessments show."
    ) % {"day": report.name_of(pair[0])}
    blocks = (Table(head, tuple(rows), "departments"), Text(note, "quiet"))
    return Chapter("departments", _("By department"), blocks, role="flow")


def _means(report: ComparisonReport, pair: Pair, means: tuple[Fraction, Fraction] | None) -> Cell:
    if means is None:
        return number_cell(NOTHING)
    before, now = (
        department_text(mean, report.language, is_anonymous=each.is_anonymous)
        for mean, each in zip(means, pair, strict=True)
    )
    return number_cell(f"{before} → {now}")


# Who can help whom.


def helping(report: ComparisonReport) -> Chapter:
    names = (_("Lowest"), _("Highest"), _("Difference"), _("Who can help whom"))
    head = (Cell((_("Dimension"),)), *(Cell((name,)) for name in names))
    rows = tuple(_help_row(report, each) for each in report.definition.dimensions)
    notes = (
        _(
            "A unit can help another when it is at level 3 or higher, the other at a lower level,"
            " and the difference is more than chance."
        ),
        _("In bold the differences that are more than chance."),
    )
    blocks = (Table(head, rows, "help"), Items(notes, "notes"))
    return Chapter("helping", _("Who can help whom"), blocks, role="wide")


def _help_row(report: ComparisonReport, dimension: Dimension) -> Row:
    spread = report.comparison.spreads.get(dimension.slug)
    name = Cell((dimension.name,), role="header")
    if spread is None:
        return Row((name, *[Cell((NOTHING,))] * 4))
    difference = spread.difference
    text = difference_text((difference.before, difference.now), report.language)
    return Row(
        (
            name,
            _end(report, spread.low, dimension),
            _end(report, spread.high, dimension),
            number_cell(text, role="number strong" if difference.is_clear else "number"),
            Cell(help_words(report, dimension) or (NOTHING,), role="list"),
        )
    )


def _end(report: ComparisonReport, each: Measured, dimension: Dimension) -> Cell:
    row = each.result.dimension(dimension.slug)
    return Cell((f"{each.name} ({score_text(row.score, report.language)})",), level=row.level)


def help_words(report: ComparisonReport, dimension: Dimension) -> tuple[str, ...]:
    """A line for each unit that can help."""
    return tuple(_help(report, each) for each in report.comparison.helped.get(dimension.slug, ()))


def _help(report: ComparisonReport, each: Help) -> str:
    words = {"by": each.by.name, "to": few_names(report, [other.name for other in each.to])}
    return _("%(by)s can help %(to)s") % words


def few_names(report: ComparisonReport, names: Sequence[str]) -> str:
    """Those who need it most by name, and how many more there are."""
    if len(names) <= MOST_NAMES:
        return joined(report.definition, names)
    more = len(names) - (MOST_NAMES - 1)
    others = ngettext("%(count)d other", "%(count)d others", more) % {"count": more}
    return joined(report.definition, [*names[: MOST_NAMES - 1], others])


# What cannot be compared.


def left_out(report: ComparisonReport) -> Chapter | None:
    rows = report.comparison.left_out
    if not rows:
        return None
    words = Items(
        tuple(f"{report.full_name_of(each)}: {why_not_words(each.why)}" for each in rows),
        "left-out",
    )
    return Chapter("left-out", _("Not compared"), (words,), role="flow")


def why_not_words(why: WhyNot) -> str:
    return {
        WhyNot.NOT_MEASURED: _("no finished assessment"),
        WhyNot.NOT_SCORED: _("too few answers for a score"),
        WhyNot.OTHER_QUESTIONNAIRE: _("asked by the other questionnaire"),
        WhyNot.OTHER_VERSION: _("asked by another version of the model"),
    }[why]
