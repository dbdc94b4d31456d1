"""Who may answer: whoever joined in this browser, as long as answers are taken."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from assessments.access import AssessmentRequest, View, gone, personal
from assessments.links import read_only_link
from assessments.models import Assessment
from assessments.services import AssessmentRemoved
from workshops.agenda import Format
from workshops.links import participant_key
from workshops.models import Participant, Workshop
from workshops.moments import catch_up

JUST_JOINED = "joined"  # in the address that joining goes on to


class ParticipantRequest(AssessmentRequest):
    participant: Participant


def with_participant(*, also_closed: bool = False, in_room: bool = False) -> Callable[[View], View]:
    """Load `request.participant` by what joining left in the browser. Costs one query.

    Without it 404, of what was removed since 410. Where it was closed a page says so; with
    `also_closed` the view gets a participant who is in no row any more, or who sends what was
    answered alone when the room has gone on. Who is in a room that votes has other pages than who
    answers alone, and the other way round.
    """

    def decorate(view: View) -> View:
        @login_not_required
        @wraps(view)
        def wrapper(request: ParticipantRequest, group_id: str, **kwargs: Any) -> HttpResponseBase:
            key = participant_key(request, group_id)
            if key is None:
                return not_joined(request)
            participant = participant_of(key, group_id)
            if participant is None:
                return gone(request)
            if participant._state.adding and not also_closed:
                return closed(request, participant.workshop)
            workshop = participant.workshop
            went_on = also_closed and not in_room and Format(workshop.format).is_alone_first
            if is_elsewhere(workshop, in_room=in_room) and not went_on:
                return other_page(request, workshop)
            request.participant = participant
            request.assessment = participant.workshop.assessment
            try:
                return personal(view(request, **kwargs))
            except AssessmentRemoved:  # between the load and the write
                return gone(request)

        return wrapper

    return decorate


def participant_of(key: str, public_id: str) -> Participant | None:
    """One who was sealed with all others is in no row; None where everything was removed."""
    rows = Participant.objects.select_related("workshop__assessment")
    found = rows.filter(pk=key, workshop__assessment__public_id=public_id).first()
    if found:
        return participant_of(key, public_id) if catch_up(found.workshop) else found
    assessment = Assessment.objects.named(public_id)
    workshop = Workshop.objects.of(assessment) if assessment else None
    return Participant(pk=key, workshop=workshop) if workshop else None


def other_page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """A form that came too late goes on to what there is now."""
    if request.method == "POST" and not Format(workshop.format).is_alone_first:
        raise Http404
    return personal(redirect(page_of(workshop), workshop.assessment.public_id))


def is_elsewhere(workshop: Workshop, *, in_room: bool) -> bool:
    """Somebody takes part on other pages than these."""
    return workshop.is_apart == in_room if workshop.is_open else workshop.is_room != in_room


def page_of(workshop: Workshop) -> str:
    """The name of the page on which somebody takes part now."""
    return "workshops:answers" if workshop.is_apart else "workshops:room"


def not_joined(request: HttpRequest) -> HttpResponse:
    context = {"has_just_joined": JUST_JOINED in request.GET}
    return personal(render(request, "workshops/not_joined.html", context, status=404))


def released_result(workshop: Workshop) -> str:
    """The link of whoever took part to the result, where they may see it."""
    released = workshop.released
    return read_only_link(released).text if released and workshop.is_released else ""


def closed(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Kindly; a form that came too late is told that it was not stored."""
    is_late = request.method == "POST"
    context = {
        "assessment": workshop.assessment,
        "workshop": workshop,
        "is_late": is_late,
        "result": released_result(workshop),
    }
    template = "workshops/over.html" if workshop.is_room else "workshops/closed.html"
    status = 409 if is_late else 200
    return personal(render(request, template, context, status=status))
