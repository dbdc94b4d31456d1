"""The facilitator's side: preparing a room, leading it, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.qr import QrCode
from accounts.throttling import AUDIENCE, throttle
from assessments.access import AssessmentRequest, with_assessment
from assessments.links import add_grant, grant_in_hand, private_link
from assessments.models import Assessment
from workshops.agenda import PLANS
from workshops.alike import board_at
from workshops.answers import answered_by_department
from workshops.board import Board, board_of
from workshops.by_name import Named, chosen_by_name
from workshops.door import door_of
from workshops.effects import effects_of
from workshops.facilitating import Outcome, StaleStep, act, prepare, strike
from workshops.forms import ChosenForm, NoteForm, PrepareForm, SettleForm, StepForm
from workshops.hints import hint_for
from workshops.links import screen_of
from workshops.models import ChosenAction, Topic, Workshop
from workshops.moments import catch_up
from workshops.presence import silent_of
from workshops.pulse import pulse_of
from workshops.rehearsal import let_them_answer, may_answer
from workshops.steps import Action, Refused, State, Wall
from workshops.telling import FORMATS, PARTS, label_of, reason_of, stale_words

A_COCKPIT = 2_400  # looks in ten minutes: two facilitators with a look a second, and some


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
    group = prepare(request.assessment, **form.wanted).assessment
    page = redirect(form.page, group.public_id)
    add_grant(request, page, private_link(group))
    return page


def render_prepare(
    request: HttpRequest, like: Assessment, form: PrepareForm, *, back: str, status: int
) -> HttpResponse:
    """`like` need not be stored; `back` is where somebody goes who would rather not now."""
    context = {"assessment": like, "form": form, "plans": told_plans(), "back": back}
    return render(request, "workshops/prepare.html", context, status=status)


def told_plans() -> list[dict[str, object]]:
    """The minutes of each format, part by part."""
    return [
        {
            "name": FORMATS[format][0],
            "parts": [(PARTS[part], minutes) for part, minutes in plan.parts.items()],
            "minutes": plan.minutes,
        }
        for format, plan in PLANS.items()
    ]


@dataclass(frozen=True, slots=True)
class Button:
    """One action that a facilitator may press now."""

    action: Action
    label: str
    key: str
    topic: str = ""


KEYS = {
    Action.REVEAL: "R",
    Action.OPEN_AGAIN: "2",
    Action.FOCUS: "N",
    Action.LONGER: "T",
    Action.SHORTER: "-",
    Action.BLANK: "B",
    Action.SHOW: "B",
    Action.SHOW_DOTS: "R",
    Action.UNDO: "Z",
}
BESIDE = [
    Action.OPEN_DOORS,
    Action.ALONE,
    Action.END_ALONE,
    Action.DOTS,
    Action.REOPEN,
    Action.REVEAL,
    Action.OPEN_AGAIN,
    Action.UNSETTLE,
    Action.SKIP,
    Action.LONGER,
    Action.SHORTER,
    Action.LOCK,
    Action.UNLOCK,
    Action.RADAR,
    Action.GAPS,
    Action.BLANK,
    Action.SHOW,
]


@require_safe
@with_assessment(editable=True)
def cockpit(request: AssessmentRequest) -> HttpResponse:
    return lead(request, room_of(request))


def lead(request: AssessmentRequest, workshop: Workshop) -> HttpResponse:
    if not workshop.is_open:
        return redirect("workshops:outcome", request.assessment.public_id)
    return render_cockpit(request, workshop)


@require_safe
@with_assessment(editable=True)
@throttle("cockpit_live", most=A_COCKPIT, by=grant_in_hand)
def cockpit_live(
    request: AssessmentRequest, step: int, people: int, answers: int, silent: int
) -> HttpResponse:
    """How many there are, have answered and are silent; and whether somebody else took a step."""
    now = pulse_of(request.assessment.public_id)
    if now is None:
        raise Http404
    is_same = (now.step, now.people, now.answers) == (step, people, answers)
    if is_same and (now.answers >= now.people or silent_of(request.assessment.public_id) == silent):
        return HttpResponse(status=204)
    board = board_at(request.assessment.public_id, now, get_language())
    if board and board.step == step:
        context = {"assessment": request.assessment, "board": board, "seen": step}
        return render(request, "workshops/_pulse.html", context | heard(board))
    moved = stale_words(last_action(room_of(request)))
    context = {"assessment": request.assessment, "moved": moved}
    return render(request, "workshops/cockpit.html#moved", context)


@require_POST
@with_assessment(editable=True)
def step(request: AssessmentRequest, action: str) -> HttpResponse:
    """One step of the table, or in words why not."""
    workshop = room_of(request)
    wanted = action_or_404(action)
    form = StepForm(request.POST)
    if not form.is_valid():
        return render_cockpit(
            request, workshop, notice=_("Press the button once more."), status=422
        )
    outcome: Outcome | None = None
    if wanted is Action.SETTLE:
        settling = settle_form(board_of(workshop, get_language()), request.POST)
        if not settling.is_valid():
            return render_cockpit(request, workshop, form=settling, status=422)
        outcome = settling.outcome
    try:
        topic = form.cleaned_data["topic"] if wanted is Action.FOCUS else ""
        act(workshop, wanted, seen=form.cleaned_data["step"], topic=topic, outcome=outcome)
    except StaleStep as stale:
        return refused(request, stale_words(stale.last))
    except Refused as why:
        return refused(request, reason_of(why))
    return redirect("workshops:cockpit", request.assessment.public_id)


def refused(request: AssessmentRequest, notice: str) -> HttpResponse:
    workshop = room_of(request)
    if not workshop.is_open:
        return lead(request, workshop)
    return render_cockpit(request, workshop, notice=notice, status=409)


@require_POST
@with_assessment(editable=True)
def rehearse(request: AssessmentRequest) -> HttpResponse:
    """The people of a rehearsal answer what is asked now."""
    workshop = room_of(request)
    if not may_answer(workshop):
        return refused(request, _("They are not asked anything now."))
    let_them_answer(workshop)
    return redirect("workshops:cockpit", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def keep_note(request: AssessmentRequest, code: str) -> HttpResponse:
    """What the room said, as the facilitator heard it."""
    workshop = room_of(request)
    form = NoteForm(request.POST)
    topics = Topic.objects.filter(workshop=workshop, code=code)
    if not topics.exists():
        raise Http404
    if not form.is_valid():
        return render_cockpit(request, workshop, note_form=form, status=422)
    topics.update(note=form.cleaned_data["note"])
    if request.htmx:
        return render(request, "workshops/cockpit.html#noted", {})
    return redirect("workshops:cockpit", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def strike_comment(request: AssessmentRequest) -> HttpResponse:
    """Of what was shown, also when the workshop is finished."""
    strike(room_of(request), request.POST.get("comment", ""))
    return redirect("workshops:watch", request.assessment.public_id)


@require_POST
@with_assessment(editable=True)
def keep_actions(request: AssessmentRequest) -> HttpResponse:
    """Who does what first, and when."""
    workshop = room_of(request)
    forms = chosen_forms(board_of(workshop, get_language()), request.POST)
    if not workshop.is_open or not forms:
        raise Http404
    for form in forms:
        if not form.is_valid():
            return render_cockpit(request, workshop, chosen=forms, status=422)
    for form in forms:
        ChosenAction.objects.filter(pk=form.chosen.pk).update(**form.cleaned_data)
    return redirect("workshops:cockpit", request.assessment.public_id)


def chosen_forms(board: Board, sent: Any = None) -> list[ChosenForm]:
    return [ChosenForm(sent, chosen=each.row) for each in board.chosen] if board.is_chosen else []


def room_of(request: AssessmentRequest) -> Workshop:
    workshop = Workshop.objects.room(request.assessment.public_id)
    if workshop is None:
        raise Http404
    return room_of(request) if catch_up(workshop) else workshop


def action_or_404(name: str) -> Action:
    if name not in set(Action):
        raise Http404
    return Action(name)


def last_action(workshop: Workshop) -> Action | None:
    last = workshop.events.last()
    return Action(last.action) if last else None


def settle_form(board: Board, sent: Any = None) -> SettleForm:
    topic = board.topic
    if topic is None:
        return SettleForm(sent)
    return SettleForm(
        sent, options=topic.options, proposed=topic.last.median if topic.last else None
    )


def buttons_of(board: Board) -> tuple[Button | None, list[Button]]:
    """The next sensible step, and what else is possible. Settling and finishing ask for more, so
    they stand on their own."""
    first = board.next_step
    topic = board.next_topic if first is Action.FOCUS else ""
    main = None
    if first not in {Action.SETTLE, Action.FINISH}:
        main = Button(first, label_of(first), " ", topic)
    others = [
        Button(each, label_of(each), KEYS.get(each, ""))
        for each in BESIDE
        if each is not first and board.may(each) and not _is_idle(board, each)
    ]
    if first is not Action.FOCUS and board.may(Action.FOCUS, board.next_topic):
        label = label_of(Action.FOCUS)
        others.append(Button(Action.FOCUS, label, KEYS[Action.FOCUS], board.next_topic))
    return main, others


def _is_idle(board: Board, action: Action) -> bool:
    """Locking what is locked, and the like."""
    room = board.room
    is_as_it_was = {
        Action.UNLOCK: not room.is_locked,
        Action.LOCK: room.is_locked,
        Action.SHOW: not (room.is_blank or room.wall),
        Action.BLANK: room.is_blank,
        Action.RADAR: room.wall is Wall.RADAR and not room.is_blank,
        Action.GAPS: room.wall is Wall.GAPS and not room.is_blank,
    }
    return is_as_it_was.get(action, False)


def heard(board: Board) -> dict[str, object]:
    silent = silent_of(board.workshop.assessment.public_id)
    by = answered_by_department(board.workshop) if board.counts_votes else []
    return {"silent": silent, "hint": hint_for(board, silent), "departments": by}


def may_end(board: Board) -> dict[str, object]:
    return {"may_finish": board.may(Action.FINISH), "may_cancel": board.may(Action.CANCEL)}


def wrong_of(forms: list[ChosenForm] | None) -> ChosenForm | None:
    return next((form for form in forms or () if form.errors), None)


def note_form_of(board: Board) -> NoteForm:
    return NoteForm(initial={"note": board.topic.note if board.topic else ""})


def named_on(board: Board) -> Sequence[Named]:
    """Never while a round is on, nor before one was shown."""
    if board.topic is None or not board.room.has(State.REVEALED, State.SETTLED):
        return ()
    return chosen_by_name(board.workshop, board.topic)


def render_cockpit(
    request: AssessmentRequest,
    workshop: Workshop,
    *,
    form: SettleForm | None = None,
    note_form: NoteForm | None = None,
    chosen: list[ChosenForm] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    board = board_of(workshop, get_language())
    main, others = buttons_of(board)
    door = door_of(request, workshop)
    last = last_action(workshop)
    context = {
        "assessment": request.assessment,
        "board": board,
        "seen": board.step,
        "main_button": main,
        "buttons": others,
        "undo": label_of(last) if last and board.may_undo(last) else "",
        "effects": effects_of(workshop, board.room.focus, get_language())
        if board.room.has(State.REVEALED)
        else [],
        "settle": form or settle_form(board),
        "form": form or note_form or wrong_of(chosen),
        "chosen": list(zip(board.chosen, chosen or chosen_forms(board), strict=True))
        if board.is_chosen
        else [],
        "note_form": note_form or note_form_of(board),
        **may_end(board),
        "notice": notice,
        "may_rehearse": may_answer(workshop),
        "door": door,
        "qr": QrCode.of(door),
        "screen": screen_of(workshop),
        **heard(board),
        "named": named_on(board),
    }
    return render(request, "workshops/cockpit.html", context, status=status)
