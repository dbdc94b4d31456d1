"""Error pages, and the two questions a supervisor asks."""

import secrets
import sys
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.logs import ERROR_ID
from config.readiness import what_is_wrong
from config.storing import cannot_store

RETRY_SECONDS = 15


@never_cache
def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever failed may be what they need.

    The id on the page is the one in the log, so that a visitor can name the failure.
    """
    error_id = request.META[ERROR_ID] = secrets.token_hex(4)
    if cannot_store(sys.exception()):
        return cannot_store_now(request, error_id)
    return HttpResponse(render_to_string("500.html", {"error_id": error_id}), status=500)


def cannot_store_now(request: HttpRequest, error_id: str) -> HttpResponse:
    """What was not kept, what is safe, and when to try again. It passes by itself."""
    is_write = request.method not in {"GET", "HEAD"}
    words = {"error_id": error_id, "is_write": is_write}
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return HttpResponse(render_to_string("503.html", words), status=503, headers=headers)


@never_cache
def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Without our token nothing is done. A browser that threw its cookies away since the page came
    gets another one, with all that was filled in on a page of ours."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = [field for field in fields if field[0] != "csrfmiddlewaretoken"]
    if not kept or request.FILES or has_password(request) or not is_from_here(request):
        return csrf_failure(request, reason)
    return render(request, "send_again.html", {"kept": kept}, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent it, by what no other page can make a browser say."""
    sender = urlsplit(request.headers.get("origin") or request.headers.get("referer", ""))
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())


def has_password(request: HttpRequest) -> bool:
    return any("password" in name for name in request.POST)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Able to serve. The words say which part is not; they hold no detail."""
    trouble = what_is_wrong()
    if trouble:
        return HttpResponse(f"{trouble}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
