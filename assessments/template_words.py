"""What the page of a team says of its templates: what is wrong with one, what it lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rendering.template_faults import Fault
from reports.formats import Format
from reports.house import Lack

OTHER_KINDS = {
    Format.DOCX: _("This is no Word document (.docx or .dotx). Slides have a field of their own."),
    Format.PPTX: _("These are no slides (.pptx or .potx). A document has a field of its own."),
}
NO_PACKAGES = {
    Format.DOCX: _("This is no Word document. Open it in Word and save it as .docx."),
    Format.PPTX: _("These are no PowerPoint slides. Open them in PowerPoint and save as .pptx."),
}
FAULTS = {
    Fault.LOCKED: _(
        "This file has a password, or is of before 2007. Take the password off and save it as"
        " .docx or .pptx."
    ),
    Fault.BROKEN: _(
        "This file cannot be read as it should. Open it in Word or PowerPoint, save it under"
        " another name and send that."
    ),
    Fault.TOO_MANY_BYTES: _(
        "This file is larger than 5 MB. Take sample pages and large pictures out: only the look"
        " is used."
    ),
    Fault.TOO_MUCH: _(
        "There is more in this file than a template holds. Take sample pages out: only the look"
        " is used."
    ),
    Fault.MACROS: _("This file holds macros. Save it without them, as .docx or .pptx."),
    Fault.ATTACHED: _(
        "This document hangs on a template elsewhere. In Word, under Developer, Document Template,"
        " take that link off, or save it as a template (.dotx) and send that."
    ),
    Fault.REFERS: _(
        "This file takes pictures or text from elsewhere. Put them in the file itself, or take"
        " them out. Links to sites and mail addresses may stay."
    ),
    Fault.EMBEDS: _(
        "This file holds a file of another program, such as a sheet behind a chart. Take it out,"
        " or paste it as a picture."
    ),
    Fault.DECLARES: _(
        "This file was not written by Word, PowerPoint or LibreOffice as it should be. Open it"
        " there, save it and send it again."
    ),
    Fault.TOO_HARD: _(
        "Reading this file takes too long. Take sample pages out: only the look is used."
    ),
}
OUR_STYLE = _("Our style, in your typeface.")
OUR_LAYOUT = _("Our layout, on your background and in your typeface.")
LACKS = {
    Lack.COVER: (
        _("A cover for the drawing of the radar"),
        _("A plain title page in your styles. Begin from our template to have the radar on it."),
    ),
    Lack.TITLE: (_("The style Title"), OUR_STYLE),
    Lack.HEADINGS: (_("A style for each of Heading 1, 2 and 3"), OUR_STYLE),
    Lack.LISTS: (_("The style List Bullet"), OUR_STYLE),
    Lack.CAPTION: (_("The style Caption"), OUR_STYLE),
    Lack.CONTENTS: (_("The style TOC 1, of a table of contents"), OUR_STYLE),
    Lack.TABLES: (_("A table style of its own"), _("Ours, with thin lines, in your typeface.")),
    Lack.HEADER: (_("A header"), _("Ours: whose report it is, and what.")),
    Lack.FOOTER: (_("A footer"), _("Ours: when it was measured, and page numbers.")),
    Lack.PAGE: (_("A page with room for our tables"), _("A4 with our margins.")),
    Lack.SLIDE_COVER: (_("A title slide"), _("Our cover, in our colours.")),
    Lack.SLIDE_OPENING: (_("The layout Opening, with the score"), OUR_LAYOUT),
    Lack.SLIDE_DECISION: (_("The layout Decision, for what is asked"), OUR_LAYOUT),
    Lack.SLIDE_CHART: (_("The layout Chart, for the radar"), OUR_LAYOUT),
    Lack.SLIDE_TABLE_CHART: (_("The layout Table and chart, for the figures"), OUR_LAYOUT),
    Lack.SLIDE_TABLE: (_("The layout Table"), OUR_LAYOUT),
    Lack.SLIDE_COLUMNS: (_("The layout Two columns"), OUR_LAYOUT),
    Lack.SLIDE_TEXT: (_("The layout Text"), OUR_LAYOUT),
    Lack.SLIDE_FIGURE: (_("The layout Text and figure, for patterns"), OUR_LAYOUT),
    Lack.SLIDE_ROUTE: (_("The layout Route"), OUR_LAYOUT),
    Lack.SLIDE_FRAME: (
        _("Room for a title and text on the slide master"),
        _("The places of our own slides."),
    ),
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a template lacks, all of which is met in one way."""

    what: tuple[Promise, ...]
    instead: Promise


def template_fault(kind: Format, reason: str) -> str:
    """Of one that was refused, in words."""
    fault = Fault(reason) if reason in set(Fault) else Fault.TOO_HARD
    of_kind = {Fault.OTHER_KIND: OTHER_KINDS, Fault.NO_PACKAGE: NO_PACKAGES}
    return str(of_kind[fault][kind] if fault in of_kind else FAULTS[fault])


def lacking(lacks: Sequence[str]) -> Iterator[Lacking]:
    """In the order of the list; what ours stands in for in the same way is told together."""
    found: dict[Promise, list[Promise]] = {}
    for each in (Lack(lack) for lack in lacks if lack in set(Lack)):
        what, instead = LACKS[each]
        found.setdefault(instead, []).append(what)
    yield from (Lacking(tuple(what), instead) for instead, what in found.items())
