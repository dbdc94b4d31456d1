"""A client: its page, what is kept of it, and away from the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership, Organisation, Team
from accounts.replacing import StaleForm
from accounts.rights import Right, may
from assessments.access import personal
from assessments.models import ReadLink
from clients import services
from clients.access import ClientRequest, MemberRequest, with_organisation
from clients.desk import LISTED, lines_of
from clients.ending import ending_of
from clients.forms import OrganisationForm
from clients.history import history_of
from clients.told_clients import told_client
from maturity.loading import published_definition
from workshops.views.preparing import rehearsals_in


@require_GET
@with_organisation()
def client(request: ClientRequest) -> HttpResponse:
    organisation, language, today = request.organisation, get_language(), timezone.localdate()
    units = organisation.units.filter(archived_at=None).order_by("name", "pk")
    history = history_of(organisation, today, language)
    context = {
        "organisation": organisation,
        "history": history,
        "told": told_client(organisation, history.finished, language) if history.finished else {},
        "rehearsals": rehearsals_in(request, {organisation.name, *history.names}),
        "read_links": list(ReadLink.objects.out().of_client(organisation)),
        "units": lines_of(units.values_list(*LISTED), today, language),
        "ending": ending_of(organisation, today),
        "sector": published_definition(language).sector(organisation.sector),
        "may_write": may(organisation.role, Right.WRITE),
        "may_change": may(organisation.role, Right.CLIENTS),
        "may_erase": may(organisation.role, Right.ERASE),
    }
    return render(request, "clients/client.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    teams = teams_to_add_to(request)
    team = teams.get(request.GET.get("team", "")) or next(iter(teams.values()))
    organisation = services.new_organisation(team, consultant=request.user)
    form = organisation_form(organisation, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "team": team, "teams": teams.values()}
        status = 422 if request.method == "POST" else 200
        return personal(render(request, "clients/new.html", context, status=status))
    services.add_organisation(form.instance, by=request.user)
    messages.success(request, _("%(name)s was added.") % {"name": form.instance.name})
    return redirect("clients:client", form.instance.public_id)


def teams_to_add_to(request: MemberRequest) -> dict[str, Team]:
    memberships = Membership.objects.of(request.user)
    teams = {
        each.team.public_id: each.team for each in memberships if may(each.role, Right.CLIENTS)
    }
    if not teams:
        raise PermissionDenied
    return teams


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.CLIENTS)
def edit(request: ClientRequest) -> HttpResponse:
    if request.method != "POST":
        return render_details(request, details_form(request))
    form = details_form(request, request.POST)
    if not form.is_valid():
        return render_details(request, form, status=422)
    try:
        services.keep_organisation(
            request.organisation, replaces=form.replaces, by=request.user, **form.details
        )
    except StaleForm:
        if form.lies_beside(details_form(request)):
            return render_details(request, form, status=409)
    messages.success(request, _("The details were saved."))
    return redirect("clients:client", request.organisation.public_id)


def details_form(request: ClientRequest, sent: Any = None) -> OrganisationForm:
    """On what is stored now: a form that was sent changes the object that it was made of."""
    return organisation_form(Organisation.objects.get(pk=request.organisation.pk), sent)


def render_details(
    request: ClientRequest, form: OrganisationForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "organisation": request.organisation}
    return render(request, "clients/edit.html", context, status=status)


@require_POST
@with_organisation(Right.CLIENTS)
def archive(request: ClientRequest) -> HttpResponse:
    services.archive(request.organisation, by=request.user)
    name = {"name": request.organisation.name}
    messages.success(request, _("%(name)s is archived. Everything is kept.") % name)
    return redirect("clients:desk")


@require_POST
@with_organisation(Right.CLIENTS)
def restore(request: ClientRequest) -> HttpResponse:
    services.restore(request.organisation, by=request.user)
    return redirect("clients:client", request.organisation.public_id)


def organisation_form(organisation: Organisation, sent: Any) -> OrganisationForm:
    definition = published_definition(get_language())
    return OrganisationForm(
        sent, definition=definition, team=organisation.team, instance=organisation
    )
