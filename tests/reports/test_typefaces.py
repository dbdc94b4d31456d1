"""The typefaces that `make setup` installs, and no other of this machine, print what is typed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from reports.pictures import png
from tests.factories import all_answers

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

NAME = "Ελλάδα Україна 山田商店 한국 שלום مرحبا"


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "assessment.json"
    stored = {
        "format": "kanaalkompas/assessment@1",
        "model": {"slug": "channel-maturity", "version": 1},
        "questionnaire": "quick",
        "organisation": {"name": NAME, "sector": "retail"},
        "responses": [{"answers": all_answers("quick")}],
    }
    file.write_text(json.dumps(stored))
    return file


def font_packages():
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    packages = re.search(r"^SYSTEM_PACKAGES := (?:.*\\\n)*.*", makefile, re.M)[0]
    return re.findall(r"\bfonts-[a-z-]+", packages)


def folders_of(packages):
    """Where programs look for typefaces; a package may have others for who asks by their path."""
    listed = subprocess.run(["dpkg", "-L", *packages], capture_output=True, text=True, check=True)
    files = re.findall(r"^/usr/share/fonts/.*\.(?:otf|ttf|ttc)$", listed.stdout, re.M)
    return {Path(file).parent for file in files}


def missing_letters(document, packages):
    """Of the PDF, where only these typefaces are installed: WeasyPrint names those for which it
    draws a box. The text of the PDF has them all the same."""
    fonts, report = document.parent / "fonts.conf", document.with_suffix(".pdf")
    folders = "".join(f"<dir>{folder}</dir>" for folder in sorted(folders_of(packages)))
    fonts.write_text(f"<fontconfig>{folders}<cachedir>{document.parent}/c</cachedir></fontconfig>")
    made = subprocess.run(
        [sys.executable, "manage.py", "assess", document, "--pdf", report],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "FONTCONFIG_FILE": str(fonts),
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return {chr(int(code, 16)) for code in re.findall(r"\.notdef .*\(U\+(\w+)\)", made.stdout)}


def test_every_script_that_is_promised_has_its_letters(document):
    assert missing_letters(document, font_packages()) == set()


def test_letters_without_a_typeface_are_found_missing(document):
    assert missing_letters(document, ["fonts-inter"]) >= set("山한ש")


def drawn(letter):
    text = f'<text x="10" y="50" font-size="40">{letter}</text>'
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">{text}</svg>', 60)


@pytest.mark.parametrize("letter", sorted(set(NAME) - {" "}))
def test_a_picture_has_the_letters_of_every_script(letter):
    assert drawn(letter) not in {drawn(""), drawn("\U0010fffd")}
