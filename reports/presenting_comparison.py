"""A comparison for a room: one message a slide, of the same blocks as its chapters."""

from collections.abc import Iterator

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.comparison import Measured, WhyNot, change_of
from maturity.display import score_text
from maturity.narrative import names_in_sentence
from reports.comparison import Basis, ComparisonReport
from reports.content.blocks import Items, Table, Text
from reports.content.comparison import (
    Pair,
    departments,
    few_names,
    heat_notes,
    heat_table,
    helping,
    moved,
    opening_words,
    why_not_words,
)
from reports.picking import all_of
from reports.presenting import Slide

LONGEST = 60  # letters of a name in a title
ROWS = 10  # of a heat map that are read from afar


def comparison_slides(report: ComparisonReport) -> tuple[Slide, ...]:
    """In the active language, which is the report's."""
    rest = _moved if report.basis is Basis.TIME else _helping
    if not report.comparison.is_possible:
        return (_opening(report), *_left_out(report))
    return (_opening(report), *_standing(report), *rest(report), *_left_out(report))


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
    words = {"first": _short(report.name_of(part[0])), "last": _short(report.name_of(part[-1]))}
    if report.basis is Basis.TIME:
        return _("In time: from %(first)s to %(last)s") % words
    return _("From strong to weak: %(first)s to %(last)s") % words


def _short(name: str) -> str:
    return Truncator(name).chars(LONGEST)


def _moved(report: ComparisonReport) -> Iterator[Slide]:
    told = moved(report)
    pairs = filter(None, (report.comparison.last_two, report.comparison.first_and_last))
    tables = all_of(Table, told.blocks) if told else []
    for number, (table, pair) in enumerate(zip(tables, pairs, strict=True), start=1):
        note = Text(_("In bold what is more than chance."), "quiet")
        about = _("Since %(day)s") % {"day": report.name_of(pair[0])}
        yield Slide(f"moved-{number}", _moved_title(report, pair), (table, note), about)
    told = departments(report)
    if told:
        yield Slide("departments", told.title, told.blocks)


def _moved_title(report: ComparisonReport, pair: Pair) -> str:
    """What moved most by more than chance; of one dimension from where to where."""
    change = change_of(pair)
    if change is None or not (change.most_risen or change.most_fallen):
        return _("No dimension moved by more than chance")
    risen = names_in_sentence(report.definition, change.most_risen)
    fallen = names_in_sentence(report.definition, change.most_fallen)
    if risen and fallen:
        words = {"risen": risen, "fallen": fallen}
        return _("Clearest rise: %(risen)s; clearest fall: %(fallen)s") % words
    most = change.most_risen or change.most_fallen
    difference = change.dimensions[most[0].slug]
    words = {
        "dimension": capfirst(risen or fallen),
        "before": score_text(difference.before, report.language),
        "now": score_text(difference.now, report.language),
    }
    if len(most) > 1:
        told = _("%(dimension)s rose most") if risen else _("%(dimension)s fell most")
        return told % words
    if risen:
        return _("%(dimension)s rose most: from %(before)s to %(now)s") % words
    return _("%(dimension)s fell most: from %(before)s to %(now)s") % words


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
    words = {"by": _short(name), "count": count, "dimension": dimension}
    if count == 1:
        return _("%(by)s can help another unit with %(dimension)s") % words
    return _("%(by)s can help %(count)d other units with %(dimension)s") % words


def _left_out(report: ComparisonReport) -> Iterator[Slide]:
    """What stands beside nothing, by the reason why."""
    rows = report.comparison.left_out
    if not rows:
        return
    count = len(rows)
    if report.basis is Basis.TIME:
        title = ngettext(
            "%(count)d assessment is not compared",
            "%(count)d assessments are not compared",
            count,
        )
    else:
        title = ngettext(
            "%(count)d unit is not compared", "%(count)d units are not compared", count
        )
    items = []
    for why in WhyNot:
        names = [report.full_name_of(each) for each in rows if each.why is why]
        if names:
            items.append(f"{capfirst(why_not_words(why))}: {few_names(report, names)}")
    yield Slide("left-out", title % {"count": count}, (Items(tuple(items), "large"),))
