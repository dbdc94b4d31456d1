"""The slides that say where the organisation stands: from its radar to its patterns."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.display import figure_text, score_text
from maturity.narrative import names_in_sentence
from maturity.scoring import DimensionResult
from reports.edition import Part
from reports.insights import dimension_insight
from reports.pages import highlight_words, typical
from reports.pptx.charts import figures_told, place_bars, place_radar
from reports.pptx.deck import Deck
from reports.pptx.drawings import place_scale
from reports.pptx.layouts import CHART, COLUMNS, FIGURES, TABLE, Box
from reports.pptx.tables import Cell, Column, Table, natural_widths, place_table
from reports.pptx.text import Text, told
from reports.report import Report
from reports.series import radar_of

PATTERNS = 3  # on the slide; the notes have them all
ROW = 0.52  # inches, of the table beside the bars
SCALE = Box(8.95, 1.8, 3.73, 2.0)


def add_radar(deck: Deck) -> None:
    report, result = deck.report, deck.report.result
    sheet = deck.add(CHART, _("Where you stand"), _extremes(report))
    place_radar(sheet, 14, report)
    place_scale(sheet, SCALE, report.definition.levels, result.level, _("you are here"))
    sheet.fill(15, *_beside_the_radar(report))
    sheet.tell(_extremes(report), radar_of(report).description)


def _beside_the_radar(report: Report) -> Iterator[Text]:
    """What has no score and why, and what the level of the whole means."""
    missing = [row for row in report.result.dimensions if not row.is_scored]
    if missing:
        yield Text(_("Not scored"))
    for row in missing:
        words = {
            "name": row.dimension.name,
            "answered": row.counts.answered,
            "questions": row.counts.questions,
        }
        yield Text(_("%(name)s: %(answered)s of %(questions)s with a level") % words, 1)
    if report.result.level:
        yield Text(_("What that means"))
        yield Text(report.definition.level(report.result.level).meaning, 1)


def _extremes(report: Report) -> str:
    """The highest and the lowest in one line; when all are alike, that."""
    scored = [(row.score, row) for row in report.result.scored if row.score is not None]
    highest, lowest = max(score for score, _row in scored), min(score for score, _row in scored)
    if highest == lowest:
        score = score_text(highest, report.language)
        return _("Every scored dimension is at %(score)s.") % {"score": score}
    names = {
        "highest": _names(report, [row for score, row in scored if score == highest]),
        "high": score_text(highest, report.language),
        "lowest": _names(report, [row for score, row in scored if score == lowest]),
        "low": score_text(lowest, report.language),
    }
    return _("Highest: %(highest)s, %(high)s. Lowest: %(lowest)s, %(low)s.") % names


def _names(report: Report, rows: Sequence[DimensionResult]) -> str:
    return names_in_sentence(report.definition, [row.dimension for row in rows])


def add_figures(deck: Deck) -> None:
    """The table of all figures with a bar beside every row."""
    report = deck.report
    title = _("Score, target and what is still to go for every dimension")
    sheet = deck.add(FIGURES, title, _("Filled bar: now. Dashed outline: target. On a scale to 4."))
    place_table(sheet, 14, _figures_table(report, sheet.placeholder(14).width.inches))
    whole = sheet.placeholder(15).height.inches
    place_bars(sheet, 15, report, head=ROW / whole, whole=8 * ROW / whole)
    sheet.tell(*_positions(report))


def _positions(report: Report) -> Iterator[Text]:
    yield Text(figures_told(report))
    for row in report.result.dimensions:
        if row.level:
            yield Text(f"{row.dimension.name}: {row.dimension.words[row.level].position}")
    for row in report.result.dimensions:
        yield from told(dimension_insight(report, row.dimension.slug), row.dimension.name)


def _figures_table(report: Report, width: float) -> Table:
    """With the names of the levels, and for a group its consensus, as far as the width allows."""
    for has_names, has_consensus in ((True, True), (False, True), (False, False)):
        figures = list(_figures(report, has_names=has_names, has_consensus=has_consensus))
        titles = [title for title, _cells in figures]
        rows = tuple(zip(*(cells for _title, cells in figures), strict=True))
        needed = natural_widths(titles, rows)
        if sum(needed) <= width:
            break
    return Table(
        columns=tuple(
            Column(title, own / sum(needed), is_number=place > 1)
            for place, (title, own) in enumerate(zip(titles, needed, strict=True))
        ),
        rows=rows,
        description=_("Score, target and what is still to go for every dimension"),
        has_total=True,
        row_height=ROW,
    )


def _figures(
    report: Report, *, has_names: bool, has_consensus: bool
) -> Iterator[tuple[str, list[Cell]]]:
    """The columns of the table, each with the cell of the whole at its foot."""
    rows, language, whole = report.result.dimensions, report.language, report.result

    def column(title: str, texts: Iterable[str], foot: str = "") -> tuple[str, list[Cell]]:
        return title, [Cell(text) for text in (*texts, foot)]

    def level(number: int | None) -> str:
        return _level(report, number) if has_names else str(number or "–")

    def score(value: Fraction | None) -> str:
        return score_text(value, language)

    yield column(_("Dimension"), (row.dimension.name for row in rows), _("Overall"))
    yield column(_("Level"), (level(row.level) for row in rows), level(whole.level))
    yield column(_("Score"), (score(row.score) for row in rows), score(whole.score))
    if before := report.previous:
        earlier = (score(before.dimension(row.dimension.slug).score) for row in rows)
        yield column(_("Previous"), earlier, score(before.score))
    yield column(_("Target"), (str(row.target or "–") for row in rows))
    yield column(_("Gap"), (figure_text(row.gap, language) for row in rows))
    yield column(_("Rank"), (str(row.shown_rank or "–") for row in rows))
    if report.responses.is_group and has_consensus:
        consensus = (figure_text(row.consensus, language, decimals=2) for row in rows)
        yield column(_("Consensus"), consensus)


def _level(report: Report, number: int | None) -> str:
    return f"{number} {report.definition.level(number).name}" if number else _("not scored")


def add_highlights(deck: Deck) -> None:
    """What the organisation can build on, and what it costs its customers not to be further."""
    report = deck.report
    sheet = deck.add(
        COLUMNS,
        _("Strengths, and what holds you back"),
        _("What to build on, and what it costs your customers when things stay as they are."),
    )
    strengths = [highlight_words(each, "strength") for each in report.advice.strengths]
    brakes = [highlight_words(each, "brake") for each in report.advice.brakes]
    nothing = (
        Text(report.definition.wording.phrase("no_strengths"), 1),
        Text(report.definition.wording.phrase("no_brakes"), 1),
    )
    sheet.fill(14, _("Strengths"))
    sheet.fill(15, *(_listed(report, strengths) if strengths else nothing[:1]))
    sheet.fill(16, _("What holds you back"))
    sheet.fill(17, *(_listed(report, brakes) if brakes else nothing[1:]))
    sheet.tell(
        typical(),
        _("Strengths") + ":",
        *([f"{row.dimension.name}: {words}" for row, words in strengths] or [nothing[0].text]),
        _("What holds you back") + ":",
        *([f"{row.dimension.name}: {words}" for row, words in brakes] or [nothing[1].text]),
    )


def _listed(report: Report, found: Sequence[tuple[DimensionResult, str]]) -> Iterator[Text]:
    for row, words in found:
        yield Text(f"{row.dimension.name}  {score_text(row.score, report.language)}")
        yield Text(words, 1)


def add_patterns(deck: Deck) -> None:
    """Only when there is one, and the edition wants them."""
    report = deck.report
    if not (report.advice.patterns and report.edition.has(Part.PATTERNS)):
        return
    lead = _("What stands out when the dimensions are laid side by side.")
    sheet = deck.add(TABLE, _("Patterns"), lead)
    rows = tuple(
        (Cell(each.headline), Cell(each.meaning), Cell(each.advice))
        for each in report.advice.patterns[:PATTERNS]
    )
    place_table(
        sheet,
        14,
        Table(
            columns=(
                Column(_("Pattern"), 0.22),
                Column(_("What it means"), 0.42),
                Column(_("What to do"), 0.36),
            ),
            rows=rows,
            description=_("Patterns"),
        ),
    )
    sheet.tell(
        *(f"{each.headline}. {each.meaning} {each.advice}" for each in report.advice.patterns)
    )
