"""Measurements of a client beside each other, or its units; on a page, and for a room."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from assessments.models import QuestionnaireKind
from clients.access import ClientRequest, with_organisation
from clients.comparing import comparison_of
from clients.comparing_form import ComparingForm
from clients.told_comparisons import told_comparison
from reports.comparison import Basis, ComparisonReport
from reports.formats import OF_A_COMPARISON, Format
from reports.presenting_comparison import comparison_slides

PROGRAMS = {Format.PDF: "PDF", Format.PPTX: "PowerPoint", Format.XLSX: "Excel"}


@require_safe
@with_organisation()
def compare(request: ClientRequest, basis: Basis) -> HttpResponse:
    form, language = ComparingForm(request.GET), get_language()
    told = told_comparison(request.organisation, basis, language, form.asked)
    asked = {"language": language, "questionnaire": told.questionnaire}
    context = {
        "organisation": request.organisation,
        "told": told,
        "page": Paginator(told.standing, 1).get_page(form.page_number),
        "kinds": [QuestionnaireKind(each) for each in told.questionnaires],
        "present": address_of(f"present_{basis}", request),
        "files": files_of(request.organisation, basis, asked),
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


def files_of(
    organisation: Organisation, basis: Basis, asked: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What each is called, and its address."""
    places = {
        each: reverse(f"clients:compare_{basis}_{each}", args=[organisation.public_id])
        for each in OF_A_COMPARISON
    }
    return [(PROGRAMS[each], f"{place}?{urlencode(asked)}") for each, place in places.items()]


def address_of(name: str, request: ClientRequest) -> str:
    """Of another page of the same comparison."""
    address = reverse(f"clients:{name}", args=[request.organisation.public_id])
    asked = request.GET.urlencode()
    return f"{address}?{asked}" if asked else address
