"""The render process: `python -m reports.worker`.

It reads one job a line from standard input and answers one line: a JSON object {"error": ""}, or
with the reason. It writes the file and its progress itself, so a report is finished even when who
asked for it has died. The end of its input is its own end: a web process leaves none behind.
"""

import gc
import json
import os
import resource
import signal
import sys
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
NICENESS = 15  # reports never slow the pages down
MEMORY = 2 * 1024**3  # address space in bytes; a full report takes well under a quarter of it
SECONDS = 90  # for one report; a full one takes 2


@dataclass(frozen=True, slots=True)
class Job:
    html: str  # of a PDF
    target: str  # path of the file to make
    progress: str  # path of the file with the step that it is at
    format: str = "pdf"
    report: str = ""  # of any other format: packed by reports.making
    logo: str = ""  # of a PDF: a PNG in base64

    def as_line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, also when the power fails."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def work(job: Job) -> str:
    """Renders and stores one report; gives the reason when that failed."""
    progress = Path(job.progress)

    def tell(step: int) -> None:
        # Removed when nobody waits for it any more.
        with suppress(FileNotFoundError), progress.open("r+") as file:
            file.write(str(step))

    signal.alarm(SECONDS)  # the default action ends this process, also in the middle of C code
    try:
        content = _pdf(job, tell) if job.format == "pdf" else _other(job, tell)
    except Failed as error:
        return str(error)
    finally:
        signal.alarm(0)
    if not progress.exists():  # the folder was removed meanwhile: its client is gone
        return "removed"
    write_whole(Path(job.target), content)
    return ""


class Failed(Exception):
    """The file could not be made; the text is for a log and tells nothing of its words."""


def _pdf(job: Job, tell: Callable[[int], None]) -> bytes:
    from reports.pdf import PdfError, html_to_pdf  # noqa: PLC0415 -- after the limits are set

    try:
        return html_to_pdf(job.html, tell, logo=b64decode(job.logo))
    except PdfError as error:
        raise Failed(str(error)) from error


def _other(job: Job, tell: Callable[[int], None]) -> bytes:
    _know_words()
    from reports.formats import Format  # noqa: PLC0415 -- after the limits are set
    from reports.making import render, unpacked  # noqa: PLC0415

    tell(1)
    try:
        return render(unpacked(job.report), Format(job.format))
    except Exception as error:  # whatever a library says may quote an answer
        raise Failed(f"{job.format}: {type(error).__name__}") from error


def _know_words() -> None:
    """The translations of Django, without the settings: they hold the secrets that this process is
    kept from."""
    if not settings.configured:
        settings.configure(LANGUAGE_CODE="nl", LOCALE_PATHS=[ROOT / "locale"], USE_TZ=True)
        django.setup()


def limit() -> None:
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold answers


def main() -> None:
    limit()
    for line in sys.stdin:
        reason = work(Job(**json.loads(line)))
        sys.stdout.write(json.dumps({"error": reason}) + "\n")
        sys.stdout.flush()
        gc.collect()  # a layout is a knot of objects, cut when nobody waits for it


if __name__ == "__main__":
    main()
