"""The pictures of blocks as SVG: on paper in fixed colours, on a page by its style sheet."""

from functools import lru_cache
from typing import Literal

from accounts.qr import QrCode
from reports import charts, colours, radar
from reports.content.blocks import Bar, Columns, Lane, Picture, Pips, Qr, Span
from reports.radar import NARROW, WIDE, Radar, radar_svg
from reports.svg import Svg, element, image, recoloured

Medium = Literal["page", "paper"]
KEY_COLOURS = {
    name: colours.TOKENS[name] for name in ("primary", "accent", "muted", "paper", "line-strong")
}
LAYOUTS = {"narrow": NARROW, "wide": WIDE}


@lru_cache(1024)
def draw(
    picture: Picture, medium: Medium, *, layout: str = "wide", key: str = "", accent: str = ""
) -> Svg:
    """`accent` of an edition takes the place of ours, on paper. `key` keeps the ids of a radar
    apart from those of another on the page."""
    drawn = _drawn(picture, medium, layout, f"radar{key}-{layout}")
    return recoloured(drawn, colours.ACCENT, accent) if accent and medium == "paper" else drawn


def _drawn(picture: Picture, medium: Medium, layout: str, key: str) -> Svg:
    marks = charts.ON_PAPER if medium == "paper" else charts.ON_PAGE
    match picture:
        case Radar():
            of_radar = radar.ON_PAPER if medium == "paper" else radar.ON_PAGE
            return radar_svg(picture, LAYOUTS[layout], marks=of_radar, key=key)
        case Bar():
            return charts.score_bar(picture.score, picture.target, marks=marks)
        case Pips():
            return charts.pips(picture.count, marks=marks)
        case Columns():
            return charts.spread_columns(picture.distribution, picture.mean, marks=marks)
        case Span():
            return charts.pattern_span(picture.spots, picture.limit, marks=marks)
        case Lane():
            return charts.route_line(picture.stretches)
        case Qr():
            code = QrCode.of(picture.text)
            path = element("path", {"d": code.path, "fill": colours.TOKENS["ink"]})
            return image(code.size, code.size, path)


def key_sign(sign: str, medium: Medium, accent: str = "") -> Svg:
    drawn = charts.key_mark(sign)
    if medium == "paper":
        return recoloured(drawn, colours.ACCENT, accent) if accent else drawn
    for name, colour in KEY_COLOURS.items():  # those of the page, light or dark
        drawn = recoloured(drawn, colour, f"var(--{name})")
    return drawn
