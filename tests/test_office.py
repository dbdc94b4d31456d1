"""The check of Office packages notices what an office suite would refuse or repair."""

import io
from zipfile import ZipFile

import pytest

from tests.office import package_faults

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x" Target="word/document.xml"/></Relationships>'
)
SOUND = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATIONSHIPS,
    "word/document.xml": "<document/>",
}
REFERS = (
    '<d xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/>'
)
TWICE = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="2" w:name="a"/></w:p>'
)
DRAWN_TWICE = (
    '<d xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="3"/><wp:docPr id="3"/></d>'
)
SHOWN_TWICE = (
    '<d xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cNvPr id="4"/><p:cNvPr id="4"/></d>'
)


def package(parts):
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written


def test_a_sound_package_has_no_faults():
    assert package_faults(package(SOUND)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"word/document.xml": "<document>"}, "word/document.xml is not well-formed"),
        ({"word/document.xml": REFERS}, "word/document.xml refers to rId9"),
        (
            {"word/document.xml": TWICE},
            "word/document.xml: bookmarkStart with name a stands 2 times",
        ),
        (
            {"word/document.xml": TWICE.replace('"2"', '"1"')},
            "word/document.xml: bookmarkStart with id 1 stands 2 times",
        ),
        ({"word/document.xml": DRAWN_TWICE}, "word/document.xml: docPr with id 3 stands 2 times"),
        ({"word/document.xml": SHOWN_TWICE}, "word/document.xml: cNvPr with id 4 stands 2 times"),
        ({"word/picture.png": "x"}, "word/picture.png has no content type"),
        ({"word/left.xml": "<left/>"}, "word/left.xml is reached by nothing"),
        (
            {"_rels/.rels": RELATIONSHIPS.replace("document", "missing")},
            "_rels/.rels leads to word/missing.xml, which is not there",
        ),
        (
            {"_rels/.rels": RELATIONSHIPS.replace("<Relationship ", "<Relationship Id='a' ", 1)},
            "_rels/.rels is not well-formed",
        ),
    ],
)
def test_a_broken_package_is_told_what_is_wrong(change, fault):
    faults = package_faults(package(SOUND | change))

    assert any(each.startswith(fault) for each in faults)
