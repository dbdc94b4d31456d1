"""A file that somebody sent, opened in a short-lived process of its own with limits.

Each kind has a module that is run: it reads the file from standard input, writes what is kept of it
to standard output, or ends with the word for what is wrong on standard error.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rendering.child import NICENESS, PATIENCE

MEMORY = 1024**3  # address space in bytes
BEAT = 1.0


class Refused(Exception):
    """With the word that the process ended with; empty when time or memory ran out."""


def made_apart(module: str, content: bytes, beat: Callable[[], None], *arguments: str) -> bytes:
    """Calls `beat` every second. Raises Refused."""
    with _started(module, *arguments) as child:
        made, reason = _answer(child, content, beat)
    if child.returncode != 0:
        raise Refused(reason.decode(errors="replace").strip())
    return made


def _started(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).resolve().parent.parent,
        # No secret; fontconfig caches under HOME. One thread: each counts as memory.
        env={
            "PATH": os.defpath,
            "HOME": str(Path.home()),
            "LANG": "C.UTF-8",
            "RAYON_NUM_THREADS": "1",
        },
    )


def _answer(
    child: subprocess.Popen[bytes], content: bytes, beat: Callable[[], None]
) -> tuple[bytes, bytes]:
    """What it wrote as what is kept, and what it gave as the reason why there is nothing."""
    until = time.monotonic() + PATIENCE
    sent: bytes | None = content
    while True:
        try:
            return child.communicate(sent, timeout=BEAT)
        except subprocess.TimeoutExpired:
            beat()
            sent = None  # it has it; a second call goes on reading
            if time.monotonic() > until:
                child.kill()


def limit(seconds: int) -> None:
    """The process that calls this, before it loads what opens the file."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
