"""What somebody who is signed in may see of a team; checked at every request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from accounts.models import Membership, Team, User
from accounts.rights import Right, may

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    user: User
    membership: Membership
    team: Team


def with_team(right: Right | None = None) -> Callable[[View], View]:
    """Load `request.membership`, and `request.team` for short, of who is signed in. One query.

    A stranger and no such team give the same 404; a role that lacks the right gives 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: MemberRequest, team_id: str, **kwargs: Any) -> HttpResponseBase:
            rows = Membership.objects.of(request.user).filter(team__public_id=team_id)
            membership = rows.first()
            if membership is None:
                raise Http404
            if right and not may(membership.role, right):
                raise PermissionDenied
            request.membership, request.team = membership, membership.team
            page = view(request, **kwargs)
            add_never_cache_headers(page)
            return page

        return wrapper

    return decorate
