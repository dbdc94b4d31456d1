"""Every visible word has a Dutch text, and the catalogue holds nothing that nobody says."""

import re
import shutil
import string
import subprocess
import sys

import polib
import pytest
from django.conf import settings

CATALOGUE = settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po"
# What the code of the product consists of; nothing else holds a text.
SOURCES = [
    "accounts",
    "assessments",
    "clients",
    "config",
    "maturity",
    "rendering",
    "reports",
    "workshops",
    "templates",
    "locale",
]


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(CATALOGUE)


def key(entry):
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_the_catalogue_holds_what_code_and_templates_say(catalogue, tmp_path):
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--locale",
            "nl",
            "--no-wrap",
            "--no-location",
        ],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "SECRET_KEY": "only to read the settings"},
        check=True,
        capture_output=True,
    )

    said = polib.pofile(tmp_path / "locale/nl/LC_MESSAGES/django.po")
    said_now = {key(entry) for entry in said if not entry.obsolete}

    known = {key(entry) for entry in catalogue if not entry.obsolete}
    assert [said_now - known, known - said_now] == [set(), set()]  # not yet known, no longer said


def test_every_text_is_translated(catalogue):
    missing = [entry.msgid for entry in catalogue if not entry.obsolete and not all(texts(entry))]

    assert missing == []


def test_no_translation_is_a_guess(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []


def test_placeholders_survive_translation(catalogue):
    changed = [
        entry.msgid
        for entry in catalogue
        if not entry.obsolete
        for text in texts(entry)
        if text and not placeholders(text) <= placeholders(entry.msgid + entry.msgid_plural)
    ]

    assert changed == []


def placeholders(text):
    named = {part.split(")")[0] for part in text.split("%(")[1:]}
    try:
        return named | {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a brace that is meant as one
        return named


NOT_OURS = {
    "en": (
        r"[Aa]dvice report|filled in|costs most|have stopped|stop working|\b(?:for|to|of) who\b"
        r"|\b[Rr]ests? on\b|steer by|Explore the figure|[Mm]easurements?\b|[‘’]| & "
    ),
    "nl": (
        r"kost het meest|\b[Gg]at\b|Verken de figuur|[Nn]eem het mee|\b[Bb]erust op\b"
        r"|[“”]|\w’\w| & "
    ),
}
RANGE = re.compile(r"(?<![\d-])\d{1,3}-\d{1,3}(?![\d-])")


def said(entry, language):
    if language == "en":
        return [entry.msgid, entry.msgid_plural or ""]
    return texts(entry)


@pytest.mark.parametrize("language", NOT_OURS)
def test_a_text_keeps_to_our_words_and_quotes(catalogue, language):
    unwanted = re.compile(NOT_OURS[language])
    told = [text for entry in catalogue for text in said(entry, language)]

    assert [text for text in told if unwanted.search(text)] == []


@pytest.mark.parametrize("language", NOT_OURS)
def test_a_range_has_a_longer_dash_than_a_word(catalogue, language):
    told = [text for entry in catalogue for text in said(entry, language)]

    # What stands beside codes of a file is the file's own language.
    assert [text for text in told if RANGE.search(text) and '"' not in text] == []
