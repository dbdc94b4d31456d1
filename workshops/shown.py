"""What was shown of the topics of a room: how often each level was chosen, and explanations."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language

from maturity.definition import Option, Question
from reports.outcome import departments_of
from reports.spread import (
    MOSTLY_AGREE,
    Column,
    Counted,
    columns_of,
    department_name,
    department_text,
    height_of,
    mean_place,
    words_of,
)
from workshops.models import Comment, Kind, Settlement, Tally, Topic, Workshop
from workshops.steps import Standing, State

LEAST_ASKED = 3  # who chose something: of fewer nobody is called out, and no majority sees it alone


@dataclass(frozen=True, slots=True)
class End:
    """What was chosen at one end of the scale."""

    letter: str
    is_asked_of_people: bool  # or else of the answer


@dataclass(frozen=True)
class Shown:
    """A topic, and what was shown of it."""

    question: Question
    options: tuple[Option, ...]
    number: int
    standing: Standing
    note: str
    tallies: tuple[Counted, ...]
    settlement: Settlement | None
    hint: str = ""  # what it means in the sector
    comments: tuple[Comment, ...] = ()  # where enough chose a level; for who leads
    is_anonymous: bool = True

    @property
    def last(self) -> Counted | None:
        return self.tallies[-1] if self.tallies else None

    @property
    def ends(self) -> tuple[End, ...]:
        """The lowest and the highest that was chosen: who chose them has something to tell."""
        levels = self.last.levels if self.last else None
        most = sum(levels or ()) // 2
        chosen = [
            End(option.letter, is_asked_of_people=LEAST_ASKED <= times <= most)
            for option, times in zip(self.options, levels or (), strict=False)
            if times
        ]
        return (chosen[0], chosen[-1]) if len(chosen) > 1 else ()

    @property
    def is_divided(self) -> bool:
        """So that a talk and a second vote are worth the time."""
        agreement = self.last.consensus if self.last else None
        return agreement is not None and agreement < MOSTLY_AGREE

    @property
    def struck(self) -> int:
        return sum(each.is_struck for each in self.comments)

    @property
    def told(self) -> int:
        """Explanations that stand."""
        return len(self.comments) - self.struck

    @property
    def before(self) -> Counted | None:
        return self.tallies[-2] if len(self.tallies) > 1 else None

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.options, self.last, self.before) if self.last else ()

    @property
    def counts(self) -> str:
        """In short, on one line: the letters that were chosen, each with how often."""
        said = ", ".join(f"{each.letter} {each.count}" for each in self.columns if each.count)
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def drawing_height(self) -> str:
        return height_of(self.last, self.before) if self.last else ""

    @property
    def mean(self) -> Fraction | None:
        return self.last.mean if self.last else None

    @property
    def mean_place(self) -> str:
        return mean_place(self.mean) if self.mean is not None else ""

    @property
    def mean_side(self) -> str:
        """Its words stand on the side that has more room: a sign before the distance."""
        return "-" if self.mean is not None and self.mean > 3 else ""

    @property
    def words(self) -> str:
        return words_of(self.last) if self.last else ""

    @property
    def agreed(self) -> Option | None:
        level = self.settlement.level if self.settlement else None
        return self.options[level - 1] if level else None

    @property
    def departments(self) -> list[tuple[str, str]]:
        """How each chose in the last round, told once the topic is settled."""
        told = self.last.departments if self.last and self.settlement else ()
        language, hides = get_language(), self.is_anonymous
        return [
            (department_name(name), department_text(mean, language, is_anonymous=hides))
            for name, mean in told
        ]

    @property
    def is_disputed(self) -> bool:
        return self.settlement is not None and self.settlement.kind == Kind.DISAGREE

    @property
    def is_as_voted(self) -> bool:
        """Nothing was agreed, and nothing disputed: the votes stand."""
        return self.settlement is not None and self.settlement.kind == Kind.VOTES

    @property
    def is_waiting(self) -> bool:
        return self.standing.state in {State.WAITING, State.SKIPPED}

    @property
    def is_skipped(self) -> bool:
        return self.standing.state is State.SKIPPED

    @property
    def is_open(self) -> bool:
        return self.standing.state is State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.standing.state is State.CLOSED

    @property
    def is_talking(self) -> bool:
        return self.standing.state is State.TALKING

    @property
    def is_revealed(self) -> bool:
        return self.standing.state is State.REVEALED

    @property
    def is_settled(self) -> bool:
        return self.standing.state is State.SETTLED

    @property
    def is_second(self) -> bool:
        return self.standing.round > 1


def shown_comments(workshop: Workshop) -> dict[str, list[Comment]]:
    """By code of the topic, where enough chose a level in each round. One query."""
    found: dict[str, list[Comment]] = {}
    shown = Topic.objects.filter(workshop=workshop, tallies__isnull=False)
    enough = shown.exclude(tallies__levels__isnull=True)
    for row in Comment.objects.filter(topic__in=enough).select_related("topic"):
        found.setdefault(row.topic.code, []).append(row)
    return found


def counted_rounds(workshop: Workshop) -> dict[str, list[Counted]]:
    """By code of the topic, in order. One query."""
    found: dict[str, list[Counted]] = {}
    for row in Tally.objects.filter(topic__workshop=workshop).select_related("topic"):
        levels = tuple(row.levels) if row.levels else None
        departments = departments_of(row.departments)
        counted = Counted(levels, row.answers, row.unknown, departments, row.changed)
        found.setdefault(row.topic.code, []).append(counted)
    return found
