"""Answers of an own assessment as rows: read by `gathering` and by `services`, which write them."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS

from accounts.prepared import Prepared, Slot
from assessments.models import Answer, Assessment, AssessmentState, Choice, Kind, Response


class OwnAnswer(NamedTuple):
    """A StoredAnswer, lighter than its model."""

    code: str
    choice: str
    reason: str
    note: str
    version: int
    saved_at: dt.datetime

    @property
    def is_given(self) -> bool:
        return self.choice != Choice.NONE


class HeldAnswer(NamedTuple):
    """While the row of its assessment is held."""

    id: int
    response_id: int
    code: str
    choice: str
    reason: str
    note: str
    version: int


_own = Answer.objects.filter(response__assessment=Slot("assessment"))
_answers = Prepared(_own.values_list(*OwnAnswer._fields))
_codes = Prepared(_own.exclude(choice=Choice.NONE).values_list("code"))
_held = Prepared(_own.values_list(*HeldAnswer._fields))
_hold = Prepared(
    Assessment.objects.filter(pk=Slot("assessment"), state=AssessmentState.OPEN, kind=Kind.OWN),
    touched_at=Slot("now"),
    answers_version=Slot("version"),
)
_replace = Prepared(
    Answer.objects.filter(pk=Slot("pk")),
    choice=Slot("choice"),
    reason=Slot("reason"),
    note=Slot("note"),
    version=Slot("version"),
    saved_at=Slot("saved_at"),
)


def answers_of(assessment: Assessment) -> dict[str, OwnAnswer]:
    """By question code. One query."""
    rows = map(OwnAnswer._make, _answers.read(assessment=assessment.pk))
    return {answer.code: answer for answer in rows}


def codes_of(assessment: Assessment) -> set[str]:
    """Of the questions that have a choice. One query."""
    return {code for (code,) in _codes.read(assessment=assessment.pk)}


def hold_open(assessment: Assessment, now: dt.datetime, version: str) -> bool:
    """Take the lock of its row until the transaction ends, and note that its answers change; false
    when nothing may be stored."""
    return bool(_hold.write(assessment=assessment.pk, now=now, version=version))


def held_answers(assessment: Assessment) -> dict[str, HeldAnswer]:
    """By question code. One query."""
    rows = map(HeldAnswer._make, _held.read(assessment=assessment.pk))
    return {answer.code: answer for answer in rows}


def answer_to_write(assessment: Assessment, code: str, held: Mapping[str, HeldAnswer]) -> Answer:
    """That is stored, or a blank one; costs a query when nothing was answered before."""
    if code in held:
        return Answer.from_db(DEFAULT_DB_ALIAS, HeldAnswer._fields, held[code])
    of_others = {answer.response_id for answer in held.values()}  # there is one at most
    response = next(iter(of_others), None) or Response.objects.get(assessment=assessment).pk
    return Answer(response_id=response, code=code, choice=Choice.NONE, version=0)


def write_answer(answer: Answer) -> None:
    """One query."""
    if answer._state.adding:
        answer.save()
        return
    _replace.write(
        pk=answer.pk,
        choice=answer.choice,
        reason=answer.reason,
        note=answer.note,
        version=answer.version,
        saved_at=answer.saved_at,
    )
