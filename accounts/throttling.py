"""How often a visitor may ask for what costs something: links, mail, reports, imports.

Counters live in the cache, in fixed windows. A room full of people shares one address, so limits
per address are generous; a limit per item guards what one assessment may cost.
"""

import time
from collections.abc import Callable, Collection
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

P = ParamSpec("P")
RequestT = TypeVar("RequestT", bound=HttpRequest)
View = Callable[Concatenate[RequestT, P], HttpResponseBase]


def client_address(request: HttpRequest) -> str:
    """Whose address to count: IPv6 by its /64, the part that one subscriber holds.

    X-Forwarded-For is believed only for as many hops as TRUSTED_PROXIES says, from the right.
    """
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        hops = request.headers.get("X-Forwarded-For", "").split(",") + hops
        hops = hops[-settings.TRUSTED_PROXIES - 1 :]
    try:
        address = ip_address(hops[0].strip())
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False))
    return str(address)


def throttle(
    name: str,
    *,
    per_address: int,
    per_item: int | None = None,
    minutes: int = 10,
    methods: Collection[str] = ("GET", "POST"),
) -> Callable[[View[RequestT, P]], View[RequestT, P]]:
    """At most so many requests to the view in so many minutes; then a page with status 429.

    An item is what the address names (its URL keyword arguments). With `per_item` the decorator
    goes below the one that checks the visitor's right: a stranger who knows an id must not be able
    to use up its holder's allowance.
    """

    def decorate(view: View[RequestT, P]) -> View[RequestT, P]:
        @wraps(view)
        def throttled(request: RequestT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in methods:
                return view(request, *args, **kwargs)
            over = _is_over(f"{name}:address:{client_address(request)}", per_address, minutes)
            if per_item is not None:
                over = _is_over(f"{name}:item:{_item(request)}", per_item, minutes) or over
            return refuse(request, minutes) if over else view(request, *args, **kwargs)

        return throttled

    return decorate


def refuse(request: HttpRequest, minutes: int) -> HttpResponse:
    page = render(request, "429.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page


def _item(request: HttpRequest) -> str:
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    return "/".join(str(kwargs[key]) for key in sorted(kwargs))


def _is_over(counted: str, limit: int, minutes: int) -> bool:
    """Counts this request. Keys are hashed, so that a shared cache holds nobody's address."""
    window = int(time.time() // (minutes * 60))
    digest = salted_hmac("accounts.throttling", counted, algorithm="sha256").hexdigest()
    key = f"throttle:{digest}:{window}"
    cache.add(key, 0, timeout=minutes * 60)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the window ended between the two calls
        return False
