"""The whole document, chapter by chapter."""

import io

from django.utils.text import Truncator
from django.utils.translation import override
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.content import chapters
from reports.content.blocks import Chapter
from reports.content.cover import Cover, cover
from reports.docx.blocks import write_blocks
from reports.docx.draft import Draft, Place
from reports.docx.front import write_contents_entries, write_contents_title, write_cover
from reports.docx.marks import field, set_style
from reports.docx.template import LOCALES, empty_document
from reports.prose import printable
from reports.report import Report

LONG_SIDE, SHORT_SIDE = 297, 210  # of A4, in millimetres
MARGINS = {"left": 22, "right": 18, "top": 20, "bottom": 17}
WIDE_MARGINS = {"left": 12, "right": 12, "top": 13, "bottom": 10}
FLOWING = {"flow", "half", "dimension", "group", "answers", "method"}  # below the one before
LONGEST_PROPERTY = 255


def document_of(report: Report) -> bytes:
    with override(report.language):
        draft = Draft(empty_document(report.language, report.edition.branding.accent), report)
        front = cover(report)
        _write_properties(draft, front)
        write_cover(draft, front)
        _new_section(draft, front)
        _write_chapters(draft, front)
        written = io.BytesIO()
        draft.document.save(written)
    return written.getvalue()


def _write_chapters(draft: Draft, front: Cover) -> None:
    summary, *rest = chapters(draft.report)
    _write_chapter(draft, summary, Place.NEW_SECTION)
    contents = write_contents_title(draft)
    was_wide = False
    for chapter in rest:
        is_wide = chapter.role == "wide"
        if is_wide != was_wide:
            _new_section(draft, front, is_wide=is_wide)
            _write_chapter(draft, chapter, Place.NEW_SECTION)
        else:
            flows = chapter.role in FLOWING
            _write_chapter(draft, chapter, Place.BELOW if flows else Place.NEW_PAGE)
        was_wide = is_wide
    write_contents_entries(draft, contents)


def _write_chapter(draft: Draft, chapter: Chapter, place: Place) -> None:
    draft.chapter(chapter, place)
    write_blocks(draft, chapter.blocks)


def _write_properties(draft: Draft, front: Cover) -> None:
    properties = draft.document.core_properties
    properties.title = _property(front.subject)
    properties.author = properties.last_modified_by = _property(front.brand)
    properties.subject = _property(front.about)
    properties.comments = ""
    properties.language = LOCALES[draft.report.language]


def _property(text: str) -> str:
    return printable(text)[:LONGEST_PROPERTY]


def _new_section(draft: Draft, front: Cover, *, is_wide: bool = False) -> None:
    draft.end_page()
    section = draft.document.add_section(WD_SECTION.NEW_PAGE)
    end_of_last = draft.document.element.body[-2]
    set_style(Paragraph(end_of_last, draft.document), "End")
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    width, height = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = Mm(width), Mm(height)
    margins = WIDE_MARGINS if is_wide else MARGINS
    for side, size in margins.items():
        setattr(section, f"{side}_margin", Mm(size))
    draft.width = width - margins["left"] - margins["right"]
    _write_running_lines(draft, section, front)


def _write_running_lines(draft: Draft, section: Section, front: Cover) -> None:
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(printable(Truncator(front.organisation).chars(70)), "Strong")
    head.add_run(f"\t{front.what}")
    foot.add_run(printable(Truncator(front.foot).chars(130)) + "\t")
    field(foot, "PAGE", "1")
    foot.add_run(" / ")
    field(foot, "NUMPAGES", "1")
    for paragraph, style in ((head, "Header"), (foot, "Footer")):
        set_style(paragraph, style)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(draft.width), WD_TAB_ALIGNMENT.RIGHT)
