"""From a document to an assessment in the database."""

from django.db import transaction
from django.utils import timezone

from assessments.exchange import Document
from assessments.models import AgreedLevel, Answer, Assessment, Response, State, Target
from maturity.definition import Definition
from maturity.loading import definition_for
from maturity.models import ModelVersion
from maturity.responses import Response as ResponseValue
from reports.report import About, Report, build_report

BATCH = 1000  # rows a statement: SQLite takes only so many values at once


def find_definition(slug: str, version: int) -> Definition | None:
    """For `exchange.read`: a published version; its codes are the same in every language."""
    found = ModelVersion.objects.published().filter(slug=slug, version=version).first()
    return definition_for(found.pk, "nl") if found else None


def unstored_report(document: Document, language: str) -> Report:
    """The Report of a document as it is: nothing is stored."""
    version = ModelVersion.objects.get_by_natural_key(document.model, document.version)
    about = About(
        organisation=document.organisation,
        sector=document.sector,
        title=document.title,
        date=document.date or timezone.localdate(),
        is_finished=document.is_finished,
    )
    definition = definition_for(version.pk, language)
    return build_report(definition, about, document.responses, document.targets)


@transaction.atomic
def import_document(document: Document) -> Assessment:
    """Store a document that `exchange.read` let through, as a new assessment."""
    now = timezone.now()
    assessment = Assessment.objects.create(
        model_version=ModelVersion.objects.get_by_natural_key(document.model, document.version),
        questionnaire=document.questionnaire,
        language=document.language,
        organisation=document.organisation,
        sector=document.sector,
        title=document.title,
        date=document.date or timezone.localdate(),
        state=State.FINISHED if document.is_finished else State.OPEN,
        finished_at=now if document.is_finished else None,
        minimum_group=document.responses.minimum_group,
    )
    _store_responses(assessment, document)
    AgreedLevel.objects.bulk_create(
        AgreedLevel(assessment=assessment, code=code, level=level)
        for code, level in document.responses.agreed.items()
    )
    levels, importance = document.targets.levels, document.targets.importance
    Target.objects.bulk_create(
        Target(
            assessment=assessment,
            dimension=slug,
            level=levels.get(slug),
            importance=importance.get(slug),
        )
        for slug in {**levels, **importance}
    )
    return assessment


def _store_responses(assessment: Assessment, document: Document) -> None:
    values = document.responses.responses
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
            answer
            for row, value in zip(rows, values, strict=True)
            for answer in _answers(row, value)
        ),
        batch_size=BATCH,
    )


def _answers(row: Response, value: ResponseValue) -> list[Answer]:
    """Also where there is only a note: it is kept at a question without a choice."""
    return [
        Answer(
            response=row,
            code=code,
            choice=str(value.answers.get(code, "")),
            reason=value.reasons.get(code, ""),
            note=value.notes.get(code, ""),
        )
        for code in {**value.answers, **value.notes}
    ]
