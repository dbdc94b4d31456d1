"""“Save link as” on a report that is still to be made: one request, kept as it comes."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections

from config import server
from config.settings import BY_THREADS
from rendering.embedded import threads
from tests.factories import all_answers, make_assessment, open_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def workers_beside_the_server(settings):
    settings.TASKS = settings.TASKS | {"default": BY_THREADS}
    settings.THREADS = 1  # whose connection is closed
    yield
    threads.stop()


@pytest.fixture
def saved(client, workers_beside_the_server):
    """What one request of whoever holds an assessment gets, without a page in between."""
    assessment = make_assessment(questionnaire="quick", answers=all_answers("quick"))
    open_in(client, assessment)
    cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    scope = SimpleNamespace(
        method="GET",
        path=f"/a/{assessment.public_id}/report.pdf",
        query_string="",
        http_version="1.1",
        scheme="http",
        server="127.0.0.1:80",
        client="127.0.0.1:40000",
        headers={"host": "localhost", "accept": "*/*", "cookie": cookies},
    )
    serving = server.Server()
    yield lambda: asyncio.run(serving.answer(scope, b""))
    with serving.threads as threads_that_answer:
        threads_that_answer.submit(connections.close_all).result()


def kind_of(answer):
    return dict(answer.headers)["Content-Type"]


def test_a_link_saved_before_the_report_is_made_keeps_the_report(saved):
    answer = saved()

    assert (answer.status, kind_of(answer)) == (200, "application/pdf")
    assert (Path(answer.file).read_bytes() if answer.file else answer.written[0])[:4] == b"%PDF"


def test_a_report_that_takes_too_long_is_a_failure_and_no_file(saved, monkeypatch):
    monkeypatch.setattr(server, "MADE_SECONDS", 0)

    answer = saved()

    assert (answer.status, kind_of(answer)) == (503, "text/plain")
    assert server.WAIT_FOR not in dict(answer.headers)
