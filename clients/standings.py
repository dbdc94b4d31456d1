"""Where clients stand after their last measurement, as a list of them shows it.

Worked out once for each state of what was measured, and kept in a row: docs/decisions/0042.
"""

import datetime as dt
import hashlib
import logging
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.db import DatabaseError, transaction

from assessments.models import Assessment, AssessmentState, QuestionnaireKind
from assessments.scores import scores_of
from clients.models import Standing
from clients.rounds import Round, in_time, latest_round
from rendering.fingerprints import code_version

logger = logging.getLogger(__name__)


class Mark(NamedTuple):
    """A measurement as far as a list needs it: without an object for each of thousands."""

    client_id: int
    pk: int
    state: str
    questionnaire: str
    date: dt.date
    plan_start: dt.date | None
    round: int
    answers_version: str
    model_version_id: int

    @property
    def is_finished(self) -> bool:
        return self.state == AssessmentState.FINISHED

    @property
    def is_quick(self) -> bool:
        return self.questionnaire == QuestionnaireKind.QUICK


def marks_of(clients: Collection[int]) -> dict[int, list[Mark]]:
    """Of each client, in time; one query."""
    marks: dict[int, list[Mark]] = {each: [] for each in clients}
    rows = Assessment.objects.filter(client__in=marks).order_by("date", "pk")
    for row in rows.values_list(*Mark._fields):
        marks[row[0]].append(Mark(*row))
    return marks


def standings_of(
    finished: Mapping[int, Sequence[Mark]], language: str
) -> tuple[dict[int, Standing], Collection[int]]:
    """By client, where anything is finished; and of which it had to be worked out. One query; six
    more where something changed."""
    wanted = {client: made_from(marks) for client, marks in finished.items() if marks}
    kept = {each.client_id: each for each in Standing.objects.filter(client__in=wanted)}
    known = {pk: row for pk, row in kept.items() if row.made_from == wanted[pk]}
    changed = {client: finished[client] for client in wanted if client not in known}
    return known | _worked_out(changed, language) if changed else known, changed


def made_from(measured: Sequence[Mark | Assessment]) -> str:
    """A fingerprint of finished measurements in time, and of the rules by which they are told."""
    states = [
        (each.pk, each.date, each.round, each.answers_version, each.model_version_id)
        for each in measured
    ]
    return hashlib.sha256(repr((states, code_version())).encode()).hexdigest()


def keep_standings(clients: Collection[int], language: str) -> None:
    """So that who lists them finds it done."""
    standings_of({pk: in_time(rows) for pk, rows in marks_of(clients).items()}, language)


def _worked_out(finished: Mapping[int, Sequence[Mark]], language: str) -> dict[int, Standing]:
    """The last two of each tell it, nearly always; where they do not, all are scored: five more
    queries."""
    latest = _latest_rounds({pk: marks[-2:] for pk, marks in finished.items()}, language)
    others = {
        client: marks
        for client, marks in finished.items()
        if len(marks) > 2 and not _is_told_by(latest[client])
    }
    if others:
        latest |= _latest_rounds(others, language)
    new = {pk: standing(pk, made_from(marks), latest[pk]) for pk, marks in finished.items()}
    _keep(list(new.values()))
    return new


def _latest_rounds(
    finished: Mapping[int, Sequence[Mark]], language: str
) -> dict[int, Round | None]:
    rows = Assessment.objects.in_bulk([each.pk for marks in finished.values() for each in marks])
    scores = scores_of(rows.values(), language)
    return {
        client: latest_round([rows[each.pk] for each in marks if each.pk in rows], scores)
        for client, marks in finished.items()
    }


def _is_told_by(latest: Round | None) -> bool:
    return latest is not None and latest.since is not None


def standing(client: int, made_from: str, latest: Round | None) -> Standing:
    row = Standing(client_id=client, made_from=made_from)
    if latest:
        row.latest = latest.assessment
        row.level = latest.result.level
        row.score = _text(latest.result.score)
    if latest and latest.since and latest.change and latest.change.overall:
        row.since = latest.since
        row.before = _text(latest.change.overall.before)
        row.doubt = _text(latest.change.overall.doubt)
    return row


def _text(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _keep(rows: list[Standing]) -> None:
    """What could not be kept is worked out again: a list is read, whatever the store is like."""
    columns = ["made_from", "latest", "since", "level", "score", "before", "doubt"]
    try:
        with transaction.atomic():
            Standing.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["client"], update_fields=columns
            )
    except DatabaseError:
        logger.exception("Where clients stand could not be kept")
