"""The cover, and the contents."""

import io

from django.utils.translation import gettext as _
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.image.image import Image
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports import colours
from reports.chapters import on_cover
from reports.content.cover import Cover
from reports.cover_drawing import HEIGHT, WIDTH, cover_art
from reports.docx.draft import BETWEEN_CHAPTERS, Draft
from reports.docx.marks import at_page_foot, behind_text, describe, field, link
from reports.docx.pages import pages_of
from reports.docx.tables import strong, write_line
from reports.house import Lack
from reports.pictures import png
from reports.series import radar_of

COVER_PIXELS = 1240  # 150 dots an inch
LONG_NAME = 36  # letters
FOOT = 241  # millimetres from the top, under the picture
LOGO = (60, 10)  # at most so many millimetres wide and high


def write_cover(draft: Draft, front: Cover) -> None:
    """The radar of the result, dark and without words; a plain page in the style of a house."""
    if draft.lacks(Lack.COVER):
        _write_title_page(draft, front)
    else:
        _write_picture_page(draft, front)


def _write_title_page(draft: Draft, front: Cover) -> None:
    if logo := draft.report.edition.branding.logo:
        _place_logo(draft.paragraph(), logo, front.logo_words)
    draft.paragraph(front.brand, style="Kicker")
    draft.paragraph(front.question, style="Title")
    draft.paragraph(front.organisation, style="Subtitle")
    for text in (front.what, front.title, *front.facts):
        if text:
            draft.paragraph(text)
    if front.sender or front.contact:
        draft.paragraph(strong(front.sender), "  " * bool(front.sender) + front.contact)


def _write_picture_page(draft: Draft, front: Cover) -> None:
    _place_art(draft, draft.paragraph(front.brand, style="CoverBrand"))
    draft.paragraph(front.question, style="Title")
    written = draft.paragraph(front.organisation, style="CoverOrganisation")
    if len(front.organisation) > LONG_NAME:
        written.runs[0].font.size = Pt(12)
    at_page_foot(written, top=FOOT)
    titles = "\n".join(filter(None, (front.what, front.title)))
    for text in (titles, " · ".join(front.facts)):
        at_page_foot(draft.paragraph(text, style="CoverText"), top=FOOT)
    if logo := draft.report.edition.branding.logo:
        paragraph = draft.paragraph(style="CoverText")
        at_page_foot(paragraph, top=FOOT)
        paragraph.paragraph_format.space_before = Pt(8)
        _place_logo(paragraph, logo, front.logo_words)
    if front.sender or front.contact:
        sender = draft.paragraph(strong(front.sender), style="CoverText")
        write_line(sender, "  " * bool(front.sender) + front.contact)
        at_page_foot(sender, top=FOOT)


def _place_art(draft: Draft, paragraph: Paragraph) -> None:
    picture = on_cover(draft.report.edition.branding, cover_art(radar_of(draft.report)))
    art = png(picture, COVER_PIXELS, background=colours.LEVELS[3])
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(art), width=Mm(WIDTH), height=Mm(HEIGHT))
    describe(run, title="", description=_("The radar of this result, drawn without words"))
    behind_text(run)


def _place_logo(paragraph: Paragraph, logo: bytes, words: str) -> None:
    image = Image.from_blob(logo)
    scale = min(LOGO[0] / image.width.mm, LOGO[1] / image.height.mm)
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(logo), width=Mm(image.width.mm * scale))
    describe(run, title="", description=words)


def write_contents_title(draft: Draft) -> Paragraph:
    """The entries follow when all chapters are known: `write_contents_entries`. They stay together,
    below the summary where it goes on to a further page."""
    title = draft.paragraph(_("Contents"), style="TOCHeading")
    title.paragraph_format.page_break_before = False
    title.paragraph_format.space_before = BETWEEN_CHAPTERS
    title.paragraph_format.keep_with_next = True
    return title


def write_contents_entries(draft: Draft, title: Paragraph) -> None:
    """A link and a page number for each chapter.

    The number is a field of its own, outside a field for all contents, and is stored as we count
    it: no program asks anything when it opens the document, LibreOffice counts anew by itself, and
    Word when it prints or when the reader asks.
    """
    following = title._p.getnext()
    paragraphs: list[Paragraph] = []
    for entry in draft.entries:
        paragraph = draft.paragraph(style="TOC1")
        following.addprevious(paragraph._p)
        link(paragraph, entry.bookmark, entry.text)
        paragraph.add_run("\t")
        paragraph.paragraph_format.keep_with_next = len(paragraphs) < len(draft.entries) - 1
        if draft.base.is_of_house:
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(draft.narrow), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraphs.append(paragraph)
    pages = pages_of(draft.document)
    for paragraph, entry in zip(paragraphs, draft.entries, strict=True):
        field(paragraph, rf"PAGEREF {entry.bookmark} \h", str(pages[entry.bookmark]))
