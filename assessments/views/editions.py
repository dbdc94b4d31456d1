"""How the report goes out: own words, parts, branding; and a look at it before it does."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.throttling import AUDIENCE, throttle
from assessments.access import AssessmentRequest, with_assessment
from assessments.edition_form import EditionForm
from assessments.links import grant_in_hand
from assessments.services import keep_edition
from assessments.views.results import report_of
from maturity.narrative import result_sentence
from reports.chapters import report_context
from reports.colours import ACCENT
from reports.report import Report
from reports.screen import screen_style

throttled = throttle("edition", per_address=AUDIENCE, most=100, by=grant_in_hand, methods=["POST"])


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
@throttled
def edition(request: AssessmentRequest) -> HttpResponse:
    report = report_of(request, get_language())
    if request.method != "POST":
        form = EditionForm(definition=report.definition, kept=report.edition)
        return render_edition(request, report, form)
    return save_edition(request, report, request.POST)


@require_POST
@with_assessment(editable=True)
@throttled
def restore_sentence(request: AssessmentRequest) -> HttpResponse:
    """The button sends the whole form: what was typed in the other fields is kept as well."""
    report = report_of(request, get_language())
    fields = request.POST.copy()
    fields["sentence"] = ""
    return save_edition(request, report, fields)


def save_edition(request: AssessmentRequest, report: Report, fields: Any) -> HttpResponse:
    form = EditionForm(fields, request.FILES, definition=report.definition, kept=report.edition)
    if not form.is_valid():
        return render_edition(request, report, form, status=422)
    keep_edition(request.assessment, form.edition(language=report.language))
    messages.success(request, _("Saved. Everything that you download from now on uses it."))
    if form.replaced_accent:
        messages.warning(
            request,
            _("The colour %(typed)s is too light for text on white; %(used)s is used instead.")
            % {"typed": form.replaced_accent.typed, "used": form.replaced_accent.used},
        )
    return redirect("assessments:edition", request.assessment.public_id)


def render_edition(
    request: AssessmentRequest, report: Report, form: EditionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "assessment": request.assessment,
        "form": form,
        "report": report,
        "sentence_of_the_rules": result_sentence(
            report.result, organisation=report.about.organisation
        ),
        "neutral_accent": ACCENT,
    }
    return render(request, "assessments/edition.html", context, status=status)


@require_safe
@with_assessment()
def report_preview(request: AssessmentRequest) -> HttpResponse:
    """The report as a page, by the templates of the PDF."""
    report = report_of(request, get_language())
    context = {
        **report_context(report),
        "assessment": request.assessment,
        "can_edit": request.can_edit,
    }
    return render(request, "assessments/report_preview.html", context)


@require_safe
@with_assessment()
def report_style(request: AssessmentRequest) -> HttpResponse:
    """The style sheet of the PDF for that page, with the accent of this assessment."""
    accent = request.assessment.edition().branding.accent
    return HttpResponse(screen_style(accent), content_type="text/css; charset=utf-8")


@require_safe
@with_assessment()
def report_logo(request: AssessmentRequest) -> HttpResponse:
    """The PNG that we made of what was sent."""
    logo = request.assessment.edition().branding.logo
    if not logo:
        raise Http404
    return HttpResponse(logo, content_type="image/png")
