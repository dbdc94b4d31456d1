"""Native charts with the figures of the result: who opens the deck can edit them."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import ColorFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.content.blocks import Figure
from reports.pptx.deck import Box, Sheet, describe
from reports.pptx.text import SMALLEST
from reports.radar import Radar

RADAR = Box(0.22, 0.1, 0.56, 0.74)  # the plot in its chart, in shares
LEGEND = Box(0.1, 0.93, 0.8, 0.07)
NOW, TARGET = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2
QUIET, LINES = MSO_THEME_COLOR.ACCENT_6, MSO_THEME_COLOR.BACKGROUND_2
# A dot in the file; the locale makes it a comma where the program listens to that.
ONE_DECIMAL = {"nl": "[$-413]0.0", "en": "[$-809]0.0"}


def place_radar(sheet: Sheet, index: int, figure: Figure, language: str) -> None:
    """The radar of a figure. Its words stand for it where it is not seen."""
    axes = figure.picture.axes if isinstance(figure.picture, Radar) else ()
    values = _category_values(language)
    # The score stands with the name: beside its point it would lie on the line of the target.
    values.categories = [f"{axis.name} {axis.label}" for axis in axes]
    words = {key.sign: key.word for key in figure.key}
    values.add_series(words["now"], [_rounded(axis.score) for axis in axes])
    if "target" in words:
        targets = [axis.target for axis in axes]
        values.add_series(words["target"], targets, number_format="0")
    if "previous" in words:
        values.add_series(words["previous"], [_rounded(axis.previous) for axis in axes])
    frame = sheet.placeholder(index).insert_chart(XL_CHART_TYPE.RADAR_MARKERS, values)
    describe(frame, figure.words)
    chart = frame.chart
    _dress(chart)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _scale(chart.value_axis)
    series = {each.name: each for each in chart.plots[0].series}
    now = series.pop(words["now"])
    _line(now, NOW, width=3.5, marker=XL_MARKER_STYLE.CIRCLE, size=9)
    if target := series.pop(words.get("target", ""), None):
        _line(target, TARGET, width=2.25, marker=XL_MARKER_STYLE.DIAMOND, size=9, is_hollow=True)
    _lay_out(chart, RADAR)
    _lay_out_legend(chart, LEGEND)
    for smooth in chart._chartSpace.findall(f".//{qn('c:smooth')}"):
        smooth.getparent().remove(smooth)  # python-pptx writes it; a radar's series may not have it
    for previous in series.values():
        _line(previous, QUIET, width=1.5, marker=XL_MARKER_STYLE.NONE)


def place_bars(
    sheet: Sheet, index: int, figure: Figure, language: str, *, head: float, whole: float
) -> None:
    """Bars beside the rows of a table: `head` is the part above the first row, `whole` to the end
    of the last, both as shares of the height of the placeholder."""
    axes = figure.picture.axes if isinstance(figure.picture, Radar) else ()
    words = {key.sign: key.word for key in figure.key}
    values = _category_values(language)
    values.categories = [axis.name for axis in axes]
    if "target" in words:
        targets = [axis.target for axis in axes]
        values.add_series(words["target"], targets, number_format="0")
    values.add_series(words["now"], [_rounded(axis.score) for axis in axes])
    frame = sheet.placeholder(index).insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, values)
    describe(frame, figure.words)
    chart = frame.chart
    _dress(chart)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 90
    _scale(chart.value_axis)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names = chart.category_axis
    names.reverse_order, names.tick_label_position = True, XL_TICK_LABEL_POSITION.NONE
    names.major_tick_mark = XL_TICK_MARK.NONE
    _colour(names.format.line.color, LINES, darker=True)
    for series in plot.series:
        if series.name == words["now"]:
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = NOW
        else:
            series.format.fill.background()
            series.format.line.color.theme_color = TARGET
            series.format.line.width, series.format.line.dash_style = Pt(2), MSO_LINE.DASH
    _lay_out(chart, Box(0.02, head, 0.94, whole - head))


def _rounded(score: float | None) -> float | None:
    """As machines get it everywhere."""
    return None if score is None else round(score, 4)


def _category_values(language: str) -> Any:
    return CategoryChartData(  # type: ignore[no-untyped-call]  # python-pptx types its half
        number_format=ONE_DECIMAL[language]
    )


def _dress(chart: Any) -> None:
    chart.has_title = False
    chart.font.size = Pt(SMALLEST)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    space = chart._chartSpace
    blanks = space.find(f".//{qn('c:dispBlanksAs')}")
    if blanks is not None:
        blanks.set("val", "gap")  # a dimension without a score is no zero
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))  # python-pptx writes negative identities


def _scale(axis: Any) -> None:
    """From 0 to 4 with a line at every level."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 4, 1
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    _colour(axis.major_gridlines.format.line.color, LINES, darker=True)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0;;", False
    axis.tick_labels.font.size = Pt(12)
    axis.tick_labels.font.color.theme_color = QUIET


def _colour(colour: ColorFormat, theme: MSO_THEME_COLOR, *, darker: bool) -> None:
    colour.theme_color = theme
    colour.brightness = -0.25 if darker else 0


def _line(
    series: Any,
    colour: MSO_THEME_COLOR,
    *,
    width: float,
    marker: XL_MARKER_STYLE,
    size: int = 2,
    is_hollow: bool = False,
) -> None:
    series.format.line.color.theme_color = colour
    series.format.line.width = Pt(width)
    series.marker.style, series.marker.size = marker, size
    if marker == XL_MARKER_STYLE.NONE:
        return
    fill = series.marker.format.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if is_hollow else colour
    series.marker.format.line.color.theme_color = colour
    if is_hollow:
        series.format.line.dash_style = MSO_LINE.DASH
        series.marker.format.line.width = Pt(2)


def _lay_out(chart: Any, inside: Box) -> None:
    """Where the inside of the plot lies, in shares of the whole chart."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, _layout(inside, target='<c:layoutTarget val="inner"/>'))


def _lay_out_legend(chart: Any, box: Box) -> None:
    """In one row: left to itself a program may stack three entries against the names."""
    position = chart.legend._element.find(qn("c:legendPos"))
    position.addnext(_layout(box))


def _layout(box: Box, *, target: str = "") -> Any:
    places = {"x": box.left, "y": box.top, "w": box.width, "h": box.height}
    modes = "".join(f'<c:{name}Mode val="edge"/>' for name in ("x", "y"))
    sizes = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in places.items())
    return parse_xml(
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f"<c:manualLayout>{target}{modes}{sizes}</c:manualLayout></c:layout>"
    )
