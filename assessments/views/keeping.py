"""What an assessment says of itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.replacing import StaleForm
from assessments import services
from assessments.access import AssessmentRequest, open_to, with_assessment
from assessments.details_form import DetailsForm
from assessments.models import Assessment


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def details(request: AssessmentRequest) -> HttpResponse:
    if request.method != "POST":
        return render_details(request, details_form(request))
    form = details_form(request, request.POST)
    if not form.is_valid():
        return render_details(request, form, status=422)
    try:
        services.keep_details(request.assessment, replaces=form.replaces, **form.details)
    except StaleForm:
        if form.lies_beside(details_form(request)):
            return render_details(request, form, status=409)
    except services.PreviousRemoved:
        form.add_error("previous", _("This assessment was removed in the meantime."))
        return render_details(request, form, status=422)
    return redirect("assessments:overview", request.assessment.public_id)


def details_form(request: AssessmentRequest, sent: Any = None) -> DetailsForm:
    """On what is stored now: a form that was sent changes the object that it was made of."""
    stored = Assessment.objects.named(request.assessment.public_id)
    if stored is None:
        raise services.AssessmentRemoved
    definition = stored.definition(get_language())
    return DetailsForm(
        sent, definition=definition, open_to_visitor=open_to(request), instance=stored
    )


def render_details(
    request: AssessmentRequest, form: DetailsForm, *, status: int = 200
) -> HttpResponse:
    definition = request.assessment.definition(get_language())
    context = {"form": form, "assessment": request.assessment, "definition": definition}
    return render(request, "assessments/details.html", context, status=status)
