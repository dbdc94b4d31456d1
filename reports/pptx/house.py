"""Slides of a house as the base of ours: emptied, and what they lack taken from our own template.

A layout of ours comes under the master of the house: its letters, colours and whatever it shows on
each slide. Title and text take the room that they have on that master.
"""

import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.parts.slide import SlideLayoutPart

from reports.formats import Format
from reports.house import Lack, our_template
from reports.pptx.template import STYLE

LOOK = {"slideMaster", "notesMaster", "theme", "tableStyles"}  # what slides are kept for
SETTINGS = {"presProps", "viewProps"}  # which PowerPoint wants, and theirs name slides
NO_LOOK = (
    *("sldIdLst", "handoutMasterIdLst", "embeddedFontLst", "custShowLst", "photoAlbum"),
    *("custDataLst", "modifyVerifier", "extLst"),
)
LAYOUTS = {  # by the names of ours
    "Cover": Lack.SLIDE_COVER,
    "Opening": Lack.SLIDE_OPENING,
    "Decision": Lack.SLIDE_DECISION,
    "Chart": Lack.SLIDE_CHART,
    "Table and chart": Lack.SLIDE_TABLE_CHART,
    "Table": Lack.SLIDE_TABLE,
    "Two columns": Lack.SLIDE_COLUMNS,
    "Text": Lack.SLIDE_TEXT,
    "Text and figure": Lack.SLIDE_FIGURE,
    "Route": Lack.SLIDE_ROUTE,
}
RUNNING = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
LEAST = 0.75  # of a slide, that our layouts need
LINES = "dde3e6"  # between the rows of a table

Shape = Any  # python-pptx types its half


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a layout has what it shows; EMU."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Completed:
    layouts: Mapping[str, Any]  # by the names of ours
    lacks: frozenset[Lack]
    has_plain_cover: bool  # the house's own


def adopt(package: bytes) -> tuple[bytes, tuple[Lack, ...]]:
    """What is kept of a template, and what it lacks."""
    presentation = Presentation(io.BytesIO(package))
    _empty(presentation)
    kept = io.BytesIO()
    presentation.save(kept)
    lacks = complete(Presentation(io.BytesIO(kept.getvalue()))).lacks
    return kept.getvalue(), tuple(each for each in Lack if each in lacks)


def _empty(presentation: Any) -> None:
    """Only masters and layouts are left."""
    part = presentation.part
    for number, related in list(part.rels.items()):
        if related.reltype.rpartition("/")[2] not in LOOK:
            part.rels.pop(number)
    for number, related in list(part.package._rels.items()):
        if not related.reltype.endswith("/officeDocument"):
            part.package._rels.pop(number)
    ours = Presentation(io.BytesIO(our_template(Format.PPTX))).part
    for related in list(ours.rels.values()):
        if related.reltype.rpartition("/")[2] in SETTINGS:
            own = related.target_part
            taken = Part(own.partname, own.content_type, part.package, own.blob)
            part.relate_to(taken, related.reltype)
    for name in NO_LOOK:
        for each in part._element.findall(qn(f"p:{name}")):
            part._element.remove(each)


def complete(presentation: Any) -> Completed:
    """Gives it what it lacks, and says what that was."""
    ours = Presentation(io.BytesIO(our_template(Format.PPTX)))
    theirs = {
        each.name: each for master in presentation.slide_masters for each in master.slide_layouts
    }
    title = _title_layout(theirs)
    whole = Frame(0, 0, presentation.slide_width, presentation.slide_height)
    lacks, layouts = set(), {}
    room = _room(presentation.slide_master, whole)
    if room is None:
        lacks.add(Lack.SLIDE_FRAME)
    for layout in ours.slide_layouts:
        own = theirs.get(layout.name)
        if own is not None and _has_places(own, layout):
            layouts[layout.name] = own
        elif layout.name == "Cover" and title is not None:
            layouts["Cover"] = title
        else:
            lacks.add(LAYOUTS[layout.name])
            taken = _taken(layout, ours, whole, room)
            layouts[layout.name] = _add(presentation, taken)
    if _add_table_style(presentation, ours):
        lacks.add(Lack.TABLES)
    _need_notes(presentation)
    return Completed(layouts, frozenset(lacks), has_plain_cover=layouts["Cover"] is title)


def _title_layout(theirs: Mapping[str, Any]) -> Any:
    """With a title and a line below it, as every program for slides has one."""
    wanted = {PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE}
    for each in theirs.values():
        if wanted <= {one.placeholder_format.type for one in each.placeholders}:
            return each
    return None


def _has_places(own: Any, layout: Any) -> bool:
    """For all that a slide of ours holds."""
    return _places(layout) <= _places(own)


def _places(layout: Any) -> set[tuple[int, Any]]:
    kinds = (
        (each.placeholder_format.idx, each.placeholder_format.type) for each in layout.placeholders
    )
    return {(number, kind) for number, kind in kinds if kind not in RUNNING}


def _room(master: Any, whole: Frame) -> Frame | None:
    """Of title and text on a master; None where that is too little for our layouts."""
    wanted = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY}
    found = [each for each in master.placeholders if each.placeholder_format.type in wanted]
    if not found:
        return None
    left, top = min(each.left for each in found), min(each.top for each in found)
    right = max(each.left + each.width for each in found)
    bottom = max(each.top + each.height for each in found)
    room = Frame(left, top, right - left, bottom - top)
    has_room = room.width >= LEAST * whole.width and room.height >= LEAST * whole.height
    return room if has_room else None


def _taken(layout: Any, ours: Any, whole: Frame, room: Frame | None) -> Any:
    """A layout of ours as it stands under another master."""
    slide = Frame(0, 0, ours.slide_width, ours.slide_height)
    element = deepcopy(layout._element)
    if layout.name == "Cover":
        _move(element, slide, whole)
        say_colours(element, theme_of(ours))
        return element
    own = _room(ours.slide_master, slide)
    kicker = min(each.top for each in layout.placeholders)
    if own and room:
        _move(element, Frame(own.left, kicker, own.width, own.top + own.height - kicker), room)
    else:
        _move(element, slide, whole)
    for fill in list(element.iter(qn("a:solidFill"))):
        fill.getparent().remove(fill)  # the letters get the colours of the house
    return element


def _move(element: Any, source: Frame, target: Frame) -> None:
    across, down = target.width / source.width, target.height / source.height
    for place in element.iter(qn("a:xfrm")):
        corner, size = place.find(qn("a:off")), place.find(qn("a:ext"))
        x, y = int(corner.get("x")), int(corner.get("y"))
        corner.set("x", str(round(target.left + (x - source.left) * across)))
        corner.set("y", str(round(target.top + (y - source.top) * down)))
        size.set("cx", str(round(int(size.get("cx")) * across)))
        size.set("cy", str(round(int(size.get("cy")) * down)))


def _add(presentation: Any, element: Any) -> Any:
    master = presentation.slide_master
    package = presentation.part.package
    _run_as(master, element)
    name = package.next_partname("/ppt/slideLayouts/slideLayout%d.xml")
    blob = etree.tostring(element)
    part = SlideLayoutPart.load(name, CONTENT_TYPE.PML_SLIDE_LAYOUT, package, blob)
    part.relate_to(master.part, RELATIONSHIP_TYPE.SLIDE_MASTER)
    listed = OxmlElement("p:sldLayoutId")
    listed.set("id", str(_free(presentation)))
    listed.set(qn("r:id"), master.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT))
    master._element.get_or_add_sldLayoutIdLst().append(listed)
    return part.slide_layout


def _run_as(master: Any, element: Any) -> None:
    """Footer and number lie where the master has them."""
    kinds = {each._element.ph.get("type") for each in master.placeholders}
    for shape in element.iter(qn("p:sp")):
        kind = shape.find(f".//{qn('p:ph')}")
        if kind is None or kind.get("type") not in kinds & {"ftr", "sldNum"}:
            continue
        for name in ("a:xfrm", "a:prstGeom", "a:lstStyle/*"):
            tags = "/".join(qn(each) if ":" in each else each for each in name.split("/"))
            for each in shape.findall(f".//{tags}"):
                each.getparent().remove(each)


def _free(presentation: Any) -> int:
    """An identity for a layout: those of masters and layouts are of one list."""
    roots = (presentation.part._element, *(each._element for each in presentation.slide_masters))
    tags = (qn("p:sldMasterId"), qn("p:sldLayoutId"))
    return max(int(each.get("id")) for root in roots for each in root.iter(*tags)) + 1


def _add_table_style(presentation: Any, ours: Any) -> bool:
    """Whether it was missing."""
    part, own = _table_styles(presentation), _table_styles(ours)
    styles = parse_xml(part.blob if part else own.blob)
    if part and STYLE in {each.get("styleId") for each in styles}:
        return False
    for each in parse_xml(own.blob) if part else ():
        styles.append(each)
    for each in styles:
        if each.get("styleId") == STYLE:
            _neutral(each)
    if part is None:
        name, package = PackURI("/ppt/tableStyles.xml"), presentation.part.package
        part = Part(name, CONTENT_TYPE.PML_TABLE_STYLES, package, b"")
        presentation.part.relate_to(part, RELATIONSHIP_TYPE.TABLE_STYLES)
    part._blob = etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True)
    return True


def _table_styles(presentation: Any) -> Any:
    related = presentation.part.rels.values()
    found = (each for each in related if each.reltype == RELATIONSHIP_TYPE.TABLE_STYLES)
    return next((each.target_part for each in found), None)


def _neutral(style: Any) -> None:
    """The letters of the house, and lines in a grey of ours."""
    for each in list(style.iter(qn("a:schemeClr"))):
        if each.get("val") == "bg2":
            each.getparent().replace(each, _rgb(LINES))
        else:
            each.set("val", "tx1")


def _need_notes(presentation: Any) -> None:
    """A master of notes without a place for text would hold no notes: then one is made anew."""
    related = presentation.part.rels.items()
    found = [number for number, each in related if each.reltype == RELATIONSHIP_TYPE.NOTES_MASTER]
    kinds = {each.placeholder_format.type for each in presentation.notes_master.placeholders}
    if found and PP_PLACEHOLDER.BODY not in kinds:
        presentation.part.rels.pop(found[0])
        for each in presentation.part._element.findall(qn("p:notesMasterIdLst")):
            presentation.part._element.remove(each)


def theme_of(presentation: Any) -> dict[str, str]:
    """The colours of a theme, by the names that slides use."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    scheme = parse_xml(part.blob).find(f".//{qn('a:clrScheme')}")
    found = {
        etree.QName(each).localname: each[0].get("lastClr") or each[0].get("val") for each in scheme
    }
    names = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    return found | {name: found[slot] for name, slot in names.items()}


def say_colours(root: Any, colours: Mapping[str, str]) -> None:
    """As they are, where another theme has others at those places."""
    for each in list(root.iter(qn("a:schemeClr"))):
        if each.get("val") in colours:
            said = _rgb(colours[each.get("val")])
            said.extend(list(each))
            each.getparent().replace(each, said)


def _rgb(digits: str) -> Any:
    said = OxmlElement("a:srgbClr")
    said.set("val", digits)
    return said
