"""A check of the package that a .docx, .pptx or .xlsx is: what Office refuses or has to repair."""

import posixpath
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import unquote
from zipfile import ZipFile

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What has to be the only one of its kind in a part: `make officecheck` lets some of it pass.
IDENTITIES = [
    ("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr", "id"),
    ("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr", "id"),
    (f"{WORD}bookmarkStart", f"{WORD}id"),
    (f"{WORD}bookmarkStart", f"{WORD}name"),
]


def package_faults(package):
    """What is wrong with an OOXML package (a file object or path), in words; empty when sound.

    Every part is well-formed XML where its type says so, has exactly one content type, stands once
    in the archive and is reached by relationships from the root; every relationship leads to a part
    that is there, has an id of its own, and every r:id in a part is one of its relationships.
    Drawings, shapes and bookmarks have an identity of their own.
    """
    with ZipFile(package) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
        faults = [f"{name} stands twice" for name in _repeated(archive.namelist())]
    if "[Content_Types].xml" not in parts:
        return [*faults, "there is no [Content_Types].xml"]
    types, type_faults = _content_types(parts)
    faults += type_faults
    trees = {}
    for name, content in parts.items():
        if name == "[Content_Types].xml" or types.get(name, "").endswith("xml"):
            try:
                trees[name] = ET.fromstring(content)
            except ET.ParseError as error:
                faults.append(f"{name} is not well-formed: {error}")
    faults += [fault for name, tree in trees.items() for fault in _identity_faults(name, tree)]
    faults += _relationship_faults(parts, trees)
    return faults


def _identity_faults(part, tree):
    for tag, attribute in IDENTITIES:
        values = [each.get(attribute) for each in tree.iter(tag)]
        name, key = tag.partition("}")[2], attribute.rpartition("}")[2]
        for value, count in Counter(values).items():
            if count > 1:
                yield f"{part}: {name} with {key} {value} stands {count} times"


def _repeated(names):
    return [name for name, count in Counter(name.lower() for name in names).items() if count > 1]


def _content_types(parts):
    tree = ET.fromstring(parts["[Content_Types].xml"])
    defaults = {
        each.get("Extension").lower(): each.get("ContentType")
        for each in tree.iter(f"{CONTENT_TYPES}Default")
    }
    overrides = {
        each.get("PartName").lstrip("/"): each.get("ContentType")
        for each in tree.iter(f"{CONTENT_TYPES}Override")
    }
    types, faults = {}, []
    for name in parts.keys() - {"[Content_Types].xml"}:
        extension = name.rpartition(".")[2].lower()
        types[name] = overrides.get(name) or defaults.get(extension) or ""
        if not types[name]:
            faults.append(f"{name} has no content type")
    faults += [
        f"a content type for {name}, which is not there" for name in overrides.keys() - types.keys()
    ]
    return types, faults


def _relationship_faults(parts, trees):
    """Walks from the root of the package along every relationship."""
    faults, reached, waiting = [], {"[Content_Types].xml"}, [""]
    while waiting:
        source = waiting.pop()
        folder, name = posixpath.split(source)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        own = list(trees[listed].iter(f"{RELATIONSHIPS}Relationship")) if listed in trees else []
        reached |= {listed} & parts.keys()
        ids = [each.get("Id") for each in own]
        faults += [f"{listed}: {each} stands twice" for each in _repeated(ids)]
        faults += [f"{source} refers to {each}" for each in _references(trees.get(source)) - {*ids}]
        for target in (_target(folder, each) for each in own if each.get("TargetMode") is None):
            if target not in parts:
                faults.append(f"{listed} leads to {target}, which is not there")
            elif target not in reached:
                reached.add(target)
                waiting.append(target)
    return faults + [f"{name} is reached by nothing" for name in sorted(parts.keys() - reached)]


def _target(folder, relationship):
    address = posixpath.join("/", folder, relationship.get("Target").partition("#")[0])
    return unquote(posixpath.normpath(address)).lstrip("/")


def _references(tree):
    """The values of r:id, r:embed and the like in a part."""
    elements = tree.iter() if tree is not None else ()
    return {
        value
        for element in elements
        for name, value in element.attrib.items()
        if name.startswith(REFERENCES)
    }
