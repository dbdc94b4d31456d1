"""The radar as a figure for plotly's own script: the same numbers, with hover and series to switch.

The figure is plain JSON, so nothing of the plotly package is imported. Colours are names of tokens:
the script on the page puts in what they are there, light or dark.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.radar import Axis, Radar


def radar_figure(radar: Radar, language: str) -> dict[str, Any]:
    """`data`, `layout` and `config` for Plotly.newPlot. What is missing is null, never 0."""
    with override(language):
        return {
            "data": _series(radar),
            "layout": _layout(radar, language),
            "config": _config(language),
        }


def _series(radar: Radar) -> list[dict[str, Any]]:
    def is_target(axis: Axis) -> float | None:
        return axis.target if axis.score is not None else None

    now = _trace(radar, _("now"), lambda axis: axis.score)
    now |= {"fill": "toself", "meta": {"line": "--primary", "fill": "--level-3"}}
    now |= {"line": {"width": 2.5}, "marker": {"size": 9}}
    series = [now]
    if radar.has_targets:
        target = _trace(radar, _("target"), is_target) | {"meta": {"line": "--accent"}}
        target |= {
            "line": {"width": 2, "dash": "dash"},
            "marker": {"size": 9, "symbol": "diamond-open"},
        }
        series.append(target)
    if radar.has_previous:
        previous = _trace(radar, _("previous assessment"), lambda axis: axis.previous)
        previous |= {"meta": {"line": "--muted"}, "line": {"width": 1.25}, "marker": {"size": 5}}
        series.append(previous)
    return series


def _trace(radar: Radar, name: str, value_of: Callable[[Axis], float | None]) -> dict[str, Any]:
    """A closed line: the first axis stands at the end again."""
    axes = (*radar.axes, *radar.axes[:1])
    return {
        "type": "scatterpolar",
        "name": name,
        "theta": [axis.name for axis in axes],
        "r": [value_of(axis) for axis in axes],
        "connectgaps": False,
        "mode": "lines+markers",
        "hovertemplate": "%{theta}<br>%{fullData.name}: %{r:.1f}<extra></extra>",
    }


def _layout(radar: Radar, language: str) -> dict[str, Any]:
    return {
        "autosize": True,
        "margin": {"t": 48, "r": 84, "b": 48, "l": 84},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.12},
        "separators": ",." if language == "nl" else ".,",
        "polar": {
            "gridshape": "linear",
            "angularaxis": {
                "type": "category",
                "direction": "clockwise",
                "rotation": 90,
                "tickmode": "array",
                "tickvals": [axis.name for axis in radar.axes],
                "ticktext": ["<br>".join(axis.lines) for axis in radar.axes],
            },
            "radialaxis": {
                "range": [0, 4.15],
                "tickvals": [1, 2, 3, 4],
                "angle": 90,
                "tickangle": 90,
            },
        },
    }


def _config(language: str) -> dict[str, Any]:
    """Saving is SVG only: under our policy a PNG needs what the policy forbids."""
    words = {
        "Download plot": _("Save the figure as SVG"),
        "Taking snapshot - this may take a few seconds": _("Saving the figure"),
        "Snapshot succeeded": _("The figure was saved"),
        "Sorry, there was a problem downloading your snapshot!": _("The figure could not be saved"),
    }
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "displayModeBar": True,
        "responsive": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": "radar"},
        "locale": language,
        "locales": {language: {"dictionary": words, "format": {}}},
    }
