"""Text as people type, paste or send it, and the names in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.groups import departments
from maturity.typed import is_forbidden, name_key, plain, says


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ruilen kan. \u2029Dat weet iedereen.", "Ruilen kan. \nDat weet iedereen."),
        ("een\u2028twee\r\ndrie\rvier", "een\ntwee\ndrie\nvier"),
        ("Cafe\u0301", "Café"),
        ("a\x07b\x1bc\ufffe", "abc"),
        ("\u200b\u2800 \u3164\ufeff", ""),
        ("tab\tblijft", "tab\tblijft"),
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_what_was_typed_becomes_one_kind_of_text(typed, kept):
    assert plain(typed) == kept


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    kept = plain(text)

    assert plain(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not any(map(is_forbidden, kept))


def test_a_name_is_one_name_however_its_accents_are_spelled():
    assert name_key(" Café Zoë ") == name_key("CAFE\u0301 ZOE\u0308")


def test_a_department_is_one_department_however_its_accents_are_spelled():
    names = ["Café", "CAFE\u0301", "Cafe\u0301", "Kantoor", "Kantoor", "Kantoor"]

    assert departments(names, [1, 2, 3, 4, 4, 4], 3) == {"Café": 2, "Kantoor": 4}


def test_a_department_that_cannot_be_seen_is_none():
    names = ["\u200b", "\u200b", "Kantoor", "Kantoor"]

    assert departments(names, [1, 3, 4, 4], 2) == {"Kantoor": 4, "*": 2}


@pytest.mark.parametrize(
    ("text", "name", "is_said"),
    [
        ("Workshop bij De Boer", "de boer", True),
        ("Ronde 2 (CAFE\u0301)", "Café", True),
        ("C++ (3)", "C++", True),
        ("Meting", "ING", False),
        ("", "De Boer", False),
    ],
)
def test_a_name_is_said_whole_or_not_at_all(text, name, is_said):
    assert says(text, name) == is_said
