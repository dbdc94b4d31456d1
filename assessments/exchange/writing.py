"""From an assessment to its document: what `read` takes in again unchanged."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assessments.exchange.document import FORMAT, Document
from maturity.responses import Response, Responses

if TYPE_CHECKING:
    from assessments.models import Assessment


def document_of(assessment: "Assessment", responses: Responses) -> Document:
    """With what was gathered of its answers. Costs a query, for the targets."""
    definition = assessment.definition(assessment.language)
    return Document(
        model=definition.slug,
        version=definition.version,
        questionnaire=assessment.questionnaire,
        sector=assessment.sector,
        responses=responses,
        targets=assessment.targets.value(),
        language=assessment.language,
        organisation=assessment.organisation,
        title=assessment.title,
        date=assessment.date,
        plan_start=assessment.plan_start,
        is_finished=assessment.is_finished,
    )


def write(document: Document) -> dict[str, Any]:
    """Leaves out what is empty; `read` fills it in again."""
    organisation = {"name": document.organisation, "sector": document.sector}
    optional = {
        "title": document.title,
        "date": document.date.isoformat() if document.date else "",
        "plan_start": document.plan_start.isoformat() if document.plan_start else "",
        "agreed": _by_code(document.responses.agreed),
        "agreed_reasons": _by_code(document.responses.agreed_reasons),
        "targets": _by_code(document.targets.levels),
        "importance": _by_code(document.targets.importance),
    }
    return {
        "format": FORMAT,
        "model": {"slug": document.model, "version": document.version},
        "questionnaire": document.questionnaire,
        "language": document.language,
        "organisation": _filled(organisation),
        "kind": str(document.responses.kind),
        "finished": document.is_finished,
        "minimum_group": document.responses.minimum_group,
        **_filled(optional),
        "responses": [_response(response) for response in document.responses.responses],
    }


def to_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _response(response: Response) -> dict[str, Any]:
    about = {"participant": response.participant, "department": response.department}
    texts = {"reasons": _by_code(response.reasons), "notes": _by_code(response.notes)}
    return {**_filled(about), "answers": _by_code(response.answers), **_filled(texts)}


def _by_code(values: Mapping[str, Any]) -> dict[str, Any]:
    """Rows come in any order; two files of the same are to be the same."""
    return dict(sorted(values.items()))


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value}
