"""What a visitor may do with an assessment, on what ground; checked at every request."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from assessments.links import Grant, Purpose, grant_for, grants_in, purpose_of
from assessments.models import Assessment, AssessmentQuerySet
from assessments.services import AssessmentRemoved

JUST_OPENED = "opened"  # in the address that an opened link goes on to


class Ground(StrEnum):
    """Why somebody may see an assessment."""

    PRIVATE_LINK = "private link"
    READ_LINK = "read-only link"
    MACHINE = "machine"  # whoever runs commands where it is kept


@dataclass(frozen=True, slots=True)
class Rights:
    read: bool = False
    write: bool = False
    people: bool = False  # what each of a group said, by name and in words


RIGHTS = {
    Ground.PRIVATE_LINK: Rights(read=True, write=True, people=True),
    Ground.READ_LINK: Rights(read=True),
    Ground.MACHINE: Rights(read=True, write=True, people=True),
}
GROUND_OF = {Purpose.EDIT: Ground.PRIVATE_LINK, Purpose.READ: Ground.READ_LINK}


@dataclass(frozen=True, slots=True)
class Access:
    """To one assessment. Nothing is read of its answers without one: see `gathering`."""

    assessment: Assessment
    ground: Ground

    @property
    def may_read(self) -> bool:
        return RIGHTS[self.ground].read

    @property
    def may_write(self) -> bool:
        return RIGHTS[self.ground].write

    @property
    def sees_people(self) -> bool:
        """Who reads somebody's own assessment reads that somebody's words; a group's are theirs.
        The people of an anonymous one are seen by nobody."""
        if self.assessment.is_anonymous:
            return False
        return RIGHTS[self.ground].people or (self.may_read and not self.assessment.is_group)


class AssessmentRequest(HttpRequest):
    htmx: HtmxDetails
    assessment: Assessment
    access: Access


View = Callable[..., HttpResponseBase]
PageT = TypeVar("PageT", bound=HttpResponseBase)


def with_assessment(*, editable: bool = False) -> Callable[[View], View]:
    """Load `request.access`, and `request.assessment` for short, through the visitor's grant.

    No grant and no such assessment give the same 404; a read-only grant where `editable` is asked
    gives 403; a right to what was removed since 410. Costs one query, and none for a browser
    without a grant: the time tells nothing about what exists.
    """

    def decorate(view: View) -> View:
        @login_not_required
        @wraps(view)
        def wrapper(request: AssessmentRequest, public_id: str, **kwargs: Any) -> HttpResponseBase:
            grant = grant_for(request, public_id)
            if grant is None or grant.public_id != public_id:
                return not_open(request)
            access = access_by(grant)
            if access is None:
                return no_longer_open(request, grant)
            if editable and not access.may_write:
                return read_only(request, access)
            request.access, request.assessment = access, access.assessment
            try:
                return personal(view(request, **kwargs))
            except AssessmentRemoved:  # between the load and the write
                return gone(request)

        return wrapper

    return decorate


def access_by(grant: Grant) -> Access | None:
    assessment = Assessment.objects.named(grant.public_id)
    if assessment is None or not grant.opens(assessment):
        return None
    return Access(assessment, GROUND_OF[grant.purpose])


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


def accesses_in(request: HttpRequest) -> list[Access]:
    """To every assessment that this browser may see, the newest first. Costs one query at most."""
    grants = {grant.public_id: grant for grant in grants_in(request)}
    named = Assessment.objects.filter(public_id__in=grants).order_by("-date", "-pk")
    return [
        Access(each, GROUND_OF[grants[each.public_id].purpose])
        for each in named
        if grants[each.public_id].opens(each)
    ]


def no_longer_open(request: HttpRequest, grant: Grant) -> HttpResponse:
    """The grant was ours: its assessment was removed since, or its links were renewed."""
    is_there = Assessment.objects.filter(public_id=grant.public_id).exists()
    return not_open(request) if is_there else gone(request)


def not_open(request: HttpRequest) -> HttpResponse:
    """Right after a link was opened there is only one cause: the browser kept no cookie."""
    context = {"was_just_opened": JUST_OPENED in request.GET}
    return personal(render(request, "assessments/not_open.html", context, status=404))


def read_only(request: HttpRequest, access: Access) -> HttpResponse:
    context = {"assessment": access.assessment}
    return personal(render(request, "assessments/read_only.html", context, status=403))


def gone(request: HttpRequest) -> HttpResponse:
    """With what was typed, which is kept nowhere: it can be copied from the page."""
    context = {"typed": typed_texts(request)}
    return personal(render(request, "assessments/gone.html", context, status=410))


def typed_texts(request: HttpRequest) -> list[str]:
    """What people wrote in the form that they sent: choices and marks have no space in them."""
    sent = [text.strip() for texts in request.POST.lists() for text in texts[1]]
    return [text for text in sent if len(text.split()) > 1]


def personal(page: PageT) -> PageT:
    """Kept by no cache and no search engine; the address is told to nobody else."""
    add_never_cache_headers(page)
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "same-origin"
    return page
