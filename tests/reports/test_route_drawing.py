"""The route as one picture: every action once, what waits for what, and nothing outside it."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image

from reports.content.route import route_block
from reports.edition import Branding, Edition
from reports.formats import Format
from reports.making import RADAR_WIDTH, ROUTE_WIDTH, render
from reports.measure import text_width, wrapped
from reports.route_drawing import WIDTH
from reports.standalone import radar_picture, route_picture
from tests.factories import all_answers
from tests.pages import LANGUAGES
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def drawn(report):
    return ET.fromstring(route_picture(report))


def words(tree):
    return " ".join(text.text for text in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_every_action_of_the_route_is_drawn_once_and_named_in_the_description(name, language):
    report = demo_report(name, language)
    route = route_block(report)
    tree = drawn(report)

    planned = [action for actions in report.advice.by_horizon.values() for action in actions]
    assert [action.title for action in route.actions] == [action.title for action in planned]
    assert [action.number for action in route.actions] == list(range(1, len(planned) + 1))
    for action in planned:
        assert words(tree).count(action.title) == 1
        assert action.title in tree.find(f"{SVG}desc").text
    for phase in report.definition.phases:
        assert phase.basecamp in words(tree)
    assert report.about.organisation in tree.find(f"{SVG}title").text


def test_a_dependency_goes_forward_and_has_an_arrow():
    report = demo_report(FULL, "en")
    route = route_block(report)
    waiting = [action for action in route.actions if action.waits_for]

    assert waiting
    assert all(number < action.number for action in waiting for number in action.waits_for)
    drawn = route_picture(report)
    assert drawn.count("stroke-dasharray") == 1 + sum(len(each.waits_for) for each in waiting)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_at_every_level_all_words_stay_inside_the_picture(level):
    organisation = "Donaudampfschifffahrtsgesellschaftsunternehmensgruppe " * 3
    report = make_report(answers=all_answers("full", level), organisation=organisation)
    tree = drawn(report)
    _x, _y, width, height = map(float, tree.get("viewBox").split())

    assert width == WIDTH
    for text in tree.iter(f"{SVG}text"):
        is_bold = text.get("font-weight") in {"600", "700"}
        long = text_width(text.text, float(text.get("font-size")), is_bold=is_bold)
        left = float(text.get("x")) - (long if text.get("text-anchor") == "end" else 0)
        assert left > 0
        assert left + long <= width
        assert 0 < float(text.get("y")) < height


def test_actions_of_one_lane_never_share_a_horizon():
    for row in route_block(demo_report(FULL, "nl")).rows:
        for lane in row.lanes:
            horizons = [action.horizon for action in lane.actions if action]
            assert all(first < second for first, second in pairwise(horizons))


def test_without_a_score_the_route_says_so():
    assert "There are no actions yet" in words(
        drawn(make_report(answers={}, language="en", organisation=""))
    )


def test_pictures_bring_their_own_paper_and_the_accent_of_the_sender():
    report = demo_report(FULL, "nl")
    branded = replace(report, edition=Edition(branding=Branding(accent="#7a0b5d")))

    for picture in (radar_picture, route_picture):
        assert ET.fromstring(picture(report)).find(f"{SVG}rect").get("fill") == "#ffffff"
        assert "#7a0b5d" in picture(branded)
        assert "#7a0b5d" not in picture(report)


@pytest.mark.parametrize(
    ("format", "width"), [(Format.RADAR, RADAR_WIDTH), (Format.ROUTE, ROUTE_WIDTH)]
)
def test_a_picture_has_as_many_pixels_as_a_slide_needs_on_white(format, width):
    picture = Image.open(io.BytesIO(render(demo_report(QUICK, "nl"), format)))

    assert (picture.format, picture.width) == ("PNG", width)
    assert picture.convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)


def test_lines_are_broken_at_spaces_and_long_words_anywhere():
    assert wrapped("een twee drie", text_width("een twee", 10), 10) == ["een twee", "drie"]
    broken = wrapped("x" * 30, text_width("x" * 12, 10), 10)
    assert [len(line) for line in broken] == [12, 12, 6]
    assert wrapped("", 100, 10) == []
