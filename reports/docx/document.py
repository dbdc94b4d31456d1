"""The whole document, section by section."""

import io

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.docx.appendix import write_answers, write_method
from reports.docx.chapters import write_figures, write_matrix, write_patterns
from reports.docx.dimensions import write_dimensions
from reports.docx.draft import Draft
from reports.docx.front import (
    write_contents_entries,
    write_contents_title,
    write_cover,
    write_summary,
)
from reports.docx.marks import field, set_style
from reports.docx.plan import write_camps, write_programme, write_quick_wins, write_route
from reports.docx.template import LOCALES, empty_document
from reports.edition import Part
from reports.prose import printable
from reports.report import Report

LONG_SIDE, SHORT_SIDE = 297, 210  # of A4, in millimetres
MARGINS = {"left": 22, "right": 18, "top": 20, "bottom": 17}
WIDE_MARGINS = {"left": 14, "right": 14, "top": 16, "bottom": 12}


def document_of(report: Report) -> bytes:
    with override(report.language):
        draft = Draft(empty_document(report.language, report.edition.branding.accent), report)
        _write_properties(draft)
        _write_sections(draft)
        written = io.BytesIO()
        draft.document.save(written)
    return written.getvalue()


def _write_sections(draft: Draft) -> None:
    write_cover(draft)
    _new_section(draft)
    write_summary(draft)
    contents = write_contents_title(draft)
    write_figures(draft)
    _new_section(draft, is_wide=True)
    write_matrix(draft)
    _new_section(draft)
    write_patterns(draft)
    write_dimensions(draft)
    write_quick_wins(draft)
    write_camps(draft)
    if draft.has_plan(Part.ROUTE):
        _new_section(draft, is_wide=True)
        write_route(draft)
        _new_section(draft)
    write_programme(draft)
    write_answers(draft)
    write_method(draft)
    write_contents_entries(draft, contents)


def _write_properties(draft: Draft) -> None:
    about, properties = draft.report.about, draft.document.core_properties
    title = _("Advice report on channel maturity")
    title = f"{title}, {about.organisation}" if about.organisation else title
    properties.title = printable(title)[:255]
    properties.author = printable(draft.report.edition.branding.sender or "Kanaalkompas")[:255]
    properties.last_modified_by = properties.author
    properties.subject = printable(about.title)[:255]
    properties.comments = ""
    properties.language = LOCALES[draft.report.language]


def _new_section(draft: Draft, *, is_wide: bool = False) -> None:
    section = draft.document.add_section(WD_SECTION.NEW_PAGE)
    end_of_last = draft.document.element.body[-2]
    set_style(Paragraph(end_of_last, draft.document), "End")
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    width, height = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = Mm(width), Mm(height)
    margins = WIDE_MARGINS if is_wide else MARGINS
    for side, size in margins.items():
        setattr(section, f"{side}_margin", Mm(size))
    inside = width - margins["left"] - margins["right"]
    _write_running_lines(draft, section, inside)


def _write_running_lines(draft: Draft, section: Section, width: int) -> None:
    about, branding = draft.report.about, draft.report.edition.branding
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    sender = Truncator(branding.sender).chars(40) or "Kanaalkompas"
    head.add_run(printable(Truncator(about.organisation).chars(70) or sender), "Strong")
    head.add_run("\t" + _("Advice report on channel maturity"))
    state = _("provisional") if draft.report.is_provisional else ""
    contact = Truncator(branding.contact).chars(100)
    words = (f"{sender}, {date_format(about.date, 'j F Y')}", state, contact)
    foot.add_run(printable(" · ".join(filter(None, words))) + "\t")
    field(foot, "PAGE", "1")
    foot.add_run(" / ")
    field(foot, "NUMPAGES", "1")
    for paragraph, style in ((head, "Header"), (foot, "Footer")):
        set_style(paragraph, style)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
