"""The pictures that are looked at alone: on paper of their own, in the accent of the sender."""

from reports.pages import in_accent
from reports.plan import plan_of
from reports.plan_drawing import plan_svg
from reports.radar import ON_PAPER, radar_svg
from reports.report import Report
from reports.series import radar_of
from reports.svg import Svg


def radar_picture(report: Report) -> Svg:
    return in_accent(report, radar_svg(radar_of(report), marks=ON_PAPER, is_alone=True))


def plan_picture(report: Report) -> Svg:
    return in_accent(report, plan_svg(plan_of(report)))
