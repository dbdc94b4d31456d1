"""Native shapes in the colours of the theme: the cover, the scale of levels, the three horizons."""

import io
import math
from collections.abc import Sequence
from typing import Any

from PIL import Image
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from reports.colours import ACCENT, brightness_on_dark
from reports.content.blocks import Cell, RouteHorizon
from reports.edition import Branding
from reports.measure import text_width
from reports.pptx.deck import Box, Sheet, describe, inches
from reports.pptx.tables import POINTS
from reports.pptx.template import INK, LEVEL_FILLS, PAPER, ink_on
from reports.pptx.text import SMALLEST
from reports.radar import Radar, unbroken

CENTRE, RADIUS = (9.75, 2.85), 2.3  # of the cover's radar, in inches
LOGO = Box(10.75, 5.75, 1.93, 1.2)
UNITS = 914_400
MARGIN, TIP = 0.14, 0.28  # inches beside words in a shape; the point of an arrow, of its height

Point = tuple[float, float]


def place_cover_art(sheet: Sheet, radar: Radar, branding: Branding) -> None:
    """The radar without words, light on dark, as on the cover of the report and in its colours."""
    light = brightness_on_dark(branding.accent or ACCENT, branding.on_dark)
    group = sheet.slide.shapes.add_group_shape()
    group.name = "Radar"
    count = len(radar.axes)
    for level in range(1, 5):
        ring = _outline(group, [_at(place, level, count) for place in range(count)])
        _stroke(ring, MSO_THEME_COLOR.ACCENT_3, 0.75)
    for place in range(count):
        spoke = _outline(group, [CENTRE, _at(place, 4, count)], is_closed=False)
        _stroke(spoke, MSO_THEME_COLOR.ACCENT_3, 0.75)
    targets = [float(axis.target) if axis.target and axis.score else None for axis in radar.axes]
    _shape(group, targets, MSO_THEME_COLOR.ACCENT_2, 2, brightness=light, is_dashed=True)
    scores = [axis.score for axis in radar.axes]
    _shape(group, scores, PAPER, 3.5)
    for place, score in enumerate(scores):
        if score is not None:
            x, y = _at(place, score, count)
            dot = group.shapes.add_shape(
                MSO_SHAPE.OVAL, *inches(Box(x - 0.075, y - 0.075, 0.15, 0.15))
            )
            _fill(dot, PAPER)
    across, down = sheet.stretch
    group.left, group.width = round(group.left * across), round(group.width * across)
    group.top, group.height = round(group.top * down), round(group.height * down)
    describe(group, "")


def place_logo(sheet: Sheet, logo: bytes, words: str) -> None:
    """As large as its box allows, at the right."""
    with Image.open(io.BytesIO(logo)) as picture:
        width, height = picture.size
    across, down = sheet.stretch
    scale = min(LOGO.width * across / width, LOGO.height * down / height)
    right = (LOGO.left + LOGO.width) * across
    box = Box(right - width * scale, LOGO.top * down, width * scale, height * scale)
    shape = sheet.slide.shapes.add_picture(io.BytesIO(logo), *inches(box))
    shape.name = "Logo"
    describe(shape, words)


def place_scale(sheet: Sheet, levels: Sequence[Cell], here: int | None) -> None:
    """The levels, lowest first, as a ladder; that of the whole in bold, with an outline. It stands
    under the caption of the score, and ends above the end of the text."""
    above, beside = sheet.placeholder(16), sheet.placeholder(14)
    top = above.top.inches + above.height.inches + 0.3
    end = beside.top.inches + beside.height.inches - 0.7
    box = Box(above.left.inches, top, above.width.inches, end - top)
    group = sheet.slide.shapes.add_group_shape()
    group.name = "Levels"
    step = box.height / len(levels)
    for place, level in enumerate(levels):
        top = box.top + (len(levels) - 1 - place) * step
        rung = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *inches(Box(box.left, top, box.width, step - 0.07))
        )
        number = level.level or place + 1
        _fill(rung, LEVEL_FILLS[number - 1])
        _say(rung, f"{number}  {level.lines[0]}", ink_on(number))
        rung.text_frame.paragraphs[0].runs[0].font.bold = number == here
        if number == here:
            rung.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2
            rung.line.width = Pt(3)
    describe(group, ", ".join(f"{each.level} {each.lines[0]}" for each in levels))


def place_horizons(sheet: Sheet, horizons: Sequence[RouteHorizon], *, height: float) -> None:
    """Arrows, one after the other, over the columns of the route."""
    below = sheet.placeholder(14)
    width, top = below.width.inches / len(horizons), below.top.inches - height - 0.03
    spans = _spans(horizons, (width - 2 * MARGIN - height * TIP) * POINTS)
    fills = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4)
    for place, (horizon, fill) in enumerate(zip(horizons, fills, strict=True)):
        box = Box(below.left.inches + place * width, top, width - 0.06, height)
        arrow = sheet.slide.shapes.add_shape(MSO_SHAPE.PENTAGON, *inches(box))
        arrow.adjustments[0] = TIP
        arrow.name = f"Horizon {horizon.number}"
        _fill(arrow, fill)
        colour = INK if fill == MSO_THEME_COLOR.ACCENT_4 else PAPER
        _say(arrow, f"{horizon.number}  {horizon.name}", colour)
        arrow.text_frame.paragraphs[0].runs[0].font.bold = True
        under = arrow.text_frame.add_paragraph().add_run()
        under.text = spans[place]
        under.font.color.theme_color = colour
        describe(arrow, f"{horizon.name}, {horizon.when}")


def _spans(horizons: Sequence[RouteHorizon], width: float) -> list[str]:
    """Months and end of each on a line; of all only the end where one has no room for both."""
    both = [" · ".join(filter(None, (each.period, each.until))) for each in horizons]
    if all(text_width(each, SMALLEST) <= width for each in both):
        return both
    return [each.until or each.period for each in horizons]


def _at(place: int, level: float, count: int) -> Point:
    angle, distance = 2 * math.pi * place / count, RADIUS * level / 4
    return CENTRE[0] + distance * math.sin(angle), CENTRE[1] - distance * math.cos(angle)


def _shape(
    group: Any,
    values: Sequence[float | None],
    colour: MSO_THEME_COLOR,
    width: float,
    *,
    brightness: float = 0,
    is_dashed: bool = False,
) -> None:
    """The line through what has a value, in as many pieces as there are gaps."""
    count = len(values)
    for run in unbroken(values):
        corners = [_at(place, values[place] or 0, count) for place in run]
        if len(corners) < 2:
            continue
        drawn = _outline(group, corners, is_closed=len(run) == count)
        _stroke(drawn, colour, width)
        drawn.line.color.brightness = brightness
        if is_dashed:
            drawn.line.dash_style = MSO_LINE.DASH


def _outline(group: Any, corners: Sequence[Point], *, is_closed: bool = True) -> Any:
    scaled = [(Emu(round(x * UNITS)), Emu(round(y * UNITS))) for x, y in corners]
    builder = group.shapes.build_freeform(*scaled[0])
    builder.add_line_segments(scaled[1:], close=is_closed)
    return builder.convert_to_shape()


def _stroke(shape: Any, colour: MSO_THEME_COLOR, width: float) -> None:
    shape.fill.background()
    shape.line.color.theme_color = colour
    shape.line.width = Pt(width)


def _fill(shape: Any, colour: MSO_THEME_COLOR) -> None:
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    shape.line.fill.background()


def _say(shape: Any, text: str, colour: MSO_THEME_COLOR) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(MARGIN)
    frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.color.theme_color = colour
    frame.paragraphs[0].alignment = None
