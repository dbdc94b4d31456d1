"""Backup and restore by their commands, on a database of their own in both kinds."""

import datetime as dt
import gc
import io
import shutil
import stat
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from assessments.models import Answer, Assessment
from config import holding
from config.backup import postgresql, sqlite
from config.backup.files import engine, remove_old
from config.holding import database_file, hold_database
from tests.factories import all_answers, make_assessment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "postgresql" and not shutil.which("pg_dump"), reason="no pg_dump here"
    ),
]


def command(name, *arguments):
    out = io.StringIO()
    call_command(name, *map(str, arguments), stdout=out)
    return out.getvalue()


def backed_up(folder, *arguments):
    command("backup", folder, *arguments)
    return max(path for path in folder.iterdir() if path.suffix == engine().ENDING)


@pytest.fixture(autouse=True)
def nothing_left_open():
    """A statement that failed in another test keeps its connection to SQLite open until the
    collector comes, and nothing is restored while somebody has the database open."""
    gc.collect()


@pytest.fixture(autouse=True)
def nothing_put_aside():
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore%'")
            for (schema,) in cursor.fetchall():
                cursor.execute(f"DROP SCHEMA {schema} CASCADE")
    else:
        file = database_file()
        for path in file.parent.glob(f"{file.name}.before-*"):
            path.unlink()


def every_row():
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_what_was_backed_up_comes_back_row_by_row(tmp_path):
    make_assessment(answers={"KE1": 2}, notes={"KE1": "Regel één\nregel twee\t\\."})
    before = every_row()
    file = backed_up(tmp_path / "backups")

    make_assessment()
    Answer.objects.update(choice="4")
    said = command("restore", file)

    assert every_row() == before
    assert Answer.objects.get().note == "Regel één\nregel twee\t\\."
    assert f"{sum(map(len, before.values()))} " in said


def test_what_was_there_is_put_aside_whole(tmp_path):
    file = backed_up(tmp_path)
    make_assessment(title="Van na de kopie")

    said = command("restore", file)

    assert not Assessment.objects.exists()
    aside = said.split()[said.split().index("als") + 1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ATTACH DATABASE %s AS aside", [aside])
            aside = "aside"
        cursor.execute(f"SELECT title FROM {aside}.assessments_assessment")  # noqa: S608
        assert cursor.fetchall() == [("Van na de kopie",)]
        if connection.vendor == "sqlite":
            cursor.execute("DETACH DATABASE aside")


def test_a_backup_in_a_write_burst_holds_what_was_stored_before_it(tmp_path):
    assessment = make_assessment()
    codes = list(all_answers(assessment))
    stop, stored = Event(), []

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            made = make_assessment(title=f"Burst {number}", answers={codes[0]: 3})
            stored.append(made.public_id)
        connections.close_all()

    writers = [Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    while len(stored) < 10:
        stop.wait(0.01)
    known = list(stored)
    file = backed_up(tmp_path)
    stop.set()
    for writer in writers:
        writer.join()
    command("restore", file)

    restored = set(Assessment.objects.values_list("public_id", flat=True))
    assert set(known) <= restored <= {*stored, assessment.public_id}
    whole = Assessment.objects.filter(responses__answers__choice="3").count()
    assert whole >= len(known)


def test_files_and_folder_are_for_their_own_user_only_and_the_key_is_left_out(tmp_path):
    folder = tmp_path / "new" / "backups"

    file = backed_up(folder)

    assert [path.name for path in folder.iterdir()] == [file.name]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_key_comes_along_when_asked(tmp_path, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new key", ["old key"]

    key = backed_up(tmp_path, "--with-key").with_suffix(".key")

    assert key.read_text() == "new key\nold key\n"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_second_backup_at_once_gets_a_name_of_its_own(tmp_path):
    for _ in range(3):
        command("backup", tmp_path)

    assert len(list(tmp_path.iterdir())) == 3


def test_old_backups_go_but_the_newest_stay_whatever_the_clock_says(tmp_path, settings):
    settings.BACKUP_DAYS = 30
    start = dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC)
    nights = [f"{start + dt.timedelta(days=day):%Y%m%d-%H%M%S}" for day in range(60)]
    for night in nights:
        (tmp_path / f"kanaalkompas-{night}.sqlite3").touch()
    others = [tmp_path / "kanaalkompas.sqlite3", tmp_path / "mine.dump"]
    for path in others:
        path.touch()

    remove_old(tmp_path, start + dt.timedelta(days=59))
    assert len(list(tmp_path.iterdir())) == 31 + len(others)
    remove_old(tmp_path, start + dt.timedelta(days=9_000))
    assert len(list(tmp_path.iterdir())) == 7 + len(others)
    settings.BACKUP_DAYS = 0
    assert remove_old(tmp_path, start + dt.timedelta(days=9_000)) == []


def unchanged_by(file):
    before = every_row()
    with pytest.raises(CommandError) as refused:
        command("restore", file)
    connection.close()
    assert every_row() == before
    return str(refused.value)


def test_a_damaged_backup_is_refused_and_nothing_is_touched(tmp_path):
    make_assessment()
    file = backed_up(tmp_path)
    cut = tmp_path / "cut"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    nothing, words = tmp_path / "none", tmp_path / "words"
    words.write_text("geen reservekopie")

    for wrong in (cut, words, nothing, tmp_path):
        assert unchanged_by(wrong).startswith("Er is niets teruggezet")


def test_a_backup_of_a_newer_version_is_refused(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
            ["assessments", "0999_x", timezone.now()],
        )
        file = backed_up(tmp_path)
        cursor.execute("DELETE FROM django_migrations WHERE name = '0999_x'")

    assert "assessments.0999_x" in unchanged_by(file)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="makes a file of SQLite")
def test_the_database_of_another_program_is_refused(tmp_path):
    other = tmp_path / "other.sqlite3"
    with sqlite.opened(other) as database, database.cursor() as cursor:
        cursor.execute("CREATE TABLE thing (id integer)")

    assert "Kanaalkompas" in unchanged_by(other)


def test_nothing_is_restored_under_a_server(tmp_path):
    file = backed_up(tmp_path)
    hold_database()
    try:
        assert "in gebruik" in unchanged_by(file)
    finally:
        holding._held.pop().close()  # as when a process ends


def test_nothing_is_restored_while_another_has_the_database_open(tmp_path):
    file = backed_up(tmp_path)
    other = connections.create_connection("default")
    other.settings_dict = connection.settings_dict
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")

        assert "in gebruik" in unchanged_by(file)
    other.close()
    command("restore", file)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps files beside its own")
def test_nothing_that_lay_beside_the_old_file_is_played_back(tmp_path):
    file = backed_up(tmp_path)
    make_assessment()  # written ahead, and left there as by a server that was killed
    database = database_file()
    kept = {end: database.with_name(database.name + end).read_bytes() for end in sqlite.BESIDE}
    connection.close()
    for end, content in kept.items():
        database.with_name(database.name + end).write_bytes(content)

    command("restore", file)

    assert not Assessment.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="damages a file of SQLite")
def test_a_damaged_database_can_be_replaced(tmp_path):
    User.objects.create_user("beheer@example.org")
    file = backed_up(tmp_path)
    connection.close()
    database = database_file()
    database.write_bytes(b"rubbish" * 1000)

    command("restore", file)

    assert User.objects.get().email == "beheer@example.org"


def test_no_copy_is_left_of_a_backup_that_failed(tmp_path, settings):
    folder = tmp_path / "backups"
    folder.mkdir()
    missing = connection.settings_dict | {"NAME": "none", "HOST": "127.0.0.1", "PORT": "1"}
    if connection.vendor == "sqlite":
        missing["NAME"] = str(tmp_path / "none" / "none.sqlite3")
    own, connection.settings_dict = connection.settings_dict, missing
    try:
        with pytest.raises(CommandError):
            command("backup", folder)
    finally:
        connection.settings_dict = own

    assert list(folder.iterdir()) == []
    assert postgresql.ENDING != sqlite.ENDING
