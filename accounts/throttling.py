"""How often a visitor may ask for what costs something, and how often one may fail.

A room full of people shares one address, so what people may do is counted for what tells them
apart: the right that each browser holds. For an address only failures count, and what makes rows
or files, with room for a large audience. Counts have a store of their own, and end some time after
the first.
"""

import logging
import math
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

P = ParamSpec("P")
RequestT = TypeVar("RequestT", bound=HttpRequest)
View = Callable[Concatenate[RequestT, P], HttpResponseBase]
Who = Callable[[Any], str]  # from a request to whose count it is

TEN_MINUTES = 600
AUDIENCE = 1_000  # what one address may make in ten minutes: far above a room of 300 people


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


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of something in so many seconds, for each who is counted."""

    name: str
    most: int
    seconds: int = TEN_MINUTES

    def count(self, whose: str) -> bool:
        """Counts one more. Whether that is still allowed."""
        return _asked(lambda: self._add(self._key(whose)) <= self.most, otherwise=True)

    def is_spent(self, whose: str) -> bool:
        """Whether the next one would be one too many."""
        return _asked(lambda: _counts().get(self._key(whose), 0) >= self.most, otherwise=False)

    def forget(self, whose: str) -> bool:
        """Whether anything had been counted."""
        return _asked(lambda: _counts().delete(self._key(whose)), otherwise=False)

    def seconds_left(self, whose: str) -> int:
        """Until everything is allowed again."""
        ends_at = float(_counts().get(f"{self._key(whose)}:end", 0))
        return max(1, math.ceil(ends_at - time.time()))

    def _key(self, whose: str) -> str:
        """Hashed, so that a shared store holds nobody's address."""
        counted = f"{self.name}:{whose}"
        return salted_hmac("accounts.throttling", counted, algorithm="sha256").hexdigest()

    def _add(self, key: str) -> int:
        if _counts().add(key, 0, timeout=self.seconds):
            _counts().set(f"{key}:end", time.time() + self.seconds, timeout=self.seconds)
        try:
            return int(_counts().incr(key))
        except ValueError:  # it ended between the two calls
            return 1


def throttle(
    name: str,
    *,
    per_address: int | None = None,
    most: int | None = None,
    by: Who = client_address,
    seconds: int = TEN_MINUTES,
    methods: Collection[str] | None = None,
) -> Callable[[View[RequestT, P]], View[RequestT, P]]:
    """At most so many requests, by whom `by` tells and per address; then a page with status 429.

    Below the decorator that checks a visitor's right where `by` needs that right. Without `methods`
    every one of them counts, HEAD too.
    """
    limits = [
        (Limit(f"{name}:{kind}", number, seconds), who)
        for kind, number, who in (("address", per_address, client_address), ("each", most, by))
        if number is not None
    ]

    def decorate(view: View[RequestT, P]) -> View[RequestT, P]:
        @wraps(view)
        def throttled(request: RequestT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if methods is None or request.method in methods:
                for limit, who in limits:
                    if not limit.count(who(request)):
                        return refuse(request, limit, who(request))
            return view(request, *args, **kwargs)

        return throttled

    return decorate


def throttle_files(
    name: str, *, most: int, by: Who = client_address, per_address: int = AUDIENCE
) -> Callable[[View[RequestT, P]], View[RequestT, P]]:
    """For a view that hands out a file, or answers 202 while that is still being made.

    A file counts once: who is told to wait has counted then, and asks again for nothing, however
    often, until it is there. For an address only what has to be made counts.
    """
    taken, made = Limit(f"{name}:each", most), Limit(f"{name}:made", per_address)

    def decorate(view: View[RequestT, P]) -> View[RequestT, P]:
        @wraps(view)
        def throttled(request: RequestT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            whose, address = by(request), client_address(request)
            promised = Limit(f"{name}:promised:{request.get_full_path()}", 1)
            has_counted = promised.forget(whose)
            for limit, counted in ((taken, whose), (made, address)):
                if limit.is_spent(counted) and not has_counted:
                    return refuse(request, limit, counted)
            page = view(request, *args, **kwargs)
            is_made_now = page.status_code == HTTPStatus.ACCEPTED
            if is_made_now:
                promised.count(whose)
            if not has_counted:
                taken.count(whose)
                if is_made_now:
                    made.count(address)
            return page

        return throttled

    return decorate


def throttle_failures(
    name: str, *, per_address: int, most: int, by: Who
) -> Callable[[View[RequestT, P]], View[RequestT, P]]:
    """For a form that leads on when it is right: refuses further tries after so many wrong ones, of
    whom `by` tells at this address, and of the address. A right one counts for nobody."""
    each, all_of_them = Limit(f"{name}:each", most), Limit(f"{name}:address", per_address)

    def decorate(view: View[RequestT, P]) -> View[RequestT, P]:
        @wraps(view)
        def throttled(request: RequestT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            address = client_address(request)
            counts = ((each, f"{address} {by(request)}"), (all_of_them, address))
            for limit, counted in counts:
                if limit.is_spent(counted):
                    return refuse(request, limit, counted)
            page = view(request, *args, **kwargs)
            if page.status_code != HTTPStatus.FOUND:
                for limit, counted in counts:
                    limit.count(counted)
            return page

        return throttled

    return decorate


def refusal_of_failure(request: HttpRequest, limit: Limit) -> HttpResponse | None:
    """Counts a failure of this address: the page for those who had too many, else None."""
    address = client_address(request)
    return None if limit.count(address) else refuse(request, limit, address)


def refuse(request: HttpRequest, limit: Limit, whose: str) -> HttpResponse:
    """The page that says when to come back; then everything is allowed again."""
    seconds = limit.seconds_left(whose)
    page = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    page["Retry-After"] = str(seconds)
    return page


def _counts() -> BaseCache:
    return caches["counts"]


def _asked(ask: Callable[[], bool], *, otherwise: bool) -> bool:
    """Whatever is wrong with the store, nobody is kept from their answers for it."""
    try:
        return bool(ask())
    except Exception:
        logger.exception("Requests cannot be counted")
        return otherwise
