"""The pictures that are looked at alone: on paper of their own, in the accent of the sender.

Who meets one in a slide or in a mail reads on it whose it is, of when, and what its marks say.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports import colours
from reports.charts import KEY_SIZE, key_sign
from reports.content.route import nothing_planned, route_block, route_in_words, route_title
from reports.radar import ON_PAPER, WIDE, Radar, drawing
from reports.report import Report
from reports.route_drawing import RouteWords, route_svg
from reports.series import radar_of, source_line
from reports.svg import Svg, element, image, number, recoloured
from reports.svg_text import Type, written

EDGE = 28.0
WIDTH = WIDE.width + 2 * EDGE
TITLES = (Type(22, 28, colours.PRIMARY, "700"), Type(14, 19, colours.PRIMARY, "700"))
MOST_LINES = 2  # of a title in the larger type
SOURCE = Type(13, 19, colours.MUTED)
KEY = Type(13, 24)
GAP = 6.0  # between the radar and its key

Entry = tuple[str, str]  # a sign or a number, and what it says


def route_picture(report: Report) -> Svg:
    with override(report.language):
        route = route_block(report)
        words = RouteWords(
            title=route_title(report),
            description=route_in_words(route),
            subtitle=source_line(report),
            key_effort=_("Length of a bar: effort"),
            key_now=_("start now"),
            key_later=_("later"),
            key_waits=_("waits for an earlier action"),
            camp=_("Basecamp"),
            camp_hint=_("Go on only when these questions can be answered with yes."),
            nothing=nothing_planned(report),
        )
    return in_accent(report, route_svg(route, words))


def in_accent(report: Report, picture: Svg) -> Svg:
    """With the accent of the sender instead of ours."""
    accent = report.edition.branding.accent
    return recoloured(picture, colours.ACCENT, accent) if accent else picture


def radar_picture(report: Report) -> Svg:
    radar = radar_of(report)
    head, top = _head(radar.title, " · ".join(filter(None, (source_line(report), report.caution))))
    foot, height = _foot(report, radar, top + WIDE.height)
    paper = element("rect", {"width": WIDTH, "height": height, "fill": colours.PAPER})
    place = {"transform": f"translate({number(EDGE)} {number(top)})"}
    moved = element("g", place, *drawing(radar, WIDE, ON_PAPER))
    drawn = (paper, *head, moved, *foot)
    named = {"title": radar.title, "description": radar.description, "key": "radar"}
    return in_accent(report, image(WIDTH, height, *drawn, **named))


def _head(title: str, source: str) -> tuple[list[str], float]:
    """With where the radar begins."""
    room, large = WIDTH - 2 * EDGE, TITLES[0]
    type = large if len(large.lines(title, room)) <= MOST_LINES else TITLES[1]
    drawn: list[str] = []
    y = EDGE
    for each, words in ((type, title), (SOURCE, source)):
        for line in each.lines(words, room):
            drawn.append(written(line, (EDGE, y + each.size), each))
            y += each.line
    return drawn, y


def _foot(report: Report, radar: Radar, top: float) -> tuple[list[str], float]:
    """With where the picture ends."""
    with override(report.language):
        signs = list(_signs(radar))
    levels = [(str(level.number), level.name) for level in report.definition.levels]
    drawn: list[str] = []
    y = top + GAP
    for row in (*_rows(signs), *_rows(levels)):
        drawn += _key_row(row, y)
        y += KEY.line
    return drawn, y + EDGE - (KEY.line - KEY.size)


def _signs(radar: Radar) -> Iterator[Entry]:
    yield "now", _("now")
    if radar.has_targets:
        yield "target", _("target")
    if radar.has_previous:
        yield "previous", _("previous assessment")
    if radar.has_gaps:
        yield "gap", _("not scored")


def _rows(entries: Sequence[Entry]) -> list[list[Entry]]:
    """As many beside each other as there is room for."""
    rows: list[list[Entry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(map(_length, [*rows[-1], entry])) > WIDTH - 2 * EDGE:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _length(entry: Entry) -> float:
    sign, words = entry
    return _sign_width(sign) + KEY.width(words) + 24


def _sign_width(sign: str) -> float:
    return 14 if sign.isdigit() else KEY_SIZE[0] + 8


def _key_row(row: Sequence[Entry], top: float) -> Iterator[str]:
    x, line = EDGE, top + KEY.size
    for sign, words in row:
        if sign.isdigit():
            yield written(sign, (x, line), Type(KEY.size, KEY.line, colours.PRIMARY, "700"))
        else:
            corner = f"translate({number(x)} {number(line - 10.5)})"
            yield element("g", {"transform": corner}, *key_sign(sign))
        yield written(words, (x + _sign_width(sign), line), KEY)
        x += _length((sign, words))
