"""Who may see or change an assessment: whoever holds a grant, checked at every request."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from assessments.links import Purpose, grant_for, grants_in, purpose_of
from assessments.models import Assessment, AssessmentQuerySet


class AssessmentRequest(HttpRequest):
    htmx: HtmxDetails
    assessment: Assessment
    can_edit: bool


View = Callable[..., HttpResponseBase]
PageT = TypeVar("PageT", bound=HttpResponseBase)


def with_assessment(*, editable: bool = False) -> Callable[[View], View]:
    """Load `request.assessment` through the visitor's grant.

    No grant and no such assessment give the same 404; a read-only grant where `editable` is asked
    gives 403. Costs one query, and none for a browser without a grant: the time tells nothing
    about what exists.
    """

    def decorate(view: View) -> View:
        @login_not_required
        @wraps(view)
        def wrapper(request: AssessmentRequest, public_id: str, **kwargs: Any) -> HttpResponseBase:
            grant = grant_for(request, public_id)
            assessment = Assessment.objects.named(public_id) if grant else None
            if grant is None or assessment is None or not grant.opens(assessment):
                return not_open(request)
            request.assessment = assessment
            request.can_edit = grant.purpose is Purpose.EDIT
            if editable and not request.can_edit:
                context = {"assessment": assessment}
                return personal(render(request, "assessments/read_only.html", context, status=403))
            return personal(view(request, **kwargs))

        return wrapper

    return decorate


def opened_by(link: str) -> tuple[Assessment, Purpose] | None:
    """The assessment that a link opens; a wrong, outdated or invented link takes as much work."""
    public_id, _, mac = link.partition(".")
    assessment = Assessment.objects.named(public_id)
    purpose = purpose_of(assessment or Assessment(public_id=public_id), mac)
    return (assessment, purpose) if assessment and purpose else None


def open_to(request: HttpRequest) -> AssessmentQuerySet:
    """Every assessment that this browser may see. Costs one query, and one when it is read."""
    grants = {grant.public_id: grant for grant in grants_in(request)}
    named = Assessment.objects.filter(public_id__in=grants)
    allowed = [each.pk for each in named if grants[each.public_id].opens(each)]
    return Assessment.objects.filter(pk__in=allowed)


def not_open(request: HttpRequest) -> HttpResponse:
    return personal(render(request, "assessments/not_open.html", status=404))


def personal(page: PageT) -> PageT:
    """Kept by no cache and no search engine; the address is told to nobody else."""
    add_never_cache_headers(page)
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "same-origin"
    return page
