"""What a render job makes: served when it is there, and until then a page that waits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import AUDIENCE, throttle, throttle_files
from assessments.access import AssessmentRequest, View, personal, with_assessment
from assessments.exchange import read
from assessments.filenames import report_name
from assessments.forms import ReportForm
from assessments.house_templates import on_template
from assessments.importing import find_definition, unstored_report
from assessments.links import grant_in_hand
from assessments.reporting import about, edition_of, report_of
from rendering import queue
from rendering.models import RenderJob
from rendering.storage import Unavailable
from reports.edition import Part
from reports.formats import Format
from reports.printed import Printed
from reports.report import Report

SAMPLE, ROUND_BEFORE = "de-boer-wonen-2026", "de-boer-wonen-2025"
NAMES = {  # of the addresses
    Format.PDF: "report",
    Format.DOCX: "report_docx",
    Format.PPTX: "report_pptx",
    Format.XLSX: "report_xlsx",
    Format.RADAR: "radar_png",
    Format.ROUTE: "route_png",
}


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """What the page says that waits for a file."""

    title: Promise
    making: Promise
    ready: Promise
    kept: Promise
    failed: Promise
    download: Promise


OF_REPORT = WaitingWords(
    title=_("Advisory report"),
    making=_("The report is being made"),
    ready=_("The report is ready"),
    kept=_("It is kept until something changes, so it opens at once the next time."),
    failed=_("The report could not be made"),
    download=_("Download the report"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file: whose, in which language and format, and how to come by the report it is made of."""

    folder: str
    title: str  # whose it is
    language: str
    format: Format
    address: str  # of the file
    progress: Callable[[str], str]  # address of the page that waits for a job
    back: str
    compose: Callable[[], Printed]  # takes a while: not for a page that only asks again
    file_name: str = ""  # where it can be served
    words: WaitingWords = OF_REPORT
    is_for_once: bool = False  # not kept any longer than it takes to fetch it


def unless_nothing_new(view: View) -> View:
    """204 to a page that waits and shows how its job stands, in one or two queries.

    The mark of what it shows came with a page that the right was asked for, and 204 tells nothing
    besides. Whatever is new is told by the view, which asks for the right again (decision 43).
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, job: str, **kwargs: Any) -> HttpResponseBase:
        shown = request.GET.get("shown", "") if request.method == "GET" else ""
        if shown and shows_all(shown, queue.standing(job)):
            return personal(HttpResponse(status=204))
        return view(request, *args, job=job, **kwargs)

    return answered


def shows_all(mark: str, job: RenderJob | None) -> bool:
    if job is None:
        return False
    number = queue.number_of(job) if job.is_waiting else 0
    return constant_time_compare(mark, mark_of(job, number))


@require_safe
@with_assessment()
@throttle_files("report", most=60, by=grant_in_hand)
def report(request: AssessmentRequest, format: Format = Format.PDF) -> HttpResponseBase:
    edition = edition_of(request.assessment, with_logo=False)
    if format is Format.ROUTE and not edition.has(Part.ROUTE):
        raise Http404
    return serve_or_wait(request, wanted_of(request, format))


@require_http_methods(["GET", "HEAD", "POST"])
@unless_nothing_new
@with_assessment()
@throttle("again", per_address=AUDIENCE, most=60, by=grant_in_hand, methods=["POST"])
def report_progress(request: AssessmentRequest, job: str) -> HttpResponseBase:
    return show_progress(request, wanted_of(request, asked_format(request)), job)


@require_safe
@login_not_required
@throttle_files("sample", most=AUDIENCE)
def sample_report(request: HttpRequest) -> HttpResponseBase:
    return serve_or_wait(request, wanted_sample(asked_language(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@unless_nothing_new
@login_not_required
@throttle("sample_again", per_address=AUDIENCE, methods=["POST"])
def sample_progress(request: HttpRequest, job: str) -> HttpResponseBase:
    return personal(show_progress(request, wanted_sample(asked_language(request)), job))


def serve_or_wait(request: HttpRequest, wanted: Wanted) -> HttpResponseBase:
    report = wanted.compose()
    job = queue.find(wanted.folder, report, wanted.format)
    try:
        file = queue.open_made(job)
    except Unavailable:
        return personal(no_storage(request, wanted))
    if file and job:
        return personal(served(wanted, kept_by_us(request, wanted, job, file)))
    if job is None or not job.has_failed:
        job = queue.ask(wanted.folder, report, wanted.format)
    if wants_no_page(request) and not job.has_failed:
        return personal(held(job))
    return personal(render_progress(request, wanted, job))


def wants_no_page(request: HttpRequest) -> bool:
    """A program, or a browser that was told to save what the link leads to."""
    accept = request.headers.get("Accept", "")
    return bool(accept) and "text/html" not in accept


def held(job: RenderJob) -> HttpResponse:
    """Our server keeps this to itself and asks again, once, as soon as the file is there."""
    headers = {"Retry-After": "2", queue.WAIT_FOR: job.public_id}
    return HttpResponse("being made\n", content_type="text/plain", status=202, headers=headers)


def kept_by_us(
    request: HttpRequest, wanted: Wanted, job: RenderJob, file: File[bytes]
) -> File[bytes] | BytesIO:
    """As it lies in storage; or the last of it, for who fetches it: HEAD only looks."""
    if not wanted.is_for_once:
        return file
    with file:
        content = file.read()
    if request.method != "HEAD":
        queue.forget(job)
    return BytesIO(content)


def served(wanted: Wanted, file: File[bytes] | BytesIO) -> FileResponse:
    return FileResponse(
        file,
        as_attachment=True,
        filename=wanted.file_name,
        content_type=wanted.format.content_type,
    )


def no_storage(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    return render(request, "assessments/no_storage.html", {"wanted": wanted}, status=503)


def show_progress(request: HttpRequest, wanted: Wanted, public_id: str) -> HttpResponse:
    """The page that waits, and its part that asks again; sending its form tries again."""
    job = None if request.method == "POST" else queue.named(wanted.folder, public_id)
    if job is None:  # or it dropped out, since something was changed meanwhile
        job = queue.ask(wanted.folder, wanted.compose(), wanted.format)
    if request.method == "POST":
        return redirect(wanted.progress(job.public_id))
    return render_progress(request, wanted, job)


def render_progress(request: HttpRequest, wanted: Wanted, job: RenderJob) -> HttpResponse:
    is_partial = bool(getattr(request, "htmx", False))
    place = queue.place_of(job) if job.is_waiting else None
    context = {
        "wanted": wanted,
        "job": job,
        "place": place,
        "shown": mark_of(job, place.number if place else 0),
        "progress_address": wanted.progress(job.public_id),
    }
    template = "assessments/report_progress.html" + ("#progress" if is_partial else "")
    # htmx swaps only what succeeded; a failed report is told in the page that asks.
    status = 200 if is_partial else status_of(job)
    page = render(request, template, context, status=status)
    # "Save link as" keeps what comes: never a page under the name of a report.
    page["Content-Disposition"] = f'inline; filename="{wanted.format}-is-being-made.html"'
    return page


def mark_of(job: RenderJob, number: int) -> str:
    """Of all that a page shows of a job under way, made by nobody else."""
    standing = (job.public_id, job.state, job.step, job.reason, number)
    mac = salted_hmac("assessments.waiting", repr(standing), algorithm="sha256")
    return mac.hexdigest()[:32]


def status_of(job: RenderJob) -> int:
    if job.has_failed:
        return 503
    return 200 if job.is_ready else 202


def wanted_of(request: AssessmentRequest, format: Format) -> Wanted:
    assessment, language = request.assessment, asked_language(request)
    said = about(assessment)
    public_id = assessment.public_id

    def progress(job: str) -> str:
        return address_of("report_progress", public_id, job, language=language, format=format.value)

    return Wanted(
        folder=public_id,
        title=said.title or said.organisation,
        language=language,
        format=format,
        address=address_of(NAMES[format], public_id, language=language),
        progress=progress,
        back=reverse("assessments:result", args=[public_id]),
        compose=lambda: on_template(
            report_of(request.access, language, for_file=True), format, assessment.client
        ),
        file_name=report_name(said, format, language),
    )


def wanted_sample(language: str) -> Wanted:
    report = sample(language)

    def progress(job: str) -> str:
        return address_of("sample_progress", job, language=language)

    return Wanted(
        folder=SAMPLE,
        title=report.about.title or report.about.organisation,
        language=language,
        format=Format.PDF,
        address=address_of("sample_report", language=language),
        progress=progress,
        back=reverse("assessments:home"),
        compose=lambda: report,
        file_name=report_name(report.about, Format.PDF, language),
    )


@cache
def sample(language: str) -> Report:
    """Made once per process and language: the sample never changes."""
    folder = settings.BASE_DIR / "fixtures" / "demo"
    sample, earlier = (
        read((folder / f"{name}.json").read_bytes(), find_definition)
        for name in (SAMPLE, ROUND_BEFORE)
    )
    return unstored_report(sample, language, earlier=earlier)


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
