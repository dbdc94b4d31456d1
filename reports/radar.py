"""The radar: one value in, one SVG out. Plain Python.

Seven axes clockwise from the top, rings at levels 1 to 4, radius = R x score / 4. An axis without a
score is a hole: no area, no line, a dotted axis and an open ring beyond the scale; never a zero.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from reports import colours
from reports.measure import text_width
from reports.svg import Attributes, Marks, Point, Svg, element, image, number, points, text_content

LEVELS = (1, 2, 3, 4)
HALO = 8  # of the number of a ring


@dataclass(frozen=True, slots=True)
class Axis:
    name: str
    lines: tuple[str, ...]  # the name, broken for a narrow place
    score: float | None  # 1 to 4
    label: str  # the score in the words of the language: "2,8"
    target: int | None
    previous: float | None  # score of an earlier measurement
    older: tuple[float | None, ...] = ()  # of at most two before that, the latest first


@dataclass(frozen=True, slots=True)
class Radar:
    title: str
    description: str
    not_scored: str  # "niet gescoord"
    axes: tuple[Axis, ...]

    @property
    def has_targets(self) -> bool:
        return any(axis.target is not None for axis in self.axes)

    @property
    def has_previous(self) -> bool:
        return any(axis.previous is not None for axis in self.axes)

    @property
    def has_gaps(self) -> bool:
        return any(axis.score is None for axis in self.axes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Sizes in units of the viewBox."""

    width: float
    height: float
    centre: Point
    radius: float  # of level 4
    disc: float
    diamond: float
    hole: float  # radius of the open ring
    ring_number: float  # how far right of the first axis
    name_size: float
    small_size: float
    label_size: float
    line_height: float
    reach: float  # from the end of an axis to its label
    hangs: bool  # the labels of axes 3 and 6 hang under their axis end, against the edge
    hang: float  # how far under: clear of the ring, which runs inward there


WIDE = Layout(
    width=640,
    height=516,
    centre=(318, 268),
    radius=208,
    disc=16,
    diamond=6,
    hole=6,
    ring_number=23.5,
    name_size=15.5,
    small_size=14,
    label_size=12.5,
    line_height=18.5,
    reach=16,
    hangs=False,
    hang=36,
)
NARROW = Layout(
    width=424,
    height=372,
    centre=(212, 178),
    radius=142,
    disc=14.5,
    diamond=5.5,
    hole=5,
    ring_number=21.5,
    name_size=14.5,
    small_size=13,
    label_size=12,
    line_height=17.5,
    reach=15,
    hangs=True,
    hang=62,
)
# Read from the back of a room: as NARROW, with room for letters that are wider than ours.
WALL = replace(NARROW, width=498, centre=(249, 178), ring_number=24)


# What the marks look like where no style sheet reaches: WeasyPrint and a downloaded file ...


def _classes(mark: str) -> str:
    """A variant has the class of what it varies too: "r-ring r-ring--out"."""
    plain = mark.split("--")[0]
    return f"r-{mark}" if plain == mark else f"r-{plain} r-{mark}"


_FONT: Attributes = {"font-family": "Inter, system-ui, sans-serif"}
_HAIRLINE: Attributes = {"fill": "none", "stroke": colours.LINE_STRONG, "stroke-width": 1}
_DOT: Attributes = {"fill": colours.PRIMARY, "stroke": colours.PAPER, "stroke-width": 2}
_EARLIER: Attributes = {
    "fill": "none",
    "stroke": colours.MUTED,
    "stroke-opacity": 0.75,
    "stroke-width": 1.25,
}
ON_PAPER: Marks = {
    "ring": {**_HAIRLINE, "stroke-opacity": 0.42},
    "ring--out": _HAIRLINE,
    "axis": {**_HAIRLINE, "stroke-opacity": 0.42},
    "axis--gap": {**_HAIRLINE, "stroke-dasharray": "2 4"},
    "area": {"fill": colours.LEVELS[2], "fill-opacity": 0.17},
    "prev": _EARLIER,
    "prev--2": {**_EARLIER, "stroke-dasharray": "9 4"},
    "prev--3": {**_EARLIER, "stroke-dasharray": "2 4"},
    "target": {
        "fill": "none",
        "stroke": colours.ACCENT,
        "stroke-width": 2,
        "stroke-dasharray": "6 5",
    },
    "now": {
        "fill": "none",
        "stroke": colours.PRIMARY,
        "stroke-width": 2.5,
        "stroke-linejoin": "round",
    },
    "halo": {"fill": colours.PAPER, "fill-opacity": 0.8},
    "lvl": {**_FONT, "fill": colours.MUTED},
    "dia": {"fill": colours.PAPER, "stroke": colours.ACCENT, "stroke-width": 2},
    "dot": _DOT,
    "dot--met": {**_DOT, "stroke": colours.ACCENT},
    "dot-t": {**_FONT, "fill": colours.ON_PRIMARY, "font-weight": "600"},
    "open": {"fill": colours.PAPER, "stroke": colours.LINE_STRONG, "stroke-width": 2},
    "name": {**_FONT, "fill": colours.INK, "font-weight": "600"},
    "sub": {**_FONT, "fill": colours.MUTED},
}

# ... and on a page, whose style sheet colours the classes, also in the dark.
ON_PAGE: Marks = {mark: {"class": _classes(mark)} for mark in ON_PAPER}


def radar_svg(
    radar: Radar, layout: Layout = WIDE, *, marks: Marks = ON_PAGE, key: str = "radar"
) -> Svg:
    """`key` makes the ids of title and description unique on the page."""
    drawn = drawing(radar, layout, marks)
    named = {"title": radar.title, "description": radar.description, "key": key}
    return image(layout.width, layout.height, *drawn, **named)


def drawing(radar: Radar, layout: Layout, marks: Marks) -> list[str]:
    """What stands in the picture, for one that holds more than the radar."""
    pen = _Pen(radar, layout, marks)
    return [
        *pen.grid(),
        *pen.area(),
        *pen.older(),
        *pen.line("prev", lambda axis: axis.previous),
        *pen.line("target", lambda axis: axis.target if axis.score is not None else None),
        *pen.line("now", lambda axis: axis.score),
        *pen.ring_numbers(),
        *pen.diamonds(),
        *pen.scores(),
        *pen.names(),
    ]


def unbroken(values: Sequence[float | None]) -> list[list[int]]:
    """The places of neighbouring values, round the circle, split where one is missing."""
    count = len(values)
    start = next((place + 1 for place, value in enumerate(values) if value is None), 0)
    turned = [(start + place) % count for place in range(count)]
    runs = groupby(turned, key=lambda place: values[place] is not None)
    return [list(run) for is_there, run in runs if is_there]


def _older_score(place: int) -> Callable[[Axis], float | None]:
    return lambda axis: axis.older[place]


class _Pen:
    """Draws the parts of one radar, in the order of `radar_svg`."""

    def __init__(self, radar: Radar, layout: Layout, marks: Marks) -> None:
        self.axes = radar.axes
        self.not_scored = radar.not_scored
        self.layout = layout
        self.marks = marks

    def place(self, axis: int, distance: float) -> Point:
        angle = 2 * math.pi * axis / len(self.axes)
        x, y = self.layout.centre
        return x + distance * math.sin(angle), y - distance * math.cos(angle)

    def at(self, axis: int, level: float) -> Point:
        return self.place(axis, self.layout.radius * level / 4)

    def text(self, mark: str, at: Point, size: float, words: str, anchor: str = "middle") -> str:
        where: Attributes = {"x": at[0], "y": at[1], "font-size": size, "text-anchor": anchor}
        return element("text", {**self.marks[mark], **where}, text_content(words))

    def circle(self, mark: str, at: Point, radius: float) -> str:
        return element("circle", {**self.marks[mark], "cx": at[0], "cy": at[1], "r": radius})

    def grid(self) -> list[str]:
        drawn = [
            element(
                "polygon",
                {
                    **self.marks["ring--out" if level == LEVELS[-1] else "ring"],
                    "points": points([self.at(axis, level) for axis in range(len(self.axes))]),
                },
            )
            for level in LEVELS
        ]
        x, y = self.layout.centre
        for number_of_axis, axis in enumerate(self.axes):
            gap = axis.score is None
            end = self.place(number_of_axis, self.hole_distance if gap else self.layout.radius)
            ends = {"x1": x, "y1": y, "x2": end[0], "y2": end[1]}
            drawn.append(element("line", {**self.marks["axis--gap" if gap else "axis"], **ends}))
        return drawn

    @property
    def hole_distance(self) -> float:
        return self.layout.radius + 2 * self.layout.hole + 1

    def area(self) -> list[str]:
        """Closes through the centre, so the wedge of a hole stays empty."""
        scores = [axis.score for axis in self.axes]
        drawn = []
        for run in unbroken(scores):
            corners = [self.at(place, scores[place] or 0) for place in run]
            if len(run) < len(scores):
                corners.insert(0, self.layout.centre)
            if len(corners) > 2:
                drawn.append(element("polygon", {**self.marks["area"], "points": points(corners)}))
        return drawn

    def line(self, mark: str, value_of: Callable[[Axis], float | None]) -> list[str]:
        values = [value_of(axis) for axis in self.axes]
        drawn = []
        for run in unbroken(values):
            corners = points([self.at(place, values[place] or 0) for place in run])
            shape: Literal["polygon", "polyline"] = (
                "polygon" if len(run) == len(values) else "polyline"
            )
            if len(run) > 1:
                drawn.append(element(shape, {**self.marks[mark], "points": corners}))
        return drawn

    def older(self) -> list[str]:
        """Told apart by their dashes; the oldest under the others."""
        places = range(max(len(axis.older) for axis in self.axes))
        marks = ["prev--2", "prev--3"]
        return [
            shape
            for place in reversed(places)
            for shape in self.line(marks[place], _older_score(place))
        ]

    def ring_numbers(self) -> list[str]:
        drawn = []
        for level in LEVELS:
            axis, y = self.at(0, level)
            y += 2 if level == LEVELS[-1] else 0  # clear of the corner of the outer ring
            for side in (1, -1):
                x = axis + side * self.layout.ring_number
                if self.is_free(x, y):
                    drawn.append(self.circle("halo", (x, y), HALO))
                    drawn.append(self.text("lvl", (x, y + 4), 12, str(level)))
                    break
        return drawn

    def is_free(self, x: float, y: float) -> bool:
        """No disc of a neighbouring axis lies over a number there."""
        discs = (self.at(n, each.score) for n, each in enumerate(self.axes) if n and each.score)
        return all(math.dist(disc, (x, y)) > self.layout.disc + HALO / 2 for disc in discs)

    def diamonds(self) -> list[str]:
        size = self.layout.diamond
        drawn = []
        for place, axis in enumerate(self.axes):
            if axis.target is None:
                continue
            x, y = self.at(place, axis.target)
            corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
            outline = "L".join(f"{number(right)} {number(down)}" for right, down in corners)
            drawn.append(element("path", {**self.marks["dia"], "d": f"M{outline}Z"}))
        return drawn

    def scores(self) -> list[str]:
        drawn = []
        for place, axis in enumerate(self.axes):
            if axis.score is None:
                hole = self.place(place, self.hole_distance)
                drawn.append(self.circle("open", hole, self.layout.hole))
                continue
            at = self.at(place, axis.score)
            mark = "dot--met" if self.covers_target(axis) else "dot"
            below = (at[0], at[1] + self.layout.label_size * 0.36)
            longer = max(0, len(axis.label) - len("2,5"))  # "2,45"
            size = self.layout.label_size - longer
            drawn.append(self.circle(mark, at, self.layout.disc))
            drawn.append(self.text("dot-t", below, size, axis.label))
        return drawn

    def covers_target(self, axis: Axis) -> bool:
        """The disc lies over the diamond; its rim then takes the colour of the target."""
        if axis.score is None or axis.target is None:
            return False
        return abs(axis.score - axis.target) * self.layout.radius / 4 < self.layout.disc

    def names(self) -> list[str]:
        return [line for place in range(len(self.axes)) for line in self.name(place)]

    def name(self, place: int) -> list[str]:
        axis, layout = self.axes[place], self.layout
        if place == 0:
            return [self.top_name(axis)]
        written = [("name", layout.name_size, line) for line in axis.lines]
        if axis.score is None:
            written.append(("sub", layout.small_size, self.not_scored))
        (x, y), anchor = self.label_start(place, rows=len(written))
        return [
            self.text(mark, (x, y + row * layout.line_height), size, words, anchor)
            for row, (mark, size, words) in enumerate(written)
        ]

    def top_name(self, axis: Axis) -> str:
        """In one line: above the picture is room in the width only."""
        x, y = self.place(0, self.label_distance(axis))
        if axis.score is not None:
            return self.text("name", (x, y), self.layout.name_size, axis.name)
        where: Attributes = {"x": x, "y": y - self.layout.hole - 4, "text-anchor": "middle"}
        name = {**self.marks["name"], "font-size": self.layout.name_size}
        sub = {**self.marks["sub"], "font-size": self.layout.small_size, "dx": 6}
        return element(
            "text",
            where,
            element("tspan", name, text_content(axis.name)),
            element("tspan", sub, text_content(self.not_scored)),
        )

    def label_distance(self, axis: Axis) -> float:
        """Beyond the end of the axis, and clear of a disc that lies on it."""
        layout = self.layout
        disc_end = layout.radius * (axis.score or 0) / 4 + layout.disc + 6
        return max(layout.radius + layout.reach, disc_end)

    def fits_beside(self, axis: Axis, x: float) -> bool:
        size = self.layout.name_size
        longest = max(text_width(line, size, is_bold=True) for line in axis.lines)
        return longest < min(x, self.layout.width - x) + 2

    def label_start(self, place: int, *, rows: int) -> tuple[Point, str]:
        """Where the first of the lines stands, and how it is anchored: away from the picture."""
        layout, axis = self.layout, self.axes[place]
        is_hole = axis.score is None
        is_right = 2 * place < len(self.axes)
        anchor = "start" if is_right else "end"
        x, y = self.place(place, self.label_distance(axis))
        from_top = min(place, len(self.axes) - place) / len(self.axes)
        if from_top > 0.35:  # under the picture
            outward = layout.hole if is_right else -layout.hole
            return (x + outward * is_hole, y + layout.line_height - (0 if is_hole else 2.5)), anchor
        if from_top > 0.2 and (layout.hangs or not self.fits_beside(axis, x)):
            under = self.at(place, 4)[1] + layout.hang
            return ((layout.width - 2, under), "end") if is_right else ((2, under), "start")
        if from_top > 0.2:  # beside it
            return (x, y + (22 if is_hole else 8)), anchor
        height = (rows - 1) * layout.line_height
        if is_hole:
            return (x, self.place(place, self.hole_distance)[1] - layout.hole - 4 - height), anchor
        has_disc_beside = self.label_distance(axis) > layout.radius + layout.reach
        above = height if has_disc_beside else height / 2
        return (x, y - above + (4 if layout.hangs else 0)), anchor
