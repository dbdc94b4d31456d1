"""Where reports lie: <folder>/<fingerprint>.<language>.<format>, and beside it the marks of work.

The fingerprint covers all that a report is made from, so what is stored is never stale: another
answer, another name, another program makes another file.
"""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import time

from django.conf import settings
from django.core.files.storage import default_storage

from reports.formats import Format
from reports.report import Report
from reports.worker import SECONDS

STEPS = 8  # of a PDF: the seven of WeasyPrint, after the wait for its turn
FEW_STEPS = 2  # of any other file: the wait, and making it
LIBRARIES = ("weasyprint", "openpyxl", "python-docx", "python-pptx", "resvg-py")
MADE_BY = ("maturity/*.py", "reports/**/*", "templates/reports/*", "locale/*/LC_MESSAGES/*.mo")
STALE_AFTER = 2 * SECONDS  # without a sign of life


class State(StrEnum):
    MISSING = "missing"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredReport:
    state: State
    step: int  # 1 to steps while it is being made
    steps: int
    path: Path  # of the file; it is there when the state is READY

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def is_making(self) -> bool:
        return self.state == State.MAKING

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one report."""

    file: Path

    @property
    def work(self) -> Path:
        """Holds the step and, on the second line, the web process that has it in hand."""
        return self.file.with_name(f"{self.file.name}.work")

    @property
    def failed(self) -> Path:
        return self.file.with_name(f"{self.file.name}.failed")

    def look(self) -> StoredReport:
        steps = STEPS if self.file.suffix == f".{Format.PDF}" else FEW_STEPS
        if self.file.exists():
            return StoredReport(State.READY, steps, steps, self.file)
        if self.failed.exists():
            return StoredReport(State.FAILED, 0, steps, self.file)
        step = self.step()
        state = State.MISSING if step is None else State.MAKING
        return StoredReport(state, step or 0, steps, self.file)

    def step(self) -> int | None:
        """None when nobody is at it: the work of a process that died is taken up again."""
        try:
            step, owner = self.work.read_text().split("\n")
            age = time() - self.work.stat().st_mtime
        except (FileNotFoundError, ValueError):
            return None
        return None if age > STALE_AFTER or not _is_alive(int(owner)) else int(step) + 1

    def claim(self) -> bool:
        """Whether the work is now ours: one of two requests at the same moment gets it."""
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.step() is None:
            self.work.unlink(missing_ok=True)
        try:
            with self.work.open("x") as file:
                file.write(f"0\n{os.getpid()}")
        except FileExistsError:
            return False
        self.failed.unlink(missing_ok=True)
        return True

    def release(self, *, failed: bool) -> None:
        was_there = self.work.exists()
        self.work.unlink(missing_ok=True)
        if failed and was_there:
            self.failed.touch()
        if not failed:
            self._forget_older()

    def _forget_older(self) -> None:
        """Only the last of each format and language is worth its room."""
        for path in self.file.parent.glob(f"*{''.join(self.file.suffixes)}"):
            if path != self.file:
                path.unlink(missing_ok=True)


def place_of(folder: str, report: Report, format: Format = Format.PDF) -> Place:
    return Place(_folder(folder) / f"{fingerprint(report)}.{report.language}.{format}")


def remove(folder: str) -> None:
    """Every stored report of this folder; one that is being made is not stored any more."""
    with suppress(FileNotFoundError):
        shutil.rmtree(_folder(folder))


def _folder(name: str) -> Path:
    if not name or name != Path(name).name or name.startswith("."):
        raise ValueError("not the name of a folder")
    return Path(default_storage.path(name))


def fingerprint(report: Report) -> str:
    """Of all that the report is made from: answers and choices, model, words, edition, program."""
    edition = report.edition
    made_from = (
        report.about,
        report.responses,
        dict(report.notes),
        [
            (row.score, row.target, row.has_own_target, row.importance, dict(row.departments))
            for row in report.result.dimensions
        ],
        [(row.distribution, row.counts) for row in report.result.questions],  # of many people
        [row.score for row in report.previous.dimensions] if report.previous else None,
        (report.definition.slug, report.definition.version, report.language),
        (edition.own_words, sorted(edition.left_out), edition.branding),
        program_digest(),
    )
    return hashlib.sha256(repr(made_from).encode()).hexdigest()[:32]


@cache
def program_digest() -> str:
    """Of the code, templates and words that make the files, and of the libraries they need."""
    root = settings.BASE_DIR
    digest = hashlib.sha256(" ".join(version(name) for name in LIBRARIES).encode())
    for path in sorted(path for pattern in MADE_BY for path in root.glob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
