"""Two web processes, two workers, PostgreSQL, Redis and an S3 server: `python -m bench.cluster`.

First journeys: each report is asked for at one web process, waited for at the other and fetched
from both. Then processes are killed (kill -9) while reports are asked for, and started again as a
supervisor would: every report must come. Everything listens on this machine only and is stopped.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from bench.pages import Browser, children, full_assessment, saving

AT_ONCE = 4  # reports that are asked for when something is killed
TRIES = 3  # of each kind of process
SECONDS = 150  # that a report may take meanwhile
BUCKET = "kanaalkompas"


@dataclass
class Service:
    """A process of the set-up, with all that it starts."""

    name: str
    command: list[str]
    port: int = 0
    log: Path = Path(os.devnull)
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, start_new_session=True
            )
        if self.port:
            wait_until(lambda: answers(self.port), self.name)

    def kill(self) -> None:
        """Without a warning, and whatever it started with it: as when a machine goes."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            with suppress(ProcessLookupError):
                self.kill()


def answers(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Cluster:
    def __init__(self, folder: Path) -> None:
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        redis = shutil.which("redis-server")
        if not binaries or not redis:
            sys.exit("This needs PostgreSQL and Redis: apt-get install postgresql redis-server")
        self.folder, self.binaries = folder, binaries[-1]
        self.postgres = self._postgres(free_port())
        port = free_port()
        self.redis = self._service(
            "redis", [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", ""], port
        )
        port = free_port()
        moto = str(Path(sys.executable).with_name("moto_server"))
        self.storage = self._service("s3", [moto, "-H", "127.0.0.1", "-p", str(port)], port)
        self.webs = [self._web(number) for number in (1, 2)]
        worker = [sys.executable, "manage.py", "render_worker"]
        self.workers = [self._service(f"worker {number}", worker) for number in (1, 2)]

    def _service(self, name: str, command: list[str], port: int = 0) -> Service:
        return Service(name, command, port, self.folder / f"{name}.log")

    def _web(self, number: int) -> Service:
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        return self._service(f"web {number}", command, port)

    def _postgres(self, port: int) -> Service:
        self.folder.chmod(0o755)
        place = self.folder / "postgres"
        place.mkdir()
        runner = []
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(place, "postgres")
            runner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        make = [str(self.binaries / "initdb"), "-D", str(place), "-A", "trust", "-U", "bench"]
        subprocess.run([*runner, *make], check=True, stdout=subprocess.DEVNULL, cwd="/")
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        serve = [str(self.binaries / "postgres"), "-D", str(place), "-p", str(port), *options]
        return self._service("postgres", [*runner, *serve], port)

    @property
    def services(self) -> list[Service]:
        return [self.postgres, self.redis, self.storage, *self.webs, *self.workers]

    def prepare(self) -> None:
        """Services, the environment of all that follow, database and bucket."""
        for service in (self.postgres, self.redis, self.storage):
            service.start()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"postgres://bench@127.0.0.1:{self.postgres.port}/postgres",
            "QUEUE_URL": f"redis://127.0.0.1:{self.redis.port}/0",
            "CACHE_URL": f"redis://127.0.0.1:{self.redis.port}/1",
            "STORAGE_URL": f"s3+http://key:secret@127.0.0.1:{self.storage.port}/{BUCKET}",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "LOG_LEVEL": "ERROR",
        }
        import django  # noqa: PLC0415 -- needs the environment

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        wait_until(lambda: can(lambda: call_command("migrate", verbosity=0)), "migrate")
        call_command("load_model", verbosity=0)
        self.make_bucket()

    def make_bucket(self) -> None:
        """What moto stores lies in its memory, so a killed one is an empty one."""
        from django.core.files.storage import default_storage  # noqa: PLC0415

        create = default_storage.connection.create_bucket  # type: ignore[attr-defined]
        wait_until(lambda: can(lambda: create(Bucket=BUCKET)), "bucket")


def can(do: Callable[[], object]) -> bool:
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 -- not for every benchmark
    from django.db import OperationalError  # noqa: PLC0415 -- needs the environment

    try:
        do()
    except (BotoCoreError, OperationalError):
        return False
    return True


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    with ExitStack() as stack:
        for service in cluster.services:
            stack.callback(service.stop)
        cluster.prepare()
        for service in (*cluster.webs, *cluster.workers):
            service.start()
        yield cluster


class Visitor(Browser):
    """Comes anew each time: a server that rests or was killed ends what was kept open."""

    def ask(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        is_htmx: bool = False,
    ) -> tuple[int, bytes]:
        self.connection.close()
        return super().ask(method, path, fields, is_htmx=is_htmx)


@dataclass
class Reader:
    """Who has an assessment open at both web processes."""

    at: list[Browser]
    report: str
    change: Callable[[], object]


def reader(cluster: Cluster) -> Reader:
    link, overview = full_assessment()
    browsers: list[Browser] = [Visitor(web.port) for web in cluster.webs]
    for browser in browsers:
        browser.get(link)
    change = saving(browsers[0], f"{overview}klantervaring/")
    return Reader(browsers, f"{overview}report.pdf?language=nl", change)


def fetched(browser: Browser, path: str) -> bytes | None:
    """The report once it is there; a server that is away is asked again, as people do."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            status, body = browser.ask("GET", path)
            if status == 200 and body.startswith(b"%PDF-"):
                return body
        except (OSError, HTTPException):  # away, or half an answer of one that was killed
            pass
        time.sleep(0.5)
    return None


def journeys(readers: list[Reader]) -> int:
    """How many went wrong."""
    wrong = 0
    for each in readers:
        each.at[0].ask("GET", each.report)
        there, here = (fetched(browser, each.report) for browser in reversed(each.at))
        wrong += here is None or here != there
    return wrong


@dataclass(frozen=True)
class Kill:
    in_hand: int  # reports that were being made at that moment
    lost: int  # that never came
    seconds: float  # until the last was there


def kill_while_asked(readers: list[Reader], strike: Callable[[], None]) -> Kill:
    for each in readers:
        each.change()
        each.at[0].ask("GET", each.report)
    began = time.monotonic()
    time.sleep(0.7)
    in_hand = being_made()
    strike()
    lost = sum(fetched(each.at[1], each.report) is None for each in readers)
    return Kill(in_hand, lost, time.monotonic() - began)


def being_made() -> int:
    from django.db import connection  # noqa: PLC0415 -- needs the environment

    from rendering.models import JobState, RenderJob  # noqa: PLC0415 -- needs the apps

    making = RenderJob.objects.filter(state=JobState.MAKING).count()
    connection.close()  # its server may be killed next
    return making


def strikes(cluster: Cluster) -> dict[str, Callable[[], None]]:
    def restart(service: Service, then: Callable[[], None] = lambda: None) -> None:
        service.kill()
        time.sleep(1)
        service.start()
        then()

    def kill_child() -> None:
        for child in children(cluster.workers[0].process.pid):  # type: ignore[union-attr]
            with suppress(ProcessLookupError):
                os.kill(int(child.name), signal.SIGKILL)

    return {
        "render child": kill_child,
        "worker": lambda: restart(cluster.workers[0]),
        "both workers": lambda: [restart(worker) for worker in cluster.workers] and None,
        "web process": lambda: restart(cluster.webs[1]),
        "Redis": lambda: restart(cluster.redis),
        "PostgreSQL": lambda: restart(cluster.postgres),
        "S3 server": lambda: restart(cluster.storage, cluster.make_bucket),
    }


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # everything is stopped then too
    with tempfile.TemporaryDirectory() as name, running(Path(name)) as cluster:
        readers = [reader(cluster) for _ in range(AT_ONCE)]
        print(f"journeys: {len(readers)} tried, {journeys(readers)} wrong\n", flush=True)
        print("| killed (-9) | tries | reports asked | in hand then | lost | last there after |")
        print("| --- | --- | --- | --- | --- | --- |", flush=True)
        for what, strike in strikes(cluster).items():
            kills = [kill_while_asked(readers, strike) for _ in range(TRIES)]
            print(row(what, kills), flush=True)


def row(what: str, kills: list[Kill]) -> str:
    in_hand = ", ".join(str(kill.in_hand) for kill in kills)
    lost, slowest = sum(kill.lost for kill in kills), max(kill.seconds for kill in kills)
    return f"| {what} | {TRIES} | {TRIES * AT_ONCE} | {in_hand} | {lost} | {slowest:.0f} s |"


if __name__ == "__main__":
    main()
