"""The only writer of what a workshop is at: every step goes through `act`, and leaves an `Event`.

A step takes the lock of the assessment, for which all who answer hold off: a vote is stored before
its round is closed, or refused.
"""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count
from django.utils import timezone

from accounts.models import Event as TeamEvent
from accounts.models import User
from assessments.belonging import note_for_team
from assessments.grouping import create_group, finish_group, reopen_group
from assessments.models import Assessment, QuestionnaireKind
from assessments.services import AssessmentRemoved, hold
from workshops import pulse
from workshops.agenda import PLANS, Format, Said, most_divided
from workshops.answers import answered, answering, codes_by_dimension, responses_of
from workshops.closing import advised_now, count_dots, outcome_of
from workshops.models import (
    Comment,
    Event,
    Kind,
    Settlement,
    Tally,
    Topic,
    Workshop,
    make_code,
)
from workshops.promise import promise_for
from workshops.rehearsal import invite_invented
from workshops.sealing import in_no_order, seal
from workshops.services import add_departments
from workshops.steps import Action, Facts, Phase, Room, after, from_plain, to_plain, undone
from workshops.tallying import count_rounds

TOLD = {  # to the team of the client, in its list of who did what
    Action.START: "started",
    Action.SHOW_ALL: "started",
    Action.FINISH: "finished",
    Action.RESUME: "opened again",
    Action.SEAL: "sealed",
    Action.CANCEL: "cancelled",
}
MINUTES = {Action.LONGER: dt.timedelta(minutes=1), Action.SHORTER: dt.timedelta(minutes=-1)}
SETTLED = ("kind", "level", "reason", "other_reason")


class StaleStep(Exception):
    """Somebody else, or the same click before, was first."""

    def __init__(self, last: Action | None) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a room settles on."""

    kind: Kind
    level: int | None = None
    reason: str = ""
    other_reason: str = ""


@transaction.atomic
def prepare(
    own: Assessment,
    *,
    title: str,
    format: Format = Format.QUICK,
    minutes: int | None = None,
    departments: Sequence[str] = (),
    minimum_group: int,
    is_anonymous: bool = True,
    day: dt.date | None = None,
    made_by: str | None = None,
    by: User | None = None,
    **kept: Any,
) -> Workshop:
    """A room that answers together, beside `own`; `kept` are other fields of its row. What the same
    form made before is found."""
    kinds = QuestionnaireKind
    group = create_group(
        own,
        # What invented people answer is no measurement of a client.
        is_for_client=not kept.get("is_rehearsal"),
        title=title,
        minimum_group=minimum_group,
        is_anonymous=is_anonymous,
        questionnaire=kinds.QUICK if format is Format.QUICK else kinds.FULL,
        day=day,
        made_by=made_by,
    )
    plan = {"format": format, "minutes": minutes or PLANS[format].minutes}
    begun = {"phase": Phase.PREPARED, "code": free_code(), "promise": promise_for(group)}
    workshop, is_new = Workshop.objects.get_or_create(
        assessment=group, defaults=kept | plan | begun
    )
    if is_new:
        note_for_team(TeamEvent.WORKSHOP, group, by=by, detail="prepared")
        add_departments(workshop, departments)
        if workshop.is_rehearsal:
            invite_invented(workshop)
        add_topics(workshop)
    return workshop


def add_topics(workshop: Workshop) -> None:
    group = workshop.assessment
    Topic.objects.bulk_create(
        Topic(workshop=workshop, code=question.code, position=position)
        for position, question in enumerate(group.questionnaire_in(group.language).questions)
    )


def free_code() -> str:
    code = make_code()
    while Workshop.objects.live().filter(code=code).exists():
        code = make_code()
    return code


@transaction.atomic
def act(
    workshop: Workshop,
    action: Action,
    *,
    seen: int,
    topic: str = "",
    outcome: Outcome | None = None,
    by: User | None = None,
    is_due: bool = False,
) -> None:
    """One step of the table; `is_due` when its moment asks for it and nobody else. Raises StaleStep
    when `seen` is not the step that it is at, and Refused when the table does not allow it; then
    nothing is changed."""
    if not hold(workshop.assessment):
        raise AssessmentRemoved
    now = Workshop.objects.with_numbers().select_related("assessment").get(pk=workshop.pk)
    last = now.events.last()
    kept = Action(last.action) if last else None
    if seen != now.step:
        raise StaleStep(kept)
    room, facts = now.room(), facts_of(now)
    if action is Action.UNDO:
        then = undone(kept, from_plain(last.before) if last else None, facts)
    else:
        then = after(room, action, facts, topic)
    settled = _settled(now)
    _take_effect(now, action, outcome, taken_back=kept if action is Action.UNDO else None)
    _store(now, room, then)
    if said := TOLD.get(action):
        detail = "day over" if is_due else said
        note_for_team(TeamEvent.WORKSHOP, now.assessment, by=by, detail=detail)
    Event.objects.create(
        workshop=now,
        step=now.step,
        action=action,
        topic=topic or room.focus,
        before=to_plain(room),
        settled=settled,
    )
    pulse.forget(now.assessment.public_id)


def close(workshop: Workshop, *, by: User | None = None) -> None:
    """Of homework: everybody has answered who wants to. Closing twice closes once."""
    now = Workshop.objects.filter(pk=workshop.pk).first()
    if now is None:
        raise AssessmentRemoved
    if now.is_open:
        with suppress(StaleStep):  # somebody closed it meanwhile
            act(now, Action.SEAL, seen=now.step, by=by)


def facts_of(workshop: Workshop) -> Facts:
    """Of a workshop `with_numbers`."""
    minimum = workshop.least_shown
    if not workshop.is_room:
        return Facts(answers=answered(workshop), minimum=minimum)
    tallies = list(Tally.objects.filter(topic__workshop=workshop).select_related("topic"))
    is_alone_first = Format(workshop.format).is_alone_first
    return Facts(
        answers=answering(workshop),
        minimum=minimum,
        shown=len(tallies),
        is_alone_first=is_alone_first,
        agenda=_agenda(workshop, tallies) if is_alone_first else (),
        has_departments=len((workshop.partition or {}).get("shown", ())) > 1,
        resumes_at=_resumes_at(workshop),
    )


def _resumes_at(workshop: Workshop) -> Phase | None:
    if workshop.seals_at is None or workshop.seals_at <= timezone.now():
        return None
    finished = workshop.events.filter(action=Action.FINISH).last()
    return from_plain(finished.before).phase if finished else None


def _agenda(workshop: Workshop, tallies: Sequence[Tally]) -> tuple[str, ...]:
    """By what everybody had answered alone, so that it stays as it was first shown."""
    questionnaire = workshop.assessment.questionnaire_in(workshop.assessment.language)
    place = {question.code: number for number, question in enumerate(questionnaire.questions)}
    first = sorted(
        (each for each in tallies if each.round == 1), key=lambda each: place[each.topic.code]
    )
    return most_divided(
        [Said(each.topic.code, tuple(each.levels) if each.levels else None) for each in first]
    )


def _take_effect(
    workshop: Workshop, action: Action, outcome: Outcome | None, *, taken_back: Action | None
) -> None:
    """What a step does beside moving the room."""
    if action is Action.REVEAL:
        count_rounds(workshop, [_topic(workshop)])
    elif action is Action.ALONE:
        workshop.alone_from = None  # once: closed by hand it stays closed
        if workshop.alone_until and workshop.alone_until <= timezone.now():
            workshop.alone_until = None  # opened by hand it stays open
    elif action in {Action.END_ALONE, Action.OPEN_DOORS}:
        workshop.alone_until = None  # of answering beforehand, not of what is done in the room
    elif action is Action.SHOW_ALL:
        topics = list(workshop.topics.all())
        for topic in topics:
            topic.round = 1
        count_rounds(workshop, topics)
    elif action is Action.SETTLE:
        _settle(_topic(workshop), outcome or Outcome(Kind.VOTES))
    elif action is Action.UNSETTLE or taken_back is Action.SETTLE:
        Settlement.objects.filter(topic=_topic(workshop)).delete()
    elif action in MINUTES:
        _move_clock(workshop, MINUTES[action])
    elif taken_back and taken_back in MINUTES:
        _move_clock(workshop, -MINUTES[taken_back])
    elif action is Action.DOTS:
        workshop.advised = advised_now(workshop)
    elif action is Action.SHOW_DOTS:
        count_dots(workshop)
    elif action is Action.FINISH:
        workshop.finished_at = timezone.now()
        _finish(workshop)
    elif action is Action.RESUME:
        workshop.finished_at = None
        reopen_group(workshop.assessment)
    elif action is Action.SEAL:
        _seal(workshop)
    elif action is Action.CANCEL:
        _forget_people(workshop)


def _move_clock(workshop: Workshop, minutes: dt.timedelta) -> None:
    workshop.stage_at = (workshop.stage_at or timezone.now()) + minutes


def _topic(workshop: Workshop) -> Topic:
    return workshop.topics.get(code=workshop.focus)


def _settle(topic: Topic, outcome: Outcome) -> None:
    Settlement.objects.create(
        topic=topic,
        kind=outcome.kind,
        level=outcome.level,
        reason=outcome.reason,
        other_reason=outcome.other_reason,
    )


def _settled(workshop: Workshop) -> dict[str, Any] | None:
    """What was settled of the topic in focus, before the step."""
    rows = Settlement.objects.filter(topic__workshop=workshop, topic__code=workshop.focus)
    return next((dict(each) for each in rows.values(*SETTLED)), None)


def _finish(workshop: Workshop) -> None:
    """Everybody's answers go to the assessment, with what the room agreed: there they are nobody's,
    or of whoever took part by name."""
    assessment = workshop.assessment
    people = responses_of(workshop)
    agreed = Settlement.objects.filter(topic__workshop=workshop, kind=Kind.LEVEL)
    levels = {
        code: (level or 0, reason)
        for code, level, reason in agreed.values_list("topic__code", "level", "reason")
    }
    if workshop.is_anonymous:
        written = seal(people, codes_by_dimension(assessment), assessment.minimum_group)
    else:
        written = in_no_order(people)
    outcome = outcome_of(workshop) if workshop.is_room else None
    finish_group(assessment, written, agreed=levels, workshop=outcome)


def _seal(workshop: Workshop) -> None:
    """The participants go with all that they chose; tallies, outcomes and notes stay."""
    if not workshop.is_room:
        _finish(workshop)
    _shuffle_comments(workshop)
    workshop.worth = _worth(workshop)
    _forget_people(workshop)


def _worth(workshop: Workshop) -> Decimal | None:
    """Once, when nobody can say otherwise any more."""
    said = workshop.participants.exclude(worth=None)
    found = said.aggregate(mean=Avg("worth"), people=Count("pk"))
    is_enough = found["people"] >= workshop.assessment.minimum_group
    return Decimal(found["mean"]).quantize(Decimal("0.1")) if is_enough else None


def strike(workshop: Workshop, key: str) -> None:
    """A comment that names somebody, or worse: its words go, and that there was one stays."""
    shown = Comment.objects.filter(pk=key, topic__workshop=workshop, topic__tallies__isnull=False)
    Comment.objects.filter(pk__in=shown.values("pk")).update(text="", is_struck=True)


def _shuffle_comments(workshop: Workshop) -> None:
    """Stored anew in an order that says nothing: a database may keep that in which they came."""
    rows = list(Comment.objects.filter(topic__workshop=workshop))
    Comment.objects.filter(topic__workshop=workshop).delete()
    SystemRandom().shuffle(rows)
    Comment.objects.bulk_create(rows)


def _forget_people(workshop: Workshop) -> None:
    workshop.participants.all().delete()
    workshop.departments.all().delete()


def _store(workshop: Workshop, before: Room, then: Room) -> None:
    workshop.phase, workshop.focus = then.phase, then.focus
    workshop.is_locked, workshop.is_blank = then.is_locked, then.is_blank
    workshop.wall = then.wall
    workshop.step += 1
    now = timezone.now()
    if then.phase is Phase.RUNNING and before.phase in {Phase.LOBBY, Phase.ALONE}:
        workshop.began_at = now
        Assessment.objects.filter(pk=workshop.assessment_id).update(date=timezone.localdate(now))
    if (then.focus, then.standing) != (before.focus, before.standing):
        workshop.stage_at = now
    moved = ["phase", "focus", "is_locked", "is_blank", "wall", "step", "began_at", "stage_at"]
    moments = ["finished_at", "alone_from", "alone_until"]
    workshop.save(update_fields=[*moved, *moments, "advised", "partition", "worth"])
    for code, standing in then.topics.items():
        if standing != before.topics[code]:
            rows = workshop.topics.filter(code=code)
            rows.update(state=standing.state, round=standing.round)
