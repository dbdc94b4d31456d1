"""From a document to an assessment in the database."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assessments.exchange import Document
from assessments.models import AgreedLevel, Assessment, AssessmentState, new_version
from assessments.services import store_responses, store_targets
from maturity.definition import Definition
from maturity.loading import definition_for
from maturity.models import ModelVersion
from maturity.responses import Responses, Targets
from maturity.scoring import score
from maturity.typed import name_key
from reports.report import About, Report, build_report


def find_definition(slug: str, version: int) -> Definition | None:
    """For `exchange.read`: a published version; its codes are the same in every language."""
    found = ModelVersion.objects.published().filter(slug=slug, version=version).first()
    return definition_for(found.pk, "nl") if found else None


def unstored_report(
    document: Document, language: str, *, earlier: Document | None = None
) -> Report:
    """The Report of a document as it is, beside the scores of an earlier round: nothing is stored.
    The earlier one is one that `can_compare`."""
    about = About(
        organisation=document.organisation,
        sector=document.sector,
        title=document.title,
        date=day_of(document),
        is_finished=document.is_finished,
        plan_start=document.plan_start or document.date,
    )
    version = ModelVersion.objects.get_by_natural_key(document.model, document.version)
    definition = definition_for(version.pk, language)
    previous = score(definition, earlier.responses, Targets()) if earlier else None
    return build_report(
        definition,
        about,
        document.responses,
        document.targets,
        previous,
        previous_date=day_of(earlier) if earlier else None,
        notes=noted(document.responses) if document.responses.is_group else {},
    )


def noted(responses: Responses) -> dict[str, tuple[str, ...]]:
    """By question code, without who wrote it."""
    found: dict[str, list[str]] = {}
    for code, text in (note for each in responses.responses for note in each.notes.items()):
        found.setdefault(code, []).append(text)
    return {code: tuple(texts) for code, texts in found.items()}


def can_compare(document: Document, earlier: Document) -> bool:
    """The same model version, and not later: as for rounds that are stored."""
    is_same = (earlier.model, earlier.version) == (document.model, document.version)
    return is_same and day_of(earlier) <= day_of(document)


def are_of_one_organisation(document: Document, earlier: Document) -> bool:
    """Unless both files name one and the names differ in more than accents, case and spaces."""
    names = {key for each in (document, earlier) if (key := _unspaced(each.organisation))}
    return len(names) <= 1


def _unspaced(name: str) -> str:
    return "".join(name_key(name).split())


def day_of(document: Document) -> dt.date:
    return document.date or timezone.localdate()


@transaction.atomic
def import_document(document: Document, *, made_by: str | None = None) -> Assessment:
    """Store a document that `exchange.read` let through, as a new assessment; what the same form
    made before is found."""
    day = day_of(document)
    assessment, is_new = Assessment.objects.get_or_create(
        made_by=made_by or new_version(),
        defaults={
            "model_version": ModelVersion.objects.get_by_natural_key(
                document.model, document.version
            ),
            "kind": document.responses.kind,
            "questionnaire": document.questionnaire,
            "language": document.language,
            "organisation": document.organisation,
            "sector": document.sector,
            "title": document.title,
            "date": day,
            "plan_start": document.plan_start,
            "state": AssessmentState.FINISHED if document.is_finished else AssessmentState.OPEN,
            "finished_at": _finished_on(day) if document.is_finished else None,
            "minimum_group": document.responses.minimum_group,
        },
    )
    if is_new:
        store_responses(assessment, document.responses.responses)
        _store_agreed(assessment, document)
        store_targets(assessment, document.targets)
    return assessment


def _finished_on(day: dt.date) -> dt.datetime:
    """A file keeps no moment: what was measured years ago is no news today."""
    begin = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    return min(begin, timezone.now())


def _store_agreed(assessment: Assessment, document: Document) -> None:
    reasons = document.responses.agreed_reasons
    AgreedLevel.objects.bulk_create(
        AgreedLevel(assessment=assessment, code=code, level=level, reason=reasons.get(code, ""))
        for code, level in document.responses.agreed.items()
    )
