"""Drawings that are looked at alone: they say whose they are, and no word of them is cut off."""

import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from maturity.loading import published_definition
from reports.measure import text_width
from reports.radar import NARROW, ON_PAPER, WIDE, radar_svg
from reports.series import radar_of
from reports.standalone import radar_picture, route_picture
from tests.factories import all_answers
from tests.pages import LANGUAGES
from tests.reports.conftest import FULL, demo_report, make_report
from tests.reports.extremes import EXTREME, extreme

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
BOLD = {"600", "700"}
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # the share of a text that lies before its x


@cache
def inter(style):
    """The advance of each letter in Inter, in its own size."""
    query = ["fc-match", "-f", "%{file}", f"Inter:style={style}"]
    font = TTFont(subprocess.run(query, capture_output=True, text=True, check=True).stdout)
    widths, size = font["hmtx"], font["head"].unitsPerEm
    return {letter: widths[name][0] / size for letter, name in font.getBestCmap().items()}


def texts(tree, right=0.0, down=0.0):
    """Every line of text: its words, left and right end, and base line."""
    if "transform" in tree.attrib:
        moved = tree.get("transform").removeprefix("translate(").removesuffix(")").split()
        right, down = right + float(moved[0]), down + float(moved[1])
    if tree.tag == f"{SVG}text":
        long = sum(map(length, [tree, *tree]))
        left = float(tree.get("x")) + right - long * BEFORE[tree.get("text-anchor", "start")]
        yield "".join(tree.itertext()), left, left + long, float(tree.get("y")) + down
    for child in tree:
        yield from texts(child, right, down)


def length(piece):
    size, is_bold = float(piece.get("font-size", 0)), piece.get("font-weight") in BOLD
    return float(piece.get("dx", 0)) + text_width(piece.text or "", size, is_bold=is_bold)


def cut_off(picture):
    tree = ET.fromstring(picture)
    _x, _y, width, height = map(float, tree.get("viewBox").split())
    found = list(texts(tree))
    assert found
    return [each for each in found if each[1] < 0 or each[2] > width or not 8 < each[3] < height]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_a_measured_line_is_as_long_as_the_font_makes_it(style, language):
    real = inter(style)
    for dimension in published_definition(language).dimensions:
        for text in (dimension.about, *(step.headline for step in dimension.steps.values())):
            width = sum(real[ord(letter)] for letter in text)

            measured = text_width(text, 1, is_bold=style == "Bold")
            assert measured == pytest.approx(width, rel=0.001)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXTREME)
def test_no_word_of_a_drawing_is_cut_off(name, language):
    report = extreme(name, "full", language)
    radar = radar_of(report)

    assert cut_off(radar_picture(report)) == []
    assert cut_off(route_picture(report)) == []
    for layout in (WIDE, NARROW):
        assert cut_off(radar_svg(radar, layout, marks=ON_PAPER)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_radar_alone_says_whose_it_is_and_what_its_marks_are(language):
    report = demo_report(FULL, language)
    earlier = make_report(answers=all_answers("full", 1)).result

    first = words(radar_picture(report))
    second = words(radar_picture(replace(report, previous=earlier)))

    marks = {
        "nl": ["nu", "doel", "vorige meting", "niet gescoord"],
        "en": ["now", "target", "previous assessment", "not scored"],
    }
    now, target, previous, gap = marks[language]
    assert report.about.organisation in first[0]
    assert report.about.title in first[1]
    assert {now, target, *(level.name for level in report.definition.levels)} <= set(first)
    assert previous not in first
    assert previous in second
    assert gap not in second
    assert gap in words(radar_picture(extreme("unknown", "full", language)))


@pytest.mark.parametrize("picture", [radar_picture, route_picture])
def test_a_drawing_alone_says_when_and_whether_more_answers_can_come(picture):
    report = demo_report(FULL, "en")
    unfinished = replace(report, about=replace(report.about, is_finished=False))
    finished = replace(report, about=replace(report.about, is_finished=True))

    assert words(picture(unfinished))[1].endswith("Shops (retail), 12 March 2026, provisional")
    assert words(picture(finished))[1].endswith("Shops (retail), 12 March 2026")


def words(picture):
    return ["".join(text.itertext()) for text in ET.fromstring(picture).iter(f"{SVG}text")]
