"""The radar as SVG."""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from reports import colours
from reports.measure import text_width
from reports.radar import (
    NARROW,
    ON_PAGE,
    ON_PAPER,
    WALL,
    WIDE,
    Axis,
    Radar,
    radar_svg,
    unbroken,
)
from reports.svg import NAMESPACE, number

NAMES = (
    ("Klantervaring", ("Klantervaring",)),
    ("Strategie", ("Strategie",)),
    ("Organisatiestructuur", ("Organisatie-", "structuur")),
    ("Technologie", ("Technologie",)),
    ("Processen", ("Processen",)),
    ("Mensen en cultuur", ("Mensen", "en cultuur")),
    ("Beloning en sturing", ("Beloning", "en sturing")),
)
CAPITAL = 0.73  # height, of the font size
LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW, WALL])


def make_radar(*scores, target=3, previous=None):
    axes = tuple(
        Axis(
            name=name,
            lines=lines,
            score=score,
            label="" if score is None else f"{score:.1f}".replace(".", ","),
            target=None if score is None else target,
            previous=previous,
        )
        for (name, lines), score in zip(NAMES, scores, strict=True)
    )
    return Radar(title="Radar", description="Zeven assen.", not_scored="niet gescoord", axes=axes)


EXAMPLE = make_radar(2.8, 2.4, 1.8, 2.2, None, 2.6, 1.4)


def parts(svg, tag):
    return ET.fromstring(svg).findall(f".//{{{NAMESPACE}}}{tag}")


def texts(svg):
    return ["".join(part.itertext()) for part in parts(svg, "text")]


def marked(svg, mark):
    return [
        part for part in ET.fromstring(svg).iter() if f"r-{mark}" in part.get("class", "").split()
    ]


@LAYOUTS
def test_every_name_and_score_stands_in_the_picture(layout):
    written = texts(radar_svg(EXAMPLE, layout))

    assert [text for text in written if "," in text] == ["2,8", "2,4", "1,8", "2,2", "2,6", "1,4"]
    assert {"Klantervaring", "Organisatie-", "structuur", "Beloning", "en sturing"} <= set(written)


@LAYOUTS
@pytest.mark.parametrize("marks", [ON_PAGE, ON_PAPER])
def test_coordinates_have_a_dot_whatever_the_language_of_the_labels(layout, marks):
    root = ET.fromstring(radar_svg(EXAMPLE, layout, marks=marks))

    numeric = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "font-size", "stroke-width")
    written = [part.get(name) for part in root.iter() for name in numeric if part.get(name)]
    assert written
    assert [text for text in written if not re.fullmatch(r"-?\d+(\.\d+)?", text)] == []
    corners = [part.get("points") for part in root.iter() if part.get("points")]
    pair = r"-?\d+(\.\d+)?,-?\d+(\.\d+)?"
    assert [text for text in corners if not re.fullmatch(rf"{pair}( {pair})*", text)] == []


def test_the_first_axis_points_up_and_the_second_lies_a_seventh_of_a_turn_to_the_right():
    outer = marked(radar_svg(EXAMPLE), "ring--out")[0].get("points").split()

    assert outer[:2] == ["318,60", "480.62,138.31"]


def test_a_score_of_two_lies_half_way_along_its_axis():
    dot = marked(radar_svg(make_radar(2, 3, 3, 3, 3, 3, 3), WIDE), "dot")[0]

    assert (dot.get("cx"), dot.get("cy")) == ("318", number(268 - 208 / 2))


def test_a_dimension_without_a_score_is_a_hole():
    svg = radar_svg(EXAMPLE)

    assert len(marked(svg, "open")) == 1
    assert len(marked(svg, "axis--gap")) == 1
    assert "niet gescoord" in texts(svg)
    now = marked(svg, "now")[0]
    assert now.tag.endswith("polyline")
    assert len(now.get("points").split()) == 6
    assert marked(svg, "area")[0].get("points").startswith("318,268 ")


def test_lines_break_at_every_hole_and_a_lonely_score_has_no_line():
    svg = radar_svg(make_radar(2, None, 3, 3, None, 1, None))

    assert [len(line.get("points").split()) for line in marked(svg, "now")] == [2]
    assert len(marked(svg, "dot")) == 4


def test_a_full_round_closes():
    svg = radar_svg(make_radar(1, 2, 3, 4, 3, 2, 1, previous=2))

    assert [line.tag.split("}")[1] for line in marked(svg, "now") + marked(svg, "prev")] == [
        "polygon"
    ] * 2


def test_runs_of_neighbours_go_round_the_circle():
    assert unbroken([1, 2, None, 4, 5]) == [[3, 4, 0, 1]]
    assert unbroken([None, None]) == []
    assert unbroken([1, 2, 3]) == [[0, 1, 2]]


@LAYOUTS
def test_nothing_scored_is_seven_holes_and_no_line(layout):
    svg = radar_svg(make_radar(*[None] * 7), layout)

    assert len(marked(svg, "open")) == 7
    assert sum("niet gescoord" in text for text in texts(svg)) == 7
    assert marked(svg, "now") + marked(svg, "area") + marked(svg, "target") == []


@LAYOUTS
def test_all_four_shows_the_target_under_the_disc_by_its_rim(layout):
    svg = radar_svg(make_radar(*[4] * 7, target=4), layout)

    assert len(marked(svg, "dot--met")) == 7


@LAYOUTS
@pytest.mark.parametrize(
    "scores", [[None] * 7, [4] * 7, [1] * 7, [2.8, 2.4, 1.8, 2.2, None, 2.6, 1.4]]
)
def test_every_text_starts_inside_the_picture(layout, scores):
    for text in parts(radar_svg(make_radar(*scores), layout), "text"):
        assert 0 <= float(text.get("x")) <= layout.width
        assert layout.name_size * 0.7 <= float(text.get("y")) <= layout.height - 4


@pytest.mark.parametrize("words", ["nog niet getoond", "not shown yet"])
def test_on_the_wall_every_label_ends_inside_the_picture_in_wider_letters_too(words):
    """A page has the letters of whoever looks, such as DejaVu, a fifth wider than Inter."""
    radar = replace(make_radar(*[None] * 7), not_scored=words)
    for mark, size in (("name", WALL.name_size), ("sub", WALL.small_size)):
        for text in marked(radar_svg(radar, WALL), mark):
            if "x" not in text.attrib:  # above the picture, in the middle
                continue
            width = 1.2 * text_width(text.text, size, is_bold=mark == "name")
            x = float(text.get("x"))
            left = x - width if text.get("text-anchor") == "end" else x
            assert left >= 0
            assert left + width <= WALL.width


@LAYOUTS
@pytest.mark.parametrize("score", [1, 1.2, 1.5, 2, 2.4])
@pytest.mark.parametrize("both", [True, False])
def test_no_disc_lies_over_the_number_of_a_ring(layout, score, both):
    svg = radar_svg(make_radar(3, score, 3, 3, 3, 3, score if both else 3), layout)
    discs = [(float(each.get("cx")), float(each.get("cy"))) for each in marked(svg, "dot")]
    for text in marked(svg, "lvl"):
        centre = float(text.get("x")), float(text.get("y")) - 4
        assert min(math.dist(disc, centre) for disc in discs) > layout.disc + 3


@LAYOUTS
def test_a_ring_keeps_its_number_where_one_side_is_taken(layout):
    svg = radar_svg(make_radar(3, 1.2, 3, 3, 3, 3, 3), layout)
    assert [text.text for text in marked(svg, "lvl")] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("layout", "line"),
    [(WIDE, "Organisational"), (NARROW, "Organisatie-"), (NARROW, "Organisational")],
)
def test_the_longest_name_stands_clear_of_the_ring(layout, line):
    """It hangs under the third axis, where the ring runs inward."""
    longer = replace(EXAMPLE.axes[2], lines=(line, "structure"))
    axes = (*EXAMPLE.axes[:2], longer, *EXAMPLE.axes[3:])
    svg = radar_svg(replace(EXAMPLE, axes=axes), layout)
    (outer,) = marked(svg, "ring--out")
    corners = [tuple(map(float, point.split(","))) for point in outer.get("points").split()]
    (right, upper), (left, lower) = corners[2:4]
    (name,) = (part for part in parts(svg, "text") if part.text == line)
    assert name.get("text-anchor") == "end"

    begin = float(name.get("x")) - text_width(name.text, layout.name_size, is_bold=True)
    top = float(name.get("y")) - layout.name_size * CAPITAL
    ring_at_top = right + (left - right) * (top - upper) / (lower - upper)

    assert begin - ring_at_top > 6


def test_hostile_names_stay_text():
    evil = '</text><script>alert(1)</script>{{ "x" }}&\x0b"'
    axis = replace(EXAMPLE.axes[1], name=evil, lines=(evil,))
    radar = replace(EXAMPLE, title=evil, axes=(EXAMPLE.axes[0], axis, *EXAMPLE.axes[2:]))

    svg = radar_svg(radar)

    assert "<script" not in svg
    assert evil.replace("\x0b", "") in texts(svg)


def test_the_picture_is_named_and_described():
    svg = radar_svg(EXAMPLE, key="big")
    root = ET.fromstring(svg)

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "big-title big-desc"
    assert root[0].text == "Radar"
    assert root[1].text == "Zeven assen."


def test_a_page_colours_classes_and_paper_carries_its_colours():
    assert "#" not in radar_svg(EXAMPLE, marks=ON_PAGE)
    assert "style=" not in radar_svg(EXAMPLE, marks=ON_PAGE)
    used = set(re.findall(r"#[0-9a-f]{6}", radar_svg(EXAMPLE, marks=ON_PAPER)))
    assert used <= set(colours.TOKENS.values())
    assert "class=" not in radar_svg(EXAMPLE, marks=ON_PAPER)


def test_both_colourings_draw_every_mark():
    assert set(ON_PAGE) == set(ON_PAPER)


def test_paper_has_the_light_colours_of_the_style_sheet(settings):
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)
    written = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", light))

    assert {name: written[name] for name in colours.TOKENS} == colours.TOKENS
    assert (
        dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", dark))["accent"]
        == colours.ACCENT_ON_DARK
    )
