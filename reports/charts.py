"""The small pictures beside the words: bars, spans, pips, columns and the route. Plain Python.

They are decoration: the words or the table beside them say the same, so screen readers skip them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports import colours
from reports.radar import LEVELS
from reports.svg import Attributes, Marks, Point, Svg, element, image, number, points, text_content

_FONT: Attributes = {"font-family": "Inter, system-ui, sans-serif"}
_TICK: Attributes = {"stroke": colours.LINE_STRONG, "stroke-width": 1}
ON_PAPER: Marks = {
    "tick": _TICK,
    "fill": {"stroke": colours.PRIMARY, "stroke-width": 3},
    "none": {**_TICK, "stroke-dasharray": "2 3"},
    "now": {"fill": colours.PRIMARY},
    "target": {"fill": colours.PAPER, "stroke": colours.ACCENT, "stroke-width": 2},
    "span": {"stroke": colours.LEVELS[2], "stroke-width": 4},
    "dot": {"fill": colours.PRIMARY},
    "name": {**_FONT, "fill": colours.INK, "font-size": 16},
    "sub": {**_FONT, "fill": colours.MUTED, "font-size": 15},
    "on": {"fill": colours.PRIMARY, "stroke": colours.PRIMARY, "stroke-width": 1},
    "off": {"fill": "none", "stroke": colours.LINE_STRONG, "stroke-width": 1},
    "column": {"fill": colours.LEVELS[2]},
    "count": {**_FONT, "fill": colours.INK, "font-size": 10, "font-weight": "600"},
    "mean": {"fill": colours.PRIMARY},
}
# On a page the style sheet colours the classes; a plain line is a tick.
ON_PAGE: Marks = {
    "tick": {},
    "fill": {"class": "bar__fill"},
    "none": {"class": "bar__none"},
    "now": {"class": "bar__now"},
    "target": {"class": "bar__target"},
    "span": {"class": "span"},
    "dot": {},
    "name": {},
    "sub": {"class": "sub"},
    "on": {"class": "on"},
    "off": {"class": "off"},
    "column": {"class": "spread__column"},
    "count": {"class": "spread__count"},
    "mean": {"class": "spread__mean"},
}


def _line(mark: Attributes, start: Point, end: Point) -> str:
    return element("line", {**mark, "x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]})


def _diamond(mark: Attributes, at: Point, size: float) -> str:
    x, y = at
    corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    return element("polygon", {**mark, "points": points(corners)})


def _scale(marks: Marks, left: float, right: float, y: float, tick: float) -> list[str]:
    """A line from 1 to 4 with a tick at every level."""
    drawn = [_line(marks["tick"], (left, y), (right, y))]
    for step in range(4):
        x = left + (right - left) * step / 3
        drawn.append(_line(marks["tick"], (x, y - tick), (x, y + tick)))
    return drawn


def score_bar(score: float | None, target: int | None, *, marks: Marks = ON_PAGE) -> Svg:
    """A dot for now and a hollow diamond for the target, on 1 to 4; dotted when not scored."""
    left, right, y = 7.0, 113.0, 10.0

    def at(level: float) -> Point:
        return left + (right - left) * (level - 1) / 3, y

    drawn = []
    if score is None:
        drawn.append(_line(marks["none"], (left, y), (right, y)))
    else:
        drawn += _scale(marks, left, right, y, 4)
        drawn.append(_line(marks["fill"], (left, y), at(score)))
    if target is not None:
        drawn.append(_diamond(marks["target"], at(target), 6))
    if score is not None:
        dot: Attributes = {"cx": at(score)[0], "cy": y, "r": 4.5 if score == target else 5.5}
        drawn.append(element("circle", {**marks["now"], **dot}))
    return image(120, 20, *drawn, name="bar")


@dataclass(frozen=True, slots=True)
class Spot:
    """A dimension on the line of a pattern."""

    score: float
    label: str  # "Strategie 2,4"


def pattern_span(
    spots: Sequence[Spot], border: Spot | None = None, *, marks: Marks = ON_PAGE
) -> Svg:
    """One or two dimensions on a line from 1 to 4, with the stretch between them or to a border."""
    left, right, y = 16.0, 304.0, 38.0

    def x_of(score: float) -> float:
        return left + (right - left) * (score - 1) / 3

    ends = [spot.score for spot in (*spots, *([border] if border else []))]
    drawn = [
        *_scale(marks, left, right, y, 4),
        element(
            "text",
            {**marks["sub"], "x": 2, "y": y + 4},
            "1",
        ),
        element("text", {**marks["sub"], "x": 318, "y": y + 4, "text-anchor": "end"}, "4"),
        _line(marks["span"], (x_of(min(ends)), y), (x_of(max(ends)), y)),
    ]
    for row, spot in enumerate(spots):
        drawn.append(element("circle", {**marks["dot"], "cx": x_of(spot.score), "cy": y, "r": 6}))
        drawn.append(_spot_label(marks["name"], x_of(spot.score), (20, 64)[row % 2], spot.label))
    if border:
        drawn.append(_spot_label(marks["sub"], x_of(border.score), 64, border.label))
    return image(320, 76, *drawn)


def _spot_label(mark: Attributes, x: float, y: float, label: str) -> str:
    """Centred on its spot, but inside the picture and clear of its edge, where a word processor
    cuts it."""
    half = len(label) * 4.4
    if x < half:
        x, anchor = 2.0, "start"
    elif x > 320 - half:
        x, anchor = 318.0, "end"
    else:
        anchor = "middle"
    return element("text", {**mark, "x": x, "y": y, "text-anchor": anchor}, text_content(label))


def pips(count: int, of: int = 3, *, marks: Marks = ON_PAGE) -> Svg:
    squares = [
        element(
            "rect",
            {
                **marks["on" if place < count else "off"],
                "x": 0.75 + 12 * place,
                "y": 1,
                "width": 9,
                "height": 9,
                "rx": 1.5,
            },
        )
        for place in range(of)
    ]
    return image(12 * of, 11, *squares)


def spread_columns(
    distribution: Sequence[int], mean: float | None, *, marks: Marks = ON_PAGE
) -> Svg:
    """How many chose each of the four levels, as columns with their counts; the mean under them."""
    step, foot, tall = 26.0, 44.0, 30.0
    most = max(*distribution, 1)
    drawn = [_line(marks["tick"], (0, foot), (4 * step, foot))]
    for place, count in enumerate(distribution):
        height = tall * count / most
        box: Attributes = {"x": step * place + 4, "y": foot - height, "width": step - 8}
        if count:
            drawn.append(element("rect", {**marks["column"], **box, "height": height}))
        where: Attributes = {
            "x": step * (place + 0.5),
            "y": foot - height - 3,
            "text-anchor": "middle",
        }
        drawn.append(element("text", {**marks["count"], **where}, str(count)))
    if mean is not None:
        drawn.append(_diamond(marks["mean"], (step * (mean - 0.5), foot + 5), 4))
    return image(4 * step, 54, *drawn, name="spread")


@dataclass(frozen=True, slots=True)
class Moment:
    """A score in time."""

    at: float  # from 0, the first, to 1, the last
    score: float | None


_BANDS = (1, 1.5, 2.5, 3.5, 4)  # where levels begin and end (rule 2)


def trend_line(moments: Sequence[Moment]) -> Svg:
    """Scores in time over the bands of the four levels; broken where there was none. For a page."""
    wide, tall, edge = 128.0, 56.0, 4.0

    def y_of(score: float) -> float:
        return edge + (tall - 2 * edge) * (4 - score) / 3

    drawn = [_band(level, y_of(_BANDS[level]), y_of(_BANDS[level - 1]), wide) for level in LEVELS]
    spots = [
        None if each.score is None else (8 + (wide - 16) * each.at, y_of(each.score))
        for each in moments
    ]
    for start, end in pairwise(spots):
        if start and end:
            drawn.append(_line({"class": "trend__line"}, start, end))
    for spot in filter(None, spots):
        dot: Attributes = {"class": "trend__dot", "cx": spot[0], "cy": spot[1], "r": 3.5}
        drawn.append(element("circle", dot))
    return image(wide, tall, *drawn, name="trend")


def _band(level: int, top: float, foot: float, wide: float) -> str:
    place: Attributes = {"x": 0, "y": top, "width": wide, "height": foot - top}
    return element("rect", {"class": f"trend__band trend__band--{level}", **place})


@dataclass(frozen=True, slots=True)
class Stretch:
    """One action on a line of the route."""

    horizon: int  # 1 to 3
    effort: str  # S, M or L
    waits_for: int | None  # the horizon of the action on this line that it depends on


_COLUMN = 77.5
_LENGTHS = {"S": 22.6, "M": 45.6, "L": 70.8}  # of a column


def route_line(stretches: Sequence[Stretch]) -> Svg:
    """Bars in three columns, as long as their effort; filled in the first horizon. For paper."""
    solid: Attributes = {"stroke": colours.PRIMARY, "stroke-width": 0.4, "rx": 0.5}
    drawn = []
    ends = {stretch.horizon: _start(stretch) + _LENGTHS[stretch.effort] for stretch in stretches}
    for stretch in stretches:
        fill = colours.PRIMARY if stretch.horizon == 1 else colours.PAPER
        size: Attributes = {"width": _LENGTHS[stretch.effort], "height": 2.4}
        place: Attributes = {"x": _start(stretch), "y": 1.8}
        drawn.append(element("rect", {**solid, "fill": fill, **place, **size}))
        if stretch.waits_for in ends:
            is_over = stretch.horizon - (stretch.waits_for or 0) > 1 and len(stretches) > 2
            drawn += _arrow(ends[stretch.waits_for], _start(stretch), is_over=is_over)
    return image(3 * _COLUMN, 5, *drawn)


def _start(stretch: Stretch) -> float:
    return _COLUMN * (stretch.horizon - 1) + 0.2


def _arrow(start: float, end: float, *, is_over: bool) -> list[str]:
    dotted: Attributes = {
        "fill": "none",
        "stroke": colours.MUTED,
        "stroke-width": 0.3,
        "stroke-dasharray": ".9 .7",
    }
    begin, tip = number(start + 0.2), number(end - 1.7)
    bend = f"h2V.6H{number(end - 4)}V3" if is_over else ""
    head = f"M{number(end - 2)} 1.9L{number(end - 0.5)} 3l-1.5 1.1z"
    return [
        element("path", {**dotted, "d": f"M{begin} 3{bend}H{tip}"}),
        element("path", {"fill": colours.MUTED, "d": head}),
    ]


KEY_MARKS = ("now", "target", "previous", "gap")
KEY_SIZE = (30, 12)


def key_mark(kind: str) -> Svg:
    """The sign that stands before a word of the radar's key, on paper."""
    return image(*KEY_SIZE, *key_sign(kind))


def key_sign(kind: str) -> list[str]:
    """The same in another picture, in the corner of which it stands."""
    now: Attributes = {"stroke": colours.PRIMARY, "stroke-width": 2}
    target: Attributes = {"stroke": colours.ACCENT, "stroke-width": 2, "stroke-dasharray": "5 4"}
    previous: Attributes = {"stroke": colours.MUTED, "stroke-width": 1.25, "stroke-opacity": 0.75}
    ring: Attributes = {"fill": colours.PAPER, "stroke": colours.LINE_STRONG, "stroke-width": 2}
    signs = {
        "now": [
            _line(now, (0, 6), (30, 6)),
            element("circle", {**ON_PAPER["now"], "cx": 15, "cy": 6, "r": 4.5}),
        ],
        "target": [_line(target, (0, 6), (30, 6)), _diamond(ON_PAPER["target"], (15, 6), 4.5)],
        "previous": [_line(previous, (0, 6), (30, 6))],
        "gap": [element("circle", {**ring, "cx": 15, "cy": 6, "r": 4})],
    }
    return signs[kind]
