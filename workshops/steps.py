"""What a workshop can do next, and what comes of it: the one table of transitions. Pure.

A room is what everybody follows: the phase, the topic in focus, where each topic stands. Every
change of it is an action of the table; who wants another is refused, with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    HOMEWORK = "homework"  # everybody answers alone, by invitation
    PREPARED = "prepared"
    LOBBY = "lobby"
    ALONE = "alone"  # everybody in the room, or before it, answers alone
    RUNNING = "running"
    DOTS = "dots"  # everybody says what to do first
    CHOSEN = "chosen"  # that was shown; who does it, and when
    FINISHED = "finished"  # the result is there; for a day it may be opened again
    SEALED = "sealed"
    CANCELLED = "cancelled"  # before the room began


class State(StrEnum):
    """Of a topic."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    TALKING = "talking"
    REVEALED = "revealed"
    SETTLED = "settled"
    SKIPPED = "skipped"


class Wall(StrEnum):
    """What the screen shows in the place of what everybody follows."""

    TOPIC = ""
    RADAR = "radar"
    GAPS = "gaps"


class Action(StrEnum):
    OPEN_DOORS = "open-doors"
    CANCEL = "cancel"
    START = "start"
    ALONE = "alone"
    END_ALONE = "end-alone"
    SHOW_ALL = "show-all"
    LOCK = "lock"
    UNLOCK = "unlock"
    FOCUS = "focus"
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    TALK = "talk"
    REVEAL = "reveal"
    OPEN_AGAIN = "open-again"
    SETTLE = "settle"
    UNSETTLE = "unsettle"
    SKIP = "skip"
    LONGER = "longer"  # a minute more for what is on
    SHORTER = "shorter"
    BLANK = "blank"
    SHOW = "show"
    RADAR = "radar"  # on the screen, until something else is done
    GAPS = "gaps"
    DOTS = "dots"
    TO_TOPICS = "to-topics"  # from the dots, before they are shown
    SHOW_DOTS = "show-dots"
    FINISH = "finish"
    RESUME = "resume"  # what was finished, where it was
    SEAL = "seal"
    UNDO = "undo"


class Why(StrEnum):
    """An action is refused."""

    NOT_NOW = "not now"
    NO_TOPIC = "no such topic"
    STILL_OPEN = "a topic is open"
    TOO_FEW = "too few answers"
    NOTHING_SHOWN = "nothing was shown yet"
    ANSWERED = "somebody has answered"
    FINAL = "it cannot be taken back"


class Refused(Exception):
    def __init__(self, why: Why, missing: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.missing = missing  # answers, where there are too few


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a topic stands; round 0 was never opened."""

    state: State = State.WAITING
    round: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    phase: Phase
    focus: str = ""  # code of a topic
    is_locked: bool = False
    is_blank: bool = False
    wall: Wall = Wall.TOPIC
    topics: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def standing(self) -> Standing | None:
        """Of the topic in focus."""
        return self.topics.get(self.focus)

    def has(self, *states: State) -> bool:
        return self.standing is not None and self.standing.state in states


@dataclass(frozen=True, slots=True)
class Facts:
    """What a step depends on beside the room: numbers, never what somebody chose."""

    answers: int  # to the topic in focus in its round; of those who are alone, people who answered
    minimum: int
    shown: int = 0  # tallies that there are
    is_alone_first: bool = False  # all questions are answered before anything is shown
    agenda: tuple[str, ...] = ()  # codes of the topics to talk about; none: all, in order
    has_departments: bool = False
    resumes_at: Phase | None = None  # where it was finished, while it may be opened again


@dataclass(frozen=True, slots=True)
class Row:
    """Allowed in these phases, while the topic in focus stands so; and what it becomes."""

    phases: tuple[Phase, ...]
    states: tuple[State, ...] = ()  # none: whatever
    phase: Phase | None = None
    state: State | None = None
    locks: bool | None = None
    blanks: bool | None = None
    wall: Wall = Wall.TOPIC
    has_undo: bool = True


_LIVE = (Phase.LOBBY, Phase.ALONE, Phase.RUNNING, Phase.DOTS, Phase.CHOSEN)
_RUNNING = (Phase.RUNNING,)
_TIMED = (State.OPEN, State.TALKING, State.REVEALED)  # for which the plan has minutes

TABLE: Mapping[Action, Row] = {
    Action.OPEN_DOORS: Row((Phase.PREPARED, Phase.ALONE), phase=Phase.LOBBY),
    Action.CANCEL: Row((Phase.PREPARED, Phase.LOBBY), phase=Phase.CANCELLED, has_undo=False),
    Action.START: Row((Phase.LOBBY,), phase=Phase.RUNNING),
    Action.ALONE: Row((Phase.PREPARED, Phase.LOBBY), phase=Phase.ALONE),
    Action.END_ALONE: Row((Phase.ALONE,), phase=Phase.PREPARED),
    Action.SHOW_ALL: Row((Phase.LOBBY, Phase.ALONE), phase=Phase.RUNNING, has_undo=False),
    Action.LOCK: Row(_LIVE, locks=True),
    Action.UNLOCK: Row(_LIVE, locks=False),
    Action.BLANK: Row(_LIVE, blanks=True),
    Action.SHOW: Row(_LIVE, blanks=False),
    Action.RADAR: Row((Phase.RUNNING, Phase.DOTS, Phase.CHOSEN), blanks=False, wall=Wall.RADAR),
    # When nobody votes any more, so that nothing is told twice of one department.
    Action.GAPS: Row((Phase.CHOSEN,), blanks=False, wall=Wall.GAPS),
    Action.FOCUS: Row(_RUNNING),
    Action.OPEN: Row(_RUNNING, (State.WAITING, State.SKIPPED), state=State.OPEN),
    Action.CLOSE: Row(_RUNNING, (State.OPEN,), state=State.CLOSED),
    Action.REOPEN: Row(_RUNNING, (State.CLOSED, State.TALKING), state=State.OPEN),
    Action.TALK: Row(_RUNNING, (State.CLOSED,), state=State.TALKING),
    Action.REVEAL: Row(
        _RUNNING, (State.CLOSED, State.TALKING), state=State.REVEALED, has_undo=False
    ),
    Action.OPEN_AGAIN: Row(_RUNNING, (State.REVEALED,), state=State.OPEN),
    Action.SETTLE: Row(_RUNNING, (State.REVEALED,), state=State.SETTLED),
    Action.UNSETTLE: Row(_RUNNING, (State.SETTLED,), state=State.REVEALED, has_undo=False),
    Action.SKIP: Row(_RUNNING, (State.WAITING, State.CLOSED, State.TALKING), state=State.SKIPPED),
    Action.LONGER: Row(_RUNNING, _TIMED),
    Action.SHORTER: Row(_RUNNING, _TIMED),
    Action.DOTS: Row(_RUNNING, phase=Phase.DOTS),
    Action.TO_TOPICS: Row((Phase.DOTS,), phase=Phase.RUNNING),
    Action.SHOW_DOTS: Row((Phase.DOTS,), phase=Phase.CHOSEN, has_undo=False),
    Action.FINISH: Row(
        (Phase.RUNNING, Phase.DOTS, Phase.CHOSEN), phase=Phase.FINISHED, has_undo=False
    ),
    Action.RESUME: Row((Phase.FINISHED,), has_undo=False),
    Action.SEAL: Row((Phase.HOMEWORK, Phase.FINISHED), phase=Phase.SEALED, has_undo=False),
}
_BESIDE_WALL = {Action.LOCK, Action.UNLOCK, Action.BLANK, Action.LONGER, Action.SHORTER}
_ALL_TOGETHER = {Action.START}
_ALONE_FIRST = {Action.ALONE, Action.SHOW_ALL}
LAST_ROUND = 2
DONE = frozenset({State.SETTLED, State.SKIPPED})


def after(room: Room, action: Action, facts: Facts, topic: str = "") -> Room:
    """The room after an action of the table; `topic` is the one to focus. Raises Refused."""
    row = TABLE.get(action)
    if row is None or room.phase not in row.phases:
        raise Refused(Why.NOT_NOW)
    if row.states and not room.has(*row.states):
        raise Refused(Why.NOT_NOW)
    _check(room, action, facts, topic)
    changed = replace(
        room,
        phase=row.phase or room.phase,
        is_locked=room.is_locked if row.locks is None else row.locks,
        is_blank=room.is_blank if row.blanks is None else row.blanks,
        wall=room.wall if action in _BESIDE_WALL else row.wall,
    )
    if action is Action.FOCUS:
        return replace(changed, focus=topic, is_blank=False)
    if action is Action.START:
        return replace(changed, focus=next(iter(room.topics), ""))
    if action is Action.RESUME:
        return replace(changed, phase=facts.resumes_at or room.phase)
    if action is Action.SHOW_ALL:
        shown = dict.fromkeys(room.topics, Standing(State.REVEALED, 1))
        return replace(changed, topics=shown)
    return _moved(changed, action, row.state) if row.state else changed


def _check(room: Room, action: Action, facts: Facts, topic: str) -> None:
    standing = room.standing or Standing()
    if action is Action.FOCUS and topic not in room.topics:
        raise Refused(Why.NO_TOPIC)
    if action in (_ALL_TOGETHER if facts.is_alone_first else _ALONE_FIRST):
        raise Refused(Why.NOT_NOW)
    if action in {Action.FOCUS, Action.DOTS, Action.FINISH} and standing.state is State.OPEN:
        raise Refused(Why.STILL_OPEN)
    if action is Action.OPEN_AGAIN and standing.round >= LAST_ROUND:
        raise Refused(Why.NOT_NOW)
    if action is Action.RESUME and facts.resumes_at is None:
        raise Refused(Why.FINAL)
    is_counted = action in {Action.REVEAL, Action.SHOW_ALL} or room.phase is Phase.HOMEWORK
    if is_counted and facts.answers < facts.minimum:
        raise Refused(Why.TOO_FEW, facts.minimum - facts.answers)
    if action is Action.RADAR and not facts.shown:
        raise Refused(Why.NOTHING_SHOWN)
    if action is Action.GAPS and not facts.has_departments:
        raise Refused(Why.NOT_NOW)
    is_end = action in {Action.DOTS, Action.FINISH} and room.phase is Phase.RUNNING
    if is_end and not facts.shown:
        raise Refused(Why.NOTHING_SHOWN)


def _moved(room: Room, action: Action, state: State) -> Room:
    """With the topic in focus in its new state; opening it for the first time or again is a new
    round."""
    standing = room.standing or Standing()
    is_new = action is Action.OPEN_AGAIN or (action is Action.OPEN and not standing.round)
    moved = Standing(state, standing.round + is_new)
    return replace(room, topics={**room.topics, room.focus: moved})


def undone(action: Action | None, before: Room | None, facts: Facts) -> Room:
    """The room as it was before the last action, where that can be taken back."""
    row = TABLE.get(action) if action else None
    if action is None or row is None or before is None or not row.has_undo:
        raise Refused(Why.FINAL)
    if not is_undoable(action, facts):
        raise Refused(Why.ANSWERED)
    return before


def is_undoable(action: Action, facts: Facts) -> bool:
    """Whether the last step can be taken back: opening a vote only until somebody votes."""
    row = TABLE.get(action)
    is_voted = action in {Action.OPEN, Action.OPEN_AGAIN, Action.ALONE} and facts.answers > 0
    return row is not None and row.has_undo and not is_voted


def refusal(room: Room, action: Action, facts: Facts, topic: str = "") -> Refused | None:
    """Why it cannot be done now."""
    try:
        after(room, action, facts, topic)
    except Refused as refused:
        return refused
    return None


def is_possible(room: Room, action: Action, facts: Facts, topic: str = "") -> bool:
    return refusal(room, action, facts, topic) is None


def next_topic(room: Room, agenda: Sequence[str] = ()) -> str:
    """The one to go on with: the next that waits, else the first that has no outcome."""
    codes = list(agenda or room.topics)
    here = codes.index(room.focus) if room.focus in codes else -1
    others = [*codes[here + 1 :], *codes[: max(here, 0)]]
    waiting = [code for code in others if room.topics[code].state is State.WAITING]
    open_ended = [code for code in others if room.topics[code].state not in DONE]
    return next(iter((*waiting, *open_ended)), "")


def next_step(room: Room, facts: Facts, *, talks_first: bool) -> Action:
    """The one step that is sensible now."""
    match room.phase:
        case Phase.PREPARED:
            return Action.OPEN_DOORS
        case Phase.LOBBY:
            return _to_begin(facts)
        case Phase.ALONE:
            return Action.SHOW_ALL
        case Phase.DOTS:
            return Action.SHOW_DOTS
        case Phase.CHOSEN:
            return Action.FINISH
    if not room.focus:
        return Action.FOCUS
    match (room.standing or Standing()).state:
        case State.WAITING:
            return Action.OPEN
        case State.OPEN:
            return Action.CLOSE
        case State.CLOSED | State.TALKING if facts.answers < facts.minimum:
            return Action.REOPEN
        case State.CLOSED if talks_first:
            return Action.TALK
        case State.CLOSED | State.TALKING:
            return Action.REVEAL
        case State.REVEALED:
            return Action.SETTLE
    return Action.FOCUS if next_topic(room, facts.agenda) else Action.DOTS


def _to_begin(facts: Facts) -> Action:
    """In the lobby. Where enough answered alone beforehand, there is something to show."""
    if not facts.is_alone_first:
        return Action.START
    return Action.SHOW_ALL if facts.answers >= facts.minimum else Action.ALONE


def to_plain(room: Room) -> dict[str, Any]:
    """As an event keeps it; the topics as a list, since their order counts."""
    topics = [[code, each.state, each.round] for code, each in room.topics.items()]
    return {
        "phase": room.phase,
        "focus": room.focus,
        "is_locked": room.is_locked,
        "is_blank": room.is_blank,
        "wall": room.wall,
        "topics": topics,
    }


def from_plain(kept: Mapping[str, Any]) -> Room:
    topics = {code: Standing(State(state), round) for code, state, round in kept["topics"]}
    return Room(
        phase=Phase(kept["phase"]),
        focus=kept["focus"],
        is_locked=kept["is_locked"],
        is_blank=kept["is_blank"],
        wall=Wall(kept.get("wall", Wall.TOPIC)),
        topics=topics,
    )
