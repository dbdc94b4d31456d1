"""On the wall: what everybody may see, by a link that gives no other right."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.qr import QrCode, network_text
from accounts.throttling import Limit, refusal_of_failure, throttle
from assessments.access import personal
from workshops.alike import board_at
from workshops.board import Board, board_of
from workshops.door import door_of, place_of
from workshops.kit import network_in, remember_network, remembered_network
from workshops.links import shown_by, shows
from workshops.models import Workshop
from workshops.pulse import RELEASED, pulse_of
from workshops.wall import shown_on

WRONG_SCREENS = Limit("wrong_screen", 300)
A_SCREEN = 6_000  # looks in ten minutes: ten windows with a look a second


def same_screen(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["link"]) if request.resolver_match else ""


@require_safe
@login_not_required
def screen(request: HttpRequest, link: str) -> HttpResponse:
    workshop = shown_by(link)
    if workshop is None:
        return refusal_of_failure(request, WRONG_SCREENS) or not_a_screen()
    brought = network_in(request.GET.get("network", ""))
    if brought:  # by the page of who leads: it stays in this browser, and leaves the address
        page = redirect("workshops:screen", link)
        remember_network(page, workshop.assessment.public_id, brought)
        return personal(page)
    return render_screen(request, workshop, link, "workshops/screen.html")


@require_safe
@login_not_required
@throttle("screen_live", most=A_SCREEN, by=same_screen)
def screen_live(
    request: HttpRequest, link: str, step: int, people: int, answers: int
) -> HttpResponse:
    now = pulse_of(link.partition(".")[0])
    is_shown = now is not None and (now.step, now.is_released) == (step, RELEASED in request.GET)
    if now is not None and is_shown and (now.people, now.answers) == (people, answers):
        return personal(HttpResponse(status=204))
    if now is not None and is_shown:
        board = board_at(link.partition(".")[0], now, get_language())
        if board and shows(link, board.workshop):
            return render_numbers(request, board, link)
    workshop = shown_by(link)
    if workshop is None:
        return not_a_screen()
    return render_screen(request, workshop, link, "workshops/screen.html#screen")


def not_a_screen() -> HttpResponse:
    raise Http404


def render_numbers(request: HttpRequest, board: Board, link: str) -> HttpResponse:
    """What differs from second to second, in the place of those numbers alone."""
    context = {"board": board, "topic": board.topic, "link": link}
    page = personal(render(request, "workshops/_wall_numbers.html", context))
    page["HX-Retarget"] = "#numbers"
    return page


def render_screen(
    request: HttpRequest, workshop: Workshop, link: str, template: str
) -> HttpResponse:
    network = remembered_network(request, workshop.assessment.public_id)
    context = {
        "assessment": workshop.assessment,
        "network": network,
        "network_qr": network and QrCode.of(network_text(network.name, network.password)),
        "board": (board := board_of(workshop, get_language())),
        **shown_on(board, get_language()),
        "topic": board.topic,
        "link": link,
        "qr": QrCode.of(door_of(request, workshop)),
        "place": place_of(request),
    }
    return personal(render(request, template, context))
