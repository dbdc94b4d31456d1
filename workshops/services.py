"""What people write in a workshop: opening it to colleagues, joining, answering, handing in.
Where it is at is written by `workshops.facilitating`.

Who answers holds off the removal and the closing of the assessment, and nobody else who answers;
closing and removing take its lock. So an answer is stored before a workshop is sealed, or refused.
"""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import F

from accounts.models import Event, User
from assessments.belonging import note_for_team
from assessments.grouping import create_group
from assessments.models import Assessment, Choice
from assessments.services import (
    AnswersFrozen,
    AssessmentRemoved,
    NothingAnswered,
    StaleAnswer,
)
from maturity.typed import name_key
from workshops.models import (
    Department,
    Dot,
    Participant,
    ParticipantName,
    Topic,
    Vote,
    Workshop,
)
from workshops.steps import Phase, State

DOTS_EACH = 3
UNSHOWN = [State.OPEN, State.CLOSED, State.TALKING]
MOST_COMMENTS = 2_000  # to one topic: whoever takes part may send more than one
MOST_PEOPLE = 1_000  # in one workshop: whoever has the invitation may join more than once


class WorkshopClosed(Exception):
    """It takes no answers any more."""


class WorkshopFull(Exception):
    """As many have joined as one workshop takes."""


class DoorLocked(Exception):
    """The facilitator lets nobody else in now."""


class NameMissing(Exception):
    """Everybody takes part by name, and this one gave none."""


class RoundOver(Exception):
    """The round that somebody answers in is not open, or not any more."""


@transaction.atomic
def open_for_colleagues(
    own: Assessment,
    *,
    title: str,
    departments: Sequence[str] = (),
    minimum_group: int,
    made_by: str | None = None,
    by: User | None = None,
) -> Workshop:
    """A new assessment of a group beside `own`, which stays as it is. What the same form made
    before is found."""
    group = create_group(own, title=title, minimum_group=minimum_group, made_by=made_by)
    workshop, is_new = Workshop.objects.get_or_create(assessment=group)
    if is_new:
        note_for_team(Event.WORKSHOP, group, by=by, detail="invited")
        add_departments(workshop, departments)
    return workshop


def add_departments(workshop: Workshop, names: Sequence[str]) -> None:
    Department.objects.bulk_create(
        Department(workshop=workshop, name=name, key=name_key(name), position=position)
        for position, name in enumerate(names)
    )


@transaction.atomic
def join(workshop: Workshop, *, department: Department | None, name: str = "") -> Participant:
    """In an anonymous workshop a name is kept nowhere, whatever was sent."""
    _hold_off_removal(workshop.assessment_id)
    now = Workshop.objects.select_related("assessment").filter(pk=workshop.pk).first()
    if now is None:
        raise AssessmentRemoved
    if not now.is_open:
        raise WorkshopClosed
    if now.is_locked_now:
        raise DoorLocked
    if now.participants.count() >= MOST_PEOPLE:
        raise WorkshopFull
    if not (now.is_anonymous or name):
        raise NameMissing
    participant = now.participants.create(department=department)
    if not now.is_anonymous:
        _keep_name(participant, name)
    return participant


def _keep_name(participant: Participant, name: str) -> None:
    """With a number where others typed the same; one at a time, so that no two have the same."""
    Workshop.objects.select_for_update(no_key=True).get(pk=participant.workshop_id)
    names = ParticipantName.objects.filter(participant__workshop=participant.workshop_id)
    same = [each for each in names if name_key(each.name) == name_key(name)]
    ParticipantName.objects.create(participant=participant, name=name, number=len(same) + 1)


@transaction.atomic
def cast_vote(participant: Participant, *, code: str, choice: str, replaces: int) -> Vote:
    """Store what somebody chose, once: sending the same again changes nothing.

    As `assessments.services.record_answer`, whose exceptions it raises: AnswersFrozen when it was
    handed in or closed, StaleAnswer when another device stored something else.
    """
    held = _hold_alone(participant)
    vote = Vote.objects.filter(participant=held, code=code, round=1).first()
    if vote is None:
        vote = Vote(participant=held, code=code, choice=Choice.NONE, version=0)
    if vote.choice == choice:
        return vote
    if vote.version != replaces:
        raise StaleAnswer(vote)
    vote.choice = choice
    vote.version += 1
    vote.save()
    return vote


@transaction.atomic
def cast_in_room(participant: Participant, *, code: str, round: int, choice: str) -> None:
    """The last choice that arrives is the one that counts: a row for each person, topic and round,
    however often it is sent. Raises RoundOver unless that round of the topic is open."""
    _hold_off_removal(participant.workshop.assessment_id)
    is_open = Topic.objects.filter(
        workshop__participants=participant.pk,
        workshop__phase=Phase.RUNNING,
        code=code,
        state=State.OPEN,
        round=round,
    ).exists()
    if not is_open:
        _hold(participant)  # raises where it is not the round that is over
        raise RoundOver
    Vote.objects.bulk_create(
        [Vote(participant_id=participant.pk, code=code, round=round, choice=choice)],
        update_conflicts=True,
        unique_fields=["participant", "code", "round"],
        update_fields=["choice"],
    )


@transaction.atomic
def add_comment(participant: Participant, *, code: str, round: int, text: str) -> None:
    """To a topic, until its round is shown; nothing says whose it is. Sent again it is there once.
    Raises RoundOver when it is too late, or the topic has as many as it takes."""
    _hold_off_removal(participant.workshop.assessment_id)
    topic = Topic.objects.filter(
        workshop__participants=participant.pk,
        workshop__phase=Phase.RUNNING,
        workshop__focus=F("code"),
        code=code,
        state__in=UNSHOWN,
        round=round,
    ).first()
    if topic is None or topic.comments.count() >= MOST_COMMENTS:
        _hold(participant)  # raises where it is not the round that is over
        raise RoundOver
    if not topic.comments.filter(text=text).exists():
        topic.comments.create(text=text)


@transaction.atomic
def hand_in(participant: Participant) -> None:
    """From here on it stays as it is. Raises NothingAnswered when there is nothing to hand in."""
    held = _hold_alone(participant)
    if not held.votes.given().exists():
        raise NothingAnswered
    held.has_handed_in = True
    held.save(update_fields=["has_handed_in"])


@transaction.atomic
def place_dots(participant: Participant, actions: Sequence[str]) -> None:
    """On these and no others, as many as everybody has. Raises RoundOver unless the room is asked
    what to do first."""
    held = _hold(participant)
    if held.workshop.phase != Phase.DOTS:
        raise RoundOver
    advised = held.workshop.advised
    chosen = [each for each in dict.fromkeys(actions) if each in advised][:DOTS_EACH]
    held.dots.exclude(action__in=chosen).delete()
    Dot.objects.bulk_create(
        (Dot(participant=held, action=each) for each in chosen), ignore_conflicts=True
    )


@transaction.atomic
def say_worth(participant: Participant, worth: int) -> None:
    """Whether it was worth the time, until it is sealed. Raises RoundOver when it is not asked."""
    held = _hold(participant)
    if held.workshop.phase != Phase.FINISHED:
        raise RoundOver
    held.worth = worth
    held.save(update_fields=["worth"])


def _hold_alone(participant: Participant) -> Participant:
    """Of somebody who answers at an own pace, and has not handed in yet."""
    held = _hold(participant)
    if held.has_handed_in or not held.workshop.is_apart:
        raise AnswersFrozen
    return held


def _hold(participant: Participant) -> Participant:
    """Until the transaction ends, it is neither closed nor removed, nor written by another device.
    A participant who is gone was sealed with all others, or removed with everything."""
    workshop = participant.workshop
    _hold_off_removal(workshop.assessment_id)
    people = Participant.objects.select_for_update(of=("self",)).select_related("workshop")
    held = people.filter(pk=participant.pk).first()
    if held is None and not Workshop.objects.filter(pk=workshop.pk).exists():
        raise AssessmentRemoved
    if held is None:
        raise AnswersFrozen
    return held


def _hold_off_removal(assessment: int) -> None:
    """Share the row with all who answer; whoever wants to lock it waits. SQLite has one writer."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM assessments_assessment WHERE id = %s FOR KEY SHARE", [assessment]
            )
