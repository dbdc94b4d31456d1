"""What the facilitator takes along to the room: a kit on paper."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.qr import QrCode, network_text
from accounts.throttling import AUDIENCE, throttle, throttle_files
from assessments.access import AssessmentRequest, with_assessment
from assessments.filenames import report_name
from assessments.links import grant_in_hand
from assessments.reporting import about
from assessments.views.reports import (
    WaitingWords,
    Wanted,
    asked_language,
    serve_or_wait,
    show_progress,
    unless_nothing_new,
)
from reports.formats import Format
from reports.kit import Network
from workshops.door import door_of, doors_of, place_of, reaches_phones
from workshops.kit import kit_of, remember_network, remembered_network, sealed_network
from workshops.links import screen_of
from workshops.models import Workshop
from workshops.network_form import NetworkForm

OF_KIT = WaitingWords(
    title=_("Workshop kit"),
    making=_("The kit is being made"),
    ready=_("The kit is ready"),
    kept=_("A kit with a Wi-Fi on its cards is removed from the server when you fetch it."),
    failed=_("The kit could not be made"),
    download=_("Download the kit"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def kit(request: AssessmentRequest) -> HttpResponse:
    """Asks for the Wi-Fi of the room, which may be left out, and goes on to the file."""
    workshop = open_room(request)
    form = NetworkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"assessment": request.assessment, "workshop": workshop, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "workshops/kit.html", context, status=status)
    public_id = request.assessment.public_id
    page = redirect(address_of("kit_file", public_id, language=form.cleaned_data["language"]))
    remember_network(page, public_id, form.network)
    return page


@require_safe
@with_assessment(editable=True)
@throttle_files("kit", most=60, by=grant_in_hand)
def kit_file(request: AssessmentRequest) -> HttpResponseBase:
    return serve_or_wait(request, wanted_kit(request))


@require_http_methods(["GET", "HEAD", "POST"])
@unless_nothing_new
@with_assessment(editable=True)
@throttle("kit_again", per_address=AUDIENCE, most=60, by=grant_in_hand, methods=["POST"])
def kit_progress(request: AssessmentRequest, job: str) -> HttpResponseBase:
    return show_progress(request, wanted_kit(request), job)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def in_the_room(request: AssessmentRequest) -> HttpResponse:
    """How phones get in: the addresses, the Wi-Fi if it is typed, and what to check."""
    workshop, public_id = open_room(request), request.assessment.public_id
    form = NetworkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        page = redirect("workshops:in_the_room", public_id)
        remember_network(page, public_id, form.network)
        return page
    network = remembered_network(request, public_id)
    doors = doors_of(request, workshop)
    context = {
        "assessment": request.assessment,
        "workshop": workshop,
        "form": form,
        "doors": [(door, QrCode.of(door)) for door in doors],
        "place": place_of(request),
        "network": network,
        "screen": screen_with(workshop, network),
        "network_qr": network and QrCode.of(network_text(network.name, network.password)),
        "is_room": settings.ROOM,
        "reaches_phones": reaches_phones(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/in_the_room.html", context, status=status)


def screen_with(workshop: Workshop, network: Network | None) -> str:
    """The address of the screen, which takes the Wi-Fi along to the browser that opens it."""
    address = reverse("workshops:screen", args=[screen_of(workshop)])
    return f"{address}?{urlencode({'network': sealed_network(network)})}" if network else address


def open_room(request: AssessmentRequest) -> Workshop:
    workshop = Workshop.objects.room(request.assessment.public_id)
    if workshop is None or not workshop.is_open:
        raise Http404
    return workshop


def wanted_kit(request: AssessmentRequest) -> Wanted:
    workshop, language = open_room(request), asked_language(request)
    public_id, said = request.assessment.public_id, about(request.assessment)
    network = remembered_network(request, public_id)
    door, place = door_of(request, workshop), place_of(request)
    return Wanted(
        folder=public_id,
        title=said.title or said.organisation,
        language=language,
        format=Format.KIT,
        address=address_of("kit_file", public_id, language=language),
        progress=lambda job: address_of("kit_progress", public_id, job, language=language),
        back=reverse("workshops:kit", args=[public_id]),
        compose=lambda: kit_of(workshop, language, door=door, place=place, network=network),
        file_name=report_name(said, Format.KIT, language),
        words=OF_KIT,
        is_for_once=network is not None,
    )


def address_of(name: str, *args: str, language: str) -> str:
    return f"{reverse(f'workshops:{name}', args=args)}?language={language}"
