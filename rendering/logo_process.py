"""Logos decoded outside the web process: `python -m rendering.logo_process`, one picture each.

A process of its own, and not the one of the reports: a picture that kills its decoder costs
nobody a report, and it never waits for one.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

from rendering.child import NICENESS
from rendering.logo_faults import MAX_BYTES, Fault, LogoError

MEMORY = 1024**3  # address space in bytes
SECONDS = 4  # of processor time; an ordinary logo takes a tenth of it
PATIENCE = 12  # seconds, less than a worker may stay silent


def encode_logo(content: bytes) -> bytes:
    """What rendering.logos.encoded makes of it. Raises LogoError."""
    if len(content) > MAX_BYTES:
        raise LogoError(Fault.TOO_MANY_BYTES)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "rendering.logo_process"],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd=Path(__file__).resolve().parent.parent,
            # No secret; fontconfig caches under HOME. One thread: each counts as memory.
            env={
                "PATH": os.defpath,
                "HOME": str(Path.home()),
                "LANG": "C.UTF-8",
                "RAYON_NUM_THREADS": "1",
            },
        )
    except subprocess.TimeoutExpired as error:
        raise LogoError(Fault.TOO_HARD) from error
    if child.returncode == 0:
        return child.stdout
    reason = child.stderr.decode(errors="replace").strip()
    raise LogoError(Fault(reason) if reason in set(Fault) else Fault.TOO_HARD)


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
