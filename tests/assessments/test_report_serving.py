"""The report is made outside the request, waited for on a page, and served once it is stored."""

import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.links import Purpose
from maturity.display import score_text
from reports.storage import place_of
from tests.factories import all_answers, make_assessment, open_in, report_of
from tests.pages import get, headings, links, markup, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return make_assessment(questionnaire="quick", answers=all_answers("quick", 2))


def address(assessment, name="report.pdf"):
    return f"/a/{assessment.public_id}/{name}"


def wait_for(client, address, seconds=90):
    """The report, asked for once the page that waits says that it is there."""
    progress = address.replace("report.pdf", "report/progress/")
    for _time in range(seconds * 5):
        if client.get(progress).status_code != 202:
            break
        time.sleep(0.2)
    return client.get(address)


def content(page):
    return b"".join(page.streaming_content)  # the test client closes the file at its end


def store(assessment, language, pdf=b"%PDF-1.7 stored"):
    """As if it had been made."""
    place = place_of(assessment.public_id, report_of(assessment, language))
    place.file.parent.mkdir(parents=True, exist_ok=True)
    place.file.write_bytes(pdf)
    return place


def test_the_report_is_announced_made_and_served(client, assessment):
    open_in(client, assessment)

    first = get(client, address(assessment), "en")
    assert first.status_code == 202
    assert headings(parse(first)) == ["The report is being made"]

    assert content(wait_for(client, address(assessment) + "?language=en"))
    page = wait_for(client, address(assessment) + "?language=nl")
    assert page["Content-Type"] == "application/pdf"
    name = f"kanaalkompas-{assessment.public_id}-nl.pdf"
    assert page["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(content(page))).pages)
    score = report_of(assessment, "nl").result.score
    assert score_text(score, "nl") in text


def test_a_stored_report_is_served_at_once_in_the_language_that_is_asked(client, assessment):
    open_in(client, assessment, Purpose.READ)
    store(assessment, "nl", b"%PDF nl")
    store(assessment, "en", b"%PDF en")

    assert content(get(client, address(assessment), "nl")) == b"%PDF nl"
    assert content(get(client, address(assessment), "en")) == b"%PDF en"
    assert content(get(client, address(assessment) + "?language=en", "nl")) == b"%PDF en"
    assert content(get(client, address(assessment) + "?language=../x", "nl")) == b"%PDF nl"


def test_a_changed_answer_makes_another_report(client, assessment):
    open_in(client, assessment)
    store(assessment, "nl")
    answer = assessment.responses.get().answers.first()
    answer.choice = "4"
    answer.save()

    assert get(client, address(assessment), "nl").status_code == 202
    assert content(wait_for(client, address(assessment) + "?language=nl")) != b"%PDF-1.7 stored"


def test_the_waiting_page_works_without_script_and_stops_by_itself(client, assessment):
    open_in(client, assessment)
    place = place_of(assessment.public_id, report_of(assessment, "nl"))
    assert place.claim()  # another request has it in hand

    waiting = get(client, address(assessment, "report/progress/"), "nl")
    partial = client.get(
        address(assessment, "report/progress/"),
        headers={"hx-request": "true", "accept-language": "nl"},
    )

    progress = f"{address(assessment, 'report/progress/')}?language=nl"
    assert waiting.status_code == 202
    refresh = f'<noscript><meta http-equiv="refresh" content="3; url={progress}"></noscript>'
    assert refresh in markup(waiting.content.decode())
    assert f'hx-get="{progress}" hx-trigger="every 2s"' in markup(partial.content.decode())
    assert b"<html" not in partial.content

    store(assessment, "nl")
    ready = client.get(
        address(assessment, "report/progress/"),
        headers={"hx-request": "true", "accept-language": "nl"},
    )

    assert b"hx-trigger" not in ready.content
    assert f'href="{address(assessment)}?language=nl" data-file' in markup(ready.content.decode())
    went_on = get(client, address(assessment, "report/progress/"), "nl").content.decode()
    refresh = f'content="0; url={address(assessment)}?language=nl"'
    assert f'<noscript><meta http-equiv="refresh" {refresh}></noscript>' in markup(went_on)


def test_a_failed_report_is_told_and_can_be_tried_again(client, assessment):
    open_in(client, assessment)
    place = place_of(assessment.public_id, report_of(assessment, "en"))
    assert place.claim()
    place.release(failed=True)

    failed = get(client, address(assessment), "en")
    assert failed.status_code == 503
    assert headings(parse(failed)) == ["The report could not be made"]
    assert "hx-trigger" not in failed.content.decode()

    again = client.post(address(assessment, "report/progress/") + "?language=en")
    assert again.url == f"{address(assessment, 'report/progress/')}?language=en"
    assert content(wait_for(client, address(assessment) + "?language=en")).startswith(b"%PDF")


def test_reports_are_throttled_per_assessment(client, assessment):
    open_in(client, assessment)
    store(assessment, "nl")

    for _time in range(60):
        assert content(get(client, address(assessment), "nl")) == b"%PDF-1.7 stored"

    assert get(client, address(assessment), "nl").status_code == 429


def test_the_sample_report_is_public_and_links_home(client):
    page = get(client, "/sample/report.pdf", "en")

    assert page.status_code == 202
    tree = parse(page)
    assert headings(tree) == ["The report is being made"]
    assert "De Boer Wonen" in words(tree.find(".//title")) or "Tweede meting" in words(tree)
    assert "/" in links(tree)

    made = wait_for(client, "/sample/report.pdf?language=en")
    pages = [page.extract_text() for page in PdfReader(BytesIO(content(made))).pages]
    assert "De Boer Wonen" in " ".join(pages[0].split())
    assert "previous measurement" in " ".join(pages[1].split())
