"""A backup of SQLite: one file, copied by SQLite's own backup while others write."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.utils.translation import gettext as _

from config.backup.contents import BackupFault, Contents, applied_migrations, row_counts
from config.holding import DatabaseInUse, as_its_folder, database_file

ENDING = ".sqlite3"
BESIDE = ("-wal", "-shm")  # what SQLite keeps beside the file, and would play back over another one


def write_copy(target: Path) -> dict[str, int]:
    """To an empty file, for which it gives the rows of each table at the moment of the copy."""
    with opened(_own_file()) as source, opened(target) as copy, source.cursor() as cursor:
        cursor.execute("BEGIN")  # the counts and the copy see the same moment; nobody waits for it
        counts = row_counts(source, cursor)
        source.connection.backup(copy.connection)
        cursor.execute("ROLLBACK")
        _make_one_file(copy)
    return counts


def contents_of(file: Path) -> Contents:
    """Read to the last page. Raises BackupFault for what is damaged or no database."""
    try:
        with opened(file) as copy, copy.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = [row[0] for row in cursor.fetchall()]
            if said != ["ok"]:
                raise BackupFault(_("It is damaged: %(said)s") % {"said": said[0]})
            rows = row_counts(copy, cursor)
            migrations = applied_migrations(cursor) if "django_migrations" in rows else frozenset()
            return Contents(rows, migrations)
    except DatabaseError as error:
        raise BackupFault(_("It is damaged: %(said)s") % {"said": error}) from error


@contextmanager
def ready_to_put_back(file: Path) -> Iterator[Path]:
    """A copy of a backup beside the database, to be checked and then to take its place."""
    database = _own_file()
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = database.with_name(f"{database.name}.restoring")
    parts = [copy.with_name(copy.name + end) for end in ("", *BESIDE)]
    try:
        _copy_privately(file, copy)
        written_ahead = file.with_name(file.name + BESIDE[0])
        if written_ahead.exists():
            _copy_privately(written_ahead, parts[1])
        with suppress(DatabaseError), opened(copy) as database_copy:
            _make_one_file(database_copy)
        yield copy
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def put_back(copy: Path, moment: str) -> str:
    """The copy becomes the database; what was there is put aside, under the name that it gives."""
    database = _own_file()
    connection.close()
    as_its_folder(copy)
    if not database.exists():
        copy.replace(database)
        return ""
    aside = database.with_name(f"{database.name}.before-{moment}")
    with nobody_has_open(database):
        database.rename(aside)
        for end in BESIDE:  # with the old one, to which they belong
            with suppress(FileNotFoundError):
                database.with_name(database.name + end).rename(aside.with_name(aside.name + end))
        copy.replace(database)
    return str(aside)


@contextmanager
def nobody_has_open(database: Path) -> Iterator[None]:
    """Every connection locks the file for as long as it is open, so only one that is alone can
    leave write-ahead mode. A file too damaged for that is in nobody's use."""
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as alone:
        try:
            alone.execute("PRAGMA locking_mode=EXCLUSIVE")
            alone.execute("PRAGMA journal_mode=DELETE")
            alone.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise DatabaseInUse from error
        except sqlite3.DatabaseError:
            pass
        yield


@contextmanager
def opened(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """By Django, which brings the functions that our constraints call: REGEXP."""
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {"timeout": 20}}
    database = ConnectionHandler({"default": own})["default"]
    try:
        database.ensure_connection()
        yield database
    finally:
        database.close()


def _own_file() -> Path:
    file = database_file()
    assert file is not None  # noqa: S101 -- this module is chosen for SQLite only
    return file


def _make_one_file(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")


def _copy_privately(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        source.open("rb") as read,
        open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written,
    ):
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())
