"""The only writer of a workshop: opening it, joining, answering, handing in, closing.

Who answers holds off the removal and the closing of the assessment, and nobody else who answers;
closing and removing take its lock. So an answer is stored before a workshop is sealed, or refused.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from assessments.models import Assessment, Choice, value_of
from assessments.services import (
    AnswersFrozen,
    AssessmentRemoved,
    NothingAnswered,
    StaleAnswer,
    create_group,
    finish_group,
    hold,
)
from maturity.responses import Response
from maturity.typed import name_key
from workshops.models import Department, Participant, Phase, Vote, Workshop
from workshops.sealing import seal

MOST_PEOPLE = 1_000  # in one workshop: whoever has the invitation may join more than once


class WorkshopClosed(Exception):
    """It takes no answers any more."""


class WorkshopFull(Exception):
    """As many have joined as one workshop takes."""


class TooFewAnswers(Exception):
    """Fewer people answered than may be shown together."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


@transaction.atomic
def open_for_colleagues(
    own: Assessment,
    *,
    title: str,
    departments: Sequence[str] = (),
    minimum_group: int,
    made_by: str | None = None,
) -> Workshop:
    """A new assessment of a group beside `own`, which stays as it is. What the same form made
    before is found."""
    group = create_group(own, title=title, minimum_group=minimum_group, made_by=made_by)
    workshop, is_new = Workshop.objects.get_or_create(assessment=group)
    if is_new:
        Department.objects.bulk_create(
            Department(workshop=workshop, name=name, key=name_key(name), position=position)
            for position, name in enumerate(departments)
        )
    return workshop


@transaction.atomic
def join(workshop: Workshop, *, department: Department | None) -> Participant:
    _hold_off_removal(workshop.assessment_id)
    now = Workshop.objects.filter(pk=workshop.pk).first()
    if now is None:
        raise AssessmentRemoved
    if not now.is_open:
        raise WorkshopClosed
    if now.participants.count() >= MOST_PEOPLE:
        raise WorkshopFull
    return now.participants.create(department=department)


@transaction.atomic
def cast_vote(participant: Participant, *, code: str, choice: str, replaces: int) -> Vote:
    """Store what somebody chose, once: sending the same again changes nothing.

    As `assessments.services.record_answer`, whose exceptions it raises: AnswersFrozen when it was
    handed in or closed, StaleAnswer when another device stored something else.
    """
    held = _hold(participant)
    vote = Vote.objects.filter(participant=held, code=code).first()
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
def hand_in(participant: Participant) -> None:
    """From here on it stays as it is. Raises NothingAnswered when there is nothing to hand in."""
    held = _hold(participant)
    if not held.votes.given().exists():
        raise NothingAnswered
    held.has_handed_in = True
    held.save(update_fields=["has_handed_in"])


def _hold(participant: Participant) -> Participant:
    """Until the transaction ends, it is neither closed nor removed, nor written by another device.
    A participant who is gone was sealed with all others, or removed with everything."""
    workshop = participant.workshop
    _hold_off_removal(workshop.assessment_id)
    held = Participant.objects.select_for_update().filter(pk=participant.pk).first()
    if held is None and not Workshop.objects.filter(pk=workshop.pk).exists():
        raise AssessmentRemoved
    if held is None or held.has_handed_in:
        raise AnswersFrozen
    return held


@transaction.atomic
def close(workshop: Workshop) -> None:
    """Seal it: everybody's answers go to the assessment, where they are nobody's, and the
    participants go. Closing twice closes once. Raises TooFewAnswers, and then changes nothing."""
    if not hold(workshop.assessment):
        raise AssessmentRemoved
    now = Workshop.objects.get(pk=workshop.pk)
    if not now.is_open:
        return
    assessment = now.assessment
    people = _responses(now)
    if len(people) < assessment.minimum_group:
        raise TooFewAnswers(assessment.minimum_group - len(people))
    dimensions = codes_by_dimension(assessment)
    finish_group(assessment, seal(people, dimensions, assessment.minimum_group))
    now.participants.all().delete()
    now.departments.all().delete()
    now.phase = Phase.SEALED
    now.save(update_fields=["phase"])


def codes_by_dimension(assessment: Assessment) -> list[list[str]]:
    definition = assessment.definition(assessment.language)
    questionnaire = definition.questionnaire(assessment.questionnaire)
    return [
        [question.code for question in questionnaire.questions_of(dimension.slug)]
        for dimension in definition.dimensions
    ]


def _responses(workshop: Workshop) -> list[Response]:
    """Of everybody who answered something, handed in or not: nothing given is lost."""
    people = workshop.participants.select_related("department").prefetch_related("votes")
    found = []
    for each in people:
        answers = {vote.code: value_of(vote.choice) for vote in each.votes.all()}
        given = {code: value for code, value in answers.items() if value is not None}
        department = each.department.name if each.department else ""
        if given:
            found.append(Response(given, department=department))
    return found


def _hold_off_removal(assessment: int) -> None:
    """Share the row with all who answer; whoever wants to lock it waits. SQLite has one writer."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM assessments_assessment WHERE id = %s FOR KEY SHARE", [assessment]
            )
