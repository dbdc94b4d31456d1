"""Files that a command reads and writes; what goes wrong with them is said in one line."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.exchange import Document, Refused, read
from assessments.exchange.document import MAX_BYTES
from assessments.importing import find_definition

STREAM = "-"  # standard input or output
REFUSED = 2  # exit status: the file, or a place to write to, is no good

# What the system says when a file cannot be opened, in its own English, as texts to translate.
gettext_noop("No such file or directory")
gettext_noop("Is a directory")
gettext_noop("Permission denied")


def read_document(path: str) -> Document:
    """Raises CommandError with every fault of the file."""
    try:
        return read(_content(path), find_definition)
    except Refused as refused:
        heading = _("%(file)s was refused:") % {"file": path}
        raise CommandError("\n".join([heading, *refused.lines]), returncode=REFUSED) from refused


def _content(path: str) -> bytes:
    """One byte more than we take is enough to see that it is too much."""
    try:
        if path == STREAM:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        message = _("%(file)s cannot be read: %(reason)s")
        raise CommandError(message % _told(path, error), returncode=REFUSED) from error


def write_files(contents: Mapping[str, bytes]) -> None:
    """Looks at every place before it writes to one: a wrong second name leaves no first file."""
    for path in contents:
        _check_writable(path)
    for path, content in contents.items():
        if path == STREAM:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            continue
        try:
            Path(path).write_bytes(content)
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from error


def _check_writable(path: str) -> None:
    if path == STREAM:
        return
    place = Path(path)
    try:
        if place.is_dir():
            raise IsADirectoryError(None, _("it is a directory"))
        if not place.parent.is_dir():
            raise FileNotFoundError(None, _("there is no such directory"))
        if not os.access(place if place.exists() else place.parent, os.W_OK):
            raise PermissionError(None, _("Permission denied"))
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _unwritable(path: str, error: Exception) -> CommandError:
    message = _("%(file)s cannot be written: %(reason)s")
    return CommandError(message % _told(path, error), returncode=REFUSED)


def _told(path: str, error: Exception) -> dict[str, str]:
    return {"file": path, "reason": _(getattr(error, "strerror", None) or str(error))}
