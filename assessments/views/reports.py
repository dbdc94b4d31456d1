"""The advice report as PDF: served when it is stored, and until then a page that waits for it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import throttle
from assessments.access import AssessmentRequest, personal, with_assessment
from assessments.exchange import read
from assessments.forms import ReportForm
from assessments.importing import find_definition, unstored_report
from assessments.views.results import report_of
from reports.rendering import StoredReport, open_stored, start, stored_report
from reports.report import Report

SAMPLE = "de-boer-wonen-2026"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is waited for: a report, the folder where it will lie, and where it can be had."""

    report: Report
    folder: str
    address: str  # of the PDF
    progress_address: str
    back: str

    @property
    def filename(self) -> str:
        return f"kanaalkompas-{self.folder}-{self.report.language}.pdf"


@require_safe
@with_assessment()
@throttle("report", per_address=200, per_item=60)
def report(request: AssessmentRequest) -> HttpResponseBase:
    return serve_or_wait(request, waiting_for(request))


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment()
@throttle("report", per_address=200, per_item=60, methods=["POST"])
def report_progress(request: AssessmentRequest) -> HttpResponseBase:
    return show_progress(request, waiting_for(request))


@require_safe
@login_not_required
@throttle("sample", per_address=200)
def sample_report(request: HttpRequest) -> HttpResponseBase:
    return serve_or_wait(request, waiting_for_sample(asked_language(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("sample", per_address=200, methods=["POST"])
def sample_progress(request: HttpRequest) -> HttpResponseBase:
    return personal(show_progress(request, waiting_for_sample(asked_language(request))))


def serve_or_wait(request: HttpRequest, waiting: Waiting) -> HttpResponseBase:
    pdf = open_stored(waiting.folder, waiting.report)
    if pdf:
        return personal(
            FileResponse(
                pdf,
                as_attachment=True,
                filename=waiting.filename,
                content_type="application/pdf",
            )
        )
    stored = stored_report(waiting.folder, waiting.report)
    if not stored.has_failed:
        stored = start(waiting.folder, waiting.report)
    return personal(render_progress(request, waiting, stored))


def show_progress(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """The page that waits, and its part that asks again; sending its form tries again."""
    if request.method == "POST":
        start(waiting.folder, waiting.report)
        return redirect(waiting.progress_address)
    stored = stored_report(waiting.folder, waiting.report)
    # Nobody is at it: the queue was full, or the process that had it in hand was stopped.
    if not (stored.is_ready or stored.is_making or stored.has_failed):
        stored = start(waiting.folder, waiting.report)
    return render_progress(request, waiting, stored)


def render_progress(request: HttpRequest, waiting: Waiting, stored: StoredReport) -> HttpResponse:
    is_partial = bool(getattr(request, "htmx", False))
    context = {
        "waiting": waiting,
        "stored": stored,
        "is_underway": not (stored.is_ready or stored.has_failed),
        "title": str(waiting.report.about.title or waiting.report.about.organisation),
    }
    template = "assessments/report_progress.html" + ("#progress" if is_partial else "")
    # htmx swaps only what succeeded; a failed report is told in the page that asks.
    return render(request, template, context, status=200 if is_partial else status_of(stored))


def status_of(stored: StoredReport) -> int:
    if stored.has_failed:
        return 503
    return 200 if stored.is_ready else 202


def waiting_for(request: AssessmentRequest) -> Waiting:
    assessment, language = request.assessment, asked_language(request)
    return Waiting(
        report=report_of(assessment, language),
        folder=assessment.public_id,
        address=address_of("report", language, assessment.public_id),
        progress_address=address_of("report_progress", language, assessment.public_id),
        back=reverse("assessments:result", args=[assessment.public_id]),
    )


@cache
def waiting_for_sample(language: str) -> Waiting:
    """Made once per process and language: the sample never changes."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{SAMPLE}.json"
    return Waiting(
        report=unstored_report(read(path.read_bytes(), find_definition), language),
        folder=SAMPLE,
        address=address_of("sample_report", language),
        progress_address=address_of("sample_progress", language),
        back=reverse("assessments:home"),
    )


def address_of(name: str, language: str, *args: str) -> str:
    return f"{reverse(f'assessments:{name}', args=args)}?language={language}"


def asked_language(request: HttpRequest) -> str:
    form = ReportForm(request.GET)
    asked = form.cleaned_data["language"] if form.is_valid() else ""
    return asked or get_language()
