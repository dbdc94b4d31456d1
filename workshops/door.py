"""The address at which phones find a room, wherever its facilitator is looking."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from workshops.models import Workshop


def doors_of(request: HttpRequest, workshop: Workshop) -> list[str]:
    """The likeliest first. A laptop that serves a room may be in several networks."""
    path = reverse("workshops:door", args=[workshop.code])
    return [f"{request.scheme}://{host}{path}" for host in _hosts(request)]


def door_of(request: HttpRequest, workshop: Workshop) -> str:
    return doors_of(request, workshop)[0]


def place_of(request: HttpRequest) -> str:
    """Where the code is typed, as people read it."""
    return _hosts(request)[0] + reverse("workshops:enter").rstrip("/")


def reaches_phones() -> bool:
    """What this machine alone can open, no phone finds."""
    return bool(settings.ROOM or not settings.IS_LOOPBACK)


def _hosts(request: HttpRequest) -> list[str]:
    """A phone would look for a loopback address on itself."""
    host = request.get_host()
    name, _, port = host.rpartition(":") if host[-1:].isdigit() and ":" in host else (host, "", "")
    if not settings.ROOM or name not in settings.LOOPBACK_HOSTS:
        return [host]
    return [f"{address}:{port}" if port else address for address in settings.ROOM_ADDRESSES]
