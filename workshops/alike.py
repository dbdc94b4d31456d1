"""What is the same for every page of a room: made once for each step and language in a process.

When a topic opens all of them ask for it within two seconds. What somebody chose is read and filled
in for each, which takes as long whatever others chose.
"""

import time
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from markupsafe import Markup

from workshops.board import Board, board_of
from workshops.models import Workshop
from workshops.phone_forms import VoteForm
from workshops.pulse import Pulse, kept_beside

KEPT_SECONDS = 5  # nobody waits longer for what changes without a step, such as a title


@dataclass(frozen=True, slots=True)
class Alike:
    board: Board
    cards: str  # of the choices while a vote is open, with none of them made

    def cards_with(self, choice: str) -> Markup:
        value = f'value="{choice}"'
        made = self.cards.replace(value, f"{value} checked") if choice else self.cards
        return Markup(made)  # noqa: S704 -- of a template that escapes, and a Choice


def alike_at(public_id: str, now: Pulse, language: str) -> Alike | None:
    """At this step or a later one, with the numbers of this moment: they alone change from second
    to second. None where there is no such room. Six queries, or none."""
    alike = _kept_or_made(public_id, now.step, language)
    return alike and replace(alike, board=alike.board.counting(now.people, now.answers))


def board_at(public_id: str, now: Pulse, language: str) -> Board | None:
    """So that cockpit and wall need not be made of rows anew for a number. None where the room has
    gone on."""
    alike = alike_at(public_id, now, language)
    return alike.board if alike and alike.board.step == now.step else None


def _kept_or_made(public_id: str, step: int, language: str) -> Alike | None:
    kept: dict[str, tuple[float, Alike]] = kept_beside(public_id)
    made_at, made = kept.get(language, (0.0, None))
    if made and made.board.step >= step and time.monotonic() - made_at < KEPT_SECONDS:
        return made
    workshop = Workshop.objects.room(public_id)
    if workshop is None:
        return None
    made = alike_of(board_of(workshop, language))
    if not made.board.is_chosen:  # which gets its people and days without a step
        kept[language] = (time.monotonic(), made)
    return made


def alike_of(board: Board) -> Alike:
    topic, assessment = board.topic, board.workshop.assessment
    if topic is None or not topic.is_open or not board.is_running:
        return Alike(board, "")
    field = VoteForm(assessment=assessment, question=topic.question)["choice"]
    return Alike(board, render_to_string("components/_option_cards.html", {"field": field}))
