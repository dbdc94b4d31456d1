"""What who leads may press now: the next sensible step, and what else is possible."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext

from workshops.board import Board
from workshops.steps import Action, State, Wall
from workshops.telling import HELP, label_of, reason_of


@dataclass(frozen=True, slots=True)
class Button:
    """One action that a facilitator may press now."""

    action: Action
    label: str
    key: str
    topic: str = ""  # to go on with
    form: str = ""  # of the page, that it sends with it


KEYS = {
    Action.REVEAL: "R",
    Action.OPEN_AGAIN: "2",
    Action.FOCUS: "N",
    Action.LONGER: "T",
    Action.SHORTER: "-",
    Action.BLANK: "B",
    Action.SHOW: "B",
    Action.SHOW_DOTS: "R",
    Action.UNDO: "Z",
}
OF_TOPIC = [
    Action.OPEN_DOORS,
    Action.ALONE,
    Action.END_ALONE,
    Action.REOPEN,
    Action.REVEAL,
    Action.OPEN_AGAIN,
    Action.UNSETTLE,
    Action.SKIP,
    Action.TO_TOPICS,
]
OF_CLOCK = [Action.SHORTER, Action.LONGER]
OF_SCREEN = [Action.RADAR, Action.GAPS, Action.BLANK, Action.SHOW]
OF_DOOR = [Action.LOCK, Action.UNLOCK]
OF_END = [Action.DOTS]


@dataclass(frozen=True, slots=True)
class Buttons:
    """What may be pressed now: the next sensible step, and the others by where they stand.
    Settling and finishing ask for more, so they have no button here."""

    main: Button | None
    why: str  # the next step is not possible yet
    help: Promise | str  # what to know before it
    topic: list[Button]
    clock: list[Button]
    screen: list[Button]
    door: list[Button]
    end: list[Button]


def buttons_of(board: Board) -> Buttons:
    first = board.next_step
    topic = board.next_topic if first is Action.FOCUS else ""
    refused = board.refusal(first, topic)
    has_own_form = first in {Action.SETTLE, Action.FINISH}
    of_topic = _possible(board, OF_TOPIC)
    if first is not Action.FOCUS and board.may(Action.FOCUS, board.next_topic):
        of_topic.append(_onwards(board))
    return Buttons(
        main=None if has_own_form else Button(first, label_of(first), " ", topic),
        why=reason_of(refused) if refused else "",
        help="" if refused else HELP.get(first, ""),
        topic=of_topic,
        clock=_possible(board, OF_CLOCK),
        screen=_of_screen(board),
        door=_possible(board, OF_DOOR),
        end=_possible(board, OF_END),
    )


def _onwards(board: Board) -> Button:
    """To the next topic; what was shown is settled first, by the form of the page."""
    button = _button(Action.FOCUS, board.next_topic)
    if not board.room.has(State.REVEALED):
        return button
    label = gettext("Settle, and on to the next topic")
    return replace(button, action=Action.SETTLE, label=label, form="settle")


def _possible(board: Board, actions: list[Action]) -> list[Button]:
    """Beside the next step."""
    others = [each for each in actions if each is not board.next_step]
    return [_button(each) for each in others if board.may(each) and not _is_idle(board, each)]


def _of_screen(board: Board) -> list[Button]:
    """A screen that shows the radar is on: the way back from it is to the topic, without the key
    that blanks it."""
    found = _possible(board, OF_SCREEN)
    if board.room.is_blank:
        return found
    to_topic = Button(Action.SHOW, gettext("Topic on the screen"), key="")
    return [to_topic if each.action is Action.SHOW else each for each in found]


def _button(action: Action, topic: str = "") -> Button:
    return Button(action, label_of(action), KEYS.get(action, ""), topic)


def _is_idle(board: Board, action: Action) -> bool:
    """Locking what is locked, and the like."""
    room = board.room
    is_as_it_was = {
        Action.UNLOCK: not room.is_locked,
        Action.LOCK: room.is_locked,
        Action.SHOW: not (room.is_blank or room.wall),
        Action.BLANK: room.is_blank,
        Action.RADAR: room.wall is Wall.RADAR and not room.is_blank,
        Action.GAPS: room.wall is Wall.GAPS and not room.is_blank,
    }
    return is_as_it_was.get(action, False)
