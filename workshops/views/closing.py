"""The end of a workshop: finishing it, and what came of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from assessments.access import AssessmentRequest, member_of, with_assessment
from assessments.exchange import to_json
from assessments.exchange.workshops import workshop_document
from assessments.filenames import file_name
from assessments.reporting import about
from assessments.views.results import JSON, download
from workshops.board import board_of
from workshops.closing import has_level_now, set_release
from workshops.leading_forms import ReleaseForm
from workshops.models import Workshop
from workshops.steps import Action
from workshops.views.facilitating import room_of


@require_safe
@with_assessment(editable=True)
def finish_room(request: AssessmentRequest) -> HttpResponse:
    """Says what finishing does and what is missing; it cannot be taken back."""
    workshop = room_of(request)
    if not workshop.is_open:
        return redirect("workshops:outcome", request.assessment.public_id)
    board = board_of(workshop, get_language())
    context = {
        "assessment": request.assessment,
        "board": board,
        "may_finish": board.may(Action.FINISH),
        "has_level": has_level_now(workshop),
    }
    return render(request, "workshops/finish.html", context)


@require_safe
@with_assessment(editable=True)
def cancel_room(request: AssessmentRequest) -> HttpResponse:
    """Says what cancelling does; it cannot be taken back."""
    board = board_of(room_of(request), get_language())
    if not board.may(Action.CANCEL):
        return redirect("workshops:watch", request.assessment.public_id)
    context = {"assessment": request.assessment, "board": board}
    return render(request, "workshops/cancel.html", context)


@require_safe
@with_assessment(editable=True)
def outcome(request: AssessmentRequest) -> HttpResponse:
    """Topic by topic what was shown, what the room made of it, and the notes. Of people who
    answered alone there is only that they are sealed."""
    workshop = Workshop.objects.of(request.assessment)
    if workshop is None:
        raise Http404
    if workshop.is_open:
        return redirect("workshops:watch", request.assessment.public_id)
    if workshop.is_cancelled:
        return render(request, "workshops/cancelled.html", {"assessment": request.assessment})
    board = board_of(room_of(request), get_language()) if workshop.is_room else None
    may_resume = board is not None and board.may(Action.RESUME)
    context = {"assessment": request.assessment, "board": board, "may_resume": may_resume}
    return render(request, "workshops/outcome.html", context)


@require_POST
@with_assessment(editable=True)
def release(request: AssessmentRequest) -> HttpResponse:
    """Let those who took part see the result, or no longer."""
    form = ReleaseForm(request.POST)
    workshop = Workshop.objects.of(request.assessment)
    if not form.is_valid() or workshop is None or not has_outcome(workshop):
        raise Http404
    set_release(workshop, is_released=form.cleaned_data["is_released"], by=member_of(request))
    return redirect("workshops:outcome", request.assessment.public_id)


def has_outcome(workshop: Workshop) -> bool:
    return workshop.is_room and not workshop.is_open and not workshop.is_cancelled


@require_safe
@with_assessment()
def outcome_file(request: AssessmentRequest) -> HttpResponse:
    """The same as a file for machines, for whoever may see the result: of votes only what was
    shown."""
    kept = request.assessment.workshop_outcome
    if kept is None:
        raise Http404
    document = workshop_document(request.assessment, kept)
    name = file_name(about(request.assessment), "workshop.json", get_language(), "json")
    return download(to_json(document).encode(), name, JSON)
