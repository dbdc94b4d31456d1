"""What the render process makes: served when it is stored, and until then a page that waits."""

from dataclasses import dataclass
from functools import cache
from time import monotonic, sleep
from typing import BinaryIO
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import AUDIENCE, throttle, throttle_files
from assessments.access import AssessmentRequest, personal, with_assessment
from assessments.exchange import read
from assessments.forms import ReportForm
from assessments.importing import find_definition, unstored_report
from assessments.links import grant_in_hand
from assessments.reporting import report_of
from reports.edition import Part
from reports.formats import Format
from reports.rendering import StoredReport, open_stored, start, stored_report
from reports.report import Report

SAMPLE, ROUND_BEFORE = "de-boer-wonen-2026", "de-boer-wonen-2025"
SOON = 1.0  # seconds
NAMES = {  # of the addresses
    Format.PDF: "report",
    Format.DOCX: "report_docx",
    Format.PPTX: "report_pptx",
    Format.XLSX: "report_xlsx",
    Format.RADAR: "radar_png",
    Format.PLAN: "plan_png",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is waited for: a report, the folder where it will lie, and where it can be had."""

    report: Report
    folder: str
    address: str  # of the file
    progress_address: str
    back: str
    format: Format = Format.PDF

    @property
    def filename(self) -> str:
        """Told by its folder: a name on disk tells nobody whose answers it holds."""
        return f"kanaalkompas-{self.folder}-{self.report.language}.{self.format}"

    def look(self) -> StoredReport:
        return stored_report(self.folder, self.report, self.format)

    def start(self) -> StoredReport:
        return start(self.folder, self.report, self.format)

    def open(self) -> BinaryIO | None:
        return open_stored(self.folder, self.report, self.format)


@require_safe
@with_assessment()
@throttle_files("report", most=60, by=grant_in_hand)
def report(request: AssessmentRequest, format: Format = Format.PDF) -> HttpResponseBase:
    waiting = waiting_for(request, format)
    if format is Format.PLAN and not waiting.report.edition.has(Part.ROUTE):
        raise Http404
    return serve_or_wait(request, waiting)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment()
@throttle("again", per_address=AUDIENCE, most=60, by=grant_in_hand, methods=["POST"])
def report_progress(request: AssessmentRequest) -> HttpResponseBase:
    return show_progress(request, waiting_for(request, asked_format(request)))


@require_safe
@login_not_required
@throttle_files("sample", most=AUDIENCE)
def sample_report(request: HttpRequest) -> HttpResponseBase:
    return serve_or_wait(request, waiting_for_sample(asked_language(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("sample_again", per_address=AUDIENCE, methods=["POST"])
def sample_progress(request: HttpRequest) -> HttpResponseBase:
    return personal(show_progress(request, waiting_for_sample(asked_language(request))))


def serve_or_wait(request: HttpRequest, waiting: Waiting) -> HttpResponseBase:
    file = waiting.open()
    stored = None if file else waiting.look()
    if stored and not stored.has_failed:
        stored = waiting.start()
        file = open_soon(waiting) if waiting.format.is_quick else None
    if file:
        content_type = waiting.format.content_type
        return personal(
            FileResponse(
                file, as_attachment=True, filename=waiting.filename, content_type=content_type
            )
        )
    return personal(render_progress(request, waiting, stored or waiting.look()))


def open_soon(waiting: Waiting) -> BinaryIO | None:
    """For what is made at once, a page that waits would only be in the way."""
    until = monotonic() + SOON
    while monotonic() < until and waiting.look().is_making:
        sleep(SOON / 20)
    return waiting.open()


def show_progress(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """The page that waits, and its part that asks again; sending its form tries again."""
    if request.method == "POST":
        waiting.start()
        return redirect(waiting.progress_address)
    stored = waiting.look()
    # Nobody is at it: the queue was full, or the process that had it in hand was stopped.
    if not (stored.is_ready or stored.is_making or stored.has_failed):
        stored = waiting.start()
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


def waiting_for(request: AssessmentRequest, format: Format) -> Waiting:
    public_id, language = request.assessment.public_id, asked_language(request)
    return Waiting(
        report=report_of(request.access, language, for_file=True),
        folder=public_id,
        address=address_of(NAMES[format], public_id, language=language),
        progress_address=address_of(
            "report_progress", public_id, language=language, format=format.value
        ),
        back=reverse("assessments:result", args=[public_id]),
        format=format,
    )


@cache
def waiting_for_sample(language: str) -> Waiting:
    """Made once per process and language: the sample never changes."""
    folder = settings.BASE_DIR / "fixtures" / "demo"
    sample, earlier = (
        read((folder / f"{name}.json").read_bytes(), find_definition)
        for name in (SAMPLE, ROUND_BEFORE)
    )
    return Waiting(
        report=unstored_report(sample, language, earlier=earlier),
        folder=SAMPLE,
        address=address_of("sample_report", language=language),
        progress_address=address_of("sample_progress", language=language),
        back=reverse("assessments:home"),
    )


def address_of(name: str, *args: str, **asked: str) -> str:
    """With what is asked for, but for the format that is asked for by default."""
    if asked.get("format") == Format.PDF:
        del asked["format"]
    return f"{reverse(f'assessments:{name}', args=args)}?{urlencode(asked)}"


def asked_language(request: HttpRequest) -> str:
    return asked_of(request, "language") or get_language()


def asked_format(request: HttpRequest) -> Format:
    return Format(asked_of(request, "format") or Format.PDF)


def asked_of(request: HttpRequest, name: str) -> str:
    """Empty when it is not asked, or something that there is not."""
    form = ReportForm(request.GET)
    form.is_valid()
    return str(form.cleaned_data.get(name, ""))
