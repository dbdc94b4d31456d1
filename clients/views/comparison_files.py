"""A comparison to take along: who may see its page may fetch it, and nobody else."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import AUDIENCE, throttle, throttle_files
from assessments.comparisons import folder_of
from assessments.filenames import file_name
from assessments.house_templates import on_template
from assessments.models import QuestionnaireKind
from assessments.views.reports import (
    WaitingWords,
    Wanted,
    asked_language,
    serve_or_wait,
    show_progress,
)
from clients.access import ClientRequest, with_organisation
from clients.comparing import comparison_of
from clients.comparing_form import ComparingForm
from clients.views.comparing import address_of
from reports.comparison import Basis, ComparisonReport
from reports.formats import Format

OF_COMPARISON = WaitingWords(
    title=_("Comparison"),
    making=_("The comparison is being made"),
    ready=_("The comparison is ready"),
    kept=_("It is kept until something changes, so it opens at once the next time."),
    failed=_("The comparison could not be made"),
    download=_("Download the comparison"),
)


def who_is_here(request: HttpRequest) -> str:
    return str(request.user.pk)


@require_safe
@with_organisation()
@throttle_files("comparison", most=60, by=who_is_here)
def comparison_file(request: ClientRequest, basis: Basis, format: Format) -> HttpResponseBase:
    asked, language = ComparingForm(request.GET).asked, asked_language(request)
    report = comparison_of(request.organisation, basis, language, asked)
    if not report.comparison.is_possible:
        return redirect(address_of(f"compare_{basis}", request))
    name = file_name(report.about, basis, language, format)
    report = on_template(report, format, request.organisation)
    wanted = wanted_of(request, basis, format, report.questionnaire, lambda: report)
    return serve_or_wait(request, replace(wanted, file_name=name))


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation()
@throttle("comparison_again", per_address=AUDIENCE, most=60, by=who_is_here, methods=["POST"])
def comparison_progress(request: ClientRequest, basis: Basis, job: str) -> HttpResponseBase:
    """Composes the comparison only where what was asked for dropped out."""
    form, language = ComparingForm(request.GET), asked_language(request)

    def compose() -> ComparisonReport:
        report = comparison_of(request.organisation, basis, language, form.asked)
        return on_template(report, form.asked_format, request.organisation)

    questionnaire = form.asked or QuestionnaireKind.FULL
    wanted = wanted_of(request, basis, form.asked_format, questionnaire, compose)
    return show_progress(request, wanted, job)


def wanted_of(
    request: ClientRequest,
    basis: Basis,
    format: Format,
    questionnaire: str,
    compose: Callable[[], ComparisonReport],
) -> Wanted:
    organisation, language = request.organisation, asked_language(request)
    asked = {"language": language, "questionnaire": questionnaire}

    def at(name: str, *args: str, **also: str) -> str:
        address = reverse(f"clients:{name}", args=[organisation.public_id, *args])
        return f"{address}?{urlencode(asked | also)}"

    return Wanted(
        folder=folder_of(organisation.public_id, basis, questionnaire),
        title=organisation.name,
        language=language,
        format=format,
        address=at(f"compare_{basis}_{format}"),
        progress=lambda job: at(f"compare_{basis}_progress", job, format=format),
        back=at(f"compare_{basis}"),
        compose=compose,
        words=OF_COMPARISON,
    )
