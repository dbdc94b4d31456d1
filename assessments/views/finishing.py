"""Looking back on every answer, finishing and reopening."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from assessments import services
from assessments.access import AssessmentRequest, with_assessment
from assessments.asking import dimension_page


@require_GET
@with_assessment(editable=True)
def review(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    definition = assessment.definition(get_language())
    answers = assessment.own_answers()
    if answers is None:
        return redirect("assessments:overview", assessment.public_id)
    pages = [
        dimension_page(definition, assessment, dimension, answers)
        for dimension in definition.dimensions
    ]
    context = {"assessment": assessment, "pages": pages, "progress": pages[0].progress}
    return render(request, "assessments/review.html", context)


@require_POST
@with_assessment(editable=True)
def finish(request: AssessmentRequest) -> HttpResponse:
    services.finish(request.assessment)
    return redirect("assessments:result", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def reopen(request: AssessmentRequest) -> HttpResponse:
    services.reopen(request.assessment)
    return redirect("assessments:overview", request.assessment.public_id)
