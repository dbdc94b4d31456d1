"""The sheet Definition: the model that the figures are measured with."""

from django.utils.translation import gettext as _
from openpyxl import Workbook

from reports.content.answers import has_codes
from reports.report import Report
from reports.xlsx import looks
from reports.xlsx.looks import level_look
from reports.xlsx.page import Column, Page, Row, Styled

WIDTHS = (10, 26, 48, 44, 44, 44, 44)


def definition_sheet(workbook: Workbook, report: Report) -> None:
    definition = report.definition
    page = Page(workbook, _("Definition"), WIDTHS)
    page.line(definition.name, looks.TITLE)
    version = {"version": definition.version, "sector": report.sector.name}
    page.line(_("Model version %(version)s, for the sector %(sector)s.") % version)
    page.gap()
    _levels(page, report)
    page.line(_("Dimensions and matrix"), looks.SECTION, leads=True)
    page.table("Matrix", _seven(_("No."), _("Dimension"), _("About")), _matrix(report))
    page.line(_("Questions"), looks.SECTION, leads=True)
    code = _("Code") if has_codes(report) else _("No.")
    page.table("Questions", _seven(code, _("Subject"), _("Question")), _questions(report))
    page.line(_("The programme"), looks.SECTION, leads=True)
    columns = [Column(_("No."), WIDTHS[0]), Column(_("Phase"), WIDTHS[1], looks.STRONG)]
    page.table("Programme", [*columns, Column(_("Steps"), WIDTHS[2])], _programme(report))
    page.line(_("Sources"), looks.SECTION, leads=True)
    for number, source in definition.sources.items():
        page.line(f"{number}: {source}")
    page.end_pages()


def _levels(page: Page, report: Report) -> None:
    page.line(_("Levels"), looks.SECTION, leads=True)
    headings = [
        _("Level"),
        _("Name"),
        _("What it is"),
        _("What the customer notices"),
        _("What customer records do"),
    ]
    columns = [
        Column(heading, width, looks.STRONG if place == 1 else looks.BODY)
        for place, (heading, width) in enumerate(zip(headings, WIDTHS, strict=False))
    ]
    page.table(
        "Levels",
        columns,
        [
            (
                Styled(level.number, level_look(level.number)),
                level.name,
                level.definition,
                level.customer_scene,
                level.crm_role,
            )
            for level in report.definition.levels
        ],
    )


def _seven(code: str, name: str, text: str) -> list[Column]:
    levels = [_("Level %(number)d") % {"number": number} for number in (1, 2, 3, 4)]
    firsts = [
        Column(code, WIDTHS[0]),
        Column(name, WIDTHS[1], looks.STRONG),
        Column(text, WIDTHS[2]),
    ]
    return firsts + [
        Column(heading, width) for heading, width in zip(levels, WIDTHS[3:], strict=True)
    ]


def _matrix(report: Report) -> list[Row]:
    return [
        (
            str(dimension.number),
            dimension.name,
            dimension.about,
            *(
                "\n".join(
                    f"• {line.text}" for line in dimension.cell(level.number, report.sector.slug)
                )
                for level in report.definition.levels
            ),
        )
        for dimension in report.definition.dimensions
    ]


def _programme(report: Report) -> list[Row]:
    return [
        (str(phase.number), phase.name, "\n".join(f"• {step}" for step in phase.steps))
        for phase in report.definition.phases
    ]


def _questions(report: Report) -> list[Row]:
    questionnaire = report.definition.questionnaire(report.responses.questionnaire)
    return [
        (
            question.code if has_codes(report) else str(number),
            question.facet,
            question.text,
            *("\n".join(option.lines) for option in question.options[report.sector.slug]),
        )
        for number, question in enumerate(questionnaire.questions, start=1)
    ]
