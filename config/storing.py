"""Whether a failure says that nothing can be stored now: it passes, and the code is right."""

import errno
import sqlite3
from collections.abc import Iterator

from django.db import DatabaseError

DISK = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO}
SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
}
# Of PostgreSQL: connection lost, no resources left, stopping or starting; and read-only.
POSTGRESQL_CLASSES = ("08", "53", "57P")
POSTGRESQL_READ_ONLY = "25006"


def cannot_store(failure: BaseException | None) -> bool:
    return any(_is_about_the_disk(error) or _is_about_the_server(error) for error in chain(failure))


def chain(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__


def _is_about_the_disk(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE
    return isinstance(error, OSError) and error.errno in DISK


def _is_about_the_server(error: BaseException) -> bool:
    """psycopg gives no code when there is no server to give one."""
    if not isinstance(error.__cause__, Exception) or not isinstance(error, DatabaseError):
        return False
    if not hasattr(error.__cause__, "sqlstate"):
        return False
    code = error.__cause__.sqlstate
    if code is None:
        return type(error).__name__ == "OperationalError"
    return bool(code.startswith(POSTGRESQL_CLASSES) or code == POSTGRESQL_READ_ONLY)
