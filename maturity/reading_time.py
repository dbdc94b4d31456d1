"""How long filling in takes, from the words that are read: no guess of somebody. Pure."""

from collections.abc import Collection
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity.definition import Question

WORDS_A_MINUTE = 230
SECONDS_A_CHOICE = 8


def minutes_in(questions: Collection["Question"], sector: str) -> int:
    """Whole minutes, rounded up: to read each question, its hint and its options, and to choose."""
    words = sum(_words(question, sector) for question in questions)
    seconds = Fraction(60 * words, WORDS_A_MINUTE) + SECONDS_A_CHOICE * len(questions)
    return ceil(seconds / 60)


def minutes_at_most(questions: Collection["Question"]) -> int:
    """Before the sector is known: what it takes in the wordiest."""
    sectors = {sector for question in questions for sector in question.options}
    return max((minutes_in(questions, sector) for sector in sectors), default=0)


def _words(question: "Question", sector: str) -> int:
    options = (option.text for option in question.options[sector])
    return sum(
        len(text.split()) for text in (question.text, question.hints.get(sector, ""), *options)
    )
