"""Where an organisation wants to be, and what matters most to it. Free to change at any time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import Access, AssessmentRequest, with_assessment
from assessments.forms import TargetsForm
from assessments.reporting import result_of
from assessments.services import StaleForm, reset_targets, set_targets


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def targets(request: AssessmentRequest) -> HttpResponse:
    if request.method != "POST":
        return render_targets(request, targets_form(request.access))
    form = targets_form(request.access, request.POST)
    if not form.is_valid():
        return render_targets(request, form, status=422)
    try:
        set_targets(request.assessment, form.targets, replaces=form.replaces)
    except StaleForm:
        request.assessment.refresh_from_db()
        if form.lies_beside(targets_form(request.access)):
            return render_targets(request, form, status=409)
    messages.success(request, _("Your targets are saved; the result now uses them."))
    return redirect("assessments:result", request.assessment.public_id)


def targets_form(access: Access, sent: Any = None) -> TargetsForm:
    return TargetsForm(
        sent,
        definition=access.assessment.definition(get_language()),
        defaults=result_of(access, get_language()),
        chosen=access.assessment.targets.value(),
        version=access.assessment.targets_version,
    )


def render_targets(
    request: AssessmentRequest, form: TargetsForm, *, status: int = 200
) -> HttpResponse:
    context = {"assessment": request.assessment, "form": form}
    return render(request, "assessments/targets.html", context, status=status)


@require_POST
@with_assessment(editable=True)
def reset(request: AssessmentRequest) -> HttpResponse:
    reset_targets(request.assessment)
    messages.success(request, _("Every target and importance is back to its default."))
    return redirect("assessments:targets", request.assessment.public_id)
