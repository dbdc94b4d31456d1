"""What somebody chose, for that person's own phone alone."""

from dataclasses import dataclass

from assessments.models import Choice
from workshops.board import Board
from workshops.models import Participant, Vote
from workshops.shown import Shown
from workshops.steps import Standing

# Stand for "don't know" and "does not apply", so that each choice is said equally long.
SIGNS: dict[str, str] = {Choice.NONE: "", Choice.UNKNOWN: "?", Choice.NOT_APPLICABLE: "-"}


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody chose for the topic in focus: for that person's own phone alone."""

    now: str  # a Choice; empty when there is none
    before: str  # in the first round, while the second one is on

    @property
    def letter(self) -> str:
        return letter_of(self.now)

    @property
    def letter_before(self) -> str:
        return letter_of(self.before)


def letter_of(choice: str) -> str:
    """One sign for each choice."""
    sign = SIGNS.get(choice)
    return "ABCD"[int(choice) - 1] if sign is None else sign


def own_beside_all(participant: Participant, board: Board) -> list[tuple[Shown, Own]]:
    """Each topic that was shown with what somebody chose in its last round. One query."""
    rows = Vote.objects.filter(participant=participant)
    chosen = {
        (code, round): choice for code, round, choice in rows.values_list("code", "round", "choice")
    }
    return [
        (shown, Own(now=chosen.get((shown.question.code, len(shown.tallies)), ""), before=""))
        for shown in board.topics
        if shown.tallies
    ]


def own_of(participant: Participant, board: Board) -> Own:
    """One query."""
    rows = Vote.objects.filter(participant=participant, code=board.room.focus)
    chosen = dict(rows.values_list("round", "choice"))
    round = (board.room.standing or Standing()).round
    return Own(now=chosen.get(round, ""), before=chosen.get(1, "") if round > 1 else "")
