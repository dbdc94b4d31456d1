"""The button under the radar that brings the figure to explore."""

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from reports.finders import library_bytes
from reports.plotly_figure import radar_figure
from reports.radar import Radar

register = template.Library()


@register.simple_tag
def explore_radar(radar: Radar) -> str:
    context = {"figure": radar_figure(radar, get_language()), "size": library_bytes()}
    return render_to_string("components/_explore_radar.html", context)
