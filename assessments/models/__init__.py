"""What is kept: an assessment with its answers, and how its report goes out."""

from assessments.models.assessment import (
    RESULT_PARTS,
    AgreedLevel,
    Answer,
    Assessment,
    AssessmentQuerySet,
    Choice,
    Language,
    QuestionnaireKind,
    Response,
    State,
    Target,
    make_public_id,
)
from assessments.models.edition import Edition

__all__ = [
    "RESULT_PARTS",
    "AgreedLevel",
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "Choice",
    "Edition",
    "Language",
    "QuestionnaireKind",
    "Response",
    "State",
    "Target",
    "make_public_id",
]
