"""A document of a house as the base of ours: emptied of its text, and what it lacks taken from our
own template.

Styles are known by their names, which are the same in every language of Word, and get the ids that
ours have: the rest of this package writes ids.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from reports.docx.marks import TWIPS, element
from reports.formats import Format
from reports.house import Lack, our_template

LOOK = {"styles", "settings", "numbering", "fontTable", "theme"}  # what a document is kept for
RUNNING = {"header", "footer"}
NO_LOOK = (  # of the settings: who may edit, what is counted and merged, notes that are gone
    *("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "docVars"),
    *("trackRevisions", "footnotePr", "endnotePr", "updateFields", "rsids"),
)
NO_PAGE = (
    *("type", "cols", "vAlign", "paperSrc", "printerSettings", "lnNumType"),
    *("footnotePr", "endnotePr"),
)
# Where an id of a style stands.
REFERRING = (
    *("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"),
    *("defaultTableStyle", "clickAndTypeStyle"),
)
ROOM = (120, 170)  # millimetres that our tables need, wide and high
A4 = (210, 297)
TABLE = "Kanaalkompas"  # the style of our tables
TOLD = {  # what people would miss; the others are for our own kinds of blocks
    Lack.TITLE: ("Title",),
    Lack.HEADINGS: ("Heading1", "Heading2", "Heading3"),
    Lack.LISTS: ("ListBullet",),
    Lack.CAPTION: ("Caption",),
    Lack.CONTENTS: ("TOC1",),
}
COVER = {"CoverBrand", "CoverOrganisation", "CoverText"}

Element = Any  # of lxml, which has no types


def adopt(package: bytes) -> tuple[bytes, tuple[Lack, ...]]:
    """What is kept of a template, and what it lacks."""
    document = docx.Document(io.BytesIO(package))
    _empty(document)
    kept = io.BytesIO()
    document.save(kept)
    lacks = complete(docx.Document(io.BytesIO(kept.getvalue())))
    return kept.getvalue(), tuple(each for each in Lack if each in lacks)


def _empty(document: Document) -> None:
    """Nothing is left of what it says but in its headers and footers."""
    body, part = document.element.body, document.part
    section = _last_section(body)
    for each in list(body):
        body.remove(each)
    body.append(section)
    named = {each.get(qn("r:id")) for each in section}
    for number, related in list(part.rels.items()):
        kind = related.reltype.rpartition("/")[2]
        if kind not in LOOK and not (kind in RUNNING and number in named):
            part.rels.pop(number)
    for number, related in list(part.package.rels.items()):
        if not related.reltype.endswith("/officeDocument"):
            part.package.rels.pop(number)
    _remove(document.settings.element, NO_LOOK)


def _last_section(body: Element) -> Element:
    """How its last pages are set, with headers and footers of earlier ones where it has none."""
    for change in list(body.iter(qn("w:sectPrChange"))):
        change.getparent().remove(change)
    running = {}
    section = OxmlElement("w:sectPr")
    for section in body.iter(qn("w:sectPr")):
        for each in _running(section):
            running[each.tag, each.get(qn("w:type"))] = each
    last = deepcopy(section)
    _remove(last, (*NO_PAGE, "headerReference", "footerReference"))
    for place, each in enumerate(running.values()):
        last.insert(place, deepcopy(each))
    return last


def _running(section: Element) -> list[Element]:
    return [each for each in section if each.tag.endswith(("}headerReference", "}footerReference"))]


def _remove(parent: Element, names: Sequence[str]) -> None:
    for name in names:
        for each in parent.findall(qn(f"w:{name}")):
            parent.remove(each)


def complete(document: Document) -> frozenset[Lack]:
    """Gives it what it lacks, and says what that was."""
    ours = docx.Document(io.BytesIO(our_template(Format.DOCX)))
    table = _table_of_house(document)
    added = _take_styles(document, ours, table)
    _number(document, ours, added.values())
    lacks = _complete_page(document, ours)
    lacks |= {lack for lack, styles in TOLD.items() if added.keys() & {*styles}}
    if added.keys() & COVER or _paper(document) != A4:
        lacks.add(Lack.COVER)
        _take_colour(added, "Title")  # white, on the picture that is not there
    if table is None:
        lacks.add(Lack.TABLES)
    elif _key(table) != ("table", TABLE.lower()):
        _take_colour(added, "TableHead", "TableHeadStrong")  # the table says it
    return frozenset(lacks)


def _complete_page(document: Document, ours: Document) -> set[Lack]:
    section, own = document.element.body[-1], ours.element.body[-1]
    running = _running(section)
    standing = {each.tag for each in running if each.get(qn("w:type")) == "default"}
    lacks = set()
    if qn("w:headerReference") not in standing:
        lacks.add(Lack.HEADER)
    if qn("w:footerReference") not in standing:
        lacks.add(Lack.FOOTER)
    if not _has_room(section):
        lacks.add(Lack.PAGE)
        _remove(section, ("pgSz", "pgMar"))
        for place, name in enumerate(("w:pgSz", "w:pgMar"), start=len(running)):
            section.insert(place, deepcopy(own.find(qn(name))))
    return lacks


def _has_room(section: Element) -> bool:
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    try:
        wide = int(size.get(qn("w:w"))) - sum(_sides(margin, "left", "right"))
        high = int(size.get(qn("w:h"))) - sum(_sides(margin, "top", "bottom"))
    except (AttributeError, TypeError, ValueError):
        return False
    return wide >= ROOM[0] * TWIPS and high >= ROOM[1] * TWIPS


def _sides(margin: Element, *names: str) -> list[int]:
    return [abs(int(margin.get(qn(f"w:{name}")))) for name in names]


def _paper(document: Document) -> tuple[int, int]:
    size = document.element.body[-1].find(qn("w:pgSz"))
    return round(int(size.get(qn("w:w"))) / TWIPS), round(int(size.get(qn("w:h"))) / TWIPS)


def _styles(document: Document) -> list[Element]:
    return list(document.styles.element.findall(qn("w:style")))


def _key(style: Element) -> tuple[str, str]:
    """What it is and how it is called, whatever its id."""
    name = style.find(qn("w:name"))
    said = "" if name is None else str(name.get(qn("w:val"))).casefold()
    return str(style.get(qn("w:type"))), said


def _table_of_house(document: Document) -> Element | None:
    """Ours, where the template began from ours; its default one; or the only one of its own."""
    tables = [each for each in _styles(document) if each.get(qn("w:type")) == "table"]
    usual = document.settings.element.find(qn("w:defaultTableStyle"))
    named = None if usual is None else usual.get(qn("w:val"))
    own = [each for each in tables if each.get(qn("w:customStyle")) == "1"]
    found = [each for each in tables if _key(each)[1] == TABLE.lower()]
    found += [each for each in tables if each.get(qn("w:styleId")) == named]
    found += own if len(own) == 1 else []
    return next((each for each in found if not each.get(qn("w:default"))), None)


def _take_styles(
    document: Document, ours: Document, table: Element | None
) -> Mapping[str, Element]:
    """Those that it lacks, by id; those that it has get the ids of ours."""
    root = document.styles.element
    theirs = {_key(each): each for each in _styles(document)}
    if table is not None:
        theirs["table", TABLE.lower()] = table
    ids = {each.get(qn("w:styleId")) for each in theirs.values()}
    renamed: dict[str, str] = {}
    added: dict[str, Element] = {}
    for style in _styles(ours):
        own, match = style.get(qn("w:styleId")), theirs.get(_key(style))
        known = "" if match is None else str(match.get(qn("w:styleId")))
        if match is None:
            added[own] = _neutral(style)
        elif known != own:
            renamed[known] = own
        if own in ids and known != own:
            renamed.setdefault(own, f"{own}House")
    for each in _referring(document):
        _rename(each, renamed)
    if root.find(qn("w:docDefaults")) is None:
        root.insert(0, deepcopy(ours.styles.element.find(qn("w:docDefaults"))))
    usual = {each.get(qn("w:type")) for each in theirs.values() if each.get(qn("w:default"))}
    for style in added.values():
        if style.get(qn("w:type")) in usual:
            style.attrib.pop(qn("w:default"), None)
        root.append(style)
    return added


def _neutral(style: Element) -> Element:
    """In our own colours: what their theme has at that place may be too light to read."""
    taken = deepcopy(style)
    for each in taken.iter():
        each.attrib.pop(qn("w:themeColor"), None)
    return taken


def _referring(document: Document) -> Iterator[Element]:
    """Whatever names styles."""
    yield document.styles.element
    yield document.settings.element
    for related in document.part.rels.values():
        if related.reltype.rpartition("/")[2] in {*RUNNING, "numbering"}:
            yield related.target_part.element


def _rename(root: Element, renamed: Mapping[str, str]) -> None:
    for style in root.findall(qn("w:style")):
        known = style.get(qn("w:styleId"))
        style.set(qn("w:styleId"), renamed.get(known, known))
    for name in REFERRING:
        for each in root.iter(qn(f"w:{name}")):
            known = each.get(qn("w:val"))
            if known in renamed:
                each.set(qn("w:val"), renamed[known])


def _take_colour(added: Mapping[str, Element], *names: str) -> None:
    for style in (added[name] for name in names if name in added):
        for mark in list(style.iter(qn("w:color"), qn("w:ind"))):
            mark.getparent().remove(mark)


def _number(document: Document, ours: Document, added: Iterable[Element]) -> None:
    """The lists of the styles that were taken, under numbers that are free."""
    marks = [mark for style in added for mark in style.iter(qn("w:numId"))]
    source, target = ours.part.numbering_part.element, _numbering(document)
    free = _free(target, "num", "numId")
    kind = _free(target, "abstractNum", "abstractNumId")
    taken = sorted({mark.get(qn("w:val")) for mark in marks})
    for step, number in enumerate(taken):
        # The bullets that are pictures come first, then the lists, then their numbers.
        kinds = sum(
            len(target.findall(qn(f"w:{each}"))) for each in ("numPicBullet", "abstractNum")
        )
        listed = _list(source, number)
        listed.set(qn("w:abstractNumId"), str(kind + step))
        target.insert(kinds, listed)
        numbered = element("w:num", numId=free + step)
        numbered.append(element("w:abstractNumId", val=kind + step))
        target.insert(kinds + 1 + len(target.findall(qn("w:num"))), numbered)
    for mark in marks:
        mark.set(qn("w:val"), str(free + taken.index(mark.get(qn("w:val")))))


def _numbering(document: Document) -> Element:
    part = document.part
    for related in part.rels.values():
        if related.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return related.target_part.element
    name, blob = PackURI("/word/numbering.xml"), f"<w:numbering {nsdecls('w')}/>".encode()
    made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, blob, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def _free(numbering: Element, tag: str, name: str) -> int:
    used = (int(each.get(qn(f"w:{name}"))) for each in numbering.findall(qn(f"w:{tag}")))
    return max(used, default=0) + 1


def _list(source: Element, number: str) -> Element:
    """What a number of ours stands for."""
    kinds = {each.get(qn("w:numId")): each[0].get(qn("w:val")) for each in source.num_lst}
    lists = source.findall(qn("w:abstractNum"))
    [found] = [each for each in lists if each.get(qn("w:abstractNumId")) == kinds[number]]
    return deepcopy(found)
