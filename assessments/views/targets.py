"""Where an organisation wants to be, and what matters most to it. Free to change at any time."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.replacing import StaleForm
from assessments.access import Access, AssessmentRequest, with_assessment
from assessments.forms import TargetsForm
from assessments.reporting import report_of, result_of
from assessments.services import reset_targets, set_targets
from maturity.responses import Targets
from reports.content.blocks import Block, Panel
from reports.content.figures import radar_figure
from reports.content.priorities import ranking
from reports.content.summary import summary
from reports.picking import one_of


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


@require_POST
@with_assessment(editable=True)
def preview(request: AssessmentRequest) -> HttpResponse:
    """What the choices make of the result, while they are made: nothing is stored."""
    form = targets_form(request.access, request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.NO_CONTENT)  # saving tells what is wrong
    context = {"outcome": outcome(request.access, form.targets)}
    return render(request, "assessments/targets.html#outcome", context)


def outcome(access: Access, chosen: Targets) -> tuple[Block, ...]:
    """Radar, ranking and first actions with these targets."""
    report = report_of(access, get_language(), targets=chosen)
    first = one_of(Panel, summary(report).blocks, "first")
    return (radar_figure(report, "narrow"), ranking(report), *((first,) if first else ()))


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
    chosen = form.targets if form.is_bound and form.is_valid() else form.chosen
    context = {
        "assessment": request.assessment,
        "form": form,
        "outcome": outcome(request.access, chosen),
    }
    return render(request, "assessments/targets.html", context, status=status)


@require_POST
@with_assessment(editable=True)
def reset(request: AssessmentRequest) -> HttpResponse:
    reset_targets(request.assessment)
    messages.success(request, _("Every target and importance is back to its default."))
    return redirect("assessments:targets", request.assessment.public_id)
