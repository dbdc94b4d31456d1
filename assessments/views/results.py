"""The result on screen, and what can be taken along of it."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.access import AssessmentRequest, with_assessment
from assessments.exchange import document_of, to_json, write
from assessments.models import RESULT_PARTS, Assessment
from reports.content import chapters
from reports.content.coverage import missing
from reports.content.route import has_route
from reports.edition import Part
from reports.report import Report


@require_safe
@with_assessment()
def result(request: AssessmentRequest) -> HttpResponse:
    report = report_of(request, get_language())
    summary, *others = chapters(report)
    context = {
        "assessment": request.assessment,
        "can_edit": request.can_edit,
        "report": report,
        "summary": summary,
        "chapters": others,
        "missing": missing(report),
        "has_route": has_route(report) and report.edition.has(Part.ROUTE),
    }
    return render(request, "assessments/result.html", context)


@require_safe
@with_assessment()
def export(request: AssessmentRequest) -> HttpResponse:
    """The exchange document. The answers of a group are only for who may edit."""
    assessment = request.assessment
    prefetch_related_objects([assessment], *RESULT_PARTS)
    if not request.can_edit and assessment.responses_value().is_group:
        raise Http404
    return download(
        to_json(write(document_of(assessment))).encode(), assessment, ".json", "application/json"
    )


def report_of(request: AssessmentRequest, language: str) -> Report:
    """Who only holds the read-only link of a group does not see what its participants noted."""
    prefetch_related_objects([request.assessment], *RESULT_PARTS)
    report = request.assessment.report(language)
    return report if request.can_edit or not report.responses.is_group else report.without_notes()


def download(
    content: bytes, assessment: Assessment, ending: str, content_type: str
) -> HttpResponse:
    """As a file named after its address: a name on disk tells nobody whose answers it holds."""
    name = f"kanaalkompas-{assessment.public_id}{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
