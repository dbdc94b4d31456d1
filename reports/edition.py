"""How one assessment's report goes out: own words and plan, parts, branding."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reports import colours


class Part(StrEnum):
    """What can be left out of everything that leaves the product. The rest always stands."""

    PATTERNS = "patterns"
    QUICK_WINS = "quick_wins"
    ROUTE = "route"
    PROGRAMME = "programme"  # the change programme and its risks
    FIGURES = "figures"  # evidence from the literature
    ANSWERS = "answers"  # the appendix with every answer
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Written by a person and marked as such.

    Plain text: paragraphs are parted by an empty line, lines that begin with "- " are a list.
    """

    sentence: str = ""  # stands instead of the sentence that the rules wrote
    summary: str = ""  # an insight beside the summary
    dimensions: Mapping[str, str] = field(default_factory=dict)  # dimension slug -> insight
    language: str = ""  # that they were written in, whatever the language of the report


@dataclass(frozen=True, slots=True)
class OwnAction:
    """What was agreed about an action; what is empty stays as the model proposes it."""

    owner: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """Decisions, owners and dates that differ from those proposed."""

    decisions: Mapping[str, str] = field(default_factory=dict)  # key of a decision -> sentence
    actions: Mapping[str, OwnAction] = field(default_factory=dict)  # slug of an action

    def of(self, action: str) -> OwnAction:
        return self.actions.get(action, OwnAction())


@dataclass(frozen=True, slots=True)
class Template:
    """A document or slides of a house, without text: what files of that kind are built on."""

    digest: str  # of all that it holds
    content: bytes = field(compare=False, repr=False)  # as rendering.house_templates wrote it


@dataclass(frozen=True, slots=True)
class Branding:
    """Of the sender. Empty is neutral: Kanaalkompas' own cover and accent."""

    sender: str = ""
    contact: str = ""  # one line
    accent: str = ""  # "#rrggbb", already dark enough for text on white
    logo: bytes = b""  # PNG that we encoded ourselves
    bright: str = ""  # the accent as it was typed, where that is too light for text on white
    template: Template | None = None  # of the file that is being made; None: our own

    @property
    def digest(self) -> str:
        """Of that template; empty of our own."""
        return self.template.digest if self.template else ""

    @property
    def on_dark(self) -> str:
        """The accent of a dark cover: as it was typed, or a tint of it that stands out there."""
        typed = self.bright or self.accent
        return colours.lightened(typed) if typed else colours.ACCENT_ON_DARK


@dataclass(frozen=True, slots=True)
class Edition:
    own_words: OwnWords = OwnWords()
    left_out: frozenset[Part] = frozenset()
    branding: Branding = Branding()
    plan: OwnPlan = OwnPlan()

    def has(self, part: Part) -> bool:
        return part not in self.left_out

    def built_on(self, template: Template | None) -> "Edition":
        return replace(self, branding=replace(self.branding, template=template))


NEUTRAL = Edition()
