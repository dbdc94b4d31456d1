"""The door of a room: its code, what is promised, one button."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.throttling import AUDIENCE, Limit, client_address, refuse, throttle
from assessments.access import gone, personal
from assessments.services import AssessmentRemoved
from workshops.access import closed, not_joined
from workshops.models import Workshop
from workshops.moments import catch_up
from workshops.phone_forms import CodeForm, JoinForm, RoomCodeForm
from workshops.promise import promise_of
from workshops.seal_check import checks_of
from workshops.services import DoorLocked, WorkshopClosed, WorkshopFull, join
from workshops.views.answering import entered, found_by, join_form_of, takes_part

# A room shares an address, and many of it may mistype: it takes years to guess one by so few.
WRONG_ROOMS = Limit("wrong_room", 100)
# Who guesses from many addresses: then each may be wrong less often, and no right code is refused
# at an address that was not.
WRONG_ANYWHERE = Limit("wrong_room_anywhere", 500)
WRONG_WHILE_GUESSED = Limit("wrong_room", 20)
EVERYBODY = "everybody"


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """Where the code of a room is typed."""
    if request.method != "POST":
        return personal(render(request, "workshops/enter.html", {"form": RoomCodeForm()}))
    form = RoomCodeForm(request.POST)
    if form.is_valid():
        return redirect("workshops:door", form.cleaned_data["code"])
    return personal(render(request, "workshops/enter.html", {"form": form}, status=422))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("join", per_address=AUDIENCE, methods=["POST"])
def door(request: HttpRequest, door_code: str) -> HttpResponse:
    """Pressing the button makes somebody of whom nothing is known, or a name where all give it."""
    workshop = room_behind(request, door_code)
    if isinstance(workshop, HttpResponse):
        return workshop
    form = join_form_of(workshop, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_door(request, workshop, join_form=form)
    try:
        participant = join(workshop, department=form.chosen, name=form.given_name)
    except WorkshopClosed:
        return closed(request, workshop)
    except DoorLocked:
        return door_locked(request, workshop)
    except WorkshopFull:
        form.add_error(None, _("No more people can join. Ask the facilitator."))
        return render_door(request, workshop, join_form=form)
    except AssessmentRemoved:
        return gone(request)
    return entered(workshop, participant)


@require_POST
@login_not_required
def door_back(request: HttpRequest, door_code: str) -> HttpResponse:
    """Go on at this phone with what was begun at another; also while the door is locked."""
    workshop = room_behind(request, door_code)
    if isinstance(workshop, HttpResponse):
        return workshop
    form = CodeForm(request.POST)
    participant = found_by(form, workshop)
    if participant:
        return entered(workshop, participant)
    return count_wrong(request) or render_door(request, workshop, code_form=form)


def room_behind(request: HttpRequest, code: str) -> Workshop | HttpResponse:
    """The room, or the page that says why there is none."""
    refused = refuse_guessing(request)
    if refused:
        return refused
    workshop = Workshop.objects.behind(code)
    if workshop is None:
        form = RoomCodeForm({"code": code})
        form.is_valid()
        form.add_error("code", _("We do not know this code. It has no O, I, L, 0 or 1."))
        page = render(request, "workshops/enter.html", {"form": form}, status=404)
        return count_wrong(request) or personal(page)
    if catch_up(workshop):
        return room_behind(request, code)
    return workshop if workshop.is_open else closed(request, workshop)


@require_safe
@login_not_required
def sealed(request: HttpRequest, door_code: str) -> HttpResponse:
    """What sealing is, and whether it was done: for whoever knows the code."""
    refused = refuse_guessing(request)
    if refused:
        return refused
    workshop = Workshop.objects.behind(door_code)
    if workshop is None:
        return count_wrong(request) or not_joined(request)
    catch_up(workshop)
    workshop.refresh_from_db()
    checks = list(checks_of(workshop)) if workshop.is_sealed else []
    context = {"assessment": workshop.assessment, "workshop": workshop, "checks": checks}
    return personal(render(request, "workshops/sealed.html", context))


def refuse_guessing(request: HttpRequest) -> HttpResponse | None:
    """Nothing to who was wrong too often, whatever the code is now."""
    address = client_address(request)
    limit = WRONG_WHILE_GUESSED if WRONG_ANYWHERE.is_spent(EVERYBODY) else WRONG_ROOMS
    return refuse(request, limit, address) if limit.is_spent(address) else None


def count_wrong(request: HttpRequest) -> HttpResponse | None:
    address = client_address(request)
    WRONG_ANYWHERE.count(EVERYBODY)
    return None if WRONG_ROOMS.count(address) else refuse(request, WRONG_ROOMS, address)


def door_locked(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    return render_door(request, workshop, status=409)


def render_door(
    request: HttpRequest,
    workshop: Workshop,
    *,
    join_form: JoinForm | None = None,
    code_form: CodeForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    context = {
        "assessment": workshop.assessment,
        "workshop": workshop,
        "form": code_form or join_form,  # that was sent, so that has the errors of the page
        "join_form": join_form or join_form_of(workshop),
        "promise": promise_of(workshop)[get_language()],
        "code_form": code_form or CodeForm(),
        "takes_part": takes_part(request, workshop.assessment.public_id),
    }
    status = status or (422 if request.method == "POST" else 200)
    return personal(render(request, "workshops/door.html", context, status=status))
