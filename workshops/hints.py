"""What who leads may want to do, in the lobby and while a vote is open; it rests on numbers
alone."""

from django.utils.translation import gettext, ngettext

from workshops.board import Board


def hint_for(board: Board, silent: int) -> str:
    if board.is_lobby and 0 < board.people < board.facts.minimum and not board.facts.answers:
        return gettext(
            "Answers are shown from %(least)s people on. If no more come: prepare a workshop with"
            " names, or fill in one questionnaire together."
        ) % {"least": board.facts.minimum}
    if not (board.topic and board.topic.is_open):
        return ""
    is_enough = not board.missing
    if is_enough and board.are_all_in:
        return gettext("Everybody has answered.")
    is_late = board.seconds_left is not None and board.seconds_left < 0
    if is_enough and is_late and 5 * board.facts.answers >= 4 * board.people:
        return gettext("Most have answered and the time is over. Close the vote?")
    if silent:
        return ngettext(
            "%(silent)s phone has been silent for five minutes. Is its screen on?",
            "%(silent)s phones have been silent for five minutes. Are their screens on?",
            silent,
        ) % {"silent": silent}
    return ""
