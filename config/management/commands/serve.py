import multiprocessing
import resource
import socket
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

CONNECTIONS = 4096  # of one worker at a time
OPEN_FILES = 2 * CONNECTIONS
HEADER_SECONDS = 20  # also how long a connection may rest between two requests
STOP_SECONDS = 5  # for what is being answered when the server stops
YOUNG_SECONDS = 20  # a worker that dies so young may never start
LONGEST_PAUSE = 10
LOG = {"formatters": {key: {"()": "config.logs.LineFormatter"} for key in ("generic", "access")}}


class Master(MPServer):
    """Granian gives up when a worker dies again within 5.5 seconds; this goes on, ever slower."""

    young_deaths = 0

    def _respawn_workers(self, workers: list[int], *args: Any, **kwargs: Any) -> None:
        # Ctrl-C reaches the workers too. When one is gone before we are told, granian has just put
        # down the flag that says so, and would wait for ever for another.
        if self.interrupt_signal:
            self.main_loop_interrupt.set()
            return
        died_at = time.monotonic()
        is_young = any(died_at - self.wrks[index].birth < YOUNG_SECONDS for index in workers)
        self.young_deaths = self.young_deaths + 1 if is_young else 0
        if self.young_deaths > 1:
            self.main_loop_interrupt.wait(min(self.young_deaths - 1, LONGEST_PAUSE))
        super()._respawn_workers(workers, *args, **kwargs)
        self.respawned_wrks.clear()  # what it would give up by


class Command(BaseCommand):
    help = "Serve the product. A worker that dies is replaced; SIGTERM lets requests finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0" if settings.ROOM else "127.0.0.1")  # noqa: S104 -- the room asks for it
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        multiprocessing.set_start_method("spawn")  # a fork would keep files of its siblings open
        allow_open_files()
        for address in settings.ROOM_ADDRESSES:
            self.stdout.write(f"In the room: http://{address}:{port}/")
        with alone_on(host, port):
            Master(
                "config.server:application",
                address=host,
                port=port,
                interface=Interfaces.RSGI,
                workers=settings.WORKERS,
                backpressure=CONNECTIONS,
                http=HTTPModes.http1,
                http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
                websockets=False,
                respawn_failed_workers=True,
                workers_kill_timeout=STOP_SECONDS,
                log_level=LogLevels.warning,
                log_dictconfig=LOG,
            ).serve()


@contextmanager
def alone_on(host: str, port: int) -> Iterator[None]:
    """The workers share the port, so the kernel would let a second server share it too.

    The first look finds whoever listens there; the name is for another that starts just now.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as look, socket.socket(socket.AF_UNIX) as name:
        look.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            name.bind(f"\0kanaalkompas:{port}")
            look.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}") from error
        look.close()
        yield


def allow_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
