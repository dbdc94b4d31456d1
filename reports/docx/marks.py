"""The marks of a document that python-docx has no words for, as elements of its XML."""

import unicodedata
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.prose import printable

TWIPS = 56.7  # in a millimetre

Element = Any  # of lxml, which has no types


def element(tag: str, **attributes: str | int) -> Element:
    """`element("w:shd", fill="def1f8")`: attributes share the prefix of their tag."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    return made


def set_style(paragraph: Paragraph, style: str) -> Paragraph:
    """By the id of the style: to look a name up took half the time of a document."""
    paragraph._p.style = style
    return paragraph


def is_right_to_left(text: str) -> bool:
    """By its first letter that has a direction."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((each for each in directions if each in {"L", "R", "AL"}), "L") != "L"


def read_from_right(paragraph: Paragraph) -> None:
    """Only for a paragraph with nothing set but its style."""
    paragraph._p.get_or_add_pPr().append(element("w:bidi"))


def speak(run: Run, locale: str) -> None:
    """The words of this run are in another language than the document."""
    run._r.get_or_add_rPr().append(element("w:lang", val=locale))


def lift(run: Run, height: int) -> None:
    """Its words above the line that the others stand on, in half-points."""
    run._r.get_or_add_rPr().append(element("w:position", val=height))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Round everything in the paragraph. `number` is unique in the document."""
    start = element("w:bookmarkStart", id=number, name=name)
    properties = paragraph._p.pPr  # which come first, when there are any
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def link(paragraph: Paragraph, name: str, text: str) -> None:
    """To a bookmark in the same document."""
    anchor = element("w:hyperlink", anchor=name, history=1)
    run = Run(element("w:r"), paragraph)
    run.text = printable(text)
    anchor.append(run._r)
    paragraph._p.append(anchor)


def field_begin(paragraph: Paragraph, instruction: str) -> None:
    """What follows is the field's result as last known, up to `field_end`."""
    _field_mark(paragraph, "begin")
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_mark(paragraph, "separate")


def field_end(paragraph: Paragraph) -> None:
    _field_mark(paragraph, "end")


def field(paragraph: Paragraph, instruction: str, known: str) -> None:
    field_begin(paragraph, instruction)
    paragraph.add_run(known)
    field_end(paragraph)


def _field_mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def at_page_foot(paragraph: Paragraph, *, top: float) -> None:
    """In a frame as wide as the text, `top` millimetres from the top of the page.

    Paragraphs that follow each other with the same place share the frame.
    """
    frame = element(
        "w:framePr",
        w=9639,
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=1247,
        y=round(top * TWIPS),
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert(0 if properties.pStyle is None else 1, frame)


def describe(run: Run, *, title: str, description: str) -> None:
    """The words that stand for the picture in this run, which stands where the words would."""
    for inline in run._r.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # LibreOffice leaves a gap where it is not said
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("title", printable(title))
        properties.set("descr", printable(description))


def behind_text(run: Run) -> None:
    """Moves the picture of a run behind the text, to the corner of the page."""
    drawing = run._r.find(qn("w:drawing"))
    inline = drawing[0]
    anchor = OxmlElement("wp:anchor")
    places = {"distT": 0, "distB": 0, "distL": 0, "distR": 0, "simplePos": 0, "relativeHeight": 1}
    flags = {"behindDoc": 1, "locked": 0, "layoutInCell": 1, "allowOverlap": 1}
    for name, value in (places | flags).items():
        anchor.set(name, str(value))
    origin = OxmlElement("wp:simplePos")
    origin.set("x", "0")
    origin.set("y", "0")
    anchor.append(origin)
    for tag in ("wp:positionH", "wp:positionV"):
        anchor.append(_from_page(tag))
    extent, *rest = list(inline)
    anchor.append(extent)
    anchor.append(OxmlElement("wp:wrapNone"))
    anchor.extend(rest)
    drawing.replace(inline, anchor)


def _from_page(tag: str) -> Element:
    position = OxmlElement(tag)
    position.set("relativeFrom", "page")
    offset = OxmlElement("wp:posOffset")
    offset.text = "0"
    position.append(offset)
    return position
