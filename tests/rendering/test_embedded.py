"""Without a queue server: threads beside the web process make what is asked for."""

import threading
import time
from base64 import b64decode
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from config.settings import BY_THREADS
from rendering import queue
from rendering.embedded import threads
from rendering.models import ALIVE_FOR, JobState, RenderJob
from rendering.tasks import expect_reports, report_worker, wake
from reports.formats import Format
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db(transaction=True)
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(autouse=True)
def beside_this_process(settings):
    settings.TASKS = settings.TASKS | {"default": BY_THREADS}
    report_worker().process.niceness = 0
    yield
    threads.stop()


@pytest.fixture
def report():
    return make_report(questionnaire="quick", answers={"klantervaring": 2})


def comes_true(is_so, seconds=120):
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


def is_ready():
    return RenderJob.objects.get().state == JobState.READY


def test_what_is_asked_for_is_made_without_a_service(report):
    queue.ask("mine", report, Format.RADAR)

    assert comes_true(is_ready)


def test_looking_at_a_result_starts_the_process_that_renders():
    expect_reports()

    assert comes_true(lambda: report_worker().process.process_id)


def test_a_thread_that_ended_is_followed_by_another(report):
    wake()
    threads.running("reports", "rendering.tasks.make_report").put(None)
    assert comes_true(lambda: "reports" not in {each.name for each in threading.enumerate()})

    queue.ask("mine", report, Format.RADAR)

    assert comes_true(is_ready)


def test_what_a_process_before_this_one_left_is_taken_up(report):
    dead_since = timezone.now() - ALIVE_FOR - timedelta(seconds=1)
    with transaction.atomic():  # before a thread of this process hears of it
        queue.ask("mine", report, Format.RADAR)
        RenderJob.objects.update(
            state=JobState.MAKING, worker="dead", tries=1, heartbeat_at=dead_since
        )

    wake()

    assert comes_true(is_ready)


def test_a_logo_does_not_wait_for_reports(report):
    queue.ask("mine", report, Format.PDF)
    queue.ask_sent("mine", DOT)

    assert comes_true(lambda: queue.sent_job("mine") is None)
    assert comes_true(lambda: not RenderJob.objects.unfinished().exists())
