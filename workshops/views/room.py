"""On the phone of who takes part in a room: it follows, and votes."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.throttling import throttle
from assessments.access import personal
from assessments.services import AnswersFrozen
from workshops.access import ParticipantRequest, released_result, with_participant
from workshops.alike import Alike, alike_at, alike_of
from workshops.board import Board, board_of
from workshops.links import participant_key, shown_code
from workshops.models import Participant, Vote, Workshop
from workshops.own import own_beside_all, own_of
from workshops.phone_forms import CommentForm, DotsForm, VoteForm, WorthForm
from workshops.practice import PracticeForm
from workshops.presence import hear
from workshops.pulse import RELEASED, Pulse, pulse_of
from workshops.services import (
    DOTS_EACH,
    RoundOver,
    add_comment,
    cast_in_room,
    place_dots,
    say_worth,
)

A_PHONE = 1_200  # looks in ten minutes: two a second
SOME_COMMENTS = 30
MANY = 500  # people, from which on phones look half as often
SLOWER = "4"  # seconds


def phone(request: HttpRequest) -> str:
    """Who asks, whatever the address: a room shares one."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    return participant_key(request, str(asked.get("group_id", ""))) or "nobody"


@require_safe
@with_participant(in_room=True)
def room(request: ParticipantRequest) -> HttpResponse:
    now = pulse_of(request.assessment.public_id)
    alike = alike_at(request.assessment.public_id, now, get_language()) if now else None
    if alike is None:
        raise Http404
    return render_own(request, "workshops/room.html", alike, request.participant)


@require_safe
@login_not_required
@throttle("room_live", most=A_PHONE, by=phone)
def room_live(request: HttpRequest, group_id: str, step: int) -> HttpResponseBase:
    """Nothing while the room is where it was: no query but one in a quarter of a second for all.
    Where it has gone on, one for what oneself chose."""
    key = participant_key(request, group_id)
    if key is None:
        raise Http404
    hear(key)
    now = pulse_of(group_id)
    if now is not None and now.step == step and now.is_released == (RELEASED in request.GET):
        return nothing_new(now)
    if now is not None and now.is_over:
        return personal(HttpResponse(headers={"HX-Refresh": "true"}))
    if now is not None and now.is_apart:
        there = reverse("workshops:answers", args=[group_id])
        return personal(HttpResponse(headers={"HX-Redirect": there}))
    alike = alike_at(group_id, now, get_language()) if now else None
    if alike is None:
        return room_fragment(request, group_id=group_id)  # which says what is the matter
    me = Participant(pk=key, workshop=alike.board.workshop)
    return personal(render_own(request, "workshops/room.html#room", alike, me))


def nothing_new(now: Pulse) -> HttpResponse:
    """How many there are is told while they come in, without a page anew for each who joins; and
    after that only that they are many: each looks less often then."""
    page = personal(HttpResponse(status=204))
    if now.is_gathering:
        page["X-People"] = str(now.people)
    if now.people > MANY:
        page["X-Poll"] = SLOWER
    return page


@require_safe
@login_not_required
@throttle("room_live", most=A_PHONE, by=phone)
def alone_live(request: HttpRequest, group_id: str, step: int) -> HttpResponse:
    """As long as everybody answers alone, nothing; then on to the room."""
    key = participant_key(request, group_id)
    if key is None:
        raise Http404
    hear(key)
    now = pulse_of(group_id)
    if now is not None and now.is_apart:
        return nothing_new(now)
    there = reverse("workshops:room", args=[group_id])
    return personal(HttpResponse(headers={"HX-Redirect": there}))


@require_safe
@with_participant(in_room=True)
def own_beside(request: ParticipantRequest) -> HttpResponse:
    """One's own choices beside the room's, of what was shown: on one's own phone, until sealing."""
    board = board_in(request)
    told = own_beside_all(request.participant, board)
    context = {"assessment": request.assessment, "board": board, "told": told}
    context["participant"] = request.participant
    return render(request, "workshops/own.html", context)


@require_safe
@with_participant(in_room=True)
def room_fragment(request: ParticipantRequest) -> HttpResponse:
    return render_room(request, "workshops/room.html#room")


@require_POST
@with_participant(also_closed=True, in_room=True)
@throttle("room_vote", most=A_PHONE, by=phone)
def vote(request: ParticipantRequest) -> HttpResponse:
    """The same bytes for each choice that is stored; what came too late is told so."""
    questionnaire = request.assessment.questionnaire_in(get_language())
    question = questionnaire.question(request.POST.get("topic", ""))
    if question is None:
        return too_late(request)
    form = VoteForm(request.POST, assessment=request.assessment, question=question)
    if not form.is_valid():
        return render_again(request, form=form, status=422)
    try:
        store(request.participant, form)
    except (RoundOver, AnswersFrozen):
        return too_late(request)
    if request.htmx:
        return render(request, "workshops/_saved.html", {"is_saved": True})
    return redirect("workshops:room", request.assessment.public_id)


@require_POST
@with_participant(also_closed=True, in_room=True)
@throttle("room_comment", most=SOME_COMMENTS, by=phone)
def comment(request: ParticipantRequest) -> HttpResponse:
    """Words to a vote, of nobody."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render_again(request, commenting=form, status=422)
    code, round, text = (form.cleaned_data[name] for name in ("topic", "round", "text"))
    try:
        add_comment(request.participant, code=code, round=round, text=text)
    except (RoundOver, AnswersFrozen):
        late = _("This round was shown before your explanation arrived. It is not stored.")
        return render_again(request, late=late, status=409)
    if request.htmx:
        return render(request, "workshops/_comment.html#sent", {})
    return redirect("workshops:room", request.assessment.public_id)


@require_POST
@with_participant(also_closed=True, in_room=True)
@throttle("room_vote", most=A_PHONE, by=phone)
def dots(request: ParticipantRequest) -> HttpResponse:
    """What somebody wants done first: all dots at once, in place of those before."""
    form = dots_form(board_in(request), request.POST)
    if not form.is_valid():
        return render_again(request, dots=form, status=422)
    try:
        place_dots(request.participant, form.cleaned_data["actions"])
    except (RoundOver, AnswersFrozen):
        return too_late(request)
    if request.htmx:
        left = {"left": dots_left(form)}
        return render(request, "workshops/_dots.html#placed", left)
    return redirect("workshops:room", request.assessment.public_id)


@require_POST
@with_participant(also_closed=True, in_room=True)
@throttle("room_vote", most=A_PHONE, by=phone)
def worth(request: ParticipantRequest) -> HttpResponse:
    """The same bytes for each answer."""
    form = WorthForm(request.POST)
    if not form.is_valid():
        return render_again(request, status=422)
    try:
        say_worth(request.participant, form.cleaned_data["worth"])
    except (RoundOver, AnswersFrozen):
        return render_again(request, late=_("This is not asked now. It is not stored."), status=409)
    if request.htmx:
        return render(request, "workshops/_worth.html#said", {})
    return redirect("workshops:room", request.assessment.public_id)


def dots_form(board: Board, sent: Any = None, placed: Sequence[str] = ()) -> DotsForm:
    choices = [(each.slug, each.title) for each in board.advised]
    return DotsForm(sent, actions=choices, initial={"actions": list(placed)})


def dots_left(form: DotsForm) -> int:
    """Of those that were sent, or lie there."""
    placed = form.cleaned_data["actions"] if form.is_bound else form.initial["actions"]
    return DOTS_EACH - len(placed)


def comment_form(board: Board) -> CommentForm | None:
    """While the topic in focus takes any."""
    topic = board.topic
    if topic is None or not board.counts_votes:
        return None
    return CommentForm(initial={"topic": topic.question.code, "round": topic.standing.round})


def store(participant: Participant, form: VoteForm) -> None:
    code, round, choice = (form.cleaned_data[name] for name in ("topic", "round", "choice"))
    if form.cleaned_data["keep"]:
        earlier = Vote.objects.filter(participant=participant, code=code, round=1).first()
        choice = earlier.choice if earlier else choice
    if not choice:
        raise RoundOver
    cast_in_room(participant, code=code, round=round, choice=choice)


def too_late(request: ParticipantRequest) -> HttpResponse:
    late = _("This round was closed before your choice arrived. It is not stored.")
    return render_again(request, late=late, status=409)


def render_again(request: ParticipantRequest, **what: Any) -> HttpResponse:
    """The room as it is now; a script gets it in the place of what it showed."""
    if not request.htmx:
        return render_room(request, "workshops/room.html", **what)
    page = render_room(request, "workshops/room.html#room", **what)
    page["HX-Retarget"], page["HX-Reswap"] = "#room", "outerHTML"
    return page


def board_in(request: ParticipantRequest) -> Board:
    workshop = Workshop.objects.room(request.assessment.public_id)
    if workshop is None:
        raise Http404
    return board_of(workshop, get_language())


def render_room(request: ParticipantRequest, template: str, **what: Any) -> HttpResponse:
    return render_own(request, template, alike_of(board_in(request)), request.participant, **what)


def render_own(
    request: HttpRequest,
    template: str,
    alike: Alike,
    participant: Participant,
    *,
    form: VoteForm | None = None,
    dots: DotsForm | None = None,
    commenting: CommentForm | None = None,
    late: str = "",
    status: int = 200,
) -> HttpResponse:
    board = alike.board
    own = own_of(participant, board)
    if dots is None and board.are_dots_placed:
        placed = participant.dots.values_list("action", flat=True)
        dots = dots_form(board, placed=list(placed))
    context = {
        "assessment": board.workshop.assessment,
        "board": board,
        "participant": participant,
        "cards": alike.cards_with(own.now),
        "dots": dots,
        "left": dots_left(dots) if dots and not dots.errors else 0,
        "topic": board.topic,
        "own": own,
        "practice": PracticeForm() if board.is_lobby else None,
        "form": form or dots or commenting,
        "commenting": commenting or comment_form(board),
        "late": late,
        "result": released_result(board.workshop),
        "code": shown_code(participant),
        "has_said": participant.worth is not None,
    }
    return render(request, template, context, status=status)
