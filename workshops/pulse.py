"""Whether there is anything new in a room: asked by every phone, every two seconds.

Kept for a quarter of a second in each process, so that three hundred phones cost four queries a
second. A facilitator's own step drops it in the process that took it.
"""

import time
from dataclasses import dataclass
from typing import Any

from workshops import presence
from workshops.answers import answering
from workshops.models import Workshop
from workshops.steps import Phase

KEPT_SECONDS = 0.25
MOST_KEPT = 1_000
RELEASED = "released"  # in the address of a look: the page says that the result is there


@dataclass(frozen=True, slots=True)
class Pulse:
    step: int
    people: int
    answers: int  # to the topic in focus, in its round: a number, never what was chosen
    is_gathering: bool = False
    is_apart: bool = False
    is_over: bool = False
    is_released: bool = False


_kept: dict[str, tuple[float, Pulse | None]] = {}
_beside: dict[str, dict[str, Any]] = {}


def pulse_of(public_id: str) -> Pulse | None:
    """One query, or none; one more where people answer alone, or place dots."""
    kept = _kept.get(public_id)
    if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    found = _read(public_id)
    _kept[public_id] = (time.monotonic(), found)
    return found


def kept_beside(public_id: str) -> dict[str, Any]:
    """What pages keep of a room until it takes a step in this process."""
    if len(_beside) >= MOST_KEPT:
        _beside.clear()
    return _beside.setdefault(public_id, {})


def forget(public_id: str) -> None:
    _kept.pop(public_id, None)
    _beside.pop(public_id, None)
    presence.forget(public_id)


def _read(public_id: str) -> Pulse | None:
    found = Workshop.objects.room(public_id)
    if found is None:
        return None
    return Pulse(
        step=found.step,
        people=found.people,
        answers=answering(found),
        is_gathering=found.phase == Phase.LOBBY,
        is_apart=found.is_apart,
        is_over=not found.is_open,
        is_released=found.is_released,
    )
