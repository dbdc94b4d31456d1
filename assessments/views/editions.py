"""How the report goes out: own words, parts, branding; and a look at it before it does."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.replacing import StaleForm
from accounts.rights import Right
from accounts.throttling import AUDIENCE, throttle
from assessments.access import AssessmentRequest, team_of, with_assessment
from assessments.edition_form import EditionForm
from assessments.house_style import keep_house_style
from assessments.links import grant_in_hand
from assessments.models import Assessment, KeptEdition
from assessments.reporting import edition_of, report_of
from assessments.services import keep_edition
from assessments.views.logos import LogoState, logo_state, tell_of_accent
from assessments.views.results import expect
from rendering import queue
from reports.chapters import report_context
from reports.colours import ACCENT
from reports.content import chapters
from reports.report import Report, sentence_of_the_rules, with_edition
from reports.screen import screen_style

throttled = throttle("edition", per_address=AUDIENCE, most=100, by=grant_in_hand, methods=["POST"])


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
@throttled
def edition(request: AssessmentRequest) -> HttpResponse:
    report = kept_report(request)
    if request.method != "POST":
        expect(request.access, get_language())
        return render_edition(request, report, edition_form(request, report))
    return save_edition(request, report, request.POST)


@require_POST
@with_assessment(editable=True)
@throttled
def restore_sentence(request: AssessmentRequest) -> HttpResponse:
    """The button sends the whole form: what was typed in the other fields is kept as well."""
    fields = request.POST.copy()
    fields["sentence"] = ""
    return save_edition(request, kept_report(request), fields)


def save_edition(request: AssessmentRequest, report: Report, sent: Any) -> HttpResponse:
    form = edition_form(request, report, sent)
    if not form.is_valid():
        return render_edition(request, report, form, status=422)
    value = form.edition(language=report.language)
    try:
        keep_edition(request.assessment, value, replaces=form.replaces)
    except StaleForm:
        request.assessment.refresh_from_db()
        report = kept_report(request)
        if form.lies_beside(edition_form(request, report)):
            return render_edition(request, report, form, status=409)
    send_logo(request.assessment, form)
    messages.success(request, _("Saved. Everything that you download from now on uses it."))
    tell_of_accent(request, form)
    return redirect("assessments:edition", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
@throttled
def house_style(request: AssessmentRequest) -> HttpResponse:
    """New measurements of the team start with the sender, colour and logo that are kept here."""
    team = team_of(request, Right.SETTINGS)
    if team is None:
        return render(request, "403.html", status=403)  # returned: so it is kept by no cache
    kept = KeptEdition.objects.filter(assessment=request.assessment).first()
    keep_house_style(team, kept or KeptEdition(), by=cast(User, request.user))
    messages.success(
        request, _("New assessments of %(team)s start with this look.") % {"team": team}
    )
    return redirect("assessments:edition", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def look(request: AssessmentRequest) -> HttpResponse:
    """The pages that the form changes, while it is filled in: nothing is stored."""
    report = kept_report(request)
    form = edition_form(request, report, request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.NO_CONTENT)  # saving tells what is wrong
    context = look_context(with_edition(report, form.edition(language=report.language)))
    return render(request, "assessments/edition.html#look", context)


def look_context(report: Report) -> dict[str, Any]:
    """The summary, and every chapter with own words."""
    words = report.edition.own_words
    shown = {"summary", "insight", *words.dimensions}
    return {
        **report_context(report),
        "chapters": [chapter for chapter in chapters(report) if chapter.slug in shown],
    }


def kept_report(request: AssessmentRequest) -> Report:
    return report_of(request.access, get_language(), for_file=True)


def edition_form(request: AssessmentRequest, report: Report, sent: Any = None) -> EditionForm:
    return EditionForm(
        sent,
        request.FILES if sent else None,
        report=report,
        version=request.assessment.edition_version,
    )


def send_logo(assessment: Assessment, form: EditionForm) -> None:
    """A picture may be hard to draw, so a worker does it; the page tells what becomes of it."""
    if form.cleaned_data["logo"]:
        queue.ask_sent(assessment.public_id, form.cleaned_data["logo"])
    elif form.is_without_logo:
        queue.forget_sent(assessment.public_id)


def render_edition(
    request: AssessmentRequest, report: Report, form: EditionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        **look_context(report),
        "assessment": request.assessment,
        "form": form,
        "logo": logo_of(request.assessment, report.edition.branding.logo),
        "report": report,
        "sentence_of_the_rules": sentence_of_the_rules(report.result, report.about),
        "neutral_accent": ACCENT,
        "team": team_of(request, Right.SETTINGS),
    }
    return render(request, "assessments/edition.html", context, status=status)


@require_safe
@with_assessment(editable=True)
def logo_progress(request: AssessmentRequest) -> HttpResponse:
    """The part of the page that asks again while a logo is being made."""
    made = edition_of(request.assessment, with_logo=True).branding.logo
    context = {"logo": logo_of(request.assessment, made)}
    return render(request, "assessments/edition/_logo.html", context)


def logo_of(assessment: Assessment, logo: bytes) -> LogoState:
    return logo_state(
        assessment.public_id,
        logo,
        asks_at=reverse("assessments:logo_progress", args=[assessment.public_id]),
        shown_at=reverse("assessments:report_logo", args=[assessment.public_id]),
    )


@require_safe
@with_assessment()
def report_preview(request: AssessmentRequest) -> HttpResponse:
    """The report as a page, by the templates of the PDF."""
    report = kept_report(request)
    context = {
        **report_context(report),
        "assessment": request.assessment,
        "can_edit": request.access.may_write,
    }
    return render(request, "assessments/report_preview.html", context)


@require_safe
@with_assessment()
def report_style(request: AssessmentRequest) -> HttpResponse:
    """The style sheet of the PDF for that page, with the accent of this assessment."""
    accent = edition_of(request.assessment, with_logo=False).branding.accent
    return HttpResponse(screen_style(accent), content_type="text/css; charset=utf-8")


@require_safe
@with_assessment()
def report_logo(request: AssessmentRequest) -> HttpResponse:
    """The PNG that we made of what was sent."""
    logo = edition_of(request.assessment, with_logo=True).branding.logo
    if not logo:
        raise Http404
    return HttpResponse(logo, content_type="image/png")
