"""Whether this installation can do what visitors come for: read, store, and make files.

Answers in a few words that name the part and nothing of its inside; the log has the rest.
"""

import logging
import shutil
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F

from config.holding import database_file
from rendering.health import trouble as rendering_trouble

logger = logging.getLogger(__name__)

ROOM_BYTES = 100 * 1024 * 1024  # below it an administrator has to look
A_LITTLE = b"\0" * 4096


def what_is_wrong() -> str:
    """Nothing when all is well."""
    return database_trouble() or files_trouble() or rendering_trouble()


def database_trouble() -> str:
    try:
        if _is_behind():
            return "migrations to apply"
    except DatabaseError:
        logger.exception("The database does not answer")
        return "no database"
    try:
        _write_to_database()
    except DatabaseError:
        logger.exception("The database takes no writes")
        return "database takes no writes"
    file = database_file()
    return "no room for the database" if file and not _has_room(file.parent) else ""


def files_trouble() -> str:
    """Of a disk; files that lie elsewhere are tried by those who store them."""
    location = getattr(default_storage, "location", None)
    if not location:
        return ""
    try:
        _write_file(Path(location))
    except OSError:
        logger.exception("Files cannot be written")
        return "files cannot be written"
    return "" if _has_room(Path(location)) else "no room for files"


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _write_to_database() -> None:
    """A real write of what stands there already: rolled back, it would never reach the disk."""
    applied = MigrationRecorder(connection).migration_qs
    applied.filter(pk=applied.latest("pk").pk).update(app=F("app"))


def _write_file(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(A_LITTLE)


def _has_room(folder: Path) -> bool:
    return shutil.disk_usage(folder).free >= ROOM_BYTES
