"""The facilitator's side: preparing a room, leading it, and what came of it."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.qr import QrCode
from accounts.throttling import throttle
from assessments.access import AssessmentRequest, member_of, with_assessment
from assessments.links import grant_in_hand
from workshops.alike import board_at
from workshops.answers import answered_by_department
from workshops.board import Board, board_of
from workshops.buttons import buttons_of
from workshops.by_name import Named, chosen_by_name, present_by_name
from workshops.closing import minimum_of_departments, without_score_now
from workshops.door import door_of, reaches_phones
from workshops.effects import effects_of
from workshops.facilitating import Outcome, StaleStep, act, strike
from workshops.hints import hint_for
from workshops.leading_forms import ChosenForm, NoteForm, SettleForm, StepForm
from workshops.links import screen_of
from workshops.models import ChosenAction, Topic, Workshop
from workshops.moments import catch_up
from workshops.presence import silent_of
from workshops.pulse import pulse_of
from workshops.rehearsal import let_them_answer, may_answer, must_answer
from workshops.steps import Action, Refused, State
from workshops.telling import done_words, label_of, reason_of, stale_words, too_small_words

BACK = {Action.CLOSE: Action.REOPEN, Action.DOTS: Action.TO_TOPICS}  # with a button of its own
ASKED = {Action.DOTS, Action.SHOW_DOTS, Action.SEAL}  # first, where it cannot be right at once
A_COCKPIT = 2_400  # looks in ten minutes: two facilitators with a look a second, and some


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
    public_id, language = request.assessment.public_id, get_language()
    is_same = (now.step, now.people, now.answers) == (step, people, answers)
    is_same = is_same and (now.answers >= now.people or silent_of(public_id) == silent)
    said = request.GET.get("said")
    if is_same and said is None:
        return HttpResponse(status=204)
    board = board_at(public_id, now, language)
    if board and board.step == step:
        if is_same and said == said_of(board, silent_of(public_id)):
            return HttpResponse(status=204)
        context = {"assessment": request.assessment, "board": board, "seen": step}
        context["buttons"] = buttons_of(board)
        return render(request, "workshops/_heard.html", context | heard(board))
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
    is_asked = wanted in ASKED and not form.cleaned_data["is_sure"]
    if is_asked and (asking := ask_first(request, workshop, wanted)):
        return asking
    outcome: Outcome | None = None
    if wanted is Action.SETTLE:
        settling = settle_form(board_of(workshop, get_language()), request.POST)
        if not settling.is_valid():
            return render_cockpit(request, workshop, form=settling, status=422)
        outcome = settling.outcome
    try:
        topic = form.cleaned_data["topic"] if wanted is Action.FOCUS else ""
        seen, by = form.cleaned_data["step"], member_of(request)
        act(workshop, wanted, seen=seen, topic=topic, outcome=outcome, by=by)
        if goes_on := wanted is Action.SETTLE and form.cleaned_data["topic"]:
            act(workshop, Action.FOCUS, seen=seen + 1, topic=goes_on, by=by)
    except StaleStep as stale:
        return refused(request, stale_words(stale.last))
    except Refused as why:
        return refused(request, reason_of(why))
    if wanted is Action.SEAL:
        messages.success(request, _("The workshop is sealed."))
    return redirect("workshops:cockpit", request.assessment.public_id)


def ask_first(
    request: AssessmentRequest, workshop: Workshop, wanted: Action
) -> HttpResponse | None:
    """Before the topics end while dimensions have no score, before dots are shown while nobody
    placed one, and before sealing; None where nothing needs to be asked, or it is refused."""
    language = get_language()
    board = board_of(workshop, language)
    context = {"assessment": request.assessment, "board": board, "wanted": wanted}
    if not board.may(wanted):
        return None
    if wanted is Action.DOTS and (lacking := without_score_now(workshop, language)):
        return render(request, "workshops/end_topics.html", context | {"lacking": lacking})
    if wanted is Action.SHOW_DOTS and not board.facts.answers:
        return render(request, "workshops/show_dots.html", context)
    if wanted is Action.SEAL:
        return render(request, "workshops/seal.html", context)
    return None


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
    if "finishes" in request.POST:
        return redirect("workshops:finish_room", request.assessment.public_id)
    messages.success(request, _("Saved: who does it and when."))
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
    return SettleForm(sent, options=topic.options, counted=topic.last)


def heard(board: Board) -> dict[str, object]:
    silent = silent_of(board.workshop.assessment.public_id)
    by = answered_by_department(board.workshop) if board.counts_votes else []
    return {
        "silent": silent,
        "hint": hint_for(board, silent),
        "said": said_of(board, silent),
        "departments": by,
        "present": present_by_name(board.workshop),
    }


def said_of(board: Board, silent: int) -> str:
    """Stands for all that changes with time alone: a page that was told it has nothing new."""
    meter = board.meter
    left = (meter.minutes, meter.over) if meter else ()
    return f"{crc32(repr((hint_for(board, silent), left)).encode()):x}"


def may_end(board: Board) -> dict[str, object]:
    return {"may_finish": board.may(Action.FINISH), "may_cancel": board.may(Action.CANCEL)}


def to_undo(board: Board) -> dict[str, object]:
    """The last step, as a button names it unless another has the same way back, and that it was
    done; nothing where it stays."""
    last = last_action(board.workshop)
    if last is None or not board.may_undo(last):
        return {}
    has_own_button = last in BACK and board.may(BACK[last])
    return {"undo": "" if has_own_button else label_of(last), "done": done_words(last)}


def too_small_of(board: Board) -> str:
    """What comes of departments that are too small: here they can be chosen no more."""
    if not board.is_prepared:
        return ""
    workshop, minimum = board.workshop, minimum_of_departments(board.workshop)
    if not too_small_words(workshop.expected, workshop.departments.count(), minimum):
        return ""
    said = _("Departments with fewer than %(minimum)s people are not shown.")
    return said % {"minimum": minimum}


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
    door = door_of(request, workshop)
    context = {
        "assessment": request.assessment,
        "board": board,
        "seen": board.step,
        "buttons": buttons_of(board),
        **to_undo(board),
        "too_small": too_small_of(board),
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
        "must_rehearse": must_answer(workshop),
        "reaches_phones": reaches_phones(),
        "door": door,
        "qr": QrCode.of(door),
        "screen": screen_of(workshop),
        **heard(board),
        "named": named_on(board),
    }
    return render(request, "workshops/cockpit.html", context, status=status)
