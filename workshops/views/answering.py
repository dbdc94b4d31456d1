"""The colleague's side: the invitation, and the questionnaire's own pages."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.throttling import AUDIENCE, Limit, refusal_of_failure, throttle
from assessments.access import gone, personal
from assessments.progress import progress_of
from assessments.question_page import Asker, Places
from assessments.services import AnswersFrozen, AssessmentRemoved, NothingAnswered
from assessments.stored_answer import Recorded
from assessments.views.filling import ask_dimension, store_one
from maturity.definition import Question
from maturity.reading_time import minutes_in
from workshops.access import (
    JUST_JOINED,
    ParticipantRequest,
    closed,
    not_joined,
    page_of,
    participant_of,
    with_participant,
)
from workshops.closing import minimum_of_departments
from workshops.links import (
    add_participant,
    invited_by,
    named_in,
    participant_key,
    participant_with,
    shown_code,
    was_invitation,
)
from workshops.models import Participant, Vote, Workshop
from workshops.phone_forms import CodeForm, JoinForm
from workshops.services import WorkshopClosed, WorkshopFull, cast_vote, hand_in, join

WRONG_INVITATIONS = Limit("wrong_invitation", 300)  # a room may mistype it; who guesses is stopped
WRONG_CODES = Limit("wrong_code", 60)
PLACES = Places(
    overview="workshops:answers",
    dimension="workshops:dimension",
    save_answer="workshops:save_answer",
    review="workshops:answers",
    is_invited=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@throttle("join", per_address=AUDIENCE, methods=["POST"])
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """What is promised, before the button; pressing it makes somebody of whom nothing is known."""
    workshop = invited_by(link)
    if workshop is None or workshop.is_room:
        return not_invited(request, link)
    if not workshop.is_open:
        return closed(request, workshop)
    form = join_form_of(workshop, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_invitation(request, workshop, link, join_form=form)
    try:
        participant = join(workshop, department=form.chosen)
    except WorkshopClosed:
        return closed(request, workshop)
    except WorkshopFull:
        form.add_error(None, _("No more people can join. Ask who invited you."))
        return render_invitation(request, workshop, link, join_form=form)
    except AssessmentRemoved:
        return gone(request)
    return entered(workshop, participant)


@require_POST
@login_not_required
def come_back(request: HttpRequest, link: str) -> HttpResponse:
    """Go on at this device with what was begun at another, by the personal code."""
    workshop = invited_by(link)
    if workshop is None or workshop.is_room:
        return not_invited(request, link)
    if not workshop.is_open:
        return closed(request, workshop)
    form = CodeForm(request.POST)
    participant = found_by(form, workshop)
    if participant:
        return entered(workshop, participant)
    refused = refusal_of_failure(request, WRONG_CODES)
    return refused or render_invitation(request, workshop, link, code_form=form)


def found_by(form: CodeForm, workshop: Workshop) -> Participant | None:
    """Whose personal code was typed; else the form says what is wrong."""
    if not form.is_valid():
        return None
    participant = participant_with(workshop, form.cleaned_data["code"])
    if participant is None:
        form.add_error("code", _("Nobody here has this code. Look once more at the other device."))
    return participant


def not_invited(request: HttpRequest, link: str) -> HttpResponse:
    """One that we signed was renewed since, or is of what was removed."""
    if not was_invitation(link):
        return refusal_of_failure(request, WRONG_INVITATIONS) or not_joined(request)
    return renewed(request, link) if named_in(link) else gone(request)


def renewed(request: HttpRequest, link: str) -> HttpResponse:
    """Without a name: the old invitation may have reached the wrong person."""
    public_id = link.partition(".")[0]
    context = {"public_id": public_id, "takes_part": takes_part(request, public_id)}
    return personal(render(request, "workshops/renewed.html", context, status=410))


def entered(workshop: Workshop, participant: Participant) -> HttpResponse:
    public_id = workshop.assessment.public_id
    page = redirect(f"{reverse(page_of(workshop), args=[public_id])}?{JUST_JOINED}")
    add_participant(page, participant, public_id)
    return personal(page)


def render_invitation(
    request: HttpRequest,
    workshop: Workshop,
    link: str,
    *,
    join_form: JoinForm | None = None,
    code_form: CodeForm | None = None,
) -> HttpResponse:
    assessment = workshop.assessment
    questions = assessment.questionnaire_in(get_language()).questions
    context = {
        "assessment": assessment,
        "link": link,
        "questions": questions,
        "minutes": minutes_in(questions, assessment.sector),
        "form": code_form or join_form,  # that was sent, so that has the errors of the page
        "join_form": join_form or join_form_of(workshop),
        "code_form": code_form or CodeForm(),
        "takes_part": takes_part(request, assessment.public_id),
    }
    status = 422 if request.method == "POST" else 200
    return personal(render(request, "workshops/invitation.html", context, status=status))


def join_form_of(workshop: Workshop, sent: Any = None) -> JoinForm:
    return JoinForm(
        sent,
        departments=list(workshop.departments.all()),
        least=minimum_of_departments(workshop),
        has_names=not workshop.is_anonymous,
    )


def takes_part(request: HttpRequest, public_id: str) -> bool:
    key = participant_key(request, public_id)
    return bool(key and participant_of(key, public_id))


@require_safe
@with_participant()
def answers(request: ParticipantRequest) -> HttpResponse:
    """How far somebody is, the way on, handing in; and the code for another device."""
    asker = asker_for(request.participant)
    questionnaire = asker.definition.questionnaire(request.assessment.questionnaire)
    answered = asker.answered()
    context = {
        "assessment": request.assessment,
        "participant": request.participant,
        "workshop": request.participant.workshop,
        "follows": asker.places.follows,
        "code": shown_code(request.participant),
        "progress": progress_of(
            asker.definition, questionnaire, request.assessment.sector, answered
        ),
    }
    return render(request, "workshops/answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_participant()
def dimension(request: ParticipantRequest, slug: str) -> HttpResponse:
    if request.participant.has_handed_in:
        return redirect("workshops:answers", request.assessment.public_id)
    asker = asker_for(request.participant)
    return ask_dimension(request, asker, slug, votes_of(request.participant))


@require_POST
@with_participant(also_closed=True)
def save_answer(request: ParticipantRequest, code: str) -> HttpResponse:
    asker = asker_for(request.participant)
    return store_one(request, asker, code)


@require_POST
@with_participant()
def hand_in_answers(request: ParticipantRequest) -> HttpResponse:
    # The page says how it stands: handed in before, closed, or nothing answered yet.
    with suppress(AnswersFrozen, NothingAnswered):
        hand_in(request.participant)
    return redirect("workshops:answers", request.assessment.public_id)


def asker_for(participant: Participant) -> Asker:
    """Without words: how somebody writes may tell who it is."""
    workshop = participant.workshop
    assessment = workshop.assessment
    places = PLACES
    if workshop.is_room:
        follows = reverse("workshops:alone_live", args=[assessment.public_id, workshop.step])
        places = replace(PLACES, follows=follows)
    return Asker(
        assessment,
        assessment.definition(get_language()),
        answers=partial(votes_of, participant),
        answered=partial(codes_answered, participant),
        record=partial(record_vote, participant),
        places=places,
        takes_words=False,
    )


def record_vote(
    participant: Participant, _assessment: object, *, question: Question, **sent: Any
) -> Recorded:
    vote = cast_vote(
        participant, code=question.code, choice=sent["choice"], replaces=sent["replaces"]
    )
    return Recorded(vote)


def codes_answered(participant: Participant) -> set[str]:
    """Of the questions that have a choice. One query."""
    return set(participant.votes.given().values_list("code", flat=True))


def votes_of(participant: Participant) -> dict[str, Vote]:
    return {vote.code: vote for vote in Vote.objects.filter(participant=participant)}
