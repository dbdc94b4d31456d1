"""What a facilitator takes along to a workshop, before anybody has answered: one value to print."""

from dataclasses import dataclass

from maturity.definition import Definition, Question
from reports.edition import NEUTRAL, Edition
from reports.report import About


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A part of the workshop, in the order of the day."""

    slug: str  # "welcome", "alone", "show", "topics", "close"
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Network:
    """A Wi-Fi for the phones of the room."""

    name: str
    password: str = ""  # none of an open one


@dataclass(frozen=True, slots=True)
class Kit:
    definition: Definition
    about: About
    questionnaire: str  # slug
    subject: str  # the organisation that people answer about; may be empty
    format_name: str
    agenda: tuple[AgendaItem, ...]
    topics: int  # that the room talks about
    code: str  # as people read it
    place: str  # where the code is typed, as people read it
    door: str  # where the QR code leads to
    minimum_group: int
    has_departments: bool = False
    is_anonymous: bool = True
    talks_first: bool = False
    network: Network | None = None
    edition: Edition = NEUTRAL

    @property
    def language(self) -> str:
        return self.definition.language

    @property
    def is_quick(self) -> bool:
        return self.questionnaire == "quick"

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.agenda)

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.definition.questionnaire(self.questionnaire).questions
