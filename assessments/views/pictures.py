"""The pictures of a result on their own, for a document of somebody else; as PNG: views.reports."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.throttling import throttle
from assessments.access import AssessmentRequest, with_assessment
from assessments.filenames import file_name
from assessments.links import grant_in_hand
from assessments.reporting import report_of
from assessments.views.reports import asked_language
from assessments.views.results import download
from reports.edition import Part
from reports.report import Report
from reports.standalone import radar_picture, route_picture
from reports.svg import Svg


@require_safe
@with_assessment()
@throttle("picture", most=60, by=grant_in_hand)
def radar(request: AssessmentRequest) -> HttpResponse:
    report = report_of(request.access, asked_language(request))
    return picture(radar_picture(report), report, "radar.svg")


@require_safe
@with_assessment()
@throttle("picture", most=60, by=grant_in_hand)
def route(request: AssessmentRequest) -> HttpResponse:
    report = report_of(request.access, asked_language(request))
    if not report.edition.has(Part.ROUTE):
        raise Http404
    return picture(route_picture(report), report, "route.svg")


def picture(svg: Svg, report: Report, what: str) -> HttpResponse:
    name = file_name(report.about, what, report.language, "svg")
    return download(svg.encode(), name, "image/svg+xml")
