"""The sentences that rules put together from the words of the model (docs/scoring.md and the fixtures)."""

from maturity.scoring import Result


def result_sentence(result: Result, *, organisation: str) -> str:
    raise NotImplementedError


def state_texts(result: Result) -> tuple[str, ...]:
    raise NotImplementedError


def board_decision(result: Result) -> str:
    """The whole sentence asked of the board, for the dimension of rank 1; empty when nothing is scored."""
    raise NotImplementedError
