"""The small pictures."""

import re
import xml.etree.ElementTree as ET

import pytest

from reports.charts import (
    KEY_MARKS,
    ON_PAGE,
    ON_PAPER,
    Moment,
    Spot,
    Stretch,
    key_mark,
    pattern_span,
    pips,
    route_line,
    score_bar,
    spread_columns,
    trend_line,
)
from reports.cover_drawing import cover_art
from reports.svg import NAMESPACE, element, image, number, text_content
from tests.reports.test_radar import EXAMPLE, make_radar

PICTURES = {
    "bar": score_bar(2.25, 3),
    "bar on target": score_bar(3, 3, marks=ON_PAPER),
    "no score": score_bar(None, None),
    "span": pattern_span([Spot(2.4, "Strategie 2,4"), Spot(1.4, "Beloning en sturing 1,4")]),
    "border": pattern_span([Spot(1.4, "Beloning")], Spot(2, "grens"), marks=ON_PAPER),
    "pips": pips(2),
    "spread": spread_columns((1, 0, 4, 2), 2.857),
    "nobody": spread_columns((0, 0, 0, 0), None, marks=ON_PAPER),
    "route": route_line([Stretch(1, "S", None), Stretch(2, "M", 1), Stretch(3, "L", 1)]),
    "trend": trend_line([Moment(0, 1.4), Moment(0.25, None), Moment(1, 2.75)]),
    "cover": cover_art(EXAMPLE),
    "empty cover": cover_art(make_radar(*[None] * 7)),
    **{kind: key_mark(kind) for kind in KEY_MARKS},
}


def parts(svg, tag):
    return ET.fromstring(svg).findall(f".//{{{NAMESPACE}}}{tag}")


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_parses_is_hidden_from_readers_and_has_dots_for_decimals(name):
    root = ET.fromstring(PICTURES[name])

    assert root.get("aria-hidden") == "true"
    numeric = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "stroke-width")
    written = [part.get(key) for part in root.iter() for key in numeric if part.get(key)]
    assert [text for text in written if not re.fullmatch(r"-?[\d.]+", text)] == []


def test_the_bar_puts_a_score_in_the_middle_in_the_middle():
    svg = score_bar(2.5, 4)

    assert parts(svg, "circle")[0].get("cx") == "60"
    assert parts(svg, "polygon")[0].get("points").split()[0] == "113,4"


def test_a_bar_without_a_score_has_no_dot():
    assert parts(score_bar(None, 3), "circle") == []
    assert [line.get("class") for line in parts(score_bar(None, 3), "line")] == ["bar__none"]


def test_the_span_reaches_from_the_lower_to_the_higher_score():
    span = next(
        line
        for line in parts(pattern_span([Spot(4, "a"), Spot(1, "b")]), "line")
        if line.get("class") == "span"
    )

    assert (span.get("x1"), span.get("x2")) == ("16", "304")


def test_labels_at_the_ends_of_a_span_stay_inside_the_picture():
    texts = parts(pattern_span([Spot(1, "Een lange naam 1,0"), Spot(4, "Nog langer 4,0")]), "text")

    assert [text.get("text-anchor") for text in texts[2:]] == ["start", "end"]


def test_pips_show_how_many_of_three():
    assert [rect.get("class") for rect in parts(pips(2), "rect")] == ["on", "on", "off"]


def test_columns_show_every_count_and_a_mark_at_the_mean():
    svg = spread_columns((1, 0, 4, 2), 3)

    assert [text.text for text in parts(svg, "text")] == ["1", "0", "4", "2"]
    assert len(parts(svg, "rect")) == 3
    assert parts(svg, "polygon")[0].get("points").startswith("65,")


def test_an_action_that_waits_has_an_arrow_from_the_one_it_waits_for():
    free = route_line([Stretch(1, "S", None), Stretch(2, "M", None)])
    waiting = route_line([Stretch(1, "S", None), Stretch(2, "M", 1)])

    assert len(parts(free, "path")) == 0
    assert len(parts(waiting, "path")) == 2


def test_page_and_paper_know_the_same_marks():
    assert set(ON_PAGE) == set(ON_PAPER)
    assert "class=" not in PICTURES["border"]


def test_numbers_are_short_and_have_a_dot():
    assert [number(value) for value in (1, 2.5, 1 / 3, -0.001, 100)] == [
        "1",
        "2.5",
        "0.33",
        "0",
        "100",
    ]


def test_texts_and_attributes_are_escaped_and_control_characters_dropped():
    assert text_content('<a b="c">&\x00\x0b') == "&lt;a b=&quot;c&quot;&gt;&amp;"
    assert element("g", {"class": '"><script>'}) == '<g class="&quot;&gt;&lt;script&gt;"/>'


def test_a_picture_with_a_title_has_a_name():
    root = ET.fromstring(image(1, 1, title="Naam", key="k"))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "k-title"


def test_a_trend_stands_on_the_bands_of_levels_and_breaks_where_there_is_no_score():
    gap = trend_line([Moment(0, 1), Moment(0.25, None), Moment(0.5, 2), Moment(1, 4)])

    bands = [(float(each.get("y")), float(each.get("height"))) for each in parts(gap, "rect")]
    assert bands == [(44, 8), (28, 16), (12, 16), (4, 8)]
    assert [each.get("cy") for each in parts(gap, "circle")] == ["52", "36", "4"]
    [line] = parts(gap, "line")
    assert [line.get(end) for end in ("x1", "x2")] == ["64", "120"]
