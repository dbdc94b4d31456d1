"""The workbook as a whole: its sheets, and what it says of itself."""

import datetime as dt
import io

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from reports.edition import Part
from reports.report import Report
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
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    with override(report.language):
        result_sheet(workbook, report)
        if report.edition.has(Part.ANSWERS):
            answers_sheet(workbook, report)
        actions_sheet(workbook, report)
        report_sheet(workbook, report)
        definition_sheet(workbook, report)
        _describe(workbook, report)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _describe(workbook: Workbook, report: Report) -> None:
    about, branding = report.about, report.edition.branding
    properties = workbook.properties
    properties.title = UNPRINTABLE.sub("", about.title or _("Channel maturity"))
    properties.subject = UNPRINTABLE.sub("", about.organisation or _("Your organisation"))
    properties.creator = UNPRINTABLE.sub("", branding.sender or "Kanaalkompas")
    properties.language = report.language
    properties.created = dt.datetime.combine(about.date, dt.time())
