"""The minutes that are promised are those of the words that are read."""

from dataclasses import replace

from maturity.reading_time import minutes_at_most, minutes_in
from tests.definitions import make_definition


def worded(question, words):
    """The question without hint, its text and each option so many words long."""
    text = " ".join(["woord"] * words)
    options = {
        sector: tuple(replace(option, lines=(text,)) for option in four)
        for sector, four in question.options.items()
    }
    return replace(question, text=text, hints={}, options=options)


def a_question():
    return make_definition().questionnaire("full").questions[0]


def test_a_question_takes_its_words_at_230_a_minute_and_eight_seconds():
    one = worded(a_question(), 10)  # five texts of ten words: 13.04 s to read and 8 s to choose

    assert [minutes_in([one] * count, "retail") for count in (0, 1, 2, 3)] == [0, 1, 1, 2]


def test_the_hint_of_the_sector_is_read_too():
    question = replace(worded(a_question(), 10), hints={"retail": " ".join(["woord"] * 200)})

    assert minutes_in([question], "retail") == 2


def test_before_the_sector_is_known_the_wordiest_counts():
    plain, wordy = worded(a_question(), 10), worded(a_question(), 100)
    question = replace(
        plain, options={"retail": plain.options["retail"], "e-tail": wordy.options["retail"]}
    )

    assert minutes_in([question], "retail") == 1
    assert minutes_at_most([question]) == 2
