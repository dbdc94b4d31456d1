"""The button under the radar that brings the figure to explore."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from reports.plotly_figure import radar_figure
from reports.radar import Radar

register = template.Library()


@register.inclusion_tag("components/_explore_radar.html")
def explore_radar(radar: Radar) -> Mapping[str, object]:
    return {"figure": radar_figure(radar, get_language())}
