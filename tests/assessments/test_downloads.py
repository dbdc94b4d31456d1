"""Whoever may see a result may take it along; nobody else learns that it is there."""

import io
import xml.etree.ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation

from assessments.exchange import read
from assessments.gathering import gather
from assessments.importing import find_definition, import_document
from assessments.links import Purpose
from rendering.models import JobState, Reason, RenderJob
from reports.edition import Edition, Part
from reports.formats import Format
from tests import files
from tests.factories import (
    access_to,
    all_answers,
    give_edition,
    make_assessment,
    open_in,
    report_of,
)
from tests.files import content, made
from tests.office import package_faults
from tests.pages import get, headings, links, parse
from tests.reports.conftest import GROUP

pytestmark = pytest.mark.django_db

MADE = {
    "report.docx": Format.DOCX,
    "report.pptx": Format.PPTX,
    "report.xlsx": Format.XLSX,
    "radar.png": Format.RADAR,
    "route.png": Format.ROUTE,
}
CALLED = {
    "report.docx": "adviesrapport",
    "report.pptx": "presentatie",
    "report.xlsx": "cijfers",
    "radar.png": "radar",
    "route.png": "route",
}
DRAWN = ["radar.svg", "route.svg"]
EVERY = [*MADE, *DRAWN]


@pytest.fixture
def assessment():
    return make_assessment(questionnaire="quick", answers=all_answers("quick", 2))


def address(assessment, name):
    return f"/a/{assessment.public_id}/{name}"


def store(assessment, language, format, content=b"stored"):
    files.store(assessment.public_id, report_of(assessment, language), content, format)


@pytest.mark.parametrize("name", EVERY)
def test_a_stranger_learns_nothing(client, assessment, name):
    page = client.get(address(assessment, name))

    assert page.status_code == 404
    assert "Content-Disposition" not in page.headers


@pytest.mark.parametrize("name", EVERY)
def test_a_file_is_only_fetched(client, assessment, name):
    open_in(client, assessment)

    assert client.post(address(assessment, name)).status_code == 405


@pytest.mark.parametrize("purpose", [Purpose.EDIT, Purpose.READ])
@pytest.mark.parametrize("name", MADE)
def test_a_file_comes_in_the_language_that_is_asked_with_its_own_type(
    client, assessment, name, purpose
):
    open_in(client, assessment, purpose)
    for language in ("nl", "en"):
        store(assessment, language, MADE[name], language.encode())

    page = get(client, address(assessment, name), "nl")
    english = client.get(address(assessment, name) + "?language=en")

    assert content(page) == b"nl"
    assert content(english) == b"en"
    filename = f"de-boer-wonen-{CALLED[name]}-{assessment.date.isoformat()}"
    assert f'attachment; filename="{filename}.' in page["Content-Disposition"]
    assert page["Content-Type"] == MADE[name].content_type
    assert {"no-store", "private"} <= set(page["Cache-Control"].split(", "))
    assert page["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_comes_at_once_in_the_language_that_is_asked(client, assessment, name):
    open_in(client, assessment, Purpose.READ)

    dutch = get(client, address(assessment, name), "nl")
    english = client.get(address(assessment, name) + "?language=en")

    assert dutch["Content-Type"] == "image/svg+xml"
    what = {"radar.svg": "radar", "route.svg": "route"}[name]
    filename = f"de-boer-wonen-{what}-{assessment.date.isoformat()}.svg"
    assert dutch["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert "no-store" in dutch["Cache-Control"]
    assert "Klantervaring" in ET.tostring(ET.fromstring(dutch.content), encoding="unicode")
    assert "Customer experience" in ET.tostring(ET.fromstring(english.content), encoding="unicode")


def test_the_render_process_makes_every_format(client, assessment):
    open_in(client, assessment)

    files = {name: made(client, address(assessment, name) + "?language=en") for name in MADE}

    for name in ("report.docx", "report.pptx", "report.xlsx"):
        assert package_faults(io.BytesIO(files[name])) == []
    for name in ("radar.png", "route.png"):
        assert Image.open(io.BytesIO(files[name])).format == "PNG"
    (title, *_others) = [
        slide.shapes.title.text for slide in Presentation(io.BytesIO(files["report.pptx"])).slides
    ]
    spaced = title.replace("\N{NO-BREAK SPACE}", " ")
    assert spaced == "Do our channels work together?"  # in words, so it knows the catalogue


def test_a_file_that_could_not_be_made_is_told_and_tried_again(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment, "report.xlsx"), "en")
    RenderJob.objects.update(state=JobState.FAILED, reason=Reason.FAULT)
    job = RenderJob.objects.get()

    failed = get(client, address(assessment, "report.xlsx"), "en")

    assert failed.status_code == 503
    assert headings(parse(failed)) == ["The report could not be made"]
    progress = address(assessment, f"report/progress/{job.public_id}/")
    again = f"{progress}?language=en&format=xlsx"
    assert again.replace("&", "&amp;") in failed.content.decode()
    assert client.post(again).url == again
    assert made(client, address(assessment, "report.xlsx") + "?language=en").startswith(b"PK")


def test_files_of_one_assessment_are_throttled(client, assessment):
    open_in(client, assessment)
    store(assessment, "nl", Format.XLSX)

    for _time in range(60):
        assert content(get(client, address(assessment, "report.xlsx"), "nl")) == b"stored"

    assert get(client, address(assessment, "report.xlsx"), "nl").status_code == 429


@pytest.mark.parametrize("name", ["route.svg", "route.png"])
def test_a_route_that_was_left_out_is_not_there_as_a_picture(client, assessment, name):
    give_edition(assessment, Edition(left_out=frozenset({Part.ROUTE})))
    open_in(client, assessment)

    result = get(client, address(assessment, "result/"), "en")

    assert client.get(address(assessment, name)).status_code == 404
    assert address(assessment, name) not in links(parse(result))
    assert address(assessment, "radar.svg") in links(parse(result))


def test_the_read_only_link_of_a_group_gives_no_single_answer(client, settings):
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{GROUP}.json"
    group = import_document(read(path.read_bytes(), find_definition))
    open_in(client, group, Purpose.READ)

    sheet = made(client, address(group, "report.xlsx") + "?language=nl")

    private = [
        text
        for response in gather(group, access_to(group)).responses
        for text in [response.participant, *response.notes.values()]
        if text
    ]
    assert private
    everything = unzipped(sheet)
    assert [text for text in private if text in everything] == []
    assert client.get(address(group, "export.json")).status_code == 404


def unzipped(package):
    with ZipFile(io.BytesIO(package)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
