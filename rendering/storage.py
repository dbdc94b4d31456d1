"""Where files lie: <folder>/<fingerprint>.<language>.<format> in the default storage."""

import datetime as dt
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

logger = logging.getLogger(__name__)


class WholeFileStorage(FileSystemStorage):
    """A file is there whole or not at all, also when the power fails."""

    def _save(self, name: str, content: File[bytes]) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
        try:
            with open(draft, "wb", opener=_privately) as file:
                for piece in content.chunks():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        return name


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def save(name: str, content: bytes) -> None:
    default_storage.save(name, ContentFile(content))


class Unavailable(Exception):
    """Storage does not answer."""


def open_file(name: str) -> File[bytes] | None:
    """None when it is not there. Looking first would be a race: a newer one may take its place."""
    try:
        return default_storage.open(name)
    except FileNotFoundError:
        return None
    except Exception as error:  # of the disk, or of whatever library speaks to a storage server
        logger.exception("Files cannot be read")
        raise Unavailable from error


def exists(name: str) -> bool:
    return default_storage.exists(name)


def remove_file(name: str) -> None:
    default_storage.delete(name)


def remove_folder(folder: str) -> None:
    """With whatever lies in it, of any program and whether a row knows of it or not."""
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(plain(folder))[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)


def folders() -> Iterator[str]:
    with suppress(FileNotFoundError):
        yield from default_storage.listdir("")[0]


def files_in(folder: str) -> list[str]:
    with suppress(FileNotFoundError):
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    return []


def plain(folder: str) -> str:
    if not folder or folder != Path(folder).name or folder.startswith("."):
        raise ValueError("not the name of a folder")
    return folder


def is_writable() -> bool:
    """Tried, since a full disk, a read-only one and a server that is away all look well."""
    probe = f".probe.{os.getpid()}.{get_ident()}"
    try:
        save(probe, b"probe")
    except Exception:  # of the disk, or of whatever library speaks to a storage server
        logger.exception("Files cannot be stored")
        return False
    with suppress(Exception):
        remove_file(probe)
    return True


def written_at(name: str) -> dt.datetime:
    return default_storage.get_modified_time(name)
