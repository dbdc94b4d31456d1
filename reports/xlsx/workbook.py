"""The workbook as a whole: its sheets, and what it says of itself."""

import datetime as dt
import io

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from reports.content import chapters
from reports.edition import Branding, Part
from reports.report import About, Report
from reports.xlsx.actions import actions_sheet
from reports.xlsx.answers import answers_sheet
from reports.xlsx.blocks import report_sheet
from reports.xlsx.definition import definition_sheet
from reports.xlsx.page import UNPRINTABLE
from reports.xlsx.result import result_sheet


def render_xlsx(report: Report) -> bytes:
    """Real numbers and dates, in the language of the report; of a group never a single answer.

    What the edition leaves out is left out: the answers, the notes with them, the mark of quick
    wins. The actions always stand, as in the report: each dimension has its own.
    """
    workbook = empty_workbook()
    with override(report.language):
        result_sheet(workbook, report)
        if report.edition.has(Part.ANSWERS):
            answers_sheet(workbook, report)
        actions_sheet(workbook, report)
        report_sheet(workbook, chapters(report), report.edition.branding.accent)
        definition_sheet(workbook, report)
        describe(
            workbook,
            report.about,
            report.edition.branding,
            title=report.about.title or _("Channel maturity"),
            language=report.language,
        )
    return packed(workbook)


def empty_workbook() -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    return workbook


def packed(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def describe(
    workbook: Workbook, about: About, branding: Branding, *, title: str, language: str
) -> None:
    properties = workbook.properties
    properties.title = UNPRINTABLE.sub("", title)
    properties.subject = UNPRINTABLE.sub("", about.organisation or _("Your organisation"))
    properties.creator = UNPRINTABLE.sub("", branding.sender or "Kanaalkompas")
    properties.language = language
    properties.created = dt.datetime.combine(about.date, dt.time())
