"""Where passkeys work: browsers give them to https, and to this machine by its name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def offers_passkeys(request: HttpRequest) -> bool:
    """Not on an address of digits: a passkey belongs to a name."""
    host = request.get_host().partition(":")[0]
    is_a_name = not host.replace(".", "").isdigit() and not host.startswith("[")
    return host == "localhost" or (request.is_secure() and is_a_name)


def where_passkeys_work(view: View) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not offers_passkeys(request):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper
