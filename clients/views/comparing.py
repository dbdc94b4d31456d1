"""Measurements of a client beside each other, or its units; on a page, and for a room."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.models import QuestionnaireKind
from clients.access import ClientRequest, with_organisation
from clients.comparing import comparison_of
from clients.comparing_form import ComparingForm
from reports.comparison import Basis, ComparisonReport
from reports.content.comparison import comparison_chapters
from reports.formats import OF_A_COMPARISON, Format
from reports.presenting_comparison import comparison_slides

PROGRAMS = {Format.PDF: "PDF", Format.PPTX: "PowerPoint", Format.XLSX: "Excel"}


@require_safe
@with_organisation()
def compare(request: ClientRequest, basis: Basis) -> HttpResponse:
    report = asked_comparison(request, basis)
    summary, *chapters = comparison_chapters(report)
    context = {
        "organisation": request.organisation,
        "report": report,
        "summary": summary,
        "chapters": chapters,
        "kinds": [QuestionnaireKind(each) for each in report.questionnaires],
        "present": address_of(f"present_{basis}", request),
        "files": files_of(request, report),
    }
    return render(request, "clients/compare.html", context)


@require_safe
@with_organisation()
def present(request: ClientRequest, basis: Basis) -> HttpResponse:
    """For a room, a slide at a time."""
    report, back = asked_comparison(request, basis), address_of(f"compare_{basis}", request)
    if not report.comparison.is_possible:
        return redirect(back)
    context = {
        "organisation": request.organisation,
        "slides": comparison_slides(report),
        "back": back,
    }
    return render(request, "clients/present.html", context)


def asked_comparison(request: ClientRequest, basis: Basis) -> ComparisonReport:
    asked = ComparingForm(request.GET).asked
    return comparison_of(request.organisation, basis, get_language(), asked)


def files_of(request: ClientRequest, report: ComparisonReport) -> list[tuple[str, str]]:
    """What each is called, and its address."""
    asked = urlencode({"language": report.language, "questionnaire": report.questionnaire})
    public_id = request.organisation.public_id
    return [
        (
            PROGRAMS[each],
            f"{reverse(f'clients:compare_{report.basis}_{each}', args=[public_id])}?{asked}",
        )
        for each in OF_A_COMPARISON
    ]


def address_of(name: str, request: ClientRequest) -> str:
    """Of another page of the same comparison."""
    address = reverse(f"clients:{name}", args=[request.organisation.public_id])
    asked = request.GET.urlencode()
    return f"{address}?{asked}" if asked else address
