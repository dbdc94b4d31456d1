"""The document and the slides that files of a team's clients are built on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import MemberRequest, with_team
from accounts.models import Team
from accounts.rights import Right
from accounts.throttling import throttle
from accounts.views.teams import team_of
from assessments import house_templates
from assessments.template_form import TemplateForm
from assessments.views.house_styles import PAGE, page_context, style_form
from assessments.views.template_states import template_states
from reports import house
from reports.formats import Format

throttled = throttle("template", most=30, by=team_of, methods=["POST"])


@require_http_methods(["GET", "HEAD", "POST"])
@with_team(Right.SETTINGS)
@throttled
def template(request: MemberRequest, kind: Format) -> HttpResponse:
    """The part of the page that asks again while one is looked at; and where one is sent."""
    team = request.team
    if request.method != "POST" and not getattr(request, "htmx", False):
        return to_page(team, kind)  # somebody loads the answer to a refused form again
    if request.method != "POST":
        state = next(each for each in template_states(team) if each.kind is kind)
        return render(request, "assessments/_template_state.html", {"state": state, "team": team})
    form = TemplateForm(request.POST, request.FILES, kind=kind)
    if not form.is_valid():
        context = page_context(request, style_form(request), form)
        return render(request, PAGE, context, status=422)
    house_templates.send_template(team, kind, form.cleaned_data["file"], by=request.user)
    messages.success(request, _("Sent. It is looked at now; this page says what came of it."))
    return to_page(team, kind)


@require_POST
@with_team(Right.SETTINGS)
@throttled
def remove_template(request: MemberRequest, kind: Format) -> HttpResponse:
    house_templates.remove_template(request.team, kind, by=request.user)
    messages.success(request, _("Removed. Our own template is used again."))
    return to_page(request.team, kind)


def to_page(team: Team, kind: Format) -> HttpResponse:
    return redirect(reverse("assessments:team_style", args=[team.public_id]) + f"#{kind}")


@require_safe
@with_team(Right.SETTINGS)
def template_file(request: MemberRequest, kind: Format) -> HttpResponse:
    """As we keep it: what was sent, without its text."""
    kept = request.team.house_templates.filter(kind=kind).first()
    if kept is None:
        raise Http404
    return as_file(bytes(kept.content), kind, "template")


@require_safe
@with_team(Right.SETTINGS)
def our_template(request: MemberRequest, kind: Format) -> HttpResponse:
    """To begin with."""
    return as_file(house.our_template(kind), kind, "kanaalkompas")


def as_file(content: bytes, kind: Format, name: str) -> HttpResponse:
    file = HttpResponse(content, content_type=kind.content_type)
    file["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return file
