"""How long a workshop takes, and what it talks about: formats, minutes, what to leave out. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from maturity.groups import consensus
from workshops.steps import DONE, Room, Standing, State

MOST_TALKED_ABOUT = 6  # topics, where everybody has answered alone before


class Format(StrEnum):
    QUICK = "quick"  # the quick scan, topic by topic
    ALONE_FIRST = "alone"  # all questions alone, then what divides the room most
    TOGETHER = "together"  # all questions, topic by topic
    REMOTE = "remote"  # alone first; the room is a video call

    @property
    def is_alone_first(self) -> bool:
        return self in {Format.ALONE_FIRST, Format.REMOTE}


class Part(StrEnum):
    WELCOME = "welcome"
    ALONE = "alone"
    SHOW = "show"
    TOPICS = "topics"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Plan:
    """Minutes, by part."""

    topics: int
    topic_seconds: int
    close: int
    welcome: int = 10
    alone: int = 0
    show: int = 0

    @property
    def parts(self) -> Mapping[Part, int]:
        found = {
            Part.WELCOME: self.welcome,
            Part.ALONE: self.alone,
            Part.SHOW: self.show,
            Part.TOPICS: self.topics * self.topic_seconds // 60,
            Part.CLOSE: self.close,
        }
        return {part: minutes for part, minutes in found.items() if minutes}

    @property
    def minutes(self) -> int:
        return sum(self.parts.values())

    def parts_in(self, minutes: int) -> Mapping[Part, int]:
        """When the whole may take so many: what is more or less is of the topics."""
        left = minutes - self.minutes + self.parts[Part.TOPICS]
        return {**self.parts, Part.TOPICS: max(0, left)}


SEVEN_MINUTES = 420
_ALONE_FIRST = Plan(
    topics=MOST_TALKED_ABOUT, topic_seconds=SEVEN_MINUTES, close=25, alone=15, show=10
)
PLANS: Mapping[Format, Plan] = {
    Format.QUICK: Plan(topics=7, topic_seconds=SEVEN_MINUTES, close=20),
    Format.ALONE_FIRST: _ALONE_FIRST,
    # A dimension, which is five topics, has fourteen minutes.
    Format.TOGETHER: Plan(topics=35, topic_seconds=14 * 60 // 5, close=25),
    Format.REMOTE: _ALONE_FIRST,
}
LONG = 120  # minutes, from which a workshop asks much of people


def seconds_for(standing: Standing, plan: Plan) -> int | None:
    """That a topic may stand so, of the minutes that it has; None where nobody waits for it."""
    if standing.state is State.OPEN:
        return 60 if standing.round == 1 else 45
    if standing.state is State.TALKING:
        return 120
    if standing.state is State.REVEALED:
        return max(60, plan.topic_seconds - 180)
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a topic that was shown."""

    code: str
    levels: tuple[int, ...] | None  # how many chose 1, 2, 3 and 4
    weight: Fraction = Fraction(1)  # of its question in its dimension


def most_divided(shown: Sequence[Said], most: int = MOST_TALKED_ABOUT) -> tuple[str, ...]:
    """In the order of rule 13; of equals the one that moves the score most, then in order. What
    too few chose a level for comes last."""
    by = sorted(shown, key=lambda each: (*_agreement(each), -_effect(each)))
    return tuple(each.code for each in by[:most])


def _agreement(said: Said) -> tuple[float, int]:
    agreement = consensus(said.levels) if said.levels else None
    if agreement is None or not said.levels:
        return 2, 0
    chosen = [level for level, times in enumerate(said.levels, start=1) if times]
    return round(agreement, 12), chosen[0] - chosen[-1]


def _effect(said: Said) -> Fraction:
    """How far its dimension can move, when the room agrees on an end of what it chose."""
    levels = [level for level, times in enumerate(said.levels or (), start=1) for _ in range(times)]
    if not levels:
        return Fraction(0)
    mean = Fraction(sum(levels), len(levels))
    return said.weight * max(mean - levels[0], levels[-1] - mean)


@dataclass(frozen=True, slots=True)
class Meter:
    """How time and topics stand while a workshop runs."""

    topics: int  # still to come, the one in focus included
    minutes: int  # until the closing begins, never below 0
    closing_at: dt.datetime
    over: int  # minutes that the topics after the one in focus run over; 0: none
    skip: tuple[str, ...]  # codes to leave out for it, the last first

    @property
    def each(self) -> str:
        """Minutes for each topic, in halves."""
        whole, half = divmod(2 * self.minutes // max(1, self.topics), 2)
        return f"{whole}½" if half else str(whole)


def meter_of(
    room: Room,
    agenda: Sequence[str],
    plan: Plan,
    *,
    minutes: int,
    began_at: dt.datetime,
    now: dt.datetime,
) -> Meter:
    """`minutes` for the whole; `began_at` when the first topic could be talked about."""
    to_talk = minutes - (plan.minutes - plan.parts[Part.TOPICS])
    closing_at = began_at + dt.timedelta(minutes=max(0, to_talk))
    left = max(0, int((closing_at - now).total_seconds() // 60))
    coming = [code for code in agenda if room.topics[code].state not in DONE]
    later = [code for code in coming if code != room.focus]
    over = max(0, len(later) * plan.topic_seconds // 60 - left)
    many = min(len(later), -(-over * 60 // plan.topic_seconds))
    return Meter(len(coming), left, closing_at, over, tuple(later[::-1][:many]))
