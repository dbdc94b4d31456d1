"""What was answered, as plain values: the input of `maturity.scoring`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

UNKNOWN: Literal["unknown"] = "unknown"
NOT_APPLICABLE: Literal["not_applicable"] = "not_applicable"

# A level 1-4, "unknown" or "not_applicable". A question without an answer is not in the mapping.
Value = int | Literal["unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers to one questionnaire."""

    answers: Mapping[str, Value]  # question code -> value
    reasons: Mapping[str, str] = field(default_factory=dict)  # only for not_applicable
    notes: Mapping[str, str] = field(default_factory=dict)
    participant: str = ""
    department: str = ""


class Kind(StrEnum):
    """Whose answers they are: a fact, not a count. A group may have one response yet, or none."""

    OWN = "own"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Responses:
    """Everybody's answers and what was chosen about them."""

    questionnaire: str  # "quick" or "full"
    responses: tuple[Response, ...]
    agreed: Mapping[str, int] = field(default_factory=dict)  # question code -> level (rule 11)
    agreed_reasons: Mapping[str, str] = field(default_factory=dict)  # only for codes in `agreed`
    minimum_group: int = 5  # K of rule 14
    kind: Kind = Kind.OWN
    is_anonymous: bool = False  # a workshop without names, where rules 14a to 14d hold

    @property
    def is_group(self) -> bool:
        return self.kind == Kind.GROUP


def usual_kind(responses: tuple[Response, ...]) -> Kind:
    """Of responses that do not say it: one without name and department is somebody's own."""
    match responses:
        case (Response(participant="", department=""),):
            return Kind.OWN
        case _:
            return Kind.GROUP


@dataclass(frozen=True, slots=True)
class Targets:
    levels: Mapping[str, int] = field(default_factory=dict)  # slug -> chosen level (rule 8)
    importance: Mapping[str, int] = field(default_factory=dict)  # slug -> 1, 2 or 3 (rule 9)
