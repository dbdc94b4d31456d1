"""A measurement of somebody without an account comes to a team, or to an account of their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Event
from accounts.throttling import Limit, refusal_of_failure
from assessments.access import AssessmentRequest, access_to, personal, with_assessment
from assessments.models import Assessment
from clients import handing_over
from clients.access import MemberRequest
from clients.taking_forms import PlaceForm, TakeForm

WRONG_KEYS = Limit("wrong_key", 30)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: MemberRequest) -> HttpResponse:
    form = TakeForm(request.POST or None, user=request.user)
    if not (form.teams or form.is_first):
        raise PermissionDenied
    if request.method != "POST" or not form.is_valid():
        return render_form(request, form)
    assessment = form.assessment
    if assessment is None:
        form.add_error("key", _("This opens no assessment. Ask its holder for a new code."))
        return refusal_of_failure(request, WRONG_KEYS) or render_form(request, form)
    event = Event.CLAIMED if form.is_by_link else Event.GIVEN
    return place(request, form, assessment, event)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: MemberRequest, public_id: str) -> HttpResponse:
    """What this browser opened by the private link, in an account."""
    assessment = held_by(request, public_id)
    form = PlaceForm(
        request.POST or None, user=request.user, initial={"name": assessment.organisation}
    )
    if not (form.teams or form.is_first):
        raise PermissionDenied
    if request.method != "POST" or not form.is_valid():
        return render_form(request, form, assessment)
    return place(request, form, assessment, Event.CLAIMED)


def held_by(request: HttpRequest, public_id: str) -> Assessment:
    access = access_to(request, public_id)
    if access is None:
        raise Http404
    if not access.may_write:
        raise PermissionDenied
    return access.assessment


def place(
    request: MemberRequest, form: PlaceForm, assessment: Assessment, event: Event
) -> HttpResponse:
    if not assessment.client_id and form.names_one_there_is(assessment):
        return render_form(request, form, assessment)
    try:
        if form.is_first:
            name = form.name_for(assessment)
            client = handing_over.keep_own(assessment, name=name, by=request.user)
        else:
            client = form.place(assessment, request.user)
            handing_over.take(assessment, into=client, by=request.user, event=event)
    except handing_over.AlreadyOfATeam:
        form.add_error("name", _("This assessment is with a team already."))
        return render_form(request, form, assessment)
    messages.success(request, _("%(name)s is with your clients now.") % {"name": assessment})
    return redirect("clients:client", client.public_id)


def render_form(
    request: MemberRequest, form: PlaceForm, assessment: Assessment | None = None
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "assessment": assessment}
    return personal(render(request, "clients/take.html", context, status=status))


@require_safe
@with_assessment(editable=True)
def hand_over(request: AssessmentRequest) -> HttpResponse:
    """Whose it is, and what they may; or how to give it to a team."""
    return render(request, "clients/hand_over.html", {"assessment": request.assessment})


@require_POST
@with_assessment(editable=True)
def new_code(request: AssessmentRequest) -> HttpResponse:
    """Shown once, on the page that answers: no address and no row has it."""
    assessment = request.assessment
    if assessment.client:
        return redirect("clients:hand_over", assessment.public_id)
    code = handing_over.new_code(assessment)
    halves = f"{code[:5]}-{code[5:]}"
    return render(request, "clients/hand_over.html", {"assessment": assessment, "code": halves})
