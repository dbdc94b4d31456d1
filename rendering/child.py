"""The render process: `python -m rendering.child NICENESS`, a limited child of a worker.

It reads jobs from standard input, a line of JSON and the parcel of a report, and answers lines of
JSON: {"step": 3} while it is at it, then {"size": 1234} and so many bytes, or {"error": "..."}.
It knows no settings, no database, no storage and no secret, since it handles what visitors typed.
The end of its input is its own end: a worker leaves none behind.
"""

import gc
import json
import os
import resource
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import django
from django.conf import settings

from reports.engines import blocks_engine

ROOT = Path(__file__).resolve().parent.parent
NICENESS = 15  # reports never slow the pages down
MEMORY = 2 * 1024**3  # address space in bytes; a full report takes well under a quarter of it
SECONDS = 90  # of processor time for one file; a full report takes 2
PATIENCE = 600  # seconds by the clock, on a machine that has other things to do


def limit(niceness: int) -> None:
    os.nice(niceness)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold answers


def set_up() -> None:
    """Templates and translations, without the settings: those hold what it must not know."""
    libraries = {
        path.stem: f"{app}.templatetags.{path.stem}"
        for app in ("maturity", "reports")
        for path in (ROOT / app / "templatetags").glob("[!_]*.py")
    }
    settings.configure(
        LANGUAGE_CODE="nl",
        LOCALE_PATHS=[ROOT / "locale"],
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [ROOT / "templates"],
                "OPTIONS": {"libraries": libraries},
            },
            blocks_engine(ROOT / "templates"),
        ],
    )
    django.setup()


def load() -> None:
    """The half second that the first report would wait for."""
    import reports.pdf  # noqa: F401, PLC0415 -- after the limits are set


def answer(out: BinaryIO, **said: str | int) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()


def make(out: BinaryIO, kind: str, parcel: bytes, *, on_ours: bool = False) -> None:
    from rendering.parcels import unpack  # noqa: PLC0415 -- after the limits are set
    from reports.formats import Format  # noqa: PLC0415
    from reports.making import render  # noqa: PLC0415

    # The default action ends this process, also in the middle of C code. By its own processor time:
    # whoever is so polite may get no turn for minutes, and is not to blame.
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        printed = unpack(parcel)
        if on_ours:
            printed = replace(printed, edition=printed.edition.built_on(None))
        content = render(printed, Format(kind), lambda step: answer(out, step=step))
    except Exception as error:  # whatever a library says may quote an answer
        answer(out, error=f"{kind}: {_kind_of(error)}")
        return
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    answer(out, size=len(content))
    out.write(content)
    out.flush()


def _kind_of(error: BaseException) -> str:
    """An error of the typesetter with what caused it."""
    return " of ".join(type(each).__name__ for each in (error, error.__cause__) if each)


def main() -> None:
    limit(int(sys.argv[1]))
    set_up()
    load()
    gc.disable()
    gc.freeze()  # what was loaded stays
    for line in iter(sys.stdin.buffer.readline, b""):
        job = json.loads(line)
        parcel = sys.stdin.buffer.read(job["size"])
        make(sys.stdout.buffer, job["format"], parcel, on_ours=job.get("on_ours", False))
        gc.collect()  # a layout is a knot of objects, cut when nobody waits for it


if __name__ == "__main__":
    main()
