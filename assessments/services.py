"""Writes to an assessment that touch more than their own row, or whose outcome others depend on."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.links import Purpose
from assessments.models import (
    Answer,
    Assessment,
    Choice,
    Edition,
    QuestionnaireKind,
    State,
    Target,
)
from maturity.definition import Question
from maturity.loading import published_version
from maturity.responses import Targets
from reports.edition import Edition as EditionValue
from reports.rendering import remove as remove_reports


class AnswersFrozen(Exception):
    """The assessment is finished, was imported from a group, or is no longer there."""


class StaleAnswer(Exception):
    """Another tab or device was later: the answer is no longer the one that this save replaces."""

    def __init__(self, current: Answer) -> None:
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
) -> Assessment:
    assessment = Assessment.objects.create(
        model_version=published_version(),
        questionnaire=questionnaire,
        sector=sector,
        language=language,
        organisation=organisation,
        title=title,
    )
    assessment.responses.create(number=1)
    return assessment


@transaction.atomic
def record_answer(
    assessment: Assessment,
    *,
    question: Question,
    choice: str,
    reason: str = "",
    note: str = "",
    replaces: int,
) -> Answer:
    """Store what somebody chose, once: sending the same again changes nothing.

    `replaces` is the version of the answer that this one was made from, 0 when there was none.
    Raises StaleAnswer when that is no longer the stored one and the stored one says something
    else, and AnswersFrozen when nothing may be stored. Costs four queries.
    """
    # Asks for the state, notes the moment and takes the row's lock, in one statement.
    now = timezone.now()
    if not Assessment.objects.filter(pk=assessment.pk, state=State.OPEN).update(touched_at=now):
        raise AnswersFrozen
    response = assessment.own_response
    if response is None:
        raise AnswersFrozen
    answer = response.answers.filter(code=question.code).first()
    if answer is None:
        answer = Answer(response=response, code=question.code, choice=Choice.NONE, version=0)
    if (answer.choice, answer.reason, answer.note) == (choice, reason, note):
        return answer
    if answer.version != replaces:
        raise StaleAnswer(answer)
    answer.choice, answer.reason, answer.note = choice, reason, note
    answer.version += 1
    answer.saved_at = now
    answer.save()
    return answer


def finish(assessment: Assessment) -> None:
    """Freeze the answers. Finishing twice keeps the first moment."""
    if not assessment.is_finished:
        _set_state(assessment, State.FINISHED)


def reopen(assessment: Assessment) -> None:
    if assessment.is_finished:
        _set_state(assessment, State.OPEN)


def _set_state(assessment: Assessment, state: State) -> None:
    """The only writer of the state."""
    now = timezone.now()
    assessment.state = state
    assessment.finished_at = now if state is State.FINISHED else None
    assessment.touched_at = now
    assessment.save(update_fields=["state", "finished_at", "touched_at"])


def renew_links(assessment: Assessment) -> None:
    """Both links and all their grants stop; whoever renews must keep the new ones."""
    Assessment.objects.filter(pk=assessment.pk).update(
        edit_generation=F("edit_generation") + 1,
        read_generation=F("read_generation") + 1,
        link_kept_at=None,
        touched_at=timezone.now(),
    )
    assessment.refresh_from_db()


def mark_link_kept(assessment: Assessment) -> None:
    assessment.link_kept_at = assessment.touched_at = timezone.now()
    assessment.save(update_fields=["link_kept_at", "touched_at"])


def mail_link(assessment: Assessment, *, to: str, addresses: dict[Purpose, str]) -> None:
    """Send both links to an address that is stored nowhere."""
    body = render_to_string(
        "assessments/mail/link.txt",
        {
            "assessment": assessment,
            "edit_address": addresses[Purpose.EDIT],
            "read_address": addresses[Purpose.READ],
        },
    )
    # Without the organisation's name: subjects show in notifications and mail logs.
    send_mail(_("Your private link to Kanaalkompas"), body, None, [to])
    if sends_mail():
        mark_link_kept(assessment)


def offers_mail() -> bool:
    """On the machine of who tries the product also without a mail server: it is printed there."""
    return sends_mail() or bool(settings.IS_LOOPBACK)


def sends_mail() -> bool:
    """False where no mail server is configured."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


@transaction.atomic
def set_targets(assessment: Assessment, targets: Targets) -> None:
    """Replace every chosen target and importance. Also when the answers are frozen."""
    assessment.targets.all().delete()
    Target.objects.bulk_create(
        Target(
            assessment=assessment,
            dimension=slug,
            level=targets.levels.get(slug),
            importance=targets.importance.get(slug),
        )
        for slug in {**targets.levels, **targets.importance}
    )
    assessment.touch()


@transaction.atomic
def keep_edition(assessment: Assessment, value: EditionValue) -> None:
    """Replace how its report goes out. Also when the answers are frozen."""
    words, branding = value.own_words, value.branding
    Edition.objects.update_or_create(
        assessment=assessment,
        defaults={
            "language": words.language,
            "sentence": words.sentence,
            "summary": words.summary,
            "insights": dict(words.dimensions),
            "left_out": sorted(value.left_out),
            "sender": branding.sender,
            "contact": branding.contact,
            "accent": branding.accent,
            "logo": branding.logo,
        },
    )
    assessment.touch()


@transaction.atomic
def remove_assessment(assessment: Assessment) -> None:
    """For good: the rows at once, the stored reports as soon as that is certain.

    The reports of later rounds that were compared with it show its scores, so they go as well.
    """
    later = Assessment.objects.filter(previous=assessment).values_list("public_id", flat=True)
    folders = [assessment.public_id, *later]
    assessment.delete()
    for folder in folders:
        transaction.on_commit(partial(remove_reports, folder))
