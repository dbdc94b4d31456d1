"""Looking back on every answer, finishing and reopening."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessments import services
from assessments.access import AssessmentRequest, with_assessment
from assessments.gathering import own_answers
from assessments.question_page import dimension_page
from assessments.views.filling import asker_for


@require_GET
@with_assessment(editable=True)
def review(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    definition = assessment.definition(get_language())
    answers = own_answers(request.access)
    if answers is None:
        return redirect("assessments:overview", assessment.public_id)
    asker = asker_for(request.access)
    pages = [dimension_page(asker, each, answers) for each in definition.dimensions]
    context = {"assessment": assessment, "pages": pages, "progress": pages[0].progress}
    return render(request, "assessments/review.html", context)


@require_POST
@with_assessment(editable=True)
def finish(request: AssessmentRequest) -> HttpResponse:
    try:
        services.finish(request.assessment)
    except services.NothingAnswered:
        messages.warning(request, _("There is nothing to finish yet: answer a question first."))
        return redirect("assessments:overview", request.assessment.public_id)
    return redirect("assessments:result", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def reopen(request: AssessmentRequest) -> HttpResponse:
    services.reopen(request.assessment)
    return redirect("assessments:overview", request.assessment.public_id)
