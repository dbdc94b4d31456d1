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
from pypdf import PdfReader

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
    return re.findall(r"\bfonts-[a-z-]+", re.search(r"^SYSTEM_PACKAGES := .*", makefile, re.M)[0])


def folders_of(packages):
    listed = subprocess.run(["dpkg", "-L", *packages], capture_output=True, text=True, check=True)
    files = re.findall(r".*\.(?:otf|ttf|ttc)$", listed.stdout, re.M)
    return {Path(file).parent for file in files}


def missing_letters(document, packages):
    """Of the name, on the cover of the PDF, where only these typefaces are installed."""
    fonts, report = document.parent / "fonts.conf", document.with_suffix(".pdf")
    folders = "".join(f"<dir>{folder}</dir>" for folder in sorted(folders_of(packages)))
    fonts.write_text(f"<fontconfig>{folders}<cachedir>{document.parent}/c</cachedir></fontconfig>")
    subprocess.run(
        [sys.executable, "manage.py", "assess", document, "--pdf", report],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "FONTCONFIG_FILE": str(fonts),
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        },
        capture_output=True,
        check=True,
    )
    # PDFium reads a letter also where nothing is drawn for it.
    return set(NAME) - set(PdfReader(report).pages[0].extract_text())


def test_every_script_that_is_promised_has_its_letters(document):
    assert missing_letters(document, font_packages()) == set()


def test_letters_without_a_typeface_are_found_missing(document):
    assert missing_letters(document, ["fonts-inter"]) >= set("山ש")
