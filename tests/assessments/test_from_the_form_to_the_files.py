"""What people paste and upload, followed from the form to the files that they take along."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from assessments.models import Assessment
from tests.assessments.test_edition import kept, post
from tests.factories import all_answers, make_assessment, open_in
from tests.files import made, make_files
from tests.pdf import page_texts

pytestmark = pytest.mark.django_db

HIGHEST_ROW = 409.5  # points: Excel shows none that is higher
LONG_NOTE = "Wij leggen elke afspraak met de winkel vast. " * 44
PASTED = "Ruilen kan met de bon. \u2029Dat weet iedereen."


def file_of(holder, assessment, ending):
    return made(holder, f"/a/{assessment.public_id}/report.{ending}")


def text_of(package):
    with ZipFile(BytesIO(package)) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        return " ".join(re.sub("<[^>]+>", " ", parts.read(name).decode()) for name in names)


def test_a_note_with_a_paragraph_separator_stops_no_file(client):
    assessment = make_assessment(answers=all_answers("full"))
    open_in(client, assessment)
    note = {"KE1-choice": "2", "KE1-note": PASTED, "KE1-version": "1"}

    client.post(f"/a/{assessment.public_id}/klantervaring/", note)

    paper = " ".join(" ".join(page_texts(file_of(client, assessment, "pdf"))).split())
    packages = [text_of(file_of(client, assessment, each)) for each in ("docx", "xlsx", "pptx")]
    for said in ("Ruilen kan met de bon.", "Dat weet iedereen."):
        assert [said in text for text in (paper, *packages[:2])] == [True] * 3
    assert [sign for sign in "\u2028\u2029" if any(sign in text for text in packages)] == []


def test_a_logo_as_a_drawing_program_exports_it_is_taken(client):
    drawing = (
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        b' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        b'<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
        b'<rect width="200" height="60" fill="#c64200"/></svg>'
    )
    assessment = make_assessment(questionnaire="quick", answers=all_answers("quick"))
    open_in(client, assessment)

    saved = post(client, assessment, logo=SimpleUploadedFile("logo.svg", drawing))
    make_files()

    assert saved.status_code == 302
    assert kept(assessment).branding.logo.startswith(b"\x89PNG")


def test_the_longest_note_makes_no_row_that_a_spreadsheet_cannot_show(client):
    document = {
        "format": "kanaalkompas/assessment@1",
        "model": {"slug": "channel-maturity", "version": 1},
        "questionnaire": "full",
        "organisation": {"name": "Bakkerij Test", "sector": "retail"},
        "responses": [{"answers": {"KE1": 2, "ST1": 2}, "notes": {"KE1": LONG_NOTE.strip()}}],
    }
    file = SimpleUploadedFile("a.json", json.dumps(document).encode(), "application/json")

    client.post("/import/", {"file": file})

    sheet = BytesIO(file_of(client, Assessment.objects.get(), "xlsx"))
    heights = [row.height for each in load_workbook(sheet) for row in each.row_dimensions.values()]
    assert max(filter(None, heights)) <= HIGHEST_ROW
