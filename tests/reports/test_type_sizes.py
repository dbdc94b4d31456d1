"""Nothing that leaves the product is set smaller than people can read."""

import io
import re
import xml.etree.ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from reports.docx import render_docx
from reports.pptx import render_pptx
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report
from tests.reports.extremes import extreme

pytestmark = pytest.mark.django_db
ON_PAPER, ON_A_SLIDE = 8, 11  # points; what a room has to read is larger: test_pptx
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
REPORTS = {
    "full": lambda: demo_report(FULL, "nl"),
    "quick": lambda: demo_report(QUICK, "en"),
    "group": lambda: demo_report(GROUP, "nl"),
    "long": lambda: extreme("long", "full", "en"),
}


def style_size(style):
    """Of a style or the one that it is based on; None when none of them says."""
    while style is not None:
        if style.font.size:
            return style.font.size.pt
        style = style.base_style
    return None


def sizes_of(document, part):
    """Points of every run with words in a part, with those words."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}")
    by_id = {style.style_id: style for style in document.styles}
    for paragraph in part.iter(qn("w:p")):
        own = style_size(by_id[paragraph.style or "Normal"])
        for run in paragraph.iter(qn("w:r")):
            words = "".join(text.text or "" for text in run.iter(qn("w:t")))
            direct = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
            if direct is not None:
                yield int(direct.get(qn("w:val"))) / 2, words
            elif words.strip():
                default = int(defaults.get(qn("w:val"))) / 2
                yield style_size(by_id.get(run.style)) or own or default, words


@pytest.mark.parametrize("name", REPORTS)
def test_no_word_of_a_document_is_smaller_than_8_points(name):
    document = docx.Document(io.BytesIO(render_docx(REPORTS[name]())))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]

    sizes = [each for part in parts for each in sizes_of(document, part)]

    assert len(sizes) > 200
    assert [each for each in sizes if each[0] < ON_PAPER] == []


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_on_a_slide_is_smaller_than_11_points(name):
    found = {}
    with ZipFile(io.BytesIO(render_pptx(REPORTS[name]()))) as package:
        for part in package.namelist():
            if re.match(r"ppt/(slides|slideLayouts|slideMasters|charts)/[^/]+\.xml", part):
                tree = ET.fromstring(package.read(part))
                found[part] = [int(size) / 100 for size in sizes_in(tree)]

    assert {part.split("/")[1] for part, sizes in found.items() if sizes} == {
        *("slides", "slideLayouts", "slideMasters", "charts")
    }
    small = {part: min(sizes) for part, sizes in found.items() if sizes}
    assert {part: size for part, size in small.items() if size < ON_A_SLIDE} == {}


def sizes_in(tree):
    """What any properties of text say: of runs, ends of paragraphs and defaults."""
    names = {f"{DRAWING}{name}" for name in ("rPr", "defRPr", "endParaRPr")}
    return [each.get("sz") for each in tree.iter() if each.tag in names and each.get("sz")]
