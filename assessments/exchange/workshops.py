"""What came of a workshop as JSON: `kanaalkompas/workshop@1` of docs/formats.md."""

from typing import Any

from assessments.models import Assessment
from reports.outcome import WorkshopOutcome

WORKSHOP_FORMAT = "kanaalkompas/workshop@1"


def workshop_document(assessment: Assessment, outcome: WorkshopOutcome) -> dict[str, Any]:
    return {
        "format": WORKSHOP_FORMAT,
        "assessment": {
            "title": assessment.title,
            "organisation": assessment.organisation,
            "sector": assessment.sector,
            "date": assessment.date.isoformat(),
        },
        "questionnaire": assessment.questionnaire,
        **outcome.to_plain(),
    }
