"""The holder's side: inviting colleagues, seeing how many answered, closing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.qr import QrCode
from accounts.throttling import AUDIENCE, throttle
from assessments.access import AssessmentRequest, member_of, with_assessment
from assessments.links import add_grant, private_link
from workshops.facilitating import close
from workshops.forms import InviteForm, RenewInvitationForm
from workshops.links import invitation_to
from workshops.models import Workshop
from workshops.services import open_for_colleagues
from workshops.steps import Refused
from workshops.views.facilitating import lead


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
@throttle("invite", per_address=AUDIENCE, methods=["POST"])
def invite(request: AssessmentRequest) -> HttpResponse:
    """Only beside an own assessment: a group has its own people."""
    if request.assessment.is_group:
        raise Http404
    form = InviteForm(request.POST if request.method == "POST" else None, own=request.assessment)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"assessment": request.assessment, "form": form}
        return render(request, "workshops/invite.html", context, status=status)
    group = open_for_colleagues(request.assessment, by=member_of(request), **form.wanted).assessment
    page = redirect("workshops:watch", group.public_id)
    add_grant(request, page, private_link(group))
    return page


@require_safe
@with_assessment(editable=True)
def watch(request: AssessmentRequest) -> HttpResponse:
    """The invitation, and how many have answered: nothing else before it is closed. Of a room it
    is the cockpit."""
    room = Workshop.objects.room(request.assessment.public_id)
    if room:
        return lead(request, room)
    workshop = workshop_of(request)
    if not workshop.is_open:
        return redirect("assessments:result", request.assessment.public_id)
    return render_watch(request, workshop)


@require_POST
@with_assessment(editable=True)
def renew_invitation(request: AssessmentRequest) -> HttpResponse:
    """For when it has reached the wrong person; what was answered stays."""
    workshop = workshop_of(request)
    if not workshop.is_open:
        return redirect("assessments:result", request.assessment.public_id)
    form = RenewInvitationForm(request.POST, workshop=workshop)
    if not form.is_valid():
        return render_watch(request, workshop, form, status=422)
    workshop.renew_invitation(seen=form.cleaned_data["seen"])
    messages.success(
        request, _("The invitation is new and the old one no longer works. Send the new one.")
    )
    return redirect("workshops:watch", request.assessment.public_id)


def render_watch(
    request: AssessmentRequest,
    workshop: Workshop,
    form: RenewInvitationForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    link = invitation_to(workshop)
    address = request.build_absolute_uri(reverse("workshops:invitation", args=[link]))
    context = counts(request, workshop) | {
        "link": link,
        "invitation": address,
        "qr": QrCode.of(address),
        "form": form or RenewInvitationForm(workshop=workshop),
    }
    return render(request, "workshops/watch.html", context, status=status)


@require_safe
@with_assessment(editable=True)
def live(request: AssessmentRequest, answered: int, handed_in: int) -> HttpResponse:
    """Two queries, and no page while the numbers are as they were seen."""
    workshop = workshop_of(request)
    if not workshop.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    now = counts(request, workshop)
    if (now["answered"], now["handed_in"]) == (answered, handed_in):
        return HttpResponse(status=204)
    return render(request, "workshops/watch.html#counts", now)


@require_http_methods(["GET", "HEAD", "POST"])
@with_assessment(editable=True)
def close_answers(request: AssessmentRequest) -> HttpResponse:
    """Says what closing does, and does it. With too few it is refused in words."""
    workshop = workshop_of(request)
    if not workshop.is_open:
        return redirect("assessments:result", request.assessment.public_id)
    if request.method != "POST":
        return render(request, "workshops/close.html", counts(request, workshop))
    try:
        close(workshop, by=member_of(request))
    except Refused:
        return render(request, "workshops/close.html", counts(request, workshop), status=409)
    return redirect("assessments:result", request.assessment.public_id)


def workshop_of(request: AssessmentRequest) -> Workshop:
    """Of people who answer alone; with its counts, in one query."""
    workshop = Workshop.objects.counted(request.assessment)
    if workshop is None or workshop.is_room:
        raise Http404
    return workshop


def counts(request: AssessmentRequest, workshop: Workshop) -> dict[str, object]:
    answered, handed_in = getattr(workshop, "answered", 0), getattr(workshop, "handed_in", 0)
    return {
        "assessment": request.assessment,
        "answered": answered,
        "handed_in": handed_in,
        "all_handed_in": 0 < answered == handed_in,
        "missing": max(0, request.assessment.minimum_group - answered),
    }
