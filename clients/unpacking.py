"""A ZIP of assessment files, opened with care: as many, as large and as far packed as files of ours
are. Names only tell the files apart; nothing is written where a name says.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from assessments.exchange import Document, Refused, read
from assessments.exchange.document import MAX_BYTES
from assessments.importing import find_definition
from maturity.typed import plain

MAX_ARCHIVE = 7 * 1024 * 1024  # bytes
MAX_FILES = 200
MAX_UNPACKED = 50 * 1024 * 1024  # of all files together
MAX_RATIO = 200  # of a file; JSON with the answers of a large group packs to a fortieth
LONGEST = 80  # letters of a name that are shown
ENCRYPTED = 0x1  # a flag of an entry
# What is wrong with the bytes, as zipfile and zlib say it.
BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError)


class NoArchive(Exception):
    """It cannot be opened as a ZIP."""


class TooMuch(Exception):
    """More files, or more in them, than is taken at once."""


class Unreadable(Exception):
    """One file of it is broken, encrypted, or packed as no file of ours is."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file: what it says, or why it cannot be read."""

    name: str
    content: bytes
    document: Document | None = None
    faults: tuple[str, ...] = ()
    is_unreadable: bool = False


def unpacked(archive: bytes) -> list[Packed]:
    """Every file in it, in its order. Raises NoArchive and TooMuch."""
    try:
        with ZipFile(BytesIO(archive)) as opened:
            return list(_read_all(opened))
    except BROKEN as fault:
        raise NoArchive from fault


def _read_all(opened: ZipFile) -> Iterator[Packed]:
    entries = [each for each in opened.infolist() if not _is_of_the_system(each)]
    if len(entries) > MAX_FILES:
        raise TooMuch
    room = MAX_UNPACKED
    for entry in entries:
        name = _shown(entry.filename)
        try:
            content = _content(opened, entry)
        except Unreadable:
            yield Packed(name, b"", is_unreadable=True)
            continue
        room -= len(content)
        if room < 0:
            raise TooMuch
        yield _packed(name, content)


def _content(opened: ZipFile, entry: ZipInfo) -> bytes:
    """One byte more than is taken is enough to see that it is too much, whatever it says itself."""
    if entry.flag_bits & ENCRYPTED or entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise Unreadable
    try:
        with opened.open(entry) as file:
            return file.read(MAX_BYTES + 1)
    except BROKEN as fault:
        raise Unreadable from fault


def _packed(name: str, content: bytes) -> Packed:
    try:
        return Packed(name, content, read(content, find_definition))
    except Refused as refused:
        return Packed(name, content, faults=tuple(refused.lines))


def _is_of_the_system(entry: ZipInfo) -> bool:
    """Folders, and what macOS and Windows add unasked."""
    last = entry.filename.replace("\\", "/").rpartition("/")[2]
    return entry.is_dir() or not last or last.startswith("._") or last in {".DS_Store", "Thumbs.db"}


def _shown(name: str) -> str:
    """Without the folders that it claims to lie in."""
    last = plain(name.replace("\\", "/")).rpartition("/")[2].replace("\n", " ")
    return last if len(last) <= LONGEST else f"{last[:LONGEST]}…"
