"""Preparing a room, beside an own assessment or as the first of a client."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.throttling import AUDIENCE, throttle
from assessments.access import (
    AssessmentRequest,
    Ground,
    accesses_in,
    member_of,
    personal,
    with_assessment,
)
from assessments.links import add_grant, private_link
from assessments.models import Assessment
from workshops.facilitating import prepare
from workshops.forms import PrepareForm
from workshops.models import Workshop

MANY_LOOKS = 6_000  # in ten minutes: ten who type, one address
REHEARSALS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
@throttle("invite", per_address=AUDIENCE, methods=["POST"])
def prepare_room(request: AssessmentRequest) -> HttpResponse:
    """Only beside an own assessment: a group has its own people."""
    if request.assessment.is_group:
        raise Http404
    form = PrepareForm(request.POST if request.method == "POST" else None, own=request.assessment)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        back = reverse("assessments:overview", args=[request.assessment.public_id])
        return render_prepare(request, request.assessment, form, back=back, status=status)
    group = prepare(request.assessment, by=member_of(request), **form.wanted).assessment
    page = page_after(request, form, group)
    add_grant(request, page, private_link(group))
    return page


def page_after(request: HttpRequest, form: PrepareForm, group: Assessment) -> HttpResponse:
    """Where who prepared it goes on, told what became of what was chosen."""
    if form.is_without_chosen_names:
        messages.info(
            request,
            _(
                "A rehearsal is anonymous, although you chose names: invented people have none."
                " Prepare the workshop itself, and people are asked for their name."
            ),
        )
    return redirect(form.page, group.public_id)


def render_prepare(
    request: HttpRequest, like: Assessment, form: PrepareForm, *, back: str, status: int
) -> HttpResponse:
    """`like` need not be stored; `back` is where somebody goes who would rather not now."""
    rehearsals = rehearsals_in(request, {like.organisation})
    context = {"assessment": like, "form": form, "back": back, "rehearsals": rehearsals}
    return render(request, "workshops/prepare.html", context, status=status)


def rehearsals_in(request: HttpRequest, organisations: Collection[str]) -> list[Workshop]:
    """The latest about these names that this browser holds: they are of no client, and nobody else
    can open them. Two queries at most."""
    held = [
        each.assessment.pk for each in accesses_in(request) if each.ground is Ground.PRIVATE_LINK
    ]
    rows = Workshop.objects.filter(is_rehearsal=True, assessment__in=held)
    same = rows.filter(assessment__organisation__in=organisations).select_related("assessment")
    return list(same.order_by("-pk")[:REHEARSALS])


@require_POST
@login_not_required
@throttle("planned", per_address=MANY_LOOKS)
def planned(request: HttpRequest) -> HttpResponse:
    """While a room is prepared: its agenda, and whether departments would be too small. Of what is
    typed alone; nothing is kept."""
    form = PrepareForm(request.POST, own=Assessment())
    return personal(render(request, "workshops/_planning.html", {"form": form}))
