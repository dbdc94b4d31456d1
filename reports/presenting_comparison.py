"""A comparison for a room: one message a slide, of the same blocks as its chapters."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.comparison import Measured
from reports.comparison import Basis, ComparisonReport
from reports.content.blocks import Items, Table, Text
from reports.content.comparison import (
    departments,
    heat_notes,
    heat_table,
    helping,
    moved,
    opening_words,
)
from reports.picking import all_of
from reports.presenting import Slide

ROWS = 10  # of a heat map that are read from afar


def comparison_slides(report: ComparisonReport) -> tuple[Slide, ...]:
    """In the active language, which is the report's."""
    rest = _moved if report.basis is Basis.TIME else _helping
    return (_opening(report), *_standing(report), *rest(report))


def _opening(report: ComparisonReport) -> Slide:
    sentence, *others = opening_words(report)
    caution = (Text(report.caution, "indicative"),) if report.caution else ()
    return Slide("opening", sentence, (*(Text(each, "change") for each in others), *caution))


def _standing(report: ComparisonReport) -> Iterator[Slide]:
    measured = report.comparison.measured
    parts = [measured[start : start + ROWS] for start in range(0, len(measured), ROWS)]
    for number, part in enumerate(parts, start=1):
        title = _standing_title(report, part)
        blocks = (heat_table(report, part, is_brief=True), Items(heat_notes(report)[:1], "notes"))
        about = f"{number} / {len(parts)}" if len(parts) > 1 else ""
        yield Slide(f"standing-{number}", title, blocks, about)


def _standing_title(report: ComparisonReport, part: tuple[Measured, ...]) -> str:
    words = {"first": report.name_of(part[0]), "last": report.name_of(part[-1])}
    if report.basis is Basis.TIME:
        return _("In time: from %(first)s to %(last)s") % words
    return _("From strong to weak: %(first)s to %(last)s") % words


def _moved(report: ComparisonReport) -> Iterator[Slide]:
    told = moved(report)
    for number, table in enumerate(all_of(Table, told.blocks) if told else ()):
        pair = (report.comparison.last_two, report.comparison.first_and_last)[number]
        day = report.say_day(pair[0].day) if pair else ""
        note = Text(_("In bold what is more than chance."), "quiet")
        title = _("What moved since %(day)s") % {"day": day}
        yield Slide(f"moved-{number + 1}", title, (table, note))
    told = departments(report)
    if told:
        yield Slide("departments", told.title, told.blocks)


def _helping(report: ComparisonReport) -> Iterator[Slide]:
    told = helping(report)
    table, *_rest = all_of(Table, told.blocks)
    yield Slide("helping", _helping_title(report), (table,), told.title)


def _helping_title(report: ComparisonReport) -> str:
    """Who can help most units, on the first dimension where it can."""
    most, words = 0, ""
    for dimension in report.definition.dimensions:
        for each in report.comparison.helped.get(dimension.slug, ()):
            if len(each.to) > most:
                most = len(each.to)
                words = _help_title(each.by.name, most, dimension.in_sentence)
    return words or _("No unit is far enough ahead of another to help it")


def _help_title(name: str, count: int, dimension: str) -> str:
    words = {"by": name, "count": count, "dimension": dimension}
    if count == 1:
        return _("%(by)s can help another unit with %(dimension)s") % words
    return _("%(by)s can help %(count)d other units with %(dimension)s") % words
