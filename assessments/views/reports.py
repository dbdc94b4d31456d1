"""The advice report as PDF: served when it is stored, otherwise a page that waits for it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.access import AssessmentRequest, with_assessment


@require_safe
@with_assessment()
def report(request: AssessmentRequest) -> HttpResponse:
    raise Http404


@require_safe
@login_not_required
def sample_report(request: HttpRequest) -> HttpResponse:
    raise Http404
