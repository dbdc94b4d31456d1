import re
from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import path
from django.utils import timezone

from config import readiness
from config.logs import LineFormatter
from config.urls import handler500, urlpatterns  # noqa: F401 -- this module is a ROOT_URLCONF too
from rendering import queue
from rendering.models import RenderJob
from tests.config.processes import run_python
from tests.config.test_storing import database_read_only
from tests.reports.conftest import make_report


@login_not_required
def fail(request):
    raise RuntimeError("the answer was 42")


urlpatterns = [*urlpatterns, path("fail/", fail)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.urls(__name__)
def test_a_failure_shows_the_id_that_the_log_has_and_no_detail(client, caplog, language):
    client.raise_request_exception = False
    caplog.handler.setFormatter(LineFormatter())

    page = client.get("/fail/", headers={"accept-language": language})

    assert page.status_code == 500
    assert f'lang="{language}"' in page.text
    assert "42" not in re.sub(r"[0-9a-f]{8}", "", page.text)
    [error_id] = re.findall(r"\[([0-9a-f]{8})\]$", caplog.text, flags=re.MULTILINE)
    assert error_id in page.text


@pytest.mark.urls(__name__)
def test_a_failure_page_asks_the_database_nothing(client, django_assert_num_queries, db):
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        client.get("/fail/")


def test_a_page_that_is_not_there_asks_the_database_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page = client.get("/no-such-page/")

    assert page.status_code == 404
    assert page.text.count("<h1") == 1


def test_alive_asks_the_database_nothing(client):
    page = client.get("/healthz")

    assert page.text == "alive\n"
    assert "no-store" in page["Cache-Control"]


def test_ready_when_every_migration_is_applied(client, db):
    assert client.get("/readyz").text == "ready\n"


def test_not_ready_while_a_migration_is_missing(client, db):
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "assessments")
    recorder.record_unapplied("assessments", last)

    page = client.get("/readyz")

    assert (page.status_code, page.text) == (503, "migrations to apply\n")


def test_not_ready_without_a_database():
    asked = run_python(
        "import django; django.setup()",
        "from django.test import Client",
        "page = Client(headers={'host': 'localhost'}).get('/readyz')",
        "print(page.status_code, page.text)",
        DATABASE_URL="sqlite:////no/such/folder/database.sqlite3",
    )

    assert asked.stdout.endswith("503 no database\n\n")


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_takes_no_writes(client):
    with database_read_only():
        page = client.get("/readyz")

    assert (page.status_code, page.text) == (503, "database takes no writes\n")
    assert client.get("/readyz").status_code == 200


def test_not_ready_while_files_cannot_be_written(client, db, settings, tmp_path):
    (tmp_path / "reports").write_text("a file where the folder should be")

    page = client.get("/readyz")

    assert (page.status_code, page.text) == (503, "files cannot be written\n")


def test_not_ready_while_nobody_makes_the_reports_that_are_asked_for(client, db):
    job = queue.ask("mine", make_report(questionnaire="quick", answers={}))
    long_ago = timezone.now() - timedelta(minutes=2)
    RenderJob.objects.filter(pk=job.pk).update(asked_at=long_ago, not_before=long_ago)

    page = client.get("/readyz")

    assert (page.status_code, page.text) == (503, "no worker for reports\n")


def test_not_ready_when_a_disk_is_nearly_full(client, db, monkeypatch):
    monkeypatch.setattr(readiness, "ROOM_BYTES", 10**18)

    page = client.get("/readyz")

    first = "the database" if connection.vendor == "sqlite" else "files"
    assert (page.status_code, page.text) == (503, f"no room for {first}\n")
    assert readiness.files_trouble() == "no room for files"
