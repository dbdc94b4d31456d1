"""Logos decoded outside the web process: `python -m rendering.logo_process`, one picture each.

A process of its own, and not the one of the reports: a picture that kills its decoder costs
nobody a report, and it never waits for one.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rendering.child import NICENESS, PATIENCE
from rendering.logo_faults import MAX_BYTES, Fault, LogoError

MEMORY = 1024**3  # address space in bytes
SECONDS = 4  # of processor time; an ordinary logo takes a tenth of it
BEAT = 1.0


def encode_logo(content: bytes, beat: Callable[[], None] = lambda: None) -> bytes:
    """What rendering.logos.encoded makes of it. Calls `beat` every second. Raises LogoError."""
    if len(content) > MAX_BYTES:
        raise LogoError(Fault.TOO_MANY_BYTES)
    with _started() as child:
        logo, reason = _answer(child, content, beat)
    if child.returncode == 0:
        return logo
    fault = reason.decode(errors="replace").strip()
    raise LogoError(Fault(fault) if fault in set(Fault) else Fault.TOO_HARD)


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rendering.logo_process"],
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
    """What it wrote as the logo, and what it gave as the reason why there is none."""
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


def main() -> int:
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from rendering.logos import encoded  # noqa: PLC0415 -- after the limits are set

    try:
        sys.stdout.buffer.write(encoded(sys.stdin.buffer.read()))
    except LogoError as error:
        sys.stderr.write(error.fault)
        return 1
    except MemoryError:
        sys.stderr.write(Fault.TOO_HARD)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
