"""The sheet Result: the sentence, what it rests on, and the figures of the seven dimensions."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.drawing.image import Image

from maturity.display import figure_text, machine_number, score_text
from maturity.result import DimensionResult
from reports.content.insights import sentence_mark
from reports.edition import Branding
from reports.report import Report
from reports.xlsx import looks
from reports.xlsx.chart import add_radar
from reports.xlsx.looks import Look, level_look
from reports.xlsx.page import Column, Page, Row, Styled

LOGO_HEIGHT = 44  # pixels


def result_sheet(workbook: Workbook, report: Report) -> None:
    columns = _columns(report)
    accent = report.edition.branding.accent
    page = Page(workbook, _("Result"), [column.width for column in columns], accent)
    _opening(page, report)
    first_fact = page.next_row
    _facts(page, report)
    page.gap()
    rows = [_row(report, row) for row in report.result.dimensions]
    head = page.table("Result", columns, rows)
    if report.result.scored:
        add_radar(page, first=first_fact, head=head, count=len(rows), score=2, target=5)


def _opening(page: Page, report: Report) -> None:
    branding = report.edition.branding
    add_owner(page, report.about.organisation)
    page.line(report.sentence, looks.SENTENCE)
    if mark := sentence_mark(report):
        page.line(mark, looks.MARK)
    for state in report.states:
        page.line(state, looks.QUIET)
    add_sender(page, branding)
    page.gap()


def add_owner(page: Page, organisation: str) -> None:
    """Whom it is about, in the accent of the sender."""
    title = replace(looks.TITLE, ink=page.accent) if page.accent else looks.TITLE
    page.line(organisation or _("Your organisation"), title)


def add_sender(page: Page, branding: Branding) -> None:
    """Who it comes from, with a logo."""
    if branding.sender or branding.contact:
        page.line(", ".join(filter(None, [branding.sender, branding.contact])), looks.QUIET)
    if branding.logo:
        picture = Image(BytesIO(branding.logo))
        picture.width = round(picture.width * LOGO_HEIGHT / picture.height)
        picture.height = LOGO_HEIGHT
        page.sheet.add_image(picture, f"A{page.next_row}")
        page.sheet.row_dimensions[page.next_row].height = LOGO_HEIGHT
        page.gap()


def _facts(page: Page, report: Report) -> None:
    about, result, definition = report.about, report.result, report.definition
    level = definition.level(result.level) if result.level else None
    page.fact(_("Overall score"), *shown_score(result.score, report.language, looks.WORDS))
    page.fact(_("Overall level"), result.level or _("not scored"))
    page.fact(_("Level name"), level.name if level else _("not scored"))
    if result.capped_by:
        page.fact(_("Held down by"), ", ".join(each.name for each in result.capped_by))
    if report.previous:
        earlier = shown_score(report.previous.score, report.language, looks.WORDS)
        page.fact(_("Previous assessment"), *earlier)
    if about.title:
        page.fact(_("Title"), about.title)
    page.fact(
        _("Date"), about.date, replace(looks.WORDS, format=looks.date_format(report.language))
    )
    page.fact(_("State"), _("provisional") if report.is_provisional else _("finished"))
    page.fact(_("Sector"), report.sector.name)
    page.fact(_("Questionnaire"), definition.questionnaire(result.questionnaire).name)
    page.fact(_("Participants"), result.response_count)
    page.fact(_("Answered with a level"), result.counts.answered)
    page.fact(_("Answered “don't know”"), result.counts.unknown)


def _columns(report: Report) -> list[Column]:
    asked = _("Possible answers") if report.responses.is_group else _("Questions")
    columns = [
        Column(_("Dimension"), 28, looks.STRONG),
        Column(_("Score"), 11, looks.FIGURE),
        Column(_("Level"), 10, looks.CENTRED),
        Column(_("Level name"), 20),
        Column(_("Target"), 10, looks.NUMBER),
        Column(_("Gap"), 10, looks.FIGURE),
        Column(_("Importance"), 13, looks.NUMBER),
        Column(_("Priority"), 11, looks.FIGURE),
        Column(_("Rank"), 10, looks.NUMBER),
        Column(asked, 12, looks.NUMBER),
        Column(_("Answered"), 13, looks.NUMBER),
        Column(_("Don't know"), 13, looks.NUMBER),
        Column(_("Not applicable"), 14, looks.NUMBER),
        Column(_("Not answered"), 14, looks.NUMBER),
    ]
    if report.previous:
        columns.append(Column(_("Previous score"), 14, looks.FIGURE))
    if report.responses.is_group:
        columns.append(Column(_("Consensus"), 13, looks.SHARE))
        columns.append(Column(_("Agreed by the group"), 19))
    return columns


def _row(report: Report, row: DimensionResult) -> Row:
    level = report.definition.level(row.level) if row.level else None
    cells: list[Styled | str | int | float | Fraction | None] = [
        row.dimension.name,
        Styled(*shown_score(row.score, report.language, looks.FIGURE)),
        Styled(row.level, level_look(row.level)),
        level.name if level else _("not scored"),
        row.target,
        row.gap,
        row.importance,
        row.priority,
        row.shown_rank if report.result.with_gap else None,
        row.counts.questions,
        row.counts.answered,
        row.counts.unknown,
        row.counts.not_applicable,
        row.counts.unanswered,
    ]
    if report.previous:
        earlier = report.previous.dimension(row.dimension.slug).score
        cells.append(Styled(*shown_score(earlier, report.language, looks.FIGURE)))
    if report.responses.is_group:
        cells += [row.consensus, _("yes") if row.is_agreed else _("no")]
    return cells


def shown_score(
    score: Fraction | None, language: str, look: Look
) -> tuple[float | str | None, Look]:
    """Shown with the decimals of the screen (rule 3). Where a program, which can only round, would
    show another figure, all four decimals are shown."""
    value = machine_number(score)
    if value is None:
        return (_("not scored") if look is looks.WORDS else None), look
    shown = score_text(score, language)
    for decimals in (1, 2):
        if figure_text(Fraction(str(value)), language, decimals=decimals) == shown:
            return value, replace(look, format=f"0.{'0' * decimals}")
    return value, replace(look, format="0.0000")
