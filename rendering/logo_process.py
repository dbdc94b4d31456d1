"""Logos decoded outside the web process: `python -m rendering.logo_process`, one picture each.

A process of its own, and not the one of the reports: a picture that kills its decoder costs
nobody a report, and it never waits for one.
"""

import sys
from collections.abc import Callable

from rendering.apart import Refused, limit, made_apart
from rendering.logo_faults import MAX_BYTES, Fault, LogoError

SECONDS = 4  # of processor time; an ordinary logo takes a tenth of it


def encode_logo(content: bytes, beat: Callable[[], None] = lambda: None) -> bytes:
    """What rendering.logos.encoded makes of it. Calls `beat` every second. Raises LogoError."""
    if len(content) > MAX_BYTES:
        raise LogoError(Fault.TOO_MANY_BYTES)
    try:
        return made_apart("rendering.logo_process", content, beat)
    except Refused as refused:
        fault = str(refused)
        raise LogoError(Fault(fault) if fault in set(Fault) else Fault.TOO_HARD) from refused


def main() -> int:
    limit(SECONDS)
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
