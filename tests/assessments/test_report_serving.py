"""The report is made outside the request, waited for on a page, and served once it is stored."""

import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from assessments.links import Purpose
from assessments.models import Assessment
from maturity.display import score_text
from rendering import queue
from rendering.models import PATIENCE, JobState, Reason, RenderJob
from tests import files
from tests.factories import all_answers, make_assessment, open_in, report_of
from tests.files import content, made, make_files
from tests.pages import get, headings, links, markup, parse, words
from tests.pdf import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return make_assessment(questionnaire="quick", answers=all_answers("quick", 2))


def address(assessment, name="report.pdf"):
    return f"/a/{assessment.public_id}/{name}"


def progress(assessment, language="nl", format="pdf"):
    """The address of the page that waits for the file that was asked for."""
    job = RenderJob.objects.get(folder=assessment.public_id, language=language, format=format)
    ending = "" if format == "pdf" else f"&format={format}"
    path = address(assessment, f"report/progress/{job.public_id}/")
    return f"{path}?language={language}{ending}"


def poll(client, address, language="nl"):
    return client.get(address, headers={"hx-request": "true", "accept-language": language})


def store(assessment, language, pdf=b"%PDF-1.7 stored"):
    return files.store(assessment.public_id, report_of(assessment, language), pdf)


def test_the_report_is_announced_made_and_served(client, assessment):
    open_in(client, assessment)

    first = get(client, address(assessment), "en")
    assert first.status_code == 202
    assert headings(parse(first)) == ["The report is being made"]

    make_files()
    assert content(get(client, address(assessment), "en"))
    made(client, address(assessment) + "?language=nl")
    page = client.get(address(assessment) + "?language=nl")
    assert page["Content-Type"] == "application/pdf"
    name = f"de-boer-wonen-adviesrapport-{assessment.date.isoformat()}.pdf"
    assert page["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    text = " ".join(page_texts(content(page)))
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
    assert made(client, address(assessment) + "?language=nl") != b"%PDF-1.7 stored"


def test_the_waiting_page_works_without_script_and_stops_by_itself(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment), "nl")
    asked = progress(assessment)

    waiting = get(client, asked, "nl")
    partial = poll(client, asked)

    assert waiting.status_code == 202
    refresh = f'<noscript><meta http-equiv="refresh" content="3; url={asked}"></noscript>'
    assert refresh in markup(waiting.content.decode())
    assert f'hx-get="{asked}&amp;shown=' in markup(partial.content.decode())
    assert 'hx-trigger="every 2s"' in markup(partial.content.decode())
    assert b"<html" not in partial.content

    make_files()
    ready = poll(client, asked)

    assert b"hx-trigger" not in ready.content
    assert f'href="{address(assessment)}?language=nl" data-file' in markup(ready.content.decode())
    went_on = get(client, asked, "nl").content.decode()
    refresh = f'content="0; url={address(assessment)}?language=nl"'
    assert f'<noscript><meta http-equiv="refresh" {refresh}></noscript>' in markup(went_on)


def test_who_waits_knows_the_place_in_the_queue(client, assessment):
    for number in range(6):
        queue.ask(f"other{number}", report_of(assessment, "nl"))
    open_in(client, assessment)

    page = get(client, address(assessment), "en")

    assert "You are number 7, about 14 seconds to go" in page.text
    assert "Other files are made first." in page.text
    assert "This takes a few seconds" not in page.text


def test_asking_again_reads_rows_and_composes_nothing(
    client, assessment, django_assert_num_queries
):
    open_in(client, assessment)
    get(client, address(assessment), "nl")
    asked = progress(assessment)
    poll(client, asked)

    with django_assert_num_queries(3):  # the assessment, the job, who is before it
        poll(client, asked)
    make_files()
    with django_assert_num_queries(2):
        poll(client, asked)


def next_poll(page):
    """The address that a page which waits asks, with the mark of what it shows."""
    return parse(page).find(".//*[@hx-get]").get("hx-get")


@pytest.fixture
def under_way(client, assessment):
    """A report that is being made, and the next poll of the page that shows so."""
    open_in(client, assessment)
    get(client, address(assessment), "nl")
    jobs = RenderJob.objects.filter(folder=assessment.public_id)
    jobs.update(state=JobState.MAKING, step=3, heartbeat_at=timezone.now())
    return jobs, next_poll(get(client, progress(assessment), "nl"))


def test_a_page_that_shows_all_there_is_gets_nothing_for_one_query(
    client, under_way, django_assert_num_queries
):
    _jobs, asked = under_way

    with django_assert_num_queries(1):
        nothing = poll(client, asked)

    assert (nothing.status_code, nothing.content) == (204, b"")
    assert "no-store" in nothing["Cache-Control"]


@pytest.mark.parametrize("change", [{"step": 4}, {"reason": Reason.NO_STORAGE}])
def test_what_is_new_is_told(client, under_way, change):
    jobs, asked = under_way
    jobs.update(**change)

    told = poll(client, asked)

    assert told.status_code == 200
    assert poll(client, next_poll(told)).status_code == 204


def test_a_page_of_a_report_that_nothing_is_heard_of_is_told_so(client, under_way):
    jobs, asked = under_way
    long_ago = timezone.now() - 2 * PATIENCE
    jobs.update(asked_at=long_ago, not_before=long_ago, heartbeat_at=long_ago)

    assert "Probeer opnieuw" in poll(client, asked).content.decode()


def test_who_waits_in_the_queue_hears_of_it_when_it_gets_shorter(
    client, assessment, django_assert_num_queries
):
    before = queue.ask("other", report_of(assessment, "nl"))
    open_in(client, assessment)
    asked = next_poll(get(client, address(assessment), "en"))

    with django_assert_num_queries(2):  # the job, and who is before it
        assert poll(client, asked).status_code == 204
    RenderJob.objects.filter(pk=before.pk).delete()
    next_one = poll(client, asked, "en").content.decode()
    assert "You are number 1" in next_one
    assert "This takes a few seconds" in next_one


def test_whose_right_has_ended_hears_nothing_new(client, assessment, under_way):
    jobs, asked = under_way
    Assessment.objects.update(edit_generation=2)  # as renewing its link does
    jobs.update(step=4)

    assert poll(client, asked).status_code == 404


def test_a_mark_that_we_did_not_make_is_worth_nothing(client, under_way):
    _jobs, asked = under_way
    path, mark = asked.rsplit("=", 1)
    stranger = Client()

    for invented in ("", mark[::-1], "\u00e9"):
        assert poll(client, f"{path}={invented}").status_code == 200
        assert poll(stranger, f"{path}={invented}").status_code == 404


def test_a_page_that_waits_for_a_report_that_dropped_out_waits_for_the_newer(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment), "nl")
    asked = progress(assessment)
    answer = assessment.responses.get().answers.first()
    answer.choice = "4"
    answer.save()

    get(client, address(assessment), "nl")
    newer = progress(assessment)

    assert newer != asked
    assert f'hx-get="{newer}&amp;shown=' in poll(client, asked).text


def test_nobody_waits_for_the_report_of_another(client, assessment):
    other = make_assessment(questionnaire="quick", answers=all_answers("quick", 3))
    open_in(client, assessment)
    job = queue.ask(other.public_id, report_of(other, "nl"))

    page = get(client, address(assessment, f"report/progress/{job.public_id}/"), "nl")

    own = RenderJob.objects.get(folder=assessment.public_id)
    assert job.public_id not in page.text
    assert own.public_id in page.text


def test_a_failed_report_is_told_and_can_be_tried_again(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment), "en")
    RenderJob.objects.update(state=JobState.FAILED, reason=Reason.DIED)

    failed = get(client, address(assessment), "en")
    assert failed.status_code == 503
    assert headings(parse(failed)) == ["The report could not be made"]
    assert "hx-trigger" not in failed.content.decode()

    asked = progress(assessment, "en")
    again = client.post(asked)
    assert again.url == asked
    assert made(client, address(assessment) + "?language=en").startswith(b"%PDF")


def test_nobody_waits_without_end(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment), "en")
    asked = progress(assessment, "en")
    long_ago = timezone.now() - PATIENCE - timedelta(seconds=1)
    RenderJob.objects.update(asked_at=long_ago, not_before=long_ago, place_at=long_ago)

    told = poll(client, asked, "en")

    assert "The report could not be made" in told.text
    assert "hx-trigger" not in told.text
    client.post(asked)
    assert "The report is being made" in poll(client, asked, "en").text


def test_who_waits_while_nothing_can_be_stored_is_told(client, assessment):
    open_in(client, assessment)
    get(client, address(assessment), "en")
    RenderJob.objects.update(reason=Reason.NO_STORAGE)

    told = poll(client, progress(assessment, "en"), "en")
    assert "cannot store files at this moment" in told.text


def test_what_is_saved_before_the_report_is_there_is_not_called_a_pdf(client, assessment):
    open_in(client, assessment)

    page = get(client, address(assessment), "nl")

    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page["Content-Disposition"] == 'inline; filename="pdf-is-being-made.html"'


def test_a_program_is_told_to_ask_again_and_never_gets_a_page(client, assessment):
    open_in(client, assessment)

    early = client.get(address(assessment), headers={"accept": "*/*"})
    make_files()
    there = client.get(address(assessment), headers={"accept": "*/*"})

    assert (early.status_code, early["Content-Type"]) == (202, "text/plain")
    assert early["Retry-After"] == "2"
    assert content(there).startswith(b"%PDF")


def test_a_file_that_is_gone_from_storage_is_made_again(client, assessment):
    open_in(client, assessment)
    job = store(assessment, "nl")
    files.storage.remove_file(job.name)

    assert get(client, address(assessment), "nl").status_code == 202
    assert made(client, address(assessment) + "?language=nl").startswith(b"%PDF")


def test_storage_that_does_not_answer_is_told_on_a_page(client, assessment):
    open_in(client, assessment)
    job = store(assessment, "en")
    path = default_storage.path(job.name)
    os.unlink(path)
    os.mkdir(path)  # it can be found, but not read

    page = get(client, address(assessment), "en")

    assert page.status_code == 503
    assert headings(parse(page)) == ["The report cannot be fetched at this moment"]


def test_a_finished_assessment_has_its_report_made_before_anybody_asks(client):
    assessment = make_assessment(
        questionnaire="quick", answers=all_answers("quick", 2), finished=True
    )
    open_in(client, assessment)

    get(client, address(assessment, "result/"), "nl")
    assert make_files() == 0  # somebody may still be changing it
    RenderJob.objects.update(not_before=timezone.now())  # ten seconds later
    assert make_files() == 1

    assert content(get(client, address(assessment), "nl")).startswith(b"%PDF")


def test_an_unfinished_one_has_not(client, assessment):
    open_in(client, assessment)

    get(client, address(assessment, "result/"), "nl")

    assert RenderJob.objects.count() == 0


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Café Zürich B.V.", "filename*=utf-8''caf%C3%A9-z%C3%BCrich-bv-advisory-report"),
        ('../"etc/passwd"', 'filename="etcpasswd-advisory-report'),
        ("", 'filename="nulmeting-advisory-report'),
        ("🙂", 'filename="kanaalkompas-advisory-report'),
    ],
)
def test_a_file_is_named_after_the_organisation_and_its_date(client, organisation, name):
    assessment = make_assessment(questionnaire="quick", organisation=organisation)
    open_in(client, assessment)
    store(assessment, "en")

    page = get(client, address(assessment), "en")

    content(page)
    assert f"attachment; {name}-{assessment.date.isoformat()}.pdf" in page["Content-Disposition"]


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
    job = RenderJob.objects.get()
    assert f"/sample/report/progress/{job.public_id}/?language=en" in page.text

    sample = made(client, "/sample/report.pdf?language=en")
    pages = page_texts(sample)
    assert "De Boer Wonen" in " ".join(pages[0].split())
    assert "previous assessment" in " ".join(pages[1].split())
