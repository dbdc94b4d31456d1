"""Templates that anybody sends: what is kept is written by us, or a reason is given."""

import io
from zipfile import ZipFile

import docx
import pytest
from pptx import Presentation

from rendering.house_templates import checked
from rendering.template_faults import MAX_BYTES, Fault, TemplateError
from rendering.template_process import check_template
from reports.formats import Format
from reports.house import Lack, our_template
from tests.office import package_faults
from tests.reports import templates
from tests.reports.templates import (
    HOUSE,
    SECRET,
    TYPES,
    changed,
    house_document,
    house_slides,
    related,
)

KINDS = (Format.DOCX, Format.PPTX)
WORDS = b"wordprocessingml.document.main+xml"

HOSTILE = {
    "nothing": (b"", Fault.NO_PACKAGE),
    "text": (b"no document at all", Fault.NO_PACKAGE),
    "a ZIP of something else": (
        changed(house_document(), left_out={TYPES}),
        Fault.NO_PACKAGE,
    ),
    "half a document": (house_document()[:9000], Fault.BROKEN),
    "slides": (house_slides(), Fault.OTHER_KIND),
    "of before 2007, or with a password": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, Fault.LOCKED),
    "too large": (b"PK" + b"\0" * MAX_BYTES, Fault.TOO_MANY_BYTES),
    "a bomb": (templates.bomb(), Fault.TOO_MUCH),
    "many parts": (templates.many_parts(), Fault.TOO_MUCH),
    "a part that stands twice": (
        changed(house_document(), added={"word/Styles.xml": b"<x/>"}),
        Fault.BROKEN,
    ),
    "a document with macros": (
        changed(
            house_document(),
            {
                TYPES: [
                    (
                        b"application/vnd.openxmlformats-officedocument." + WORDS,
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                ]
            },
        ),
        Fault.MACROS,
    ),
    "a project of macros": (
        related("vbaProject", "vbaProject.bin", is_external=False),
        Fault.MACROS,
    ),
    "attached to a template elsewhere": (
        related("attachedTemplate", "http://127.0.0.1:9/x.dotm"),
        Fault.ATTACHED,
    ),
    "a picture of elsewhere": (related("image", "http://127.0.0.1:9/x.png"), Fault.REFERS),
    "a file of the server": (related("image", "file:///etc/hostname"), Fault.REFERS),
    "a link to a file": (related("hyperlink", "file://server/x.exe"), Fault.REFERS),
    "a field that fetches": (
        templates.with_field('INCLUDEPICTURE "http://127.0.0.1:9/x.png"'),
        Fault.REFERS,
    ),
    "a field that runs": (templates.with_field('DDEAUTO c:\\x "y"'), Fault.REFERS),
    "an object of another program": (
        related("oleObject", "embeddings/x.bin", is_external=False),
        Fault.EMBEDS,
    ),
    "a sheet behind a chart": (
        related("package", "embeddings/x.xlsx", is_external=False),
        Fault.EMBEDS,
    ),
    "a chunk of another file": (related("aFChunk", "x.html", is_external=False), Fault.EMBEDS),
    "entities": (templates.declared(), Fault.DECLARES),
    "a document type of elsewhere": (
        templates.declared(declaration=b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
        Fault.DECLARES,
    ),
    "entities in a list of relationships": (
        templates.declared("word/_rels/document.xml.rels"),
        Fault.DECLARES,
    ),
    "XML under another name": (
        changed(
            house_document(),
            {TYPES: [(b"/word/styles.xml", b"/word/styles.bin")]},
        ),
        Fault.BROKEN,
    ),
    "XML that ends early": (
        changed(house_document(), {"word/styles.xml": [(b"</w:styles>", b"")]}),
        Fault.BROKEN,
    ),
    "no part that a document starts with": (
        changed(house_document(), left_out={"word/document.xml"}),
        Fault.BROKEN,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_template_is_refused_with_its_reason(name):
    content, fault = HOSTILE[name]

    with pytest.raises(TemplateError) as refused:
        checked(Format.DOCX, content)

    assert refused.value.fault is fault


def test_a_document_in_place_of_slides_is_told():
    with pytest.raises(TemplateError) as refused:
        checked(Format.PPTX, house_document())

    assert refused.value.fault is Fault.OTHER_KIND


@pytest.mark.parametrize("target", ["https://noord.example", "mailto:info@noord.example"])
def test_a_link_that_somebody_has_to_press_may_stay(target):
    kept, _lacks = checked(Format.DOCX, related("hyperlink", target))

    assert docx.Document(io.BytesIO(kept))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_kept_of_what_it_says(kind):
    kept, _lacks = checked(kind, HOUSE[kind]())

    with ZipFile(io.BytesIO(kept)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if SECRET.encode() in part]
    assert package_faults(io.BytesIO(kept)) == []


@pytest.mark.parametrize(
    ("kind", "usual", "template"),
    [
        (Format.DOCX, WORDS, b"wordprocessingml.template.main+xml"),
        (
            Format.PPTX,
            b"presentationml.presentation.main+xml",
            b"presentationml.template.main+xml",
        ),
    ],
)
def test_a_template_as_office_keeps_them_is_taken(kind, usual, template):
    sent = changed(HOUSE[kind](), {TYPES: [(usual, template)]})

    assert checked(kind, sent)[1] == checked(kind, HOUSE[kind]())[1]


@pytest.mark.parametrize("kind", KINDS)
def test_ours_lacks_nothing_but_what_each_document_gets(kind):
    _kept, lacks = checked(kind, our_template(kind))

    assert set(lacks) <= {Lack.HEADER, Lack.FOOTER}


def test_what_a_document_lacks_is_told():
    _kept, lacks = checked(Format.DOCX, house_document())
    bare = checked(Format.DOCX, house_document(margin=90, header=""))[1]

    assert lacks == (Lack.COVER, Lack.LISTS, Lack.CAPTION, Lack.CONTENTS)
    assert {Lack.HEADER, Lack.FOOTER, Lack.PAGE} <= set(bare)


def test_what_slides_lack_is_told():
    kept, lacks = checked(Format.PPTX, house_slides())

    assert Lack.SLIDE_COVER not in lacks
    assert {Lack.TABLES, Lack.SLIDE_CHART, Lack.SLIDE_ROUTE} <= set(lacks)
    assert len(Presentation(io.BytesIO(kept)).slides) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_looked_at_in_a_process_of_its_own(kind):
    found = check_template(kind, HOUSE[kind]())

    assert (found.content[:2], found.lacks) == (b"PK", checked(kind, HOUSE[kind]())[1])


def test_that_process_gives_its_reason():
    with pytest.raises(TemplateError) as refused:
        check_template(Format.DOCX, templates.bomb())

    assert refused.value.fault is Fault.TOO_MUCH
