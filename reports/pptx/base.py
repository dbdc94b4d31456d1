"""The empty deck: our theme, master, layouts and table style as a package that python-pptx opens.

Built from the XML in base/ rather than from the template of python-pptx, whose slides are 4:3 and
whose theme is not ours. Every colour comes from reports.colours, every place from layouts.py.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

from reports import colours
from reports.pptx.layouts import LAYOUTS, MASTER, Box, Layout, Placeholder, TextLevel

BASE = Path(__file__).resolve().parent / "base"
EMU = 914_400  # in an inch
FIRST_LAYOUT_ID = 2147483649  # as PowerPoint counts: after the master

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
_FIELD = (
    '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
)


@cache
def empty_deck(accent: str) -> bytes:
    """A presentation without slides; an empty `accent` gives our own."""
    layouts = range(1, len(LAYOUTS) + 1)
    layout_types = {
        f"/ppt/slideLayouts/slideLayout{number}.xml": f"{_OFFICE}.presentationml.slideLayout+xml"
        for number in layouts
    }
    master = [("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in layouts]
    parts = {
        "[Content_Types].xml": _content_types(layout_types),
        "_rels/.rels": _relationships([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _piece("presentation"),
        "ppt/_rels/presentation.xml.rels": _relationships(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
                ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"),
            ]
        ),
        "ppt/theme/theme1.xml": theme(accent),
        "ppt/tableStyles.xml": _piece("table_styles"),
        # Empty, and yet PowerPoint may offer to repair a deck without them.
        "ppt/presProps.xml": _piece("presentation_properties"),
        "ppt/viewProps.xml": _piece("view_properties"),
        "ppt/slideMasters/slideMaster1.xml": _master(layouts),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            [*master, ("theme", "../theme/theme1.xml")]
        ),
    }
    for number, layout in zip(layouts, LAYOUTS, strict=True):
        name = f"slideLayout{number}.xml"
        parts[f"ppt/slideLayouts/{name}"] = _layout(layout)
        parts[f"ppt/slideLayouts/_rels/{name}.rels"] = _relationships(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return _package(parts)


def _package(parts: Mapping[str, str]) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return package.getvalue()


def theme(accent: str) -> str:
    """The theme part; an empty `accent` gives our own."""
    tokens = {**colours.TOKENS, **({"accent": accent} if accent else {})}
    names = {name.replace("-", "_"): value.lstrip("#") for name, value in tokens.items()}
    return _piece("theme", **names)


def _piece(name: str, /, **values: str) -> str:
    return Template((BASE / f"{name}.xml").read_text(encoding="utf-8")).substitute(values)


def _content_types(layouts: dict[str, str]) -> str:
    types = {
        "/ppt/presentation.xml": f"{_OFFICE}.presentationml.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_OFFICE}.presentationml.slideMaster+xml",
        "/ppt/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/ppt/tableStyles.xml": f"{_OFFICE}.presentationml.tableStyles+xml",
        "/ppt/presProps.xml": f"{_OFFICE}.presentationml.presProps+xml",
        "/ppt/viewProps.xml": f"{_OFFICE}.presentationml.viewProps+xml",
        **layouts,
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'{_XML}<Types xmlns="{_NAMESPACE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_NAMESPACE}/relationships">{lines}</Relationships>'


def _master(layouts: Iterable[int]) -> str:
    listed = "".join(
        f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + number - 1}" r:id="rId{number}"/>'
        for number in layouts
    )
    return _piece("master", placeholders=_placeholders(MASTER), layouts=listed)


def _layout(layout: Layout) -> str:
    dark = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    return _piece(
        "layout",
        name=layout.name,
        attributes=f' type="{layout.kind}"' if layout.kind else "",
        background=dark if layout.is_dark else "",
        shapes=(_band(layout.band) if layout.band else "") + _placeholders(layout.placeholders),
    )


def _band(box: Box) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{_frame(box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg1"/>'
        "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _frame(box: Box) -> str:
    left, top, width, height = (
        round(value * EMU) for value in (box.left, box.top, box.width, box.height)
    )
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _placeholders(placeholders: Iterable[Placeholder]) -> str:
    return "".join(
        _piece(
            "placeholder",
            id=str(number),
            name=escape(each.name),
            kind=f'type="{each.kind}"' + (f' idx="{each.index}"' if each.index else ""),
            frame=_frame(each.box),
            anchor=each.anchor,
            levels=_levels(each),
            text=_prompt(each),
        )
        for number, each in enumerate(placeholders, start=2)
    )


def _prompt(placeholder: Placeholder) -> str:
    """What a layout shows of a placeholder that a person adds by hand."""
    if placeholder.kind == "sldNum":
        return _FIELD
    if placeholder.kind == "ftr":
        return ""
    return f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(placeholder.name)}</a:t></a:r>'


def _levels(placeholder: Placeholder) -> str:
    return "".join(
        _level(number, level, is_right=placeholder.kind == "sldNum")
        for number, level in enumerate(placeholder.levels, start=1)
    )


def _level(number: int, level: TextLevel, *, is_right: bool) -> str:
    indent = 'marL="228600" indent="-228600"' if level.is_bullet else 'marL="0" indent="0"'
    bullet = (
        '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if level.is_bullet else "<a:buNone/>"
    )
    return (
        f'<a:lvl{number}pPr {indent} algn="{"r" if is_right else "l"}">'
        f'<a:spcBef><a:spcPts val="{level.before * 100}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{level.size * 100}" b="{int(level.is_bold)}">'
        f'<a:solidFill><a:schemeClr val="{level.colour}"/></a:solidFill></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )
