"""The content of the maturity model, by concept. The rules work with `maturity.definition`."""

from maturity.models.advice import Action, ConditionKind, Effort, Pattern, Step
from maturity.models.content import Content
from maturity.models.evidence import (
    Benefit,
    BenefitGroup,
    BusinessCaseInput,
    BusinessCaseOutcome,
    Figure,
    Unit,
)
from maturity.models.journey import (
    Channel,
    ChannelRole,
    ConsistencyCheck,
    JourneyPhase,
    RoleWeight,
    Touchpoint,
)
from maturity.models.matrix import Dimension, Level, LevelWords, Sector, Source, Statement
from maturity.models.narrative import Phrase, PhraseKind, ReadingNote, SentenceTemplate
from maturity.models.programme import Deliverable, Horizon, ProgrammePhase, ProgrammeStep, Risk
from maturity.models.questionnaire import Option, Question, Questionnaire, SectorHint
from maturity.models.scenes import Scene, SceneOutcome
from maturity.models.version import FrozenVersionError, ModelVersion, VersionState

__all__ = [
    "Action",
    "Benefit",
    "BenefitGroup",
    "BusinessCaseInput",
    "BusinessCaseOutcome",
    "Channel",
    "ChannelRole",
    "ConditionKind",
    "ConsistencyCheck",
    "Content",
    "Deliverable",
    "Dimension",
    "Effort",
    "Figure",
    "FrozenVersionError",
    "Horizon",
    "JourneyPhase",
    "Level",
    "LevelWords",
    "ModelVersion",
    "Option",
    "Pattern",
    "Phrase",
    "PhraseKind",
    "ProgrammePhase",
    "ProgrammeStep",
    "Question",
    "Questionnaire",
    "ReadingNote",
    "Risk",
    "RoleWeight",
    "Scene",
    "SceneOutcome",
    "Sector",
    "SectorHint",
    "SentenceTemplate",
    "Source",
    "Statement",
    "Step",
    "Touchpoint",
    "Unit",
    "VersionState",
]
