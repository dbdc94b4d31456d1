"""Dated backups in a folder: written whole or not at all, read again, and removed when old."""

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from config.backup import postgresql, sqlite
from config.backup.contents import BackupFault, Contents

NAME = re.compile(r"kanaalkompas-(\d{8}-\d{6})(?:-\d+)?\.(?:sqlite3|dump|key)")
MOMENT = "%Y%m%d-%H%M%S"
ALWAYS_KEPT = 7  # of each kind: a wrong clock must not remove them all
UNFINISHED = ".part"


def engine() -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def moment() -> str:
    return dt.datetime.now(tz=dt.UTC).strftime(MOMENT)


def back_up(folder: Path) -> tuple[Path, Contents]:
    """The database as a new file in a folder, which is made for our own user when it is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with new_file(folder, engine().ENDING) as part:
        expected = engine().write_copy(part)
        contents: Contents = engine().contents_of(part)
        if contents.rows != expected:
            raise BackupFault(_("The copy does not hold what the database holds."))
        final = _free_name(folder, engine().ENDING)
        part.rename(final)
    return final, contents


def keep_key(backup: Path) -> Path:
    """The keys under which the links of that database were made, in a file beside it."""
    keys = "\n".join([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    with new_file(backup.parent, ".key") as part:
        part.write_text(f"{keys}\n")
        return part.rename(backup.with_suffix(".key"))


def remove_old(folder: Path, now: dt.datetime) -> list[Path]:
    """What is older than BACKUP_DAYS, but never the newest few. 0 keeps everything."""
    if not settings.BACKUP_DAYS:
        return []
    before = (now - dt.timedelta(days=settings.BACKUP_DAYS)).strftime(MOMENT)
    old = []
    for ending in (sqlite.ENDING, postgresql.ENDING, ".key"):
        ours = [path for path in folder.glob(f"*{ending}") if NAME.fullmatch(path.name)]
        ours.sort(key=_moment_of, reverse=True)
        old += [path for path in ours[ALWAYS_KEPT:] if _moment_of(path) < before]
    for path in old:
        path.unlink()
    return old


@contextmanager
def new_file(folder: Path, ending: str) -> Iterator[Path]:
    """An empty file of our own user's, gone again unless it was given its final name."""
    part = folder / f"kanaalkompas-{os.getpid()}{ending}{UNFINISHED}"
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
    finally:
        part.unlink(missing_ok=True)


def _free_name(folder: Path, ending: str) -> Path:
    name = f"kanaalkompas-{moment()}"
    path, number = folder / f"{name}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ending}"
    return path


def _moment_of(path: Path) -> str:
    found = NAME.fullmatch(path.name)
    return found[1] if found else ""
