"""What granian serves: request bodies are read here, outside the threads that answer.

Half a request therefore costs its sender a connection and nobody else a thread. Answers are handed
over whole, so that a slow reader holds no thread either. docs/decisions/0023 says why so.
"""

import asyncio
import io
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, TypeVar
from wsgiref.util import FileWrapper

from django.conf import settings
from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian.rsgi import Scope

# Loads the apps, which what follows needs.
from config.wsgi import application as django_application

# isort: split
from accounts.postman import work_until
from rendering.queue import WAIT_FOR, is_ended

Headers = list[tuple[str, str]]
P = TypeVar("P")
T = TypeVar("T")

SMALL_BODY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # the largest form; beyond it are files
MADE_SECONDS = 60  # that a program waits for a file in one request
LOOK_SECONDS = 0.5
ACCEPTED, UNAVAILABLE = 202, 503
LARGE_BODIES_BYTES = 64 * 1024 * 1024  # of files on their way in, all together


class Refused(Exception):
    """An answer without words, for what no browser of a well-meaning visitor sends."""

    def __init__(self, status: int) -> None:
        self.status = status


@dataclass
class Answer:
    status: int = 500
    headers: Headers = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    file: str = ""  # sent in their place

    def start(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = int(status.split(" ", 1)[0]), headers
        return self.written.append  # PEP 3333's old way; Django does not use it

    def taken(self, name: str) -> str:
        """The value of a header that is for this server alone; empty when it is not there."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        return values[0] if values else ""


class Server:
    """The RSGI application of one worker process."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(settings.THREADS, thread_name_prefix="request")
        self.large_bytes = 0  # held of large bodies

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        Thread(target=end_with_master, daemon=True).start()
        Thread(target=work_until, args=(Event(),), name="mail", daemon=True).start()

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            body = await self.read(scope, protocol)
        except Refused as refused:
            protocol.response_empty(refused.status, [("connection", "close")])
            return
        answer = await self.answer(scope, body)
        if answer.file:
            protocol.response_file(answer.status, answer.headers, answer.file)
        else:
            protocol.response_bytes(answer.status, answer.headers, b"".join(answer.written))

    async def answer(self, scope: Scope, body: bytes) -> Answer:
        """Who asks for a file that is being made, and no page, is held here without a thread."""
        answer = await self._in_a_thread(respond, environ_of(scope, body))
        job = answer.taken(WAIT_FOR)
        if not job:
            return answer
        if await self._ends(job):
            answer = await self._in_a_thread(respond, environ_of(scope, body))
        if answer.taken(WAIT_FOR) or answer.status == ACCEPTED:
            answer.status = UNAVAILABLE  # what is saved of it must not pass for the file
        return answer

    async def _ends(self, job: str) -> bool:
        until = time.monotonic() + MADE_SECONDS
        while time.monotonic() < until:
            await asyncio.sleep(LOOK_SECONDS)
            if await self._in_a_thread(is_ended, job):
                return True
        return False

    async def _in_a_thread(self, do: Callable[[P], T], what: P) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, do, what)

    async def read(self, scope: Scope, protocol: HTTPProtocol) -> bytes:
        """The body; none where its declared length will be refused as too large."""
        if scope.headers.get("transfer-encoding"):
            raise Refused(411)  # its end could not be told from a connection that broke
        length = int(scope.headers.get("content-length", 0))
        if not 0 < length <= settings.MAX_BODY_BYTES:
            return b""
        try:
            async with asyncio.timeout(settings.BODY_SECONDS):
                return await self._collect(protocol, length)
        except TimeoutError:
            raise Refused(408) from None

    async def _collect(self, protocol: HTTPProtocol, length: int) -> bytes:
        body = bytearray()
        is_large = length > SMALL_BODY
        try:
            async for chunk in protocol:
                body += chunk
                self.large_bytes += len(chunk) * is_large
                if self.large_bytes > LARGE_BODIES_BYTES:
                    raise Refused(503)
        finally:
            self.large_bytes -= len(body) * is_large
        if len(body) != length:
            raise Refused(400)  # the visitor went away halfway
        return bytes(body)


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """What PEP 3333 asks for. A header with an underscore could pass for one that a proxy sets."""
    server, port = scope.server.rsplit(":", 1)
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_latin(scope.path),
        "QUERY_STRING": as_latin(scope.query_string),
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rsplit(":", 1)[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": settings.WORKERS > 1,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    for name, text in scope.headers.items():
        if "_" not in name:
            key = name.upper().replace("-", "_")
            key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
            between = "; " if name == "cookie" else ", "
            environ[key] = f"{environ[key]}{between}{text}" if key in environ else text
    return environ


def as_latin(text: str) -> str:
    """Bytes as characters, which is how WSGI carries them."""
    return text.encode(errors="surrogateescape").decode("latin-1")


def respond(environ: dict[str, Any]) -> Answer:
    """In a thread: the whole answer of the product."""
    answer = Answer()
    parts = django_application(environ, answer.start)
    try:
        answer.file = file_of(parts)
        if not answer.file:
            answer.written.extend(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return answer


def file_of(parts: Iterable[bytes]) -> str:
    """The path of the file that an answer consists of, if it is a whole one on this disk."""
    opened = parts.filelike if isinstance(parts, FileWrapper) else None
    name = getattr(opened, "name", "")
    is_whole = opened is not None and isinstance(name, str) and opened.tell() == 0
    return name if is_whole and os.path.isabs(name) else ""


def end_with_master() -> None:
    """A worker whose master was killed would serve the old code on the same port."""
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os.kill(os.getpid(), signal.SIGKILL)


application = Server()
