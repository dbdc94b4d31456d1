"""What a visitor may do with an assessment, on what ground; checked at every request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from accounts.models import Membership, Team, User
from accounts.prepared import Prepared, Slot
from accounts.rights import Right, may
from assessments.links import (
    Grant,
    Link,
    Purpose,
    grant_for,
    grants_in,
    parts_of,
    private_link,
    rows_opened,
)
from assessments.models import Assessment, AssessmentQuerySet
from assessments.services import AssessmentRemoved

JUST_OPENED = "opened"  # in the address that an opened link goes on to


class Ground(StrEnum):
    """Why somebody may see an assessment."""

    PRIVATE_LINK = "private link"
    READ_LINK = "read-only link"
    ROLE = "role"  # of a member of the team whose client it is of
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
# What every page of an assessment asks first.
OPENED = {
    purpose: Prepared(
        Assessment.objects.filter(rows_opened(purpose, Slot("public_id"), Slot("number")))
    )
    for purpose in Purpose
}


def rights_of(role: str) -> Rights:
    return Rights(may(role, Right.READ), may(role, Right.WRITE), may(role, Right.PEOPLE))


@dataclass(frozen=True, slots=True)
class Access:
    """To one assessment. Nothing is read of its answers without one: see `gathering`."""

    assessment: Assessment
    ground: Ground
    role: str = ""  # where that is the ground

    @property
    def rights(self) -> Rights:
        return rights_of(self.role) if self.ground is Ground.ROLE else RIGHTS[self.ground]

    @property
    def may_read(self) -> bool:
        return self.rights.read

    @property
    def may_write(self) -> bool:
        return self.rights.write

    @property
    def is_of_member(self) -> bool:
        """Somebody of the team, who comes from its client and goes back there."""
        return self.ground is Ground.ROLE

    @property
    def sees_people(self) -> bool:
        """Who reads somebody's own assessment reads that somebody's words; a group's are theirs.
        The people of an anonymous one are seen by nobody, and those of a workshop with names by
        whoever is signed in as of the team, since a link goes on to others; without a team the
        private link is all that tells who leads."""
        is_of_team = self.assessment.client_id is not None
        if self.assessment.is_anonymous or (self._is_by_name and self._is_by_link and is_of_team):
            return False
        return self.rights.people or (self.may_read and not self.assessment.is_group)

    @property
    def is_left_figures(self) -> bool:
        """Of a workshop whose people may not be seen: no file holds its answers."""
        return not self.sees_people and (
            self.assessment.is_anonymous or self.assessment.is_of_workshop
        )

    @property
    def may_be_more_by_role(self) -> bool:
        """A role would show what the link, whatever may be done with it, does not."""
        return not self.may_write or self._is_by_name

    @property
    def _is_by_name(self) -> bool:
        return self.assessment.is_of_workshop and not self.assessment.is_anonymous

    @property
    def _is_by_link(self) -> bool:
        return self.ground in GROUND_OF.values()


class AssessmentRequest(HttpRequest):
    htmx: HtmxDetails
    assessment: Assessment
    access: Access


View = Callable[..., HttpResponseBase]
PageT = TypeVar("PageT", bound=HttpResponseBase)


def with_assessment(*, editable: bool = False) -> Callable[[View], View]:
    """Load `request.access`, and `request.assessment` for short, through the visitor's grant or
    role.

    No right and no such assessment give the same 404; a right to read where `editable` is asked
    gives 403; a grant of what was removed since 410. Costs one query, and none for a browser
    without a grant or session: the time tells nothing about what exists.
    """

    def decorate(view: View) -> View:
        @login_not_required
        @wraps(view)
        def wrapper(request: AssessmentRequest, public_id: str, **kwargs: Any) -> HttpResponseBase:
            access = access_to(request, public_id)
            if access is None:
                return no_access(request, public_id)
            if editable and not access.may_write:
                return read_only(request, access)
            request.access, request.assessment = access, access.assessment
            try:
                return personal(view(request, **kwargs))
            except AssessmentRemoved:  # between the load and the write
                return gone(request)

        return wrapper

    return decorate


def access_to(request: HttpRequest, public_id: str) -> Access | None:
    """By the grant; by the role where that gives more, as a link to look at in the browser of a
    consultant does."""
    grant = grant_for(request, public_id)
    granted = access_by(grant) if grant and grant.link.public_id == public_id else None
    if granted and not granted.may_be_more_by_role:
        return granted
    by_role = access_by_role(request, public_id)
    return by_role if by_role and (by_role.may_write or granted is None) else granted


def access_by_role(request: HttpRequest, public_id: str) -> Access | None:
    """One query; none for who is not signed in."""
    if not request.user.is_authenticated:
        return None
    theirs = Assessment.objects.of_member(request.user).select_related("client")
    assessment = theirs.named(public_id)
    return Access(assessment, Ground.ROLE, assessment.role) if assessment else None


def member_of(request: HttpRequest) -> User | None:
    """Whoever is signed in: named where a write is noted."""
    return request.user if request.user.is_authenticated else None


def team_of(request: AssessmentRequest, right: Right) -> Team | None:
    """The team whose client it is, when its member may do so much, also beside a link. One query;
    none for who is not signed in, and for what is of no client."""
    if not (request.user.is_authenticated and request.assessment.client_id):
        return None
    theirs = Membership.objects.of(request.user)
    membership = theirs.filter(team__organisations=request.assessment.client_id).first()
    return membership.team if membership and may(membership.role, right) else None


def access_by(grant: Grant) -> Access | None:
    link = grant.link
    found = OPENED[link.purpose].objects(public_id=link.public_id, number=link.number)
    return Access(found[0], GROUND_OF[link.purpose]) if found else None


def opened_by(text: str) -> tuple[Assessment, Link] | None:
    """The assessment that a link opens; a wrong, outdated or invented link takes as much work."""
    public_id, number, mac = parts_of(text)
    named = None if number is None else Link(public_id, Purpose.READ, number)
    rows = Assessment.objects.filter(named.rows if named else Q(public_id=public_id))
    assessment = next(iter(rows), None)
    link = named or private_link(assessment or Assessment(public_id=public_id))
    return (assessment, link) if link.has(mac) and assessment else None


def open_to(request: HttpRequest) -> AssessmentQuerySet:
    """Every assessment that this browser may see, and whoever is signed in with it."""
    allowed = _granted(grants_in(request))
    if request.user.is_authenticated:
        allowed |= Q(pk__in=Assessment.objects.of_member(request.user).values("pk"))
    return Assessment.objects.filter(allowed)


def accesses_in(request: HttpRequest) -> list[Access]:
    """To every assessment of which a link was opened in this browser, the newest first. Costs one
    query at most."""
    grants = {grant.link.public_id: grant for grant in grants_in(request)}
    rows = Assessment.objects.filter(_granted(grants.values())).order_by("-date", "-pk")
    return [Access(each, GROUND_OF[grants[each.public_id].link.purpose]) for each in rows]


def _granted(grants: Iterable[Grant]) -> Q:
    return reduce(or_, (grant.link.rows for grant in grants), Q(pk__in=[]))


def no_access(request: HttpRequest, public_id: str) -> HttpResponse:
    """A grant was ours: its assessment was removed since, or its links were renewed."""
    grant = grant_for(request, public_id)
    if grant is None or grant.link.public_id != public_id:
        return not_open(request)
    is_there = Assessment.objects.filter(public_id=public_id).exists()
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
