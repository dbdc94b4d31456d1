"""The pages of the site itself: what it is, and what it keeps."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.access import accesses_in, personal
from assessments.example import example_drawing
from maturity.loading import published_definition


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    kept = accesses_in(request)
    page = render(
        request,
        "assessments/home.html",
        {
            "definition": definition,
            "quick": definition.questionnaire("quick"),
            "full": definition.questionnaire("full"),
            "radar": example_drawing(definition.language),
            "kept": kept,
        },
    )
    return personal(page) if kept else page


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    definition = published_definition(get_language())
    return render(
        request,
        "assessments/privacy.html",
        {
            "stored": definition.wording.privacy["stored"],
            "free_text": definition.wording.privacy["free_text"],
            "retention_months": settings.RETENTION_MONTHS,
        },
    )
