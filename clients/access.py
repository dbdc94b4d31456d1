"""What somebody who is signed in may see of clients; checked at every request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts.models import Organisation, User
from accounts.rights import Right, may
from assessments.access import personal

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    htmx: HtmxDetails
    user: User


class ClientRequest(MemberRequest):
    organisation: Organisation


def with_organisation(right: Right = Right.READ) -> Callable[[View], View]:
    """Load `request.organisation`, with the visitor's `role`, through a membership. One query.

    A stranger and no such client give the same 404; a role that lacks the right gives 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: ClientRequest, public_id: str, **kwargs: Any) -> HttpResponseBase:
            theirs = Organisation.objects.of(request.user).filter(public_id=public_id)
            organisation = theirs.select_related("team", "parent", "consultant").first()
            if organisation is None:
                raise Http404
            if not may(organisation.role, right):
                raise PermissionDenied
            request.organisation = organisation
            return personal(view(request, **kwargs))

        return wrapper

    return decorate
