"""A document or slides of a house as they were sent, made into what our files are built on.

Only the process of rendering.template_process runs this, within limits. First the package is looked
through, every part of it: what acts by itself, or brings something from elsewhere, is refused, not
repaired. What is kept is written anew, without text, slides and whatever is no part of a look.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from rendering.template_faults import MAX_BYTES, Fault, TemplateError
from reports.formats import Format
from reports.house import Lack

MAX_PARTS = 1000
MAX_UNPACKED = 60 * 1024**2  # of all parts together
MAX_XML = 10 * 1024**2  # of a part
ENCRYPTED = 0x1  # a flag of an entry
COMPOUND = b"\xd0\xcf\x11\xe0"  # how Office wrote before 2007, and writes what has a password
BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError)
TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    Format.DOCX: f"{OFFICE}wordprocessingml.document.main+xml",
    Format.PPTX: f"{OFFICE}presentationml.presentation.main+xml",
}
# The same under another name: a template as Office keeps them, a show that starts by itself.
ALSO = {
    f"{OFFICE}wordprocessingml.template.main+xml": MAIN[Format.DOCX],
    f"{OFFICE}presentationml.template.main+xml": MAIN[Format.PPTX],
    f"{OFFICE}presentationml.slideshow.main+xml": MAIN[Format.PPTX],
}
MACROS = re.compile(r"macroenabled|vbaproject|vbadata", re.IGNORECASE)
EMBEDDED = re.compile(r"activex|oleobject", re.IGNORECASE)
EMBEDDING = {"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument"}
SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# Fields that fetch, or run, when somebody opens or prints the document.
FETCHING = re.compile(
    r"INCLUDEPICTURE|INCLUDETEXT|DDE|IMPORT|DATABASE|MACROBUTTON|(?<!HYPER)LINK", re.IGNORECASE
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element = Any  # of lxml, which has no types


def checked(kind: Format, content: bytes) -> tuple[bytes, tuple[Lack, ...]]:
    """What is kept of it, and what it lacks. Raises TemplateError."""
    if len(content) > MAX_BYTES:
        raise TemplateError(Fault.TOO_MANY_BYTES)
    parts = _parts(content)
    trees = {name: _tree(part) for name, part in parts.items() if _is_xml(name)}
    parts[TYPES] = _of_this_kind(kind, trees)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            _refuse_relations(tree)
        _refuse_fields(tree)
    try:
        return _adopted(kind, _packed(parts))
    except MemoryError:
        raise
    except Exception as error:  # whatever a library finds missing in what others wrote
        raise TemplateError(Fault.BROKEN) from error


def _adopted(kind: Format, package: bytes) -> tuple[bytes, tuple[Lack, ...]]:
    if kind is Format.DOCX:
        from reports.docx.house import adopt as adopt_document  # noqa: PLC0415 -- loads python-docx

        return adopt_document(package)
    from reports.pptx.house import adopt as adopt_deck  # noqa: PLC0415 -- loads python-pptx

    return adopt_deck(package)


def _parts(content: bytes) -> dict[str, bytes]:
    if content.startswith(COMPOUND):
        raise TemplateError(Fault.LOCKED)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = dict(_read(archive))
    except BROKEN as error:
        is_archive = content.startswith(b"PK")
        raise TemplateError(Fault.BROKEN if is_archive else Fault.NO_PACKAGE) from error
    if TYPES not in parts:
        raise TemplateError(Fault.NO_PACKAGE)
    return parts


def _read(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    """No more than there is room for, whatever the archive says of itself."""
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > MAX_PARTS:
        raise TemplateError(Fault.TOO_MUCH)
    if len({each.filename.casefold() for each in entries}) < len(entries):
        raise TemplateError(Fault.BROKEN)
    room = MAX_UNPACKED
    for entry in entries:
        part = _content(archive, entry, room)
        room -= len(part)
        yield entry.filename, part


def _content(archive: ZipFile, entry: ZipInfo, room: int) -> bytes:
    if entry.flag_bits & ENCRYPTED:
        raise TemplateError(Fault.LOCKED)
    most = min(room, MAX_XML) if _is_xml(entry.filename) else room
    with archive.open(entry) as file:
        part = file.read(most + 1)
    if len(part) > most:
        raise TemplateError(Fault.TOO_MUCH)
    return part


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _tree(part: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        declares = b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b"")
        raise TemplateError(Fault.DECLARES if declares else Fault.BROKEN) from error
    if tree.getroottree().docinfo.doctype:
        raise TemplateError(Fault.DECLARES)
    return tree


def _of_this_kind(kind: Format, trees: Mapping[str, Element]) -> bytes:
    """The content types, in which a template is a document like any other."""
    types = trees[TYPES]
    named = [each for each in types.iter() if each.get("ContentType")]
    for each in named:
        if MACROS.search(each.get("ContentType")):
            raise TemplateError(Fault.MACROS)
        if EMBEDDED.search(each.get("ContentType")) and each.get("PartName"):
            raise TemplateError(Fault.EMBEDS)
        if _is_hidden_xml(each):
            raise TemplateError(Fault.BROKEN)
        each.set("ContentType", ALSO.get(each.get("ContentType"), each.get("ContentType")))
    found = {each.get("ContentType") for each in named}
    if MAIN[kind] not in found:
        is_other = found & {*MAIN.values(), f"{OFFICE}spreadsheetml.sheet.main+xml"}
        raise TemplateError(Fault.OTHER_KIND if is_other else Fault.NO_PACKAGE)
    return bytes(etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True))


def _is_hidden_xml(named: Element) -> bool:
    """Of which we did not look what it declares, since its name does not say what it is."""
    kind, name = named.get("ContentType"), named.get("PartName") or f".{named.get('Extension')}"
    return kind.endswith("xml") and not (kind.startswith("image/") or _is_xml(name))


def _refuse_relations(relations: Element) -> None:
    for each in relations.iter("{*}Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        if MACROS.search(kind):
            raise TemplateError(Fault.MACROS)
        if kind in EMBEDDING:
            raise TemplateError(Fault.EMBEDS)
        if each.get("TargetMode", "").lower() == "external":
            _refuse_elsewhere(kind, each.get("Target", ""))


def _refuse_elsewhere(kind: str, target: str) -> None:
    """But a link that somebody has to press, as that to the site in a footer."""
    if kind == "attachedTemplate":
        raise TemplateError(Fault.ATTACHED)
    if kind != "hyperlink" or not SAFE_LINK.match(target):
        raise TemplateError(Fault.REFERS)


def _refuse_fields(tree: Element) -> None:
    """An instruction may be cut over several runs."""
    said = "".join(each.text or "" for each in tree.iter(f"{WORD}instrText"))
    said += " ".join(each.get(f"{WORD}instr", "") for each in tree.iter(f"{WORD}fldSimple"))
    if FETCHING.search(said):
        raise TemplateError(Fault.REFERS)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return package.getvalue()
