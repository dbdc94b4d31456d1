"""What is lost, and how long others wait, when things break: `python -m bench.faults`.

Starts what deploy/ describes on this machine: `manage.py serve` behind nginx, first on SQLite and
then on PostgreSQL (`--database` for one of them). People answer questions all the while, and each
fault is tried several times. Lost: what was acknowledged and is not there afterwards. Wrong: an
answer that neither stored nor said that it did not, a 500 first of all. Needs Linux, nginx and,
for the disks, root: they are file systems in memory that are filled and made read-only (but for
that of the database, which the kernel refuses while it is written to: the tests try that). What
happens to workers of a queue server, on several machines, is in `bench.cluster`.
"""

import argparse
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from bench.installation import HERE, Product, becomes, children_of, free_port, product, proxy
from bench.machine import Postgres, disk, filled, read_only
from bench.visitors import Visitor, Watch, Writer

WRITERS = 8
BETWEEN_KILLS = 22  # seconds; what dies sooner is taken for what cannot start, and waits for that
BETWEEN_MASTERS = 40  # which take two processes to start
AUDIENCE = 300
CONSULTANTS = 10
LOGO_SECONDS = 900  # until the last of theirs is made
HALF_A_BODY = b"POST /start/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nsector=re"
BLURS = "".join(
    f'<filter id="f{n}"><feGaussianBlur stdDeviation="40"/></filter>' for n in range(500)
)
SHAPES = "".join(f'<rect width="900" height="900" filter="url(#f{n})"/>' for n in range(500))
LOGO = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">{BLURS}{SHAPES}</svg>'


@dataclass
class Place:
    """The installation that the faults happen to."""

    served: Product
    port: int  # of the proxy
    database: Path  # the disk it lies on
    files: Path
    postgres: Postgres | None


@dataclass
class Outcome:
    tries: int
    note: str = ""
    wrong: int = 0


def kill_workers(place: Place) -> Outcome:
    for _ in range(9):
        place.served.kill_worker()
        time.sleep(BETWEEN_KILLS)
    return Outcome(9)


def kill_masters(place: Place) -> Outcome:
    for _ in range(5):
        place.served.kill_master()
        time.sleep(BETWEEN_MASTERS)
    return Outcome(5)


def kill_database(place: Place) -> Outcome:
    if place.postgres is None:
        return Outcome(0, "SQLite lives in the worker")
    for _ in range(5):
        place.postgres.kill()
        time.sleep(2)
    return Outcome(5)


def kill_render_children(place: Place) -> Outcome:
    """Twice while it makes a report: that is how often it is tried again."""
    lost = [language for language in ("nl", "en") if not outlives_its_makers(place, language)]
    return Outcome(4, f"{len(lost)} of 2 reports lost", wrong=len(lost))


def outlives_its_makers(place: Place, language: str) -> bool:
    visitor, path = Visitor(place.port), f"/sample/report.pdf?language={language}"
    visitor.ask("GET", path)
    for _ in range(2):
        becomes(lambda: bool(render_children(place)), 60)
        time.sleep(0.5)
        for child in render_children(place):
            os.kill(child, signal.SIGKILL)
    return becomes(lambda: visitor.ask("GET", path)[1].startswith("%PDF-"), 150)


def render_children(place: Place) -> list[int]:
    workers = place.served.workers()
    return [each for one in workers for each in children_of(one, running=b"rendering.child")]


def trouble_with(
    folder: Callable[[Place], Path],
    broken: Callable[[Path], AbstractContextManager[object]],
    is_felt: Callable[[Place], bool] = lambda place: True,
) -> Callable[[Place], Outcome]:
    """Whoever cannot do what they came for must find that /readyz tells it."""

    def happens(place: Place) -> Outcome:
        if os.geteuid() != 0:
            return Outcome(0, "needs root")
        felt = told = wrong = 0
        for _ in range(3):
            with broken(folder(place)):
                time.sleep(2)
                tells, feels = not is_ready(place), is_felt(place)
            felt, told = felt + feels, told + tells
            wrong += (feels and not tells) or not becomes(lambda: is_ready(place), 60)
        return Outcome(3, f"felt {felt} times, /readyz told it {told} times", wrong)

    return happens


def refuses_a_save(place: Place) -> bool:
    person = Writer(Visitor(place.port), Event())
    return not (person.begin() and person._save("KE1", "2"))


def is_ready(place: Place) -> bool:
    return Visitor(place.port).ask("GET", "/readyz")[0] == 200


def slow_bodies(number: int) -> Callable[[Place], Outcome]:
    def happens(place: Place) -> Outcome:
        with ExitStack() as connections:
            for _ in range(number):
                one = socket.create_connection(("127.0.0.1", place.served.port))
                connections.enter_context(one).sendall(HALF_A_BODY)
            time.sleep(30)
        return Outcome(number)

    return happens


def heavy_logos(place: Place) -> Outcome:
    """By people who work at the same time, until each was made; one may be refused, in words."""
    statuses: list[int] = []
    consultants = [Visitor(place.port) for _ in range(CONSULTANTS)]
    threads = [
        Thread(target=lambda one=one: statuses.append(send_logo(one))) for one in consultants
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = sum(status not in {302, 422} for status in statuses)
    return Outcome(CONSULTANTS, f"answered {sorted(set(statuses))}", wrong)


def send_logo(consultant: Visitor) -> int:
    _, where = consultant.start()
    path = f"/a/{where.split('/')[2]}/report/"
    _, page, _ = consultant.ask("GET", path)
    boundary = "faults"
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in hidden]
    parts.append(f'name="logo"; filename="logo.svg"\r\nContent-Type: image/svg+xml\r\n\r\n{LOGO}')
    body = "".join(f"--{boundary}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
    kind = f"multipart/form-data; boundary={boundary}"
    status, _, _ = consultant.ask("POST", path, f"{body}--{boundary}--\r\n".encode(), kind)
    return status if is_made(consultant, f"{path}logo/") else 0


def is_made(consultant: Visitor, path: str) -> bool:
    """Asks each second, as the page does."""
    for _ in range(LOGO_SECONDS):
        if "hx-get" not in consultant.ask("GET", path)[1]:
            return True
        time.sleep(1)
    return False


def an_audience(place: Place) -> Outcome:
    """Behind one address: each starts and saves an answer."""
    refused = 0
    for _ in range(AUDIENCE):
        person = Writer(Visitor(place.port), Event())
        refused += not (person.begin() and person._save("KE1", "2"))
        person.visitor.connection.close()
    return Outcome(AUDIENCE, f"{refused} refused", wrong=refused)


def restores(place: Place) -> Outcome:
    """`bench.restore`, in databases of its own."""
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    if place.postgres:
        names = {"DATABASE_URL": "source", "RESTORE_URL": "elsewhere"}
        environment |= {key: place.postgres.new_database(name) for key, name in names.items()}
    ran = subprocess.run(
        [sys.executable, "-m", "bench.restore"],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"(\d+) tries, (\d+) wrong", ran.stdout)
    tries, wrong = map(int, found.groups()) if found else (0, 1)
    return Outcome(tries, "" if found else ran.stderr.strip()[-200:], wrong)


FAULTS: dict[str, Callable[[Place], Outcome]] = {
    "kill -9 of the worker": kill_workers,
    "kill -9 of the master": kill_masters,
    "kill -9 of the render child": kill_render_children,
    "kill -9 of the database": kill_database,
    "disk of the database full": trouble_with(
        lambda place: place.database, filled, is_felt=refuses_a_save
    ),
    "disk of the files full": trouble_with(lambda place: place.files, filled),
    "disk of the files read-only": trouble_with(lambda place: place.files, read_only),
    "4 slow bodies": slow_bodies(4),
    "400 slow bodies": slow_bodies(400),
    "500-blur logos by ten people": heavy_logos,
    "300 people behind one address": an_audience,
    "backup in a write burst, restored": restores,
}


def stored(writer: Writer, place: Place) -> dict[str, str]:
    """What the page shows, asked of the server again."""
    code = (
        "import django; django.setup();"
        "from assessments.models import Answer;"
        f"rows = Answer.objects.filter(response__assessment__public_id={writer.public_id!r});"
        "print(*(f'{a.code}={a.choice}={a.version}' for a in rows))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HERE,
        env=place.served.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return {row.split("=")[0]: row.split("=", 1)[1] for row in ran.stdout.split()}


def lost(writer: Writer, place: Place) -> int:
    """A newer version may be there: stored, and the acknowledgement went down with the server."""
    there = stored(writer, place)
    gone = 0
    for code, (choice, version) in writer.acknowledged.items():
        now, its_version = there.get(code, "none=0").split("=")
        gone += int(its_version) < version or (int(its_version) == version and now != choice)
    return gone


def try_out(name: str, fault: Callable[[Place], Outcome], place: Place) -> None:
    stop = Event()
    writers = [Writer(Visitor(place.port), stop) for _ in range(WRITERS)]
    watch = Watch(place.served.port)
    if not all(writer.begin() for writer in writers):
        raise RuntimeError(f"The server was not well before: {name}")
    for thread in [watch.thread, *(writer.thread for writer in writers)]:
        thread.start()
    time.sleep(1)
    outcome = fault(place)
    time.sleep(1)
    stop.set()
    watch.stop.set()
    for thread in [watch.thread, *(writer.thread for writer in writers)]:
        thread.join()
    gone = sum(lost(writer, place) for writer in writers)
    saves = sum(writer.statuses[200] for writer in writers)
    told = sum(sum(writer.statuses.values()) for writer in writers) - saves
    odd = sum((writer.wrong for writer in writers), Counter[int]())
    note = " ".join([outcome.note, *(f"{n} x status {status}" for status, n in odd.items())])
    wrong = outcome.wrong + odd.total()
    print(
        f"| {name} | {outcome.tries} | {saves} | {told} | {gone} | {wrong} "
        f"| {watch.p95 * 1000:.0f} | {watch.unanswered} | {note} |",
        flush=True,
    )


@contextmanager
def installed(folder: Path, kind: str) -> Iterator[Place]:
    with ExitStack() as stack:
        database = stack.enter_context(disk(folder / "database", 1000))
        files = stack.enter_context(disk(folder / "files", 200))
        postgres = None
        url = f"sqlite:///{database / 'kanaalkompas.sqlite3'}"
        if kind == "postgresql":
            postgres = Postgres(database / "postgres", free_port())
            postgres.make()
            stack.callback(postgres.stop)
            url = postgres.url()
        environment = {
            "DATABASE_URL": url,
            "REPORTS_DIR": str(files / "reports"),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "HTTPS": "1",
            "TRUSTED_PROXIES": "1",
            "LOG_LEVEL": "ERROR",
        }
        for command in ("migrate", "load_model"):
            manage = [sys.executable, "manage.py", command, "--verbosity", "0"]
            subprocess.run(manage, cwd=HERE, env=os.environ | environment, check=True)
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=1024))
        served = stack.enter_context(product(folder, listening, **environment))
        port = stack.enter_context(proxy(folder, served.port))
        yield Place(served, port, database, files, postgres)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # everything is stopped then too
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    asked.add_argument("--only", default="", help="part of the name of a fault")
    options = asked.parse_args()
    for kind in options.database or ["sqlite", "postgresql"]:
        print(f"\n{kind}\n")
        print("| fault | tries | saves | told | lost | wrong | /healthz p95 ms | away | |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            with installed(Path(folder), kind) as place:
                for name, fault in FAULTS.items():
                    if options.only in name:
                        try_out(name, fault, place)


if __name__ == "__main__":
    main()
