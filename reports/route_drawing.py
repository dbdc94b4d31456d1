"""The route as one picture: three horizons side by side, a row a dimension, basecamps at the foot.

Plain Python, in the colours of paper on a background of its own: it is looked at outside the
product.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports import colours
from reports.content.blocks import ActionRow, Route, RouteHorizon, RouteRow
from reports.svg import Attributes, Point, Svg, element, image, number
from reports.svg_text import Type, written

WIDTH = 1680.0
EDGE = 56.0
NAMES = 250.0  # width of the column with the dimensions
GUTTER = 28.0  # between columns; dependencies run through it
COLUMN = (WIDTH - 2 * EDGE - NAMES) / 3
ROOM = COLUMN - GUTTER  # for bars and words
BAR = 22.0
LENGTHS = {"S": 0.34, "M": 0.67, "L": 1.0}  # of ROOM

Place = tuple[float, float, float]  # left, right and middle of a bar


TITLE = Type(34, 42, colours.PRIMARY, "700")
SUB = Type(15.5, 22, colours.MUTED)
HORIZON = Type(19, 26, colours.ON_PRIMARY, "700")
PERIOD = Type(15, 22, colours.ON_PRIMARY)
AIM = Type(14, 19.5, colours.MUTED)
RANK = Type(24, 34, colours.PRIMARY, "300")
NAME = Type(16, 21, colours.INK, "700")
STEP = Type(14, 19, colours.MUTED)
ACTION = Type(14.5, 19.5, colours.INK, "600")
OWNER = Type(13.5, 18.5, colours.MUTED)
CAMP = Type(14.5, 20, colours.INK, "600")
QUESTION = Type(13.5, 19, colours.INK)


@dataclass(frozen=True, slots=True)
class RouteWords:
    """What the picture says beside the route itself."""

    title: str
    description: str
    subtitle: str
    key_effort: str
    key_now: str
    key_later: str
    key_waits: str
    camp: str
    camp_hint: str
    nothing: str


def route_svg(route: Route, words: RouteWords) -> Svg:
    pen = _Pen(route, words)
    pen.head()
    pen.horizons()
    for row in route.rows:
        pen.row(row)
    if not route.rows:
        pen.write(words.nothing, EDGE, NAME, WIDTH - 2 * EDGE)
    pen.camps()
    pen.dependencies()
    height = pen.y + EDGE
    paper = element("rect", {"width": WIDTH, "height": height, "fill": colours.PAPER})
    return image(
        WIDTH,
        height,
        paper,
        *pen.drawn,
        title=words.title,
        description=words.description,
        key="route",
    )


def _left(horizon: int) -> float:
    return EDGE + NAMES + COLUMN * (horizon - 1)


class _Pen:
    """Draws from top to bottom; `y` is how far it is."""

    def __init__(self, route: Route, words: RouteWords) -> None:
        self.route = route
        self.words = words
        self.y = EDGE
        self.drawn: list[str] = []
        self.places: dict[int, Place] = {}  # number of an action -> its bar

    def text(self, text: str, at: Point, type: Type, **more: str) -> None:
        self.drawn.append(written(text, at, type, **more))

    def lines(self, lines: Sequence[str], x: float, y: float, type: Type) -> float:
        """Where the next line would begin."""
        for line in lines:
            self.text(line, (x, y + type.size), type)
            y += type.line
        return y

    def write(self, text: str, x: float, type: Type, width: float) -> None:
        self.y = self.lines(type.lines(text, width), x, self.y, type)

    def rule(self, y: float, *, ink: str = colours.LINE, width: float = 1) -> None:
        line: Attributes = {"x1": EDGE, "x2": WIDTH - EDGE, "y1": y, "y2": y}
        self.drawn.append(element("line", {**line, "stroke": ink, "stroke-width": width}))

    def head(self) -> None:
        self.write(self.words.title, EDGE, TITLE, WIDTH - 2 * EDGE)
        self.write(self.words.subtitle, EDGE, SUB, WIDTH - 2 * EDGE)
        self.y += 16
        self.key()
        self.y += 30

    def key(self) -> None:
        words, x, middle = self.words, EDGE, self.y + 11
        for label, is_filled in [(words.key_now, True), (words.key_later, False)]:
            self.bar(x, middle, 34, is_filled=is_filled)
            x = self._key_word(label, x + 44, middle)
        self.drawn += _arrow((x, middle), (x + 40, middle))
        x = self._key_word(words.key_waits, x + 52, middle)
        self._key_word(words.key_effort, x, middle)
        self.y += 22

    def _key_word(self, word: str, x: float, middle: float) -> float:
        self.text(word, (x, middle + 5), STEP)
        return x + STEP.width(word) + 36

    def horizons(self) -> None:
        aims = [AIM.lines(each.aim, ROOM) for each in self.route.horizons]
        for each, aim in zip(self.route.horizons, aims, strict=True):
            self.horizon(each, aim)
        self.y += 52 + 14 + max(len(aim) for aim in aims) * AIM.line + 18

    def horizon(self, horizon: RouteHorizon, aim: Sequence[str]) -> None:
        x, y = _left(horizon.number), self.y
        tip, end = 18.0, ROOM + GUTTER - 6
        corners = f"M{number(x)} {number(y)}h{number(end - tip)}l{number(tip)} 26l-{number(tip)} 26"
        shape = f"{corners}h-{number(end - tip)}z"
        self.drawn.append(element("path", {"d": shape, "fill": colours.PRIMARY}))
        self.text(f"{horizon.number} {horizon.name}", (x + 16, y + 33), HORIZON)
        far = (x + end - tip - 8, y + 33)
        self.text(horizon.period, far, PERIOD, text_anchor="end")
        self.lines(aim, x, y + 66, AIM)

    def row(self, row: RouteRow) -> None:
        self.rule(self.y)
        top = self.y + 18
        self.text(row.rank, (EDGE, top + 25), RANK)
        y = self.lines(NAME.lines(row.name, NAMES - 84), EDGE + 60, top + 2, NAME)
        y = self.lines([row.step], EDGE + 60, y + 2, STEP)
        self.y = top
        for lane in row.lanes:
            self.lane(lane.actions)
        self.y = max(self.y, y + 10)

    def lane(self, lane: Sequence[ActionRow | None]) -> None:
        ends = [self.action(action, self.y) for action in lane if action]
        self.y = max(ends) + 16

    def action(self, action: ActionRow, top: float) -> float:
        x, length = _left(action.horizon), ROOM * LENGTHS[action.size]
        middle = top + BAR / 2
        is_now = action.horizon == 1
        self.bar(x, middle, length, is_filled=is_now)
        ink = colours.ON_PRIMARY if is_now else colours.PRIMARY
        self.text(str(action.number), (x + 10, middle + 5), Type(13.5, 0, ink, "700"))
        self.places[action.number] = (x, x + length, middle)
        y = self.lines(ACTION.lines(action.title, ROOM), x, top + BAR + 5, ACTION)
        return self.lines(OWNER.lines(self.owner_of(action), ROOM), x, y, OWNER)

    def owner_of(self, action: ActionRow) -> str:
        return ", ".join(filter(None, (action.owner, action.after)))

    def bar(self, x: float, middle: float, length: float, *, is_filled: bool) -> None:
        box: Attributes = {"x": x, "y": middle - BAR / 2, "width": length, "height": BAR, "rx": 4}
        fill = colours.PRIMARY if is_filled else colours.LEVELS[0]
        line: Attributes = {"stroke": colours.PRIMARY, "stroke-width": 1.25}
        self.drawn.append(element("rect", {**box, **line, "fill": fill}))

    def camps(self) -> None:
        self.rule(self.y + 6, ink=colours.PRIMARY, width=2)
        self.y += 26
        top = self.y
        self.drawn.append(_tent(EDGE, top))
        words = self.words
        y = self.lines([words.camp], EDGE + 36, top + 2, NAME)
        ends = [self.lines(STEP.lines(words.camp_hint, NAMES - 60), EDGE + 36, y + 2, STEP)]
        for horizon in self.route.horizons:
            y, x = top, _left(horizon.number)
            for phase, question in horizon.questions:
                y = self.lines(CAMP.lines(phase, ROOM), x, y, CAMP)
                y = self.lines(QUESTION.lines(question, ROOM), x, y, QUESTION) + 12
            ends.append(y)
        self.y = max(ends) - 12

    def dependencies(self) -> None:
        for action in self.route.actions:
            for earlier in action.waits_for:
                self.drawn += self._path(self.places[earlier], self.places[action.number])

    def _path(self, source: Place, target: Place) -> Iterator[str]:
        """Straight on in a lane; over what lies between; else down or up through the gutter."""
        start, end = (source[1], source[2]), (target[0], target[2])
        if source[0] == target[0]:  # in one column
            side = source[0] - 11
            return _arrow((source[0], source[2]), end, f"H{number(side)}V{number(end[1])}")
        is_same_lane = start[1] == end[1]
        between = [
            place
            for place in self.places.values()
            if place[2] == start[1] and start[0] < place[0] < end[0]
        ]
        if is_same_lane and not between:
            return _arrow(start, end)
        over, side = start[1] - BAR / 2 - 6, end[0] - 14
        return _arrow(start, end, f"h7V{number(over)}H{number(side)}V{number(end[1])}")


def _arrow(start: Point, end: Point, bend: str = "") -> Iterator[str]:
    dotted: Attributes = {
        "fill": "none",
        "stroke": colours.ACCENT,
        "stroke-width": 1.75,
        "stroke-dasharray": "2 4",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    x, y = end
    way = f"M{number(start[0] + 3)} {number(start[1])}{bend}H{number(x - 8)}"
    yield element("path", {**dotted, "d": way})
    head = f"M{number(x - 8)} {number(y - 4.5)}L{number(x - 1)} {number(y)}l-7 4.5z"
    yield element("path", {"fill": colours.ACCENT, "d": head})


def _tent(x: float, y: float) -> str:
    outline: Attributes = {
        "fill": "none",
        "stroke": colours.PRIMARY,
        "stroke-width": 2,
        "stroke-linejoin": "round",
    }
    shape = f"M{number(x + 1)} {number(y + 20)}l12 -18l12 18zm12 -18v18"
    return element("path", {**outline, "d": shape})
