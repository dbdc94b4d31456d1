import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from assessments.forms import WHERE_FROM
from assessments.gathering import gather
from assessments.links import Purpose
from assessments.models import Answer, Assessment
from tests.counting import as_if_done_again
from tests.factories import access_to, make_assessment, make_group, open_in
from tests.pages import classed, get, parse, words

pytestmark = pytest.mark.django_db


def upload(client, content, language="en"):
    file = SimpleUploadedFile("in.json", content, content_type="application/json")
    return client.post("/import/", {"file": file}, headers={"accept-language": language})


def told(page):
    errors = [words(error) for error in classed(parse(page), "field__error")]
    return [error.removeprefix("Error: ") for error in errors]


@pytest.fixture
def demo(settings):
    return settings.BASE_DIR / "fixtures" / "demo"


def test_a_good_file_is_stored_and_opened(client, demo):
    page = upload(client, (demo / "de-boer-wonen-2026.json").read_bytes())

    assessment = Assessment.objects.get()
    assert page.url == f"/a/{assessment.public_id}/"
    assert client.get(page.url).status_code == 200
    assert assessment.organisation == "De Boer Wonen"


@pytest.mark.parametrize(("days", "finished"), [(-900, -900), (0, 0), (30, 0)])
def test_a_file_was_finished_on_its_day_and_never_later_than_now(client, demo, days, finished):
    today = timezone.localdate()
    document = json.loads((demo / "de-boer-wonen-2026.json").read_bytes())
    document["date"] = (today + dt.timedelta(days)).isoformat()
    upload(client, json.dumps(document).encode())

    moment = Assessment.objects.get().finished_at

    assert moment <= timezone.now()
    assert timezone.localdate(moment) == today + dt.timedelta(finished)


def test_the_faults_of_a_file_stand_beside_the_field(client, demo):
    content = json.loads((demo / "de-boer-wonen-2026.json").read_text())
    content["responses"][0]["answers"] |= {"KE1": "<b>", "TE2": 9}

    page = upload(client, json.dumps(content).encode())

    assert page.status_code == 422
    assert told(page) == [
        'responses[0].answers.KE1: "<b>" is not an answer (1-4, "unknown" or "not_applicable")',
        'responses[0].answers.TE2: 9 is not an answer (1-4, "unknown" or "not_applicable")',
    ]
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This file is empty."),
        (b"x" * (6 * 1024 * 1024), "the file is larger than 5 MB"),
        (b"[" * 100_000, "the file is nested deeper than 20 levels"),
    ],
)
def test_what_is_no_document_is_told_in_one_sentence(client, content, message):
    page = upload(client, content)

    assert page.status_code == 422
    assert told(page) == [message]


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (b"\x89PNG\r\n", "This is a picture.", "the file is not Unicode text (byte 1)"),
        (
            b"KE1;3",
            "This is a list with columns (CSV), as a spreadsheet saves it.",
            "the file is not JSON (line 1, column 1)",
        ),
        (
            b'{"format": "kanaalkompas/result@2", "dimensions": []}',
            "This is a result: it holds the scores, not the answers that they come from.",
            'format: "kanaalkompas/result@2" is not one of "kanaalkompas/assessment@1"',
        ),
    ],
)
def test_a_file_of_another_kind_is_told_where_the_right_one_comes_from(
    client, content, kind, fault
):
    page = upload(client, content)

    assert page.status_code == 422
    with translation.override("en"):
        assert told(page) == [kind, str(WHERE_FROM), fault]


def test_no_file_at_all_is_an_error_of_the_field(client):
    page = client.post("/import/", headers={"accept-language": "en"})

    assert page.status_code == 422
    assert told(page) == ["Choose a file first."]


def test_imports_are_throttled_per_address(client):
    assert upload(client, b"[]").status_code == 422
    as_if_done_again(998)

    assert [upload(client, b"[]").status_code for _time in range(2)] == [422, 429]


def test_an_imported_group_has_no_questionnaire_to_fill_in(client, demo):
    page = upload(client, (demo / "waddenborg-verzekeringen-workshop-2026.json").read_bytes())

    assert client.get(page.url).status_code == 200
    assert client.get(f"{page.url}klantervaring/").status_code == 302
    answer = client.post(f"{page.url}answers/KE1/", {"KE1-choice": "4", "KE1-version": "0"})
    assert answer.status_code in {302, 409}
    assert not Answer.objects.filter(code="KE1", choice="4").exists()


def test_the_export_is_what_the_import_takes_in(client):
    assessment = make_assessment(answers={"KE1": 2}, notes={"KE2": "Nog uitzoeken"})
    open_in(client, assessment)

    page = client.get(f"/a/{assessment.public_id}/export.json")

    assert page["Content-Type"] == "application/json"
    name = f"de-boer-wonen-antwoorden-{assessment.date.isoformat()}.json"
    assert page["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in page["Cache-Control"]
    upload(client, page.content)
    copy = Assessment.objects.exclude(pk=assessment.pk).get()
    assert gather(copy, access_to(copy)) == gather(assessment, access_to(assessment))


def test_a_reader_may_export_one_persons_assessment_but_not_the_answers_of_a_group(client):
    single, group = make_assessment(answers={"KE1": 2}), make_group(answers={"KE1": 2})
    open_in(client, single, Purpose.READ)
    open_in(client, group, Purpose.READ)

    assert client.get(f"/a/{single.public_id}/export.json").status_code == 200
    assert client.get(f"/a/{group.public_id}/export.json").status_code == 404

    open_in(client, group)

    assert client.get(f"/a/{group.public_id}/export.json").status_code == 200


def test_the_radar_comes_along_as_a_file(client):
    assessment = make_assessment(answers={"KE1": 2, "KE2": 3, "KE3": 2})
    open_in(client, assessment, Purpose.READ)

    page = client.get(f"/a/{assessment.public_id}/radar.svg", headers={"accept-language": "nl"})

    assert page["Content-Type"] == "image/svg+xml"
    assert page["Content-Disposition"].startswith("attachment; ")
    assert page.content.startswith(b"<svg")
    assert ">2,3<" in page.content.decode()


@pytest.mark.parametrize("name", ["export.json", "radar.svg", "report.pdf", "report/", "result/"])
def test_a_stranger_gets_404_for_everything_of_an_assessment(client, name):
    assessment = make_assessment(answers={"KE1": 2})

    assert client.get(f"/a/{assessment.public_id}/{name}").status_code == 404


@pytest.mark.parametrize("name", ["result", "delete"])
def test_who_takes_the_file_is_told_what_it_does_not_hold(client, name):
    assessment = make_assessment(answers={"KE1": 2})
    open_in(client, assessment)

    page = get(client, f"/a/{assessment.public_id}/{name}/", "en")

    assert "/export.json" in page.text
    assert "own words, parts left out, sender, colour and logo" in page.text


def test_who_gets_no_file_of_a_group_reads_nothing_of_one(client):
    group = make_group()
    open_in(client, group, Purpose.READ)

    page = get(client, f"/a/{group.public_id}/result/", "en")

    assert "JSON" not in page.text
