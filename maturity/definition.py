"""A published model version as frozen values, in one language.

Nothing here knows Django or a database. `maturity.loading.definition_for` builds one Definition per
language from a constant number of queries and keeps it for the life of the process. All texts are
plain strings in `Definition.language`; slugs, codes and numbers are the same in every language.
Mappings have no hash, so they take no part in it: what has one can be remembered by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from maturity.reading_time import minutes_at_most


class _Named(Protocol):
    @property
    def slug(self) -> str: ...


NamedT = TypeVar("NamedT", bound=_Named)


def _by_slug(items: Iterable[NamedT], slug: str) -> NamedT:
    """Raises KeyError for an unknown slug."""
    for item in items:
        if item.slug == slug:
            return item
    raise KeyError(slug)


@dataclass(frozen=True, slots=True)
class Level:
    number: int  # 1 to 4
    slug: str
    name: str
    definition: str
    customer_scene: str
    crm_role: str  # what customer records must do at this level
    in_sentence: str  # "multichannel (level 2 of 4)"
    meaning: str  # two sentences that describe the level, never the reader
    sources: tuple[str, ...]
    note: str  # for consultants; may be empty


@dataclass(frozen=True, slots=True)
class Sector:
    slug: str
    name: str
    description: str
    reading: str  # how to read "customer", "buy", "shop" in this sector; may be empty
    sources: tuple[str, ...]

    @property
    def is_rest(self) -> bool:
        """What fits none of the others: its name says nothing beside an example."""
        return self.slug == "other"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a matrix cell."""

    text: str
    sectors: tuple[str, ...]  # slugs; empty means every sector
    sources: tuple[str, ...]
    note: str

    def applies_to(self, sector: str) -> bool:
        return not self.sectors or sector in self.sectors


@dataclass(frozen=True, slots=True)
class Option:
    level: int
    lines: tuple[str, ...]  # one in the full questionnaire, the cell's statements in the quick one

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def letter(self) -> str:
        return "ABCD"[self.level - 1]


@dataclass(frozen=True, slots=True)
class Question:
    code: str  # "KE1"; in the quick questionnaire the dimension's slug
    dimension: str  # slug
    number: int  # place in the questionnaire, from 1
    facet: str  # short name; in the quick questionnaire the dimension's name
    text: str
    why: str  # may be empty in the quick questionnaire
    proof: str  # what to look for; may be empty in the quick questionnaire
    weight: int
    hints: Mapping[str, str] = field(hash=False)  # sector slug -> one sentence
    # sector slug -> the four options, by level
    options: Mapping[str, tuple[Option, ...]] = field(hash=False)
    sources: tuple[str, ...]

    @property
    def is_explained(self) -> bool:
        return bool(self.why and self.proof)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    slug: str  # "quick" or "full"
    name: str
    allows_not_applicable: bool
    questions: tuple[Question, ...]

    @property
    def minutes(self) -> int:
        return minutes_at_most(self.questions)

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)

    def questions_of(self, dimension: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.dimension == dimension)


@dataclass(frozen=True, slots=True)
class Action:
    slug: str
    dimension: str
    number: int  # 100 times that of its dimension, plus its place in it
    improves: tuple[str, ...]  # codes of one or two questions, the main one first; none at 4 to 4
    title: str
    description: str
    owner: str
    effort: str  # S, M or L
    impact: int  # 1 to 3
    horizon: int  # 1 to 3
    kpi: str
    depends_on: tuple[str, ...]  # slugs of actions
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one level to the next, or holding a level (`from_level == to_level`)."""

    dimension: str
    from_level: int
    to_level: int
    headline: str
    rationale: str
    pitfall: str
    actions: tuple[Action, ...]

    @property
    def is_hold(self) -> bool:
        return self.from_level == self.to_level


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What is said of a dimension at one level (rule 18)."""

    position: str  # true of whoever has every answer at that level or higher
    goal: str  # for a level that is a target; empty at level 1


@dataclass(frozen=True, slots=True)
class Dimension:
    number: int  # 1 to 7
    slug: str
    name: str
    about: str
    weight: int
    in_sentence: str
    decision: str  # a clause for the slot of the phrase decision_step (rule 22)
    sponsor: str  # who answers for its step, in small letters
    # level -> all statements, every sector
    cells: Mapping[int, tuple[Statement, ...]] = field(hash=False)
    words: Mapping[int, LevelWords] = field(hash=False)  # by level
    steps: Mapping[int, Step] = field(hash=False)  # the way up, by from_level: 1 to 3
    holds: Mapping[int, Step] = field(hash=False)  # staying at a level: 1 to 4
    sources: tuple[str, ...]

    def cell(self, level: int, sector: str) -> tuple[Statement, ...]:
        return tuple(line for line in self.cells[level] if line.applies_to(sector))


@dataclass(frozen=True, slots=True)
class Condition:
    """Rule 16. Exactly one kind of condition is filled; thresholds are exact decimals as text."""

    lead: str = ""  # slug; with lag and gap
    lag: str = ""
    gap: str = ""
    below: str = ""  # value; with dimension
    dimension: str = ""  # slug, or "any" for dissent_over
    all_below: str = ""
    spread_over: str = ""
    dont_know_over: str = ""
    dissent_over: str = ""
    question: str = ""  # code, of the full questionnaire; with at_most
    at_most: str = ""


HIGHEST = "highest"  # in Pattern.holds: the dimensions with the highest score


@dataclass(frozen=True, slots=True)
class Pattern:
    slug: str
    number: int  # place in the content
    severity: int  # 1 to 3
    condition: Condition
    headline: str
    meaning: str
    advice: str
    holds: tuple[str, ...]  # slugs of dimensions whose larger actions wait, or HIGHEST
    focus: int | None  # so many dimensions, by rank, go first
    wait: str  # what has to wait, for decision_wait; filled where there is an effect
    sources: tuple[str, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Slugs of the dimensions that the condition names, in its own order."""
        named = (self.condition.lead, self.condition.lag, self.condition.dimension)
        return tuple(slug for slug in named if slug and slug != "any")


@dataclass(frozen=True, slots=True)
class Horizon:
    number: int  # 1 to 3
    name: str
    period: str
    aim: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePhase:
    number: int  # 1 to 7
    slug: str
    horizon: int
    name: str
    purpose: str
    steps: tuple[str, ...]
    deliverables: tuple[str, ...]
    basecamp: str  # the question to answer with yes before going on
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    slug: str
    number: int
    name: str
    signal: str
    mitigation: str
    dimensions: tuple[str, ...]
    when_any_below: str  # exact decimal
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    slug: str
    number: int
    dimension: str
    situation: str
    outcomes: Mapping[int, str]  # by level; show them without level names
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number from the literature. Never shown without its caution."""

    slug: str
    claim: str
    figure: str
    said_by: str
    caution: str
    dimensions: tuple[str, ...]
    in_report: bool  # may be quoted in a report
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    named: str  # has {organisation}
    unnamed: str


@dataclass(frozen=True, slots=True)
class ReadingNote:
    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    sentences: Mapping[str, SentenceTemplate] = field(hash=False)  # by case
    list_and: str
    list_apart: str  # the same where a name holds that word itself; has {others} and {last}
    list_many: str  # instead of more than three names; has {count}
    list_all: str  # the same of every dimension; has {of}
    # What is said with slots of a standing, a step, a figure, a change, a comparison, a decision.
    phrases: Mapping[str, str] = field(hash=False)
    states: Mapping[str, str] = field(hash=False)  # many_unknown and others
    how_to_read: tuple[ReadingNote, ...]
    privacy: Mapping[str, str] = field(hash=False)  # free_text, stored

    def phrase(self, slug: str, /, **slots: object) -> str:
        """The phrase with its slots filled."""
        return self.phrases[slug].format(**slots)


@dataclass(frozen=True, slots=True)
class Definition:
    slug: str  # "channel-maturity"
    version: int
    language: str  # "nl" or "en"
    name: str
    levels: tuple[Level, ...]
    sectors: tuple[Sector, ...]
    dimensions: tuple[Dimension, ...]  # seven, by number
    questionnaires: tuple[Questionnaire, ...]
    patterns: tuple[Pattern, ...]
    horizons: tuple[Horizon, ...]
    phases: tuple[ProgrammePhase, ...]
    risks: tuple[Risk, ...]
    scenes: tuple[Scene, ...]
    figures: tuple[Figure, ...]
    wording: Wording
    sources: Mapping[str, str]  # code ("000", "practice") -> description for users

    def level(self, number: int) -> Level:
        return self.levels[number - 1]

    def sector(self, slug: str) -> Sector:
        return _by_slug(self.sectors, slug)

    def dimension(self, slug: str) -> Dimension:
        return _by_slug(self.dimensions, slug)

    def questionnaire(self, slug: str) -> Questionnaire:
        return _by_slug(self.questionnaires, slug)

    def action(self, slug: str) -> Action:
        steps = (s for d in self.dimensions for s in (*d.steps.values(), *d.holds.values()))
        return _by_slug((action for step in steps for action in step.actions), slug)
