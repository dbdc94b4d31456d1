"""How long pages take, against an empty Django page on the same server: `python -m bench.pages`.

Also what a first visit weighs. One connection, one request after another, the pages in turn, so
that a busy machine hurts all alike: read the ratios, first of all those of the processor time that
the servers took. Makes a database of its own in a temporary folder and starts two servers on this
machine, which must be Linux.
"""

import gzip
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROUNDS = 12
REQUESTS_A_ROUND = 25
QUESTIONS = ("KE1", "KE2", "KE3", "KE4", "KE5")
SERVER = (
    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
    *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
)


@dataclass
class Browser:
    """One connection that is kept open, with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        is_htmx: bool = False,
    ) -> tuple[int, bytes]:
        headers = {
            "Host": "localhost",
            "Accept-Encoding": "br, gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if fields is not None or is_htmx:
            headers["HX-Request"] = "true"
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, body

    def get(self, path: str, *, is_htmx: bool = False) -> bytes:
        status, body = self.ask("GET", path, is_htmx=is_htmx)
        assert status < 400, (path, status)
        return body


@contextmanager
def served(target: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*SERVER, "--port", str(port), target])
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def prepare(folder: Path, database: str | None = None) -> None:
    """A database with the model, and the environment of the servers that use it."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database or f"sqlite:///{folder / 'bench.sqlite3'}",
        "REPORTS_DIR": str(folder / "reports"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "LOG_LEVEL": "ERROR",
    }
    import django  # noqa: PLC0415 -- needs the environment

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_model", verbosity=0)


def full_assessment() -> tuple[str, str]:
    """With every question answered: the paths of its private link and of its overview."""
    from django.urls import reverse  # noqa: PLC0415 -- needs the environment

    from assessments.links import private_link  # noqa: PLC0415
    from assessments.services import create_assessment, record_answer  # noqa: PLC0415

    assessment = create_assessment(sector="retail", language="nl", organisation="De Boer Wonen")
    for number, question in enumerate(assessment.questionnaire_in("nl").questions):
        record_answer(assessment, question=question, choice=str(1 + number % 4), replaces=0)
    overview = reverse("assessments:overview", args=[assessment.public_id])
    return reverse("assessments:open", args=[private_link(assessment).text]), overview


def saving(browser: Browser, page: str) -> Callable[[], object]:
    """Saves another choice each time, as the page does: with the version that it replaces."""
    text = plain(browser, page)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]  # type: ignore[index]
    path = re.search(r'hx-post="([^"]+)"', text)[1]  # type: ignore[index]
    version = [int(re.search(r'name="KE1-version" value="(\d+)"', text)[1])]  # type: ignore[index]

    def save() -> None:
        fields = {
            "csrfmiddlewaretoken": token,
            "KE1-choice": str(1 + version[0] % 4),
            "KE1-version": str(version[0]),
        }
        status, body = browser.ask("POST", path, fields)
        assert status == 200, (status, body[:300])
        version[0] += 1

    return save


def plain(browser: Browser, path: str) -> str:
    body = browser.get(path)
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


@dataclass
class Taken:
    """By one page: seconds of each request, and the servers' processor time of a request."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # one for each round


def measure(asked: dict[str, Callable[[], object]]) -> dict[str, Taken]:
    taken = {name: Taken() for name in asked}
    for ask in asked.values():
        for _ in range(10):
            ask()
    servers = children(os.getpid())
    for _ in range(ROUNDS):
        for name, ask in asked.items():
            before = processor_seconds(servers)
            for _ in range(REQUESTS_A_ROUND):
                began = time.perf_counter()
                ask()
                taken[name].seconds.append(time.perf_counter() - began)
            used = processor_seconds(servers) - before
            taken[name].processor.append(used / REQUESTS_A_ROUND)
    return taken


def children(parent: int) -> list[Path]:
    """The processes that it started, and that they did."""
    return [
        process
        for folder in Path("/proc").glob("[0-9]*")
        if parent_of(folder) == parent
        for process in (folder, *children(int(folder.name)))
    ]


def parent_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:  # it has ended
        return 0


def processor_seconds(processes: list[Path]) -> float:
    threads = [thread for process in processes for thread in process.glob("task/*/schedstat")]
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 10**9


def first_visit(browser: Browser, page: str) -> dict[str, int]:
    """Bytes of the page and of what it names, as they are sent (compressed, without headers)."""
    text = plain(browser, page)
    named = re.findall(r'<(?:link|script|img)\b[^>]*(?:href|src)="([^"]+)"', text)
    return {path: len(browser.get(path)) for path in (page, *dict.fromkeys(named))}


def compared(values: list[float], base: list[float]) -> tuple[str, str]:
    """The median in milliseconds, and how many times that of the base it is."""
    median = statistics.median(values)
    return f"{median * 1000:.2f}", f"{median / statistics.median(base):.1f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        link, overview = full_assessment()
        with served("bench.empty:application") as empty, served("config.wsgi:application") as ours:
            browser, reference = Browser(ours), Browser(empty)
            browser.get(link)
            dimension = f"{overview}klantervaring/"
            taken = measure(
                {
                    "empty Django page": lambda: reference.get("/"),
                    "/healthz, through our middleware": lambda: browser.get("/healthz"),
                    "landing": lambda: browser.get("/"),
                    "dimension page": lambda: browser.get(dimension),
                    "saving an answer": saving(browser, dimension),
                    "result page": lambda: browser.get(f"{overview}result/"),
                }
            )
            sizes = first_visit(Browser(ours, dict(browser.cookies)), dimension)
    base = taken["empty Django page"]
    print("| | median ms | p95 ms | ratio | processor ms | ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, page in taken.items():
        p95 = statistics.quantiles(page.seconds, n=20)[-1] * 1000
        median, ratio = compared(page.seconds, base.seconds)
        processor, least = compared(page.processor, base.processor)
        print(f"| {name} | {median} | {p95:.2f} | {ratio} | {processor} | {least} |")
    print(f"\nFirst visit of a dimension page: {sum(sizes.values()) / 1000:.1f} kB")
    for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{size:>8,}  {path}")


if __name__ == "__main__":
    main()
