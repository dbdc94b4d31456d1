"""What is kept: an assessment with its answers, and how its report goes out."""

from accounts.public_ids import make_public_id
from assessments.models.assessment import (
    Assessment,
    AssessmentQuerySet,
    AssessmentState,
    Kind,
    Language,
    QuestionnaireKind,
    new_version,
)
from assessments.models.client_words import ClientWords
from assessments.models.edition import KeptEdition
from assessments.models.house_templates import HouseTemplate
from assessments.models.read_links import MAX_HOLDER, ReadLink
from assessments.models.responses import AgreedLevel, Answer, Choice, Response, value_of
from assessments.models.targets import Target

__all__ = [
    "MAX_HOLDER",
    "AgreedLevel",
    "Answer",
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentState",
    "Choice",
    "ClientWords",
    "HouseTemplate",
    "KeptEdition",
    "Kind",
    "Language",
    "QuestionnaireKind",
    "ReadLink",
    "Response",
    "Target",
    "make_public_id",  # named here by a migration
    "new_version",
    "value_of",
]
