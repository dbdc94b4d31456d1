"""Starting the next measurement of a client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.rights import Right
from assessments.forms import StartForm
from assessments.links import add_grant, private_link
from assessments.models import Assessment, AssessmentQuerySet
from clients import services
from clients.access import ClientRequest, with_organisation
from maturity.loading import published_definition, published_version
from workshops.forms import PrepareForm
from workshops.views.preparing import page_after, render_prepare


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.WRITE)
def measure(request: ClientRequest) -> HttpResponse:
    organisation, definition = request.organisation, published_definition(get_language())
    earlier = rounds_before(organisation).first()
    form = StartForm(
        request.POST or None,
        definition=definition,
        rounds=rounds_before(organisation),
        initial=filled_in(request, earlier),
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "organisation": organisation, "earlier": earlier}
        return render(request, "clients/measure.html", context, status=status)
    assessment = services.start_measurement(
        organisation, by=request.user, language=organisation.team.language, **form.assessment
    )
    return redirect("assessments:overview", assessment.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_organisation(Right.WRITE)
def prepare_workshop(request: ClientRequest) -> HttpResponse:
    """Of a client that nobody answered for alone: a room can be the first that measures it."""
    like = first_of(request.organisation)
    form = PrepareForm(request.POST if request.method == "POST" else None, own=like)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render_prepare(request, like, form, back=client_page(request), status=status)
    workshop = services.start_workshop(like, by=request.user, **form.wanted)
    page = page_after(request, form, workshop.assessment)
    if workshop.is_rehearsal:  # of no client, so that no role opens it
        add_grant(request, page, private_link(workshop.assessment))
    return page


def client_page(request: ClientRequest) -> str:
    return reverse("clients:client", args=[request.organisation.public_id])


def first_of(organisation: Organisation) -> Assessment:
    """Not stored: what an assessment of it would start from."""
    return Assessment(
        model_version=published_version(),
        organisation=organisation.name,
        sector=organisation.sector,
        language=organisation.team.language,
        client=organisation,
    )


def rounds_before(organisation: Organisation) -> AssessmentQuerySet:
    """What the next one can be compared with, the latest first."""
    of_version: AssessmentQuerySet = organisation.assessments.filter(
        model_version=published_version()
    )
    return of_version.order_by("-date", "-pk")


def filled_in(request: ClientRequest, earlier: Assessment | None) -> dict[str, Any]:
    """As the last measurement was, for the client of now."""
    values: dict[str, Any] = {
        "sector": request.organisation.sector,
        "organisation": request.organisation.name,
    }
    if earlier:
        values |= {"questionnaire": earlier.questionnaire, "previous": earlier.public_id}
    return values
