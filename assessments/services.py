"""Writes to an assessment that touch more than their own row, or whose outcome others depend on.

Each takes the lock of the assessment's row first, in the statement that notes when it was touched:
what is written at the same time waits, and what was removed meanwhile is noticed.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.replacing import StaleForm
from assessments.answer_rows import answer_to_write, held_answers, hold_open, write_answer
from assessments.belonging import note_erased
from assessments.comparisons import remove_comparisons
from assessments.house_style import house_style, keep_team_logo, of_client
from assessments.models import (
    Answer,
    Assessment,
    AssessmentState,
    Choice,
    KeptEdition,
    QuestionnaireKind,
    Response,
    Target,
    new_version,
)
from assessments.stored_answer import Recorded, StoredAnswer
from assessments.told_results import forget_told
from maturity.definition import Question
from maturity.loading import published_version
from maturity.responses import Response as ResponseValue
from maturity.responses import Targets
from rendering.queue import remove as remove_files
from reports.edition import Edition

REMOVED_AT_ONCE = 500
BATCH = 1000  # rows a statement: SQLite takes only so many values at once


class AnswersFrozen(Exception):
    """The assessment is finished, or it is that of a group."""


class AssessmentRemoved(Exception):
    """It was there when the request began."""


class NothingAnswered(Exception):
    """There is nothing to finish."""


class PreviousRemoved(Exception):
    """The earlier round that was chosen is no longer there."""


class StaleAnswer(Exception):
    """As StaleForm, of one answer; with the one that is stored."""

    def __init__(self, current: StoredAnswer) -> None:
        super().__init__(current.code)
        self.current = current


@transaction.atomic
def create_assessment(
    *,
    questionnaire: str = QuestionnaireKind.FULL,
    sector: str,
    language: str,
    organisation: str = "",
    title: str = "",
    previous: Assessment | None = None,
    today: dt.date | None = None,
    client: Organisation | None = None,
    made_by: str | None = None,
) -> Assessment:
    """What a form made before is found, not made again: `made_by` is that form's name.

    The targets and importances that were chosen for the round that it follows hold on. For a
    client it is the next round, and starts from the team's house style and minimum group.
    Its date is `today`, but never before that of the round that it follows, which may be planned.
    """
    date = today or timezone.localdate()
    assessment, is_new = Assessment.objects.get_or_create(
        made_by=made_by or new_version(),
        defaults={
            "model_version": published_version(),
            "questionnaire": questionnaire,
            "sector": sector,
            "language": language,
            "organisation": organisation,
            "title": title,
            "previous": previous,
            "date": max(date, previous.date) if previous else date,
            **(of_client(client) if client else {}),
        },
    )
    if is_new:
        assessment.responses.create(number=1)
        if previous:
            store_targets(assessment, previous.targets.all().value())
        if client:
            KeptEdition.objects.create(assessment=assessment, **house_style(client.team))
    return assessment


def remove_responses(assessment: Assessment) -> None:
    """With the levels that were agreed on them."""
    assessment.responses.all().delete()
    assessment.agreed_levels.all().delete()


def store_responses(assessment: Assessment, values: Sequence[ResponseValue]) -> None:
    """Where there are none yet; all with one moment."""
    now = timezone.now()
    rows = Response.objects.bulk_create(
        (
            Response(
                assessment=assessment,
                number=number,
                participant=value.participant,
                department=value.department,
            )
            for number, value in enumerate(values, start=1)
        ),
        batch_size=BATCH,
    )
    Answer.objects.bulk_create(
        (
            Answer(
                response=row,
                code=code,
                choice=str(value.answers.get(code, "")),
                reason=value.reasons.get(code, ""),
                note=value.notes.get(code, ""),
                saved_at=now,
            )
            for row, value in zip(rows, values, strict=True)
            for code in {**value.answers, **value.notes}  # a note may stand without a choice
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def record_answer(
    assessment: Assessment,
    *,
    question: Question,
    choice: str,
    reason: str = "",
    note: str = "",
    replaces: int,
) -> Recorded:
    """Store what somebody chose, once: sending the same again changes nothing.

    `replaces` is the version of the answer that this one was made from, 0 when there was none.
    Raises StaleAnswer when that is no longer the stored one and the stored one says something
    else, and AnswersFrozen when nothing may be stored. Costs three queries, four the first time and
    when the stored one says the same.
    """
    now = timezone.now()
    if not hold_open(assessment, now, new_version()):
        raise AnswersFrozen if _is_there(assessment) else AssessmentRemoved
    held = held_answers(assessment)
    answer = answer_to_write(assessment, question.code, held)
    said = {**{code: each.choice for code, each in held.items()}, question.code: choice}
    recorded = Recorded(answer, {code for code in said if said[code] != Choice.NONE})
    if (answer.choice, answer.reason, answer.note) == (choice, reason, note):
        return recorded
    if answer.version != replaces:
        raise StaleAnswer(answer)
    answer.choice, answer.reason, answer.note = choice, reason, note
    answer.version += 1
    answer.saved_at = now
    write_answer(answer)
    return recorded


def finish(assessment: Assessment) -> None:
    """Freeze the answers. Finishing twice keeps the first moment."""
    if not Answer.objects.filter(response__assessment=assessment).exclude(choice="").exists():
        raise NothingAnswered if _is_there(assessment) else AssessmentRemoved
    _set_state(
        assessment, AssessmentState.OPEN, AssessmentState.FINISHED, finished_at=timezone.now()
    )


def reopen(assessment: Assessment) -> None:
    """Not of a workshop: what is sealed stays so."""
    if not assessment.is_of_workshop:
        thaw(assessment)


def thaw(assessment: Assessment) -> None:
    """Whoever calls it knows that nothing of it was sealed."""
    _set_state(assessment, AssessmentState.FINISHED, AssessmentState.OPEN, finished_at=None)


def _set_state(
    assessment: Assessment, before: AssessmentState, after: AssessmentState, **moments: Any
) -> None:
    """The only writer of the state. Nothing happens to what was in another one, or is gone."""
    rows = Assessment.objects.filter(pk=assessment.pk, state=before)
    rows.update(state=after, touched_at=timezone.now(), **moments)


def mark_link_kept(assessment: Assessment) -> None:
    _write(assessment, link_kept_at=timezone.now())


@transaction.atomic
def keep_details(
    assessment: Assessment, *, replaces: int, previous: Assessment | None, **details: Any
) -> None:
    """Replace what it says of itself. An earlier round that is chosen is held until then."""
    _replace(assessment, "details_version", replaces)
    if previous and not hold(previous):
        raise PreviousRemoved
    Assessment.objects.filter(pk=assessment.pk).update(previous=previous, **details)


@transaction.atomic
def set_targets(assessment: Assessment, targets: Targets, *, replaces: int) -> None:
    """Replace every chosen target and importance. Also when the answers are frozen."""
    _replace(assessment, "targets_version", replaces)
    assessment.targets.all().delete()
    store_targets(assessment, targets)


@transaction.atomic
def reset_targets(assessment: Assessment) -> None:
    """Whatever was chosen: somebody asked for no targets at all."""
    _write(assessment, targets_version=F("targets_version") + 1)
    assessment.targets.all().delete()


def store_targets(assessment: Assessment, targets: Targets) -> None:
    """Where there are none yet."""
    Target.objects.bulk_create(
        Target(
            assessment=assessment,
            dimension=slug,
            level=targets.levels.get(slug),
            importance=targets.importance.get(slug),
        )
        for slug in {**targets.levels, **targets.importance}
    )


@transaction.atomic
def keep_edition(assessment: Assessment, value: Edition, *, replaces: int) -> None:
    """Replace how its report goes out. Also when the answers are frozen."""
    _replace(assessment, "edition_version", replaces)
    KeptEdition.objects.update_or_create(assessment=assessment, defaults=_edition_row(value))


def _edition_row(value: Edition) -> Mapping[str, Any]:
    words, branding = value.own_words, value.branding
    return {
        "language": words.language,
        "sentence": words.sentence,
        "summary": words.summary,
        "insights": dict(words.dimensions),
        "decisions": dict(value.plan.decisions),
        "actions": {
            slug: {"owner": own.owner, "date": own.date.isoformat() if own.date else ""}
            for slug, own in value.plan.actions.items()
        },
        "left_out": sorted(value.left_out),
        "sender": branding.sender,
        "contact": branding.contact,
        "accent": branding.accent,
        "bright": branding.bright,
        "logo": branding.logo,
    }


@transaction.atomic
def keep_logo(folder: str, logo: bytes) -> None:
    """What was made of a picture that somebody sent, for a team or a report; nothing when the
    assessment is gone."""
    if keep_team_logo(folder, logo):
        return
    assessment = Assessment.objects.named(folder)
    if assessment:
        _write(assessment)
        KeptEdition.objects.update_or_create(assessment=assessment, defaults={"logo": logo})


@transaction.atomic
def remove_assessment(assessment: Assessment, *, by: User | None = None) -> None:
    """For good. Removing twice removes once."""
    if hold(assessment):
        note_erased([assessment], by=by)
        _remove([assessment])


@transaction.atomic
def remove_all_of(clients: Iterable[Organisation]) -> list[str]:
    """Every measurement of these clients. The folders in which their files lay."""
    rows = Assessment.objects.filter(client__in=clients).order_by("pk")
    return _remove(list(rows.select_for_update(of=("self",))))


@transaction.atomic
def remove_untouched(today: dt.date) -> list[Assessment]:
    """The longest untouched of those whose time is over, so many as one transaction may hold up
    others for; empty when there are none left. What somebody touches just now stays."""
    over = Assessment.objects.untouched(today).order_by("touched_at", "pk")
    removed = list(over.select_for_update(of=("self",))[:REMOVED_AT_ONCE])
    note_erased(removed, by=None, detail="time over")
    _remove(removed)
    return removed


def _remove(assessments: list[Assessment]) -> list[str]:
    """The rows at once, the stored files as soon as that is certain. The folders of these.

    The files of later rounds and of comparisons show their scores, so they go as well.
    """
    removed = {assessment.pk: assessment.public_id for assessment in assessments}
    later = Assessment.objects.filter(previous__in=removed).values_list("public_id", flat=True)
    folders = {*removed.values(), *later}
    clients = Organisation.objects.filter(assessments__in=removed).select_related("parent")
    remove_comparisons(clients.distinct())
    Assessment.objects.filter(pk__in=removed).delete()
    remove_files(*folders)
    forget_told(*folders)
    return sorted(folders)


def _write(assessment: Assessment, **values: Any) -> None:
    row = Assessment.objects.filter(pk=assessment.pk)
    if not row.update(**values, touched_at=timezone.now()):
        raise AssessmentRemoved


def _replace(assessment: Assessment, name: str, replaces: int) -> None:
    """The next version, if the stored one is still that which is replaced. Takes the lock, so
    that of two writes at the same moment one comes later, and is told so."""
    replaced = Assessment.objects.filter(pk=assessment.pk, **{name: replaces})
    if not replaced.update(**{name: F(name) + 1}, touched_at=timezone.now()):
        raise StaleForm if _is_there(assessment) else AssessmentRemoved


def _is_there(assessment: Assessment) -> bool:
    return Assessment.objects.filter(pk=assessment.pk).exists()


def hold(assessment: Assessment) -> bool:
    """Take the lock of its row until the transaction ends; false when there is none any more."""
    row = Assessment.objects.filter(pk=assessment.pk).select_for_update()
    return row.values_list("pk").first() is not None
