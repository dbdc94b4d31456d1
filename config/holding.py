"""Who has the database in use: every process that serves holds it, a restore wants it alone.

The mark is a lock of the operating system on a file beside the database. It goes with its process,
however that ends, so nothing is left to clear away after a crash.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)

_held: list[IO[bytes]] = []  # a lock lasts for as long as its file is open


class DatabaseInUse(Exception):
    """A server holds the database, or a restore does."""


def database_file() -> Path | None:
    """The file of SQLite; None for a database elsewhere."""
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def hold_database() -> None:
    """For a process that serves, until it ends. Raises DatabaseInUse while a restore is at work."""
    try:
        file = _open_mark()
    except OSError as error:  # a server that may write nothing here can still serve
        logger.warning("No restore will notice that this process uses the database: %s", error)
        return
    _lock(file, fcntl.LOCK_SH)
    _held.append(file)


@contextmanager
def alone_with_database() -> Iterator[None]:
    """No server has it, nor can one begin meanwhile. Raises DatabaseInUse when one has."""
    with _open_mark() as file:
        _lock(file, fcntl.LOCK_EX)
        yield


def as_its_folder(path: Path) -> None:
    """An administrator's command leaves files that the server's own user can open."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def _open_mark() -> IO[bytes]:
    file = database_file()
    name = file or settings.VAR_DIR / str(connection.settings_dict["NAME"])
    mark = name.with_name(f"{name.name}.in-use")
    opened = mark.open("ab")
    as_its_folder(mark)
    return opened


def _lock(file: IO[bytes], kind: int) -> None:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        file.close()
        raise DatabaseInUse from taken
