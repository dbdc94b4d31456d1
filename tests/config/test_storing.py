"""A full or read-only disk and a database that is away: told, and over as soon as they are."""

import errno
from contextlib import contextmanager

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InternalError, OperationalError, connection
from django.urls import path

from assessments.models import Answer
from config.storing import cannot_store
from config.urls import handler500, urlpatterns  # noqa: F401 -- this module is a ROOT_URLCONF too
from tests.assessments.test_answers import save
from tests.config.processes import run_python
from tests.factories import make_assessment, open_in


@login_not_required
def store_file(request):
    raise OSError(errno.ENOSPC, "No space left on device")


urlpatterns = [*urlpatterns, path("store-file/", store_file)]


@contextmanager
def database_full():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what tests before this one removed is room too
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def database_read_only():
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            yield
        finally:
            cursor.execute(off)


@pytest.fixture
def holder(client):
    client.raise_request_exception = False
    client.assessment = make_assessment()
    open_in(client, client.assessment)
    return client


def saves(browser, *, version=0):
    """A note for each of five questions: more than the room that a page of the database has."""
    return [
        save(browser, browser.assessment, f"KE{n}", choice="2", note="n" * 1900, version=version)
        for n in range(1, 6)
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own limit")
def test_a_full_database_refuses_a_save_in_words_and_heals_by_itself(holder):
    with database_full():
        answered = {page.status_code: page for page in saves(holder)}
        kept = Answer.objects.count()
    after = saves(holder)

    assert set(answered) <= {200, 503}
    refused = answered[503]
    assert refused["Retry-After"] == "15"
    assert "Dit is niet bewaard" in refused.text
    assert kept < 5
    assert {page.status_code for page in after} == {200}
    assert Answer.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_read_only_database_refuses_a_save_and_still_shows_what_is_there(holder):
    save(holder, holder.assessment, choice="2", version=0)

    with database_read_only():
        refused = save(holder, holder.assessment, choice="3", version=1)
        shown = holder.get(f"/a/{holder.assessment.public_id}/klantervaring/")
    after = save(holder, holder.assessment, choice="3", version=1)

    assert (refused.status_code, shown.status_code, after.status_code) == (503, 200, 200)
    assert Answer.objects.get().choice == "3"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Deze pagina kan nu niet"), ("en", "This page cannot be made now")],
)
def test_a_full_disk_of_files_is_told_with_the_id_that_the_log_has(client, caplog, language, words):
    client.raise_request_exception = False

    page = client.get("/store-file/", headers={"accept-language": language})

    assert page.status_code == 503
    assert words in page.text
    assert "No space left" not in page.text


def test_a_database_that_is_away_is_told():
    asked = run_python(
        "import django; django.setup()",
        "from django.test import Client",
        "client = Client(headers={'host': 'localhost'}, raise_request_exception=False)",
        "page = client.get('/model/')",
        "print(page.status_code, page['Retry-After'])",
        DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
    )

    assert asked.stdout.endswith("503 15\n"), asked.stderr


def failing(code, kind=OperationalError):
    class OfServer(Exception):
        sqlstate = code

    failure = kind("refused")
    failure.__cause__ = OfServer()
    return failure


@pytest.mark.parametrize(
    "failure",
    [
        failing("53100"),
        failing("57P03"),
        failing("08006"),
        failing(None),
        failing("25006", InternalError),
        OSError(errno.EROFS, "Read-only file system"),
    ],
    ids=["disk full", "starting", "lost", "no server", "read-only", "disk read-only"],
)
def test_what_passes_by_itself(failure):
    assert cannot_store(failure)


@pytest.mark.parametrize(
    "failure",
    [
        failing("42P01", DatabaseError),
        failing("23505", DatabaseError),
        failing(None, DatabaseError),
        OSError(errno.ENOENT, "No such file"),
        RuntimeError(),
        None,
    ],
    ids=["no table", "not unique", "of the driver", "no file", "ours", "none"],
)
def test_what_is_a_fault_of_the_code(failure):
    assert not cannot_store(failure)
