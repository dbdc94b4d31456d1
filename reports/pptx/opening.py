"""The slides that open and close: cover, summary, decision and what the measurement rests on."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.display import score_text
from reports.content.coverage import basis
from reports.insights import SUMMARY, sentence_mark, summary_insight
from reports.pages import first_actions
from reports.pptx.deck import Deck
from reports.pptx.drawings import place_cover_art, place_logo, place_scale
from reports.pptx.layouts import COVER, DECISION, STATEMENT, TABLE, Box
from reports.pptx.tables import Cell, Column, Row, Table, place_table
from reports.pptx.text import Text, told, written
from reports.report import Report
from reports.series import radar_of

SCALE = Box(8.95, 3.35, 3.73, 2.4)


def add_cover(deck: Deck) -> None:
    report = deck.report
    about, branding = report.about, report.edition.branding
    sheet = deck.add(COVER, _("Do our channels work together?"))
    place_cover_art(sheet, radar_of(report), branding.accent)
    sheet.fill(1, about.organisation or _("Your organisation"))
    title = about.title or _("Advisory report on channel maturity")
    facts = list(_facts(report))
    sheet.fill(13, *facts)
    sheet.fill(14, branding.sender or "Kanaalkompas")
    sheet.fill(15, title)
    sheet.fill(16, branding.contact)
    if branding.logo:
        place_logo(sheet, branding.logo, branding.sender)
    organisation = about.organisation or _("Your organisation")
    printed = filter(None, [title, *facts, branding.contact])
    sheet.tell(f"{organisation}. " + "; ".join(printed) + ".", report.sentence)


def _facts(report: Report) -> Iterator[str]:
    about = report.about
    yield date_format(about.date, "j F Y")
    yield report.sector.name
    yield _questionnaire(report)
    if report.responses.is_group:
        yield _participants(report)
    if report.is_provisional:
        yield _("provisional: not finished yet")


def _questionnaire(report: Report) -> str:
    questionnaire = report.definition.questionnaire(report.responses.questionnaire)
    count = len(questionnaire.questions)
    words = ngettext("%(name)s, %(count)d question", "%(name)s, %(count)d questions", count)
    return words % {"name": questionnaire.name, "count": count}


def _participants(report: Report) -> str:
    count = report.result.response_count
    return ngettext("%d participant", "%d participants", count) % count


def add_summary(deck: Deck) -> None:
    """The one sentence, with the score, its level and what holds the whole back."""
    report, result = deck.report, deck.report.result
    sheet = deck.add(STATEMENT, _("Management summary"))
    language = report.edition.own_words.language if report.edition.own_words.sentence else ""
    sheet.fill(17, sentence_mark(report))
    sheet.fill(13, Text(report.sentence, 0, language))
    texts = list(_under_the_sentence(report))
    insight = list(_insight(report)) if result.scored else []
    if insight and sheet.has_room(14, *texts, *insight):
        texts += insight
        deck.said.add(SUMMARY)
    sheet.fill(14, *texts)
    if result.scored:
        is_scored = result.score is not None
        sheet.fill(15, score_text(result.score, report.language) if is_scored else _("not scored"))
        if is_scored:
            sheet.fill(16, *_caption(report))
        place_scale(sheet, SCALE, report.definition.levels, result.level, _("you are here"))
    level = report.definition.level(result.level) if result.level else None
    sheet.tell(
        Text(report.sentence, 0, language),
        sentence_mark(report),
        level.meaning if level else "",
        *told(summary_insight(report)),
        *report.states,
    )


def _caption(report: Report) -> Iterator[str]:
    yield _("average, on a scale of 1 to 4")
    if report.previous and report.previous.score is not None:
        score = score_text(report.previous.score, report.language)
        yield _("previous measurement %(score)s") % {"score": score}


def _under_the_sentence(report: Report) -> Iterator[Text]:
    result = report.result
    if not result.scored:
        yield from (Text(state, 1) for state in report.states)
        return
    if report.advice.brakes and result.level:
        yield Text(_("What holds you back"))
        rows = [highlight.row for highlight in report.advice.brakes]
        names = [f"{row.dimension.name} ({score_text(row.score, report.language)})" for row in rows]
        yield Text(", ".join(names), 1)
    if not result.level:
        yield Text(_("Good to know"))
        yield from (Text(state, 1) for state in report.states)
    if first := tuple(first_actions(report)):
        yield Text(_("First actions"))
        for each in first:
            yield Text(f"{each.title} ({each.owner}, {each.horizon.unbroken_period})", 2)


def _insight(report: Report) -> Iterator[Text]:
    if insight := summary_insight(report):
        yield Text(insight.heading)
        yield from written(insight, level=1, bullet=2)


def add_decision(deck: Deck) -> None:
    """What is asked of the board; without a score only what the measurement rests on."""
    report = deck.report
    decision = report.decisions[0]
    table = _basis_table(report)
    if decision:
        sheet = deck.add(DECISION, _("Decision asked of the board"))
        sheet.fill(13, decision)
        sheet.fill(14, _("What the measurement is based on"))
        place_table(sheet, 15, table)
    else:
        sheet = deck.add(TABLE, _("What the measurement is based on"))
        place_table(sheet, 14, table)
    notes = report.definition.wording.how_to_read
    sheet.tell(
        *report.decisions,
        *(f"{name.text}: {words.text.rstrip('.')}." for name, words in table.rows),
        *(f"{note.title}: {note.text}" for note in notes),
    )


def _basis_table(report: Report) -> Table:
    facts = [
        (_("Date"), date_format(report.about.date, "j F Y")),
        (_("Questions"), _questionnaire(report)),
        (_("Answers"), "; ".join(basis(report))),
    ]
    if report.responses.is_group:
        facts.append((_("Group"), _participants(report)))
    missing = [row.dimension.name for row in report.result.dimensions if not row.is_scored]
    if missing and report.result.scored:
        facts.append((_("Not scored"), ", ".join(missing)))
    if report.states and report.result.scored:
        facts.append((_("Good to know"), " ".join(report.states)))
    definition = report.definition
    version = _("%(name)s, version %(version)s") % {
        "name": definition.name,
        "version": definition.version,
    }
    facts.append((_("Model"), version))
    rows: tuple[Row, ...] = tuple((Cell(name), Cell(words)) for name, words in facts)
    return Table(
        columns=(Column("", 0.31), Column("", 0.69)),
        rows=rows,
        description=_("What the measurement is based on"),
        has_header=False,
    )
