"""The group of a workshop: made without answers, which all come at once when it is finished."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from assessments.house_style import house_style
from assessments.models import AgreedLevel, Assessment, KeptEdition, Kind, new_version
from assessments.services import finish, remove_responses, store_responses, thaw
from maturity.responses import Response
from reports.outcome import WorkshopOutcome


@transaction.atomic
def create_group(
    like: Assessment,
    *,
    title: str,
    minimum_group: int,
    is_anonymous: bool = True,
    questionnaire: str | None = None,
    day: dt.date | None = None,
    is_for_client: bool = True,
    made_by: str | None = None,
) -> Assessment:
    """Of the same organisation, without answers yet; with the same questions unless others are
    asked for. `day` is when it is measured; today when nobody says so."""
    client = like.client if is_for_client else None
    assessment, is_new = Assessment.objects.get_or_create(
        made_by=made_by or new_version(),
        defaults={
            "kind": Kind.GROUP,
            "is_anonymous": is_anonymous,
            "is_of_workshop": True,
            "minimum_group": minimum_group,
            "model_version": like.model_version,
            "questionnaire": questionnaire or like.questionnaire,
            "sector": like.sector,
            "language": like.language,
            "organisation": like.organisation,
            "title": title,
            "date": day or timezone.localdate(),
            "client": client,
            "round": like.round,
        },
    )
    if is_new and client:
        KeptEdition.objects.create(assessment=assessment, **house_style(client.team))
    return assessment


@transaction.atomic
def finish_group(
    assessment: Assessment,
    values: Sequence[Response],
    *,
    agreed: Mapping[str, tuple[int, str]],
    workshop: WorkshopOutcome | None = None,
) -> None:
    """Store everybody's answers with the levels that were agreed and why, and freeze them. What a
    room chose to do is the plan that its report starts from."""
    store_responses(assessment, values)
    AgreedLevel.objects.bulk_create(
        AgreedLevel(assessment=assessment, code=code, level=level, reason=reason)
        for code, (level, reason) in agreed.items()
    )
    kept = workshop.to_plain() if workshop else None
    Assessment.objects.filter(pk=assessment.pk).update(answers_version=new_version(), workshop=kept)
    if workshop and workshop.actions:
        plan = {
            each.slug: {"owner": each.who, "date": each.due.isoformat() if each.due else ""}
            for each in workshop.actions
        }
        KeptEdition.objects.update_or_create(assessment=assessment, defaults={"actions": plan})
    finish(assessment)


@transaction.atomic
def reopen_group(assessment: Assessment) -> None:
    """As it was before it was finished: who answered is asked once more."""
    remove_responses(assessment)
    Assessment.objects.filter(pk=assessment.pk).update(answers_version=new_version(), workshop=None)
    thaw(assessment)
