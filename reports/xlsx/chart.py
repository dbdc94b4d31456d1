"""The radar as a chart of the spreadsheet itself: it follows when somebody changes a figure."""

from openpyxl.chart import RadarChart, Reference, Series
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from reports import colours
from reports.xlsx.page import FACT_HEIGHT, Page

WIDTH = 17  # centimetres
CENTIMETRES = 2.54 / 72  # in a point
LINE = 25_000  # thickness, in the EMU of Office


def add_radar(page: Page, *, first: int, head: int, count: int, score: int, target: int) -> None:
    """Beside the facts, which begin at row `first`. `head` is the header's row of the table with
    `count` rows, `score` and `target` are the numbers of its columns."""

    def values_of(column: int) -> Reference:
        return Reference(page.sheet, min_col=column, min_row=head + 1, max_row=head + count)

    chart = RadarChart()
    chart.type = "marker"
    chart.width = WIDTH
    chart.height = (head - first - 1) * FACT_HEIGHT * CENTIMETRES
    for column, colour, is_dashed in [
        (score, colours.PRIMARY, False),
        (target, page.accent or colours.ACCENT, True),
    ]:
        series = Series(
            values_of(column),
            title=str(page.sheet.cell(head, column).value),
        )
        _draw(series, colour[1:], is_dashed=is_dashed)
        chart.series.append(series)
    chart.set_categories(values_of(1))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 4
    chart.y_axis.majorUnit = 1
    chart.y_axis.number_format = "0"
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.display_blanks = "gap"  # not scored is a hole, never a zero
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.legend = Legend()
    chart.legend.position = "r"
    page.sheet.add_chart(chart, f"F{first}")


def _draw(series: XYSeries, colour: str, *, is_dashed: bool) -> None:
    paper = colours.PAPER[1:]
    line = LineProperties(w=LINE, solidFill=colour, prstDash="dash" if is_dashed else "solid")
    series.graphicalProperties = GraphicalProperties(ln=line)
    series.marker = Marker(
        symbol="diamond" if is_dashed else "circle",
        size=8,
        spPr=GraphicalProperties(
            solidFill=paper if is_dashed else colour, ln=LineProperties(solidFill=colour)
        ),
    )
