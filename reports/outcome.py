"""What came of a workshop, as one value: how the room chose in the rounds that were shown, what it
made of each topic, what it will do. Of nobody's answers. As a document it is `workshop@1`
(docs/formats.md), which is what is kept."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from maturity.groups import OTHER
from maturity.typed import name_key
from reports.spread import Departments

LEVEL, DISAGREE, VOTES = "level", "disagree", "votes"


@dataclass(frozen=True, slots=True)
class Counts:
    """One round, as it was shown."""

    levels: tuple[int, ...] | None  # how many chose 1, 2, 3 and 4; None: too few to say
    unknown: int
    not_applicable: int
    departments: Departments = ()  # of a topic that was settled, in its last round

    def to_plain(self) -> dict[str, Any]:
        return {
            "levels": list(self.levels) if self.levels else None,
            "unknown": self.unknown,
            "not_applicable": self.not_applicable,
            "departments": {
                name: None if mean is None else float(mean) for name, mean in self.departments
            },
        }


@dataclass(frozen=True, slots=True)
class TopicOutcome:
    code: str  # of a question
    rounds: tuple[Counts, ...]
    outcome: str  # LEVEL, DISAGREE, VOTES; empty: nothing was settled
    level: int | None = None
    reason: str = ""  # of the level, or of one side
    other_reason: str = ""  # of the other side
    notes: str = ""

    def to_plain(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "rounds": [each.to_plain() for each in self.rounds],
            "outcome": self.outcome or None,
            "level": self.level,
            "reason": self.reason,
            "other_reason": self.other_reason,
            "notes": self.notes,
        }


@dataclass(frozen=True, slots=True)
class ChosenAction:
    slug: str
    who: str = ""
    due: dt.date | None = None
    dots: int | None = None  # None: too few people gave some to say

    def to_plain(self) -> dict[str, Any]:
        return {
            "action": self.slug,
            "who": self.who,
            "due": self.due.isoformat() if self.due else None,
            "dots": self.dots,
        }


@dataclass(frozen=True, slots=True)
class WorkshopOutcome:
    participants: int
    minimum_group: int
    departments: Mapping[str, int]  # those that may be shown, with how many joined
    topics: tuple[TopicOutcome, ...]
    actions: tuple[ChosenAction, ...] = ()  # the first is the one that most chose
    anonymous: bool = True
    promise: Mapping[str, str] = field(default_factory=dict)  # made beforehand, by language
    rehearsal: bool = False  # with invented people
    departments_asked: bool = False

    def action(self, slug: str) -> ChosenAction:
        """What was agreed about it; nothing of one that was not chosen."""
        return next((each for each in self.actions if each.slug == slug), ChosenAction(slug))

    @property
    def has_talked(self) -> bool:
        return any(each.outcome for each in self.topics)

    @property
    def not_shown(self) -> frozenset[str]:
        """Codes of the questions of which the room was shown no outcome."""
        return frozenset(each.code for each in self.topics if not (each.outcome or each.rounds))

    def to_plain(self) -> dict[str, Any]:
        return {
            "anonymous": self.anonymous,
            "promise": dict(self.promise),
            "rehearsal": self.rehearsal,
            "minimum_group": self.minimum_group,
            "participants": self.participants,
            "departments_asked": self.departments_asked,
            "departments": dict(self.departments),
            "topics": [each.to_plain() for each in self.topics],
            "actions": [each.to_plain() for each in self.actions],
        }


def from_plain(kept: Mapping[str, Any]) -> WorkshopOutcome:
    """Of what `to_plain` made."""
    return WorkshopOutcome(
        participants=kept["participants"],
        minimum_group=kept["minimum_group"],
        departments=kept["departments"],
        topics=tuple(map(_topic, kept["topics"])),
        actions=tuple(map(_action, kept["actions"])),
        anonymous=kept["anonymous"],
        promise=kept.get("promise", {}),  # there are outcomes of before it was kept
        rehearsal=kept.get("rehearsal", False),
        departments_asked=kept.get("departments_asked", False),
    )


def _topic(kept: Mapping[str, Any]) -> TopicOutcome:
    rounds = tuple(
        Counts(
            _levels(each["levels"]),
            each["unknown"],
            each["not_applicable"],
            departments_of(each["departments"]),
        )
        for each in kept["rounds"]
    )
    words = {name: kept[name] for name in ("reason", "other_reason", "notes")}
    outcome = kept["outcome"] or ""
    return TopicOutcome(kept["code"], rounds, outcome, level=kept["level"], **words)


def departments_of(kept: Mapping[str, float | None]) -> Departments:
    """By name, with the rest last: a database keeps no order in an object."""
    names = sorted(kept, key=lambda name: (name == OTHER, name_key(name)))
    means = ((name, kept[name]) for name in names)
    return tuple((name, None if mean is None else Fraction(mean)) for name, mean in means)


def _levels(kept: Sequence[int] | None) -> tuple[int, ...] | None:
    return tuple(kept) if kept else None


def _action(kept: Mapping[str, Any]) -> ChosenAction:
    due = dt.date.fromisoformat(kept["due"]) if kept["due"] else None
    return ChosenAction(kept["action"], kept["who"], due, kept.get("dots"))  # added later
