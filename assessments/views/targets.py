"""Where an organisation wants to be, and what matters most to it. Free to change at any time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import AssessmentRequest, with_assessment
from assessments.forms import TargetsForm
from assessments.services import set_targets
from maturity.responses import Targets
from maturity.scoring import score


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def targets(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    definition = assessment.definition(get_language())
    form = TargetsForm(
        request.POST or None,
        definition=definition,
        defaults=score(definition, assessment.responses_value()),
        chosen=assessment.targets_value(),
    )
    if request.method == "POST" and form.is_valid():
        set_targets(assessment, form.targets)
        messages.success(request, _("Your targets are saved; the result now uses them."))
        return redirect("assessments:result", assessment.public_id)
    context = {"assessment": assessment, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/targets.html", context, status=status)


@require_POST
@with_assessment(editable=True)
def reset_targets(request: AssessmentRequest) -> HttpResponse:
    set_targets(request.assessment, Targets())
    messages.success(request, _("Every target and importance is back to its default."))
    return redirect("assessments:targets", request.assessment.public_id)
