"""What who leads may want to know or do now; it rests on numbers alone."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from workshops.board import Board
from workshops.steps import State

FEW = 3  # below it each who answered can tell what the other chose


def hint_for(board: Board, silent: int) -> str:
    if board.is_lobby and 0 < board.people < board.facts.minimum and not board.facts.answers:
        return gettext(
            "Answers are shown from %(least)s people on. If no more come: prepare a workshop with"
            " names, or fill in one questionnaire together."
        ) % {"least": board.facts.minimum}
    if _tells_each_other(board):
        return gettext(
            "Fewer than three answers: once they are shown, each can work out what the other chose."
            " Ask first whether that is all right."
        )
    topic = board.topic if board.is_running else None
    return _while_open(board, silent) if topic and topic.is_open else ""


def _tells_each_other(board: Board) -> bool:
    """As soon as no answer is waited for; where people are anonymous so few are never shown."""
    if board.workshop.is_anonymous or not board.counts_votes:
        return False
    is_next = board.are_all_in or not board.room.has(State.OPEN)
    return is_next and 0 < board.facts.answers < FEW


def _while_open(board: Board, silent: int) -> str:
    is_enough = not board.missing
    if is_enough and board.are_all_in:
        return gettext("Everybody has answered.")
    is_late = board.seconds_left is not None and board.seconds_left < 0
    if is_enough and is_late and 5 * board.facts.answers >= 4 * board.people:
        minutes = _minutes_on(board)
        return ngettext(
            "%(answers)s of %(people)s have answered, in %(minutes)s minute. Close the round?",
            "%(answers)s of %(people)s have answered, in %(minutes)s minutes. Close the round?",
            minutes,
        ) % {"answers": board.facts.answers, "people": board.people, "minutes": minutes}
    if silent:
        return ngettext(
            "%(silent)s phone has been silent for five minutes. Is its screen on?",
            "%(silent)s phones have been silent for five minutes. Are their screens on?",
            silent,
        ) % {"silent": silent}
    return ""


def _minutes_on(board: Board) -> int:
    """Since what is on now began."""
    now = timezone.now()
    return int((now - (board.workshop.stage_at or now)).total_seconds()) // 60
