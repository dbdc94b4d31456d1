"""The worker's end of the pipe to a render process, which it starts, feeds, guards and replaces.

Why an own process over a pipe, and not a process pool: a child that hangs or is killed must cost
one try and no more. A ProcessPoolExecutor breaks as a whole when a child dies, and cannot end a
task that takes too long; a child at a pipe is ended by `kill` and started anew with the next job.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from django.conf import settings

from rendering.child import NICENESS, PATIENCE
from rendering.models import Reason

BEAT = 1.0  # seconds between two signs of life
Beat = Callable[[int], None]
Child = subprocess.Popen[bytes]


class Failed(Exception):
    """The file could not be made."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class RenderProcess:
    """One child; started when it is first needed, started again when it died."""

    def __init__(self, niceness: int = NICENESS) -> None:
        self.niceness = niceness
        self._child: Child | None = None
        self._starting = Lock()

    def warm_up(self) -> None:
        """Has it load its libraries, so that the first job need not wait for them."""
        self._alive()

    def make(self, format: str, parcel: bytes, beat: Beat, *, on_ours: bool = False) -> bytes:
        """Calls `beat` with the step it is at, at least every second; `on_ours` leaves the template
        of a house alone. Raises Failed."""
        child = self._alive()
        guard = Timer(PATIENCE, child.kill)  # for one that hangs and uses no processor time
        guard.daemon = True
        guard.start()
        try:
            job = _line(format=format, size=len(parcel), on_ours=on_ours)
            return self._ask(child, job, parcel, beat)
        except (OSError, ValueError) as error:  # it died before it answered
            self.stop()
            is_late = child.returncode == -signal.SIGPROF or guard.finished.is_set()
            raise Failed(Reason.TOO_LONG if is_late else Reason.DIED) from error
        except BaseException as error:
            if not isinstance(error, Failed):
                self.stop()  # its answer may still come, and is not that to the next job
            raise
        finally:
            guard.cancel()

    def _ask(self, child: Child, job: bytes, parcel: bytes, beat: Beat) -> bytes:
        """Raises OSError and ValueError at the end of a child that is gone."""
        step = 0
        _pipe(child.stdin).write(job)
        _write(child, parcel, beat)
        while True:
            while not select.select([_pipe(child.stdout)], [], [], BEAT)[0]:
                beat(step)
            said = json.loads(_pipe(child.stdout).readline())
            if "error" in said:
                raise Failed(Reason.FAULT, str(said["error"]))
            if "size" in said:
                return _read(child, int(said["size"]))
            step = int(said["step"])
            beat(step)

    def _alive(self) -> Child:
        with self._starting:
            if self._child and self._child.poll() is not None:
                self.stop()  # closes the pipes of a child that died between two jobs
            if self._child is None:
                self._child = _started(self.niceness)
            return self._child

    @property
    def process_id(self) -> int | None:
        return self._child.pid if self._child else None

    def stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(subprocess.TimeoutExpired):  # told apart: its own clock, or our kill
            child.wait(0.2)
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):  # part of a job may wait for a reader that is gone
                    pipe.close()
        child.wait()


def _started(niceness: int) -> Child:
    return subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "rendering.child", str(niceness)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        cwd=settings.BASE_DIR,
        # It reads what visitors typed, so it gets no secret; fontconfig caches under HOME.
        env={"PATH": os.defpath, "HOME": str(Path.home()), "LANG": "C.UTF-8"},
    )


def _pipe(pipe: Any) -> Any:
    if pipe is None:
        raise ValueError("no pipe")
    return pipe


def _line(**said: str | int) -> bytes:
    return json.dumps(said).encode() + b"\n"


def _write(child: Child, content: bytes, beat: Beat) -> None:
    """A pipe takes a part at a time, and no more from a child that still starts or is kept busy."""
    rest = memoryview(content)
    while rest:
        while not select.select([], [_pipe(child.stdin)], [], BEAT)[1]:
            beat(0)
        part = rest[: select.PIPE_BUF]  # for so much there is room, so this never waits
        rest = rest[_pipe(child.stdin).write(part) :]


def _read(child: Child, size: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < size:
        piece = _pipe(child.stdout).read(size - len(pieces))
        if not piece:
            raise ValueError("it died while it answered")
        pieces += piece
    return bytes(pieces)
