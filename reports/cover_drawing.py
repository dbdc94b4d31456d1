"""The front of the report: the radar without words, light on dark."""

import math
from collections.abc import Sequence

from reports import colours
from reports.radar import Radar, unbroken
from reports.svg import Attributes, Point, Svg, element, image, points

WIDTH, HEIGHT = 210, 234  # millimetres of an A4 page
CENTRE = (125.0, 146.0)
RADIUS = 82.0

_THIN: Attributes = {
    "fill": "none",
    "stroke": colours.LEVELS[1],
    "stroke-opacity": 0.45,
    "stroke-width": 0.25,
}
_AREA: Attributes = {"fill": colours.LEVELS[1], "fill-opacity": 0.22}
_TARGET: Attributes = {
    "fill": "none",
    "stroke": colours.ACCENT_ON_DARK,
    "stroke-width": 0.7,
    "stroke-dasharray": "2.6 2",
}
_EDGE: Attributes = {
    "class": "edge",
    "fill": colours.ACCENT_ON_DARK,
    "x": 0,
    "y": 0,
    "width": 3,
    "height": HEIGHT,
}
_NOW: Attributes = {
    "fill": "none",
    "stroke": colours.PAPER,
    "stroke-width": 1.1,
    "stroke-linejoin": "round",
}


def cover_art(radar: Radar) -> Svg:
    count = len(radar.axes)

    def at(place: int, level: float) -> Point:
        angle, distance = 2 * math.pi * place / count, RADIUS * level / 4
        return CENTRE[0] + distance * math.sin(angle), CENTRE[1] - distance * math.cos(angle)

    def shape(mark: Attributes, values: Sequence[float | None], run: list[int]) -> str:
        corners = [at(place, values[place] or 0) for place in run]
        kind = "polygon" if len(run) == count else "polyline"
        return element(kind, {**mark, "points": points(corners)})

    scores = [axis.score for axis in radar.axes]
    targets = [axis.target if axis.score is not None else None for axis in radar.axes]
    drawn = [element("rect", _EDGE)]  # so that whose report it is is seen from afar
    drawn += [shape(_THIN, [float(level)] * count, list(range(count))) for level in (1, 2, 3, 4)]
    for place in range(count):
        (x, y), (end_x, end_y) = CENTRE, at(place, 4)
        drawn.append(element("line", {**_THIN, "x1": x, "y1": y, "x2": end_x, "y2": end_y}))
    for run in unbroken(scores):
        corners = [at(place, scores[place] or 0) for place in run]
        inside = corners if len(run) == count else [CENTRE, *corners]
        drawn.append(element("polygon", {**_AREA, "points": points(inside)}))
    drawn += [shape(_TARGET, targets, run) for run in unbroken(targets)]
    drawn += [shape(_NOW, scores, run) for run in unbroken(scores)]
    for place, score in enumerate(scores):
        if score is not None:
            x, y = at(place, score)
            drawn.append(element("circle", {"fill": colours.PAPER, "cx": x, "cy": y, "r": 2.2}))
    return image(WIDTH, HEIGHT, *drawn)
