"""What was answered, as plain values: the input of `maturity.scoring`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Responses:
    """Everybody's answers and what was chosen about them."""

    questionnaire: str  # "quick" or "full"
    responses: tuple[Response, ...]
    agreed: Mapping[str, int] = field(default_factory=dict)  # question code -> level (rule 11)
    minimum_group: int = 5  # K of rule 14

    @property
    def is_group(self) -> bool:
        return len(self.responses) > 1


@dataclass(frozen=True, slots=True)
class Targets:
    levels: Mapping[str, int] = field(default_factory=dict)  # slug -> chosen level (rule 8)
    importance: Mapping[str, int] = field(default_factory=dict)  # slug -> 1, 2 or 3 (rule 9)
