"""What new reports of a team's clients start with: sender, contact line, colour, logo; and on what
their documents and slides are built."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, with_team
from accounts.models import Team
from accounts.replacing import StaleForm
from accounts.rights import Right
from accounts.throttling import throttle
from accounts.views.teams import team_of
from assessments.branding_form import HouseStyleForm
from assessments.house_style import branding_of, folder_of, keep_sender
from assessments.template_form import TemplateForm
from assessments.views.logos import LogoState, logo_state, tell_of_accent
from assessments.views.template_states import template_states
from reports.colours import ACCENT

PAGE = "assessments/team_style.html"


@require_http_methods(["GET", "HEAD", "POST"])
@with_team(Right.SETTINGS)
@throttle("team_style", most=30, by=team_of, methods=["POST"])
def team_style(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, PAGE, page_context(request, style_form(request)))
    form = style_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, page_context(request, form), status=422)
    try:
        keep_sender(
            request.team,
            form.branding,
            replaces=form.replaces,
            picture=form.cleaned_data["logo"],
            without_logo=form.is_without_logo,
            by=request.user,
        )
    except StaleForm:
        request.team.refresh_from_db()
        if form.lies_beside(style_form(request)):
            return render(request, PAGE, page_context(request, form), status=409)
    messages.success(request, _("Saved. New assessments of the team start with it."))
    tell_of_accent(request, form)
    return redirect("assessments:team_style", team_of(request))


def style_form(request: MemberRequest, *sent: Any) -> HouseStyleForm:
    team = request.team
    return HouseStyleForm(*sent, branding=branding_of(team), version=team.style_version)


def page_context(
    request: MemberRequest, form: HouseStyleForm, template: TemplateForm | None = None
) -> dict[str, object]:
    """`template` is one that was sent and refused."""
    return {
        "form": form,
        "team": request.team,
        "logo": logo_of(request.team),
        "neutral_accent": ACCENT,
        "templates": template_states(request.team, template),
        "refused": template,
    }


@require_safe
@with_team(Right.SETTINGS)
def team_logo_progress(request: MemberRequest) -> HttpResponse:
    """The part of the page that asks again while a logo is being made."""
    context = {"logo": logo_of(request.team)}
    return render(request, "assessments/edition/_logo.html", context)


@require_safe
@with_team(Right.SETTINGS)
def team_logo(request: MemberRequest) -> HttpResponse:
    """The PNG that we made of what was sent."""
    if not request.team.logo:
        raise Http404
    return HttpResponse(bytes(request.team.logo), content_type="image/png")


def logo_of(team: Team) -> LogoState:
    return logo_state(
        folder_of(team),
        bytes(team.logo),
        asks_at=reverse("assessments:team_logo_progress", args=[team.public_id]),
        shown_at=reverse("assessments:team_logo", args=[team.public_id]),
    )
