import multiprocessing
import resource
import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.checks.registry import registry
from django.core.management.base import BaseCommand, CommandError
from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

CONNECTIONS = 4096  # of one worker at a time
OPEN_FILES = 2 * CONNECTIONS
WAITING = 1024  # connections that no worker took yet
FROM_SYSTEMD = 3  # where sd_listen_fds(3) puts the first of its sockets
HEADER_SECONDS = 20  # also how long a connection may rest between two requests
STOP_SECONDS = 5  # for what is being answered when the server stops
YOUNG_SECONDS = 20  # a worker that dies so young may never start
LONGEST_PAUSE = 10
LOG = {"formatters": {key: {"()": "config.logs.LineFormatter"} for key in ("generic", "access")}}


class Master(MPServer):
    """Granian gives up when a worker dies again within 5.5 seconds; this goes on, ever slower.

    It also keeps the socket on which the workers listen, where granian has each open its own: who
    asks while a worker starts again waits for it, and is not refused.
    """

    young_deaths = 0

    def __init__(self, listening: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listening = listening

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder  # its stub leaves out what it takes
        is_unix = False
        self._sso = self.listening  # spawned workers inherit it by this
        self._shd = holder(self.listening.fileno(), is_unix, WAITING)

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

    # The master answers nothing, but to check the addresses is to load every view: a quarter of a
    # second that whoever asks would wait for after it was killed.
    requires_system_checks = sorted(registry.tags_available() - {Tags.urls})

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0" if settings.ROOM else "127.0.0.1")  # noqa: S104 -- the room asks for it
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        multiprocessing.set_start_method("spawn")  # a fork would keep files of its siblings open
        allow_open_files()
        for address in settings.ROOM_ADDRESSES:
            self.stdout.write(f"In the room: http://{address}:{port}/")
        with listening_on(host, port) as listening:
            Master(
                listening,
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


def listening_on(host: str, port: int) -> socket.socket:
    """That of systemd, which keeps it while the server itself starts again; else one of our own.

    Of granian's own several may share a port, so the kernel would let a second server in.
    """
    if settings.HAS_SOCKET_OF_SYSTEMD:
        listening = socket.socket(fileno=FROM_SYSTEMD)
    else:
        listening = alone_on(host, port)
    listening.settimeout(0)  # granian waits for it with everything else
    return listening


def alone_on(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}") from error
    return listening


def allow_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
