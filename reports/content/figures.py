"""Where the organisation stands: the radar, and its figures as a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.display import change_text, count_text, figure_text, score_text
from maturity.narrative import names_in_sentence
from maturity.result import DimensionResult
from maturity.telling import rank_note
from reports.content.blocks import (
    Block,
    Callout,
    Cell,
    Chapter,
    Figure,
    Heading,
    Items,
    Key,
    Panel,
    Row,
    Table,
    Text,
)
from reports.content.group import few_words
from reports.content.scores import (
    bar,
    level_cell,
    number_cell,
    rank_words,
    score_words,
    still_to_go,
)
from reports.prose import Paragraph
from reports.report import Report
from reports.series import radar_of, scale_words


def figures(report: Report) -> Chapter:
    blocks: list[Block] = [radar_figure(report, "wide"), figures_table(report)]
    blocks += [Items(tuple(_notes(report)), "notes"), *_offer(report), *_level_panel(report)]
    lead = f"{reached_words(report)} {scale_words(report)}"
    return Chapter("figures", _("Where you stand"), tuple(blocks), lead=lead)


def reached_words(report: Report) -> str:
    """How many of what is scored has come where it should."""
    scored, below = len(report.result.scored), len(report.result.with_gap)
    if not scored:
        return _("No dimension has a score yet.")
    if scored == len(report.result.dimensions):
        return _of_all(report, below)
    if below == scored:
        return _("No scored dimension has reached its target yet.")
    if below:
        words = ngettext(
            "%(below)s of the %(scored)s scored dimensions is below its target.",
            "%(below)s of the %(scored)s scored dimensions are below their target.",
            below,
        )
        return _begun(words % _in_words(report, below=below, scored=scored))
    return _("Every scored dimension has reached its target.")


def _of_all(report: Report, below: int) -> str:
    every = len(report.result.dimensions)
    if below == every:
        return _("No dimension has reached its target yet.")
    if below:
        words = ngettext(
            "%(below)s of the %(every)s dimensions is below its target.",
            "%(below)s of the %(every)s dimensions are below their target.",
            below,
        )
        return _begun(words % _in_words(report, below=below, every=every))
    return _("Every dimension has reached its target.")


def _in_words(report: Report, **counts: int) -> dict[str, str]:
    return {name: count_text(count, report.language) for name, count in counts.items()}


def _begun(sentence: str) -> str:
    """With a capital, which leaves an accent on the letter after it: "Eén"."""
    if sentence.startswith("één"):
        return f"Eén{sentence[3:]}"
    return f"{sentence[:1].upper()}{sentence[1:]}"


def radar_figure(report: Report, role: str) -> Figure:
    radar = radar_of(report)
    key = [Key("now", _("now"))] if report.result.scored else []
    if radar.has_targets:
        key.append(Key("target", _("target")))
    if radar.has_previous:
        key.append(Key("previous", _("previous assessment")))
    if radar.has_gaps:
        key.append(Key("gap", _("not scored")))
    return Figure(radar, radar.description, role, tuple(key))


def figures_table(report: Report) -> Table:
    rows = [Row(tuple(_cells(report, row))) for row in report.result.dimensions]
    return Table(tuple(_head(report)), (*rows, _whole(report)), "figures")


def _head(report: Report) -> Iterator[Cell]:
    yield Cell((_("Dimension"),))
    yield Cell((_("Now and target"),), role="bar")
    yield number_cell(_("Score"))
    yield Cell((_("Level"),))
    if report.change:
        yield number_cell(_("Change"))
    yield number_cell(_("Target"))
    yield number_cell(_("Still to go"))
    yield number_cell(_("Importance"))
    yield number_cell(_("Rank"))
    if _has_consensus(report):
        yield number_cell(_("Consensus"))


def _has_consensus(report: Report) -> bool:
    """A group of one agrees with nobody."""
    return any(row.consensus is not None for row in report.result.dimensions)


def _cells(report: Report, row: DimensionResult) -> Iterator[Cell]:
    agreed = _("agreed by the group") if row.is_agreed else ""
    yield Cell((row.dimension.name,), note=agreed, role="header")
    yield Cell(picture=bar(row), role="bar")
    yield number_cell(
        score_words(report, row) if row.is_scored else "–",
        note=_ends(report, row.range),
        role="number strong",
    )
    yield level_cell(report, row.level)
    if report.change:
        yield change_cell(report, row.dimension.slug)
    yield number_cell(row.target or "–")
    yield number_cell(still_to_go(report, row))
    yield number_cell(row.importance)
    yield number_cell(rank_words(report, row))
    if _has_consensus(report):
        yield number_cell(figure_text(row.consensus, report.language, decimals=2))


def change_cell(report: Report, slug: str) -> Cell:
    """Bold when it is more than chance explains."""
    difference = report.change.dimensions.get(slug) if report.change else None
    if difference is None:
        return number_cell("–")
    text = change_text(difference.before, difference.now, report.language)
    return number_cell(text, role="number strong" if difference.is_clear else "number")


def _ends(report: Report, ends: tuple[object, object] | None) -> str:
    """The ends of a range, where they differ as people see them."""
    if ends is None:
        return ""
    low, high = (score_text(end, report.language) for end in ends)  # type: ignore[arg-type]
    return "" if low == high else f"{low}\N{EN DASH}{high}"


def _whole(report: Report) -> Row:
    result, overall = report.result, report.change.overall if report.change else None
    cells = [
        Cell((_("Overall"),), role="header"),
        Cell(),
        number_cell(
            score_text(result.score, report.language),
            note=_ends(report, result.range),
            role="number strong",
        ),
        level_cell(report, result.level),
    ]
    if overall:
        text = change_text(overall.before, overall.now, report.language)
        cells.append(number_cell(text, role="number strong" if overall.is_clear else "number"))
    elif report.change:
        cells.append(number_cell("–"))
    rest = 5 if _has_consensus(report) else 4
    return Row((*cells, *[Cell()] * rest), "whole")


def _notes(report: Report) -> Iterator[str]:
    """What the table cannot say itself."""
    ranges = [report.result.range, *(row.range for row in report.result.dimensions)]
    if any(_ends(report, ends) for ends in ranges):
        yield _("Small under a score: where it would lie once the missing answers are known.")
    if report.result.scored and (note := rank_note(report.result)):
        yield note
    if report.change:
        yield change_note()
    if _has_consensus(report):
        yield _consensus_note(report)


def _consensus_note(report: Report) -> str:
    """With the words of rule 12 where some of what stands above has so few answers."""
    words = _(
        "Consensus: 1 when all gave the same answer, 0 when half chose level 1 and half level 4."
    )
    told = [row for row in report.result.dimensions if row.consensus is not None]
    few = [row.dimension for row in told if few_words(row)]
    if not few:
        return words
    if len(few) == len(told):
        return words + " " + _("Here there are too few answers to read much into it.")
    names = names_in_sentence(report.definition, few)
    about = _("On %(dimensions)s there are too few answers to read much into it.")
    return f"{words} {about % {'dimensions': names}}"


def change_note() -> str:
    return _("Change: since the previous assessment; bold where it is more than chance.")


def _offer(report: Report) -> Iterator[Callout]:
    if report.is_quick:
        words = (Paragraph((report.definition.wording.phrase("offer_full"),)),)
        yield Callout(_("The full assessment"), words, "offer")


def _level_panel(report: Report) -> Iterator[Block]:
    """What is typical of the level of the whole; not where only the weakest are at that level."""
    level = report.result.level
    if level and not report.is_quick and not report.result.capped_by:
        told = report.definition.level(level)
        heading = Heading(_("What is typical of %(name)s") % {"name": told.name.lower()})
        texts = (told.definition, told.meaning)
        yield Panel("level", (heading, *(Text(text) for text in texts)))
