"""The whole document, chapter by chapter."""

import io
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import override
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.content import chapters
from reports.content.blocks import Chapter
from reports.content.cover import Cover, cover
from reports.docx.base import base_of
from reports.docx.blocks import write_blocks
from reports.docx.draft import Draft, Place
from reports.docx.front import write_contents_entries, write_contents_title, write_cover
from reports.docx.marks import field, set_style
from reports.docx.template import LOCALES
from reports.house import Lack
from reports.measure import shortened, text_width
from reports.prose import printable
from reports.report import Report

WIDE_MARGINS = {"left": 12, "right": 12, "top": 13, "bottom": 10}
WIDE_RUNNING = {"header": 6.5, "footer": 6}  # from the edge of the paper
OWN_PAGE = {"figures", "insight"}  # the others come below the one before
LONGEST_PROPERTY = 255
HEAD, BETWEEN, POINTS = 8, 20, 72 / 25.4  # points of its letters and between its words; in a mm


def document_of(report: Report) -> bytes:
    with override(report.language):
        draft = Draft(base_of(report.edition.branding, report.language), report)
        front = cover(report)
        _write_properties(draft, front)
        write_cover(draft, front)
        _new_section(draft, front)
        _write_chapters(draft, front)
        if draft.base.has_other_theme:
            _say_colours(draft)
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
            begins = chapter.slug in OWN_PAGE
            _write_chapter(draft, chapter, Place.NEW_PAGE if begins else Place.BELOW)
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
    draft.is_below_table = False
    section = draft.document.add_section(WD_SECTION.NEW_PAGE)
    end_of_last = draft.document.element.body[-2]
    set_style(Paragraph(end_of_last, draft.document), "End")
    section.different_first_page_header_footer = False
    _lay_out(draft, section, is_wide=is_wide)
    if draft.lacks(Lack.HEADER):
        _write_head(draft, section, front)
    if draft.lacks(Lack.FOOTER):
        _write_foot(draft, section, front)


def _lay_out(draft: Draft, section: Any, *, is_wide: bool) -> None:
    """As its template has it; on its side where a table is wide."""
    usual: Any = draft.document.sections[0]  # of lengths that its template has
    long, short = sorted((usual.page_width.mm, usual.page_height.mm), reverse=True)
    width, height = (long, short) if is_wide else (usual.page_width.mm, usual.page_height.mm)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    has_room = draft.lacks(Lack.HEADER) and draft.lacks(Lack.FOOTER)
    for side, size in WIDE_MARGINS.items():
        own = Mm(size) if is_wide and has_room else getattr(usual, f"{side}_margin")
        setattr(section, f"{side}_margin", own)
    for part, distance in WIDE_RUNNING.items():
        own = Mm(distance) if is_wide and has_room else getattr(usual, f"{part}_distance")
        setattr(section, f"{part}_distance", own)
    draft.width = width - section.left_margin.mm - section.right_margin.mm


def _write_head(draft: Draft, section: Section, front: Cover) -> None:
    section.header.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    what = text_width(front.what, HEAD)
    room = draft.width * POINTS - what - BETWEEN
    head.add_run(printable(shortened(front.organisation, room, HEAD, is_bold=True)), "Strong")
    head.add_run(f"\t{front.what}")
    _end_line(draft, head, "Header")


def _write_foot(draft: Draft, section: Section, front: Cover) -> None:
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    foot.add_run(printable(Truncator(front.foot).chars(130)) + "\t")
    field(foot, "PAGE", "1")
    foot.add_run(" / ")
    field(foot, "NUMPAGES", "1")
    _end_line(draft, foot, "Footer")


def _end_line(draft: Draft, paragraph: Paragraph, style: str) -> None:
    set_style(paragraph, style)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(draft.width), WD_TAB_ALIGNMENT.RIGHT)


def _say_colours(draft: Draft) -> None:
    """In what we wrote."""
    for each in draft.document.element.body.iter():
        each.attrib.pop(qn("w:themeColor"), None)
