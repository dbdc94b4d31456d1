"""Templates of a house as Word and PowerPoint write them, and what is wrong with hostile ones."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from pptx import Presentation
from pptx.util import Inches

from reports.formats import Format

SECRET = "Zwartemarkering"  # sample text of another client
DUTCH = {"Heading1": "Kop1", "Heading2": "Kop2", "Normal": "Standaard", "Title": "Titel"}
PURPLE = "7A1FA2"


def saved(file):
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def house_document(*, is_dutch=True, margin=28, header="Adviesbureau Noord"):
    """With a header and footer, a table style of its own, and no style for captions and lists."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin = Mm(margin), Mm(22), Mm(38)
    if header:
        page.header.paragraphs[0].text = header
        page.footer.paragraphs[0].text = "Noorderkade 1"
    document.styles["Normal"].font.name = "Georgia"
    heading = document.styles["Heading 1"]
    heading.font.color.rgb, heading.font.size = RGBColor.from_string(PURPLE), Pt(22)
    document.styles.add_style("Tabel Noord", WD_STYLE_TYPE.TABLE)
    document.add_paragraph(SECRET)
    document.core_properties.author = SECRET
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        is_foreign = style.get(qn("w:type")) == "table" and name not in {"Normal Table"}
        if name in {"caption", "List Bullet"} or (is_foreign and name != "Tabel Noord"):
            document.styles.element.remove(style)
    for each in document.styles.element.iter() if is_dutch else ():
        for name in (qn("w:styleId"), qn("w:val")):
            is_name = each.tag in {qn("w:style"), qn("w:basedOn"), qn("w:next"), qn("w:link")}
            if is_name and each.get(name) in DUTCH:
                each.set(name, DUTCH[each.get(name)])
    return saved(document)


def house_slides(*, width=10, is_dark=False):
    presentation = Presentation()
    if is_dark:
        [names] = presentation.slide_master._element.xpath("p:clrMap")
        names.attrib.update({"bg1": "dk2", "tx1": "lt1"})
    presentation.slide_width = Inches(width)
    presentation.slide_layouts[0].name = "Titeldia"
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = SECRET
    return saved(presentation)


HOUSE = {Format.DOCX: house_document, Format.PPTX: house_slides}


def changed(package, changes=None, added=None, left_out=()):
    """`changes`: name of a part -> (old, new) in its bytes."""
    content = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            for before, after in (changes or {}).get(entry.filename, ()):
                assert before in part
                part = part.replace(before, after)
            if entry.filename not in left_out:
                new.writestr(entry.filename, part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return content.getvalue()


RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind, target, *, is_external=True):
    """The document, with one relationship more."""
    mode = ' TargetMode="External"' if is_external else ""
    more = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    end = b"</Relationships>"
    return changed(house_document(), {RELATIONS: [(end, more.encode() + end)]})


def with_field(instruction):
    document = docx.Document(io.BytesIO(house_document()))
    run = document.sections[0].footer.paragraphs[0].add_run()
    for piece in (instruction[:4], instruction[4:]):
        code = run._r.makeelement(qn("w:instrText"), {})
        code.text = piece
        run._r.append(code)
    return saved(document)


def bomb():
    """65 MB of nothing in 60 kB."""
    return changed(house_document(), added={"word/media/x.bin": b"\0" * (65 * 1024**2)})


def many_parts():
    return changed(house_document(), added={f"word/media/{n}.png": b"" for n in range(1100)})


DOCUMENT_TYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def declared(part="word/styles.xml", declaration=DOCUMENT_TYPE):
    with ZipFile(io.BytesIO(house_document())) as package:
        start, _end, rest = package.read(part).partition(b"?>")
    before = start + b"?>" + rest
    return changed(house_document(), {part: [(before, start + b"?>" + declaration + rest)]})
