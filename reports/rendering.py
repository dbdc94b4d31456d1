"""Reports made outside the web threads, by one low-priority process for each web process.

Why an own process over a pipe, and not a process pool: a child that hangs or is killed must cost
one report and no more. A ProcessPoolExecutor breaks as a whole when a child dies, and cannot end a
task that takes too long; a child at a pipe is ended by `kill` and started anew with the next job.
"""

import atexit
import json
import logging
import os
import subprocess
import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Full, PriorityQueue
from threading import Lock, Thread, Timer
from typing import BinaryIO

from django.conf import settings

from reports.chapters import report_html
from reports.formats import Format
from reports.making import packed
from reports.report import Report
from reports.storage import Place, State, StoredReport, place_of, remove
from reports.worker import SECONDS, Job

__all__ = [
    "State",
    "StoredReport",
    "open_stored",
    "remove",
    "render_pdf",
    "start",
    "stored_report",
]

WAITING = 20  # reports in a web process; who comes later is asked to try again
logger = logging.getLogger(__name__)


def stored_report(folder: str, report: Report, format: Format = Format.PDF) -> StoredReport:
    """How far the report is. Reads the disk, never renders."""
    return place_of(folder, report, format).look()


def open_stored(folder: str, report: Report, format: Format = Format.PDF) -> BinaryIO | None:
    """The file when it is there. Looking first would be a race: a newer one may take its place."""
    with suppress(FileNotFoundError):
        return place_of(folder, report, format).file.open("rb")
    return None


def start(folder: str, report: Report, format: Format = Format.PDF) -> StoredReport:
    """Has the report made unless it is there or under way; a failed one is tried again.

    The state stays MISSING when too many are waiting: ask again in a moment.
    """
    place = place_of(folder, report, format)
    if place.look().state in {State.READY, State.MAKING} or not place.claim():
        return place.look()
    if not _renderer().put(place, _job(report, format, place)):
        place.work.unlink(missing_ok=True)
    return place.look()


def _job(report: Report, format: Format, place: Place) -> Job:
    target, progress = str(place.file), str(place.work)
    if format is not Format.PDF:
        return Job("", target, progress, format=format, report=packed(report))
    logo = b64encode(report.edition.branding.logo).decode()
    return Job(report_html(report), target, progress, logo=logo)


def render_pdf(report: Report) -> bytes:
    """In this process, at once: for the command line. Raises reports.pdf.PdfError."""
    from reports.pdf import html_to_pdf  # noqa: PLC0415 -- loads WeasyPrint

    return html_to_pdf(report_html(report), logo=report.edition.branding.logo)


class RenderProcess:
    """The child at the other end of the pipe; started when needed, started again when it died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def run(self, job: Job) -> str:
        """The reason when it failed, else nothing. Waits for the whole report."""
        child = self._alive()
        guard = Timer(SECONDS + 10, child.kill)  # after the child's own alarm
        guard.daemon = True
        guard.start()
        try:
            answer = self._ask(child, job)
        finally:
            guard.cancel()
        if not answer:
            self.stop()
            return "the render process died"
        return str(json.loads(answer)["error"])

    def _ask(self, child: "subprocess.Popen[str]", job: Job) -> str:
        if child.stdin is None or child.stdout is None:
            return ""
        try:
            child.stdin.write(job.as_line())
            child.stdin.flush()
            return child.stdout.readline()
        except OSError:  # it died while we wrote
            return ""

    def _alive(self) -> "subprocess.Popen[str]":
        if self._child and self._child.poll() is not None:
            self.stop()  # closes the pipes of a child that died between two reports
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "reports.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=settings.BASE_DIR,
                # It reads what visitors typed, so it gets no secret; fontconfig caches under HOME.
                env={"PATH": os.defpath, "HOME": str(Path.home()), "LANG": "C.UTF-8"},
            )
        return self._child

    @property
    def process_id(self) -> int | None:
        return self._child.pid if self._child else None

    def stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # part of a job may wait for a reader that is gone
                    pipe.close()
        child.wait()


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """Compared by the first two alone."""

    rank: int  # what takes a moment need not wait for what takes seconds
    number: int  # in the order in which they were asked for
    place: Place = field(compare=False)
    job: Job = field(compare=False)


class Renderer:
    """A queue with one thread that hands its jobs to the render process: quick formats first, and
    else in order. Measured: a picture or a spreadsheet takes 0.2 to 0.4 seconds, a PDF over two."""

    def __init__(self) -> None:
        self.process = RenderProcess()
        self.owner = os.getpid()
        self._queue: PriorityQueue[Turn] = PriorityQueue(maxsize=WAITING)
        self._numbers = count()
        Thread(target=self._work, name="reports", daemon=True).start()
        atexit.register(self.process.stop)

    def put(self, place: Place, job: Job) -> bool:
        """False when too many are waiting."""
        try:
            rank = 0 if Format(job.format).is_quick else 1
            self._queue.put_nowait(Turn(rank, next(self._numbers), place, job))
        except Full:
            return False
        return True

    def _work(self) -> None:
        while True:
            turn = self._queue.get()
            try:
                self._make(turn.place, turn.job)
            except Exception:  # the thread must outlive whatever goes wrong with one report
                logger.exception("A report could not be made")
                turn.place.release(failed=True)

    def _make(self, place: Place, job: Job) -> None:
        os.utime(place.work)  # it may have waited long
        reason = self.process.run(job)
        if reason == "the render process died":  # killed by hand or by the system: once more
            reason = self.process.run(job)
        if reason:
            logger.warning("A report could not be made: %s", reason)
        place.release(failed=bool(reason))


_lock = Lock()
_renderers: list[Renderer] = []


def _renderer() -> Renderer:
    """One for each process: a thread does not follow a fork."""
    with _lock:
        if not _renderers or _renderers[0].owner != os.getpid():
            _renderers[:] = [Renderer()]
        return _renderers[0]
