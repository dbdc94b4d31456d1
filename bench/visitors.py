"""People at work while something breaks: they remember what was acknowledged to them."""

import gzip
import re
import ssl
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Thread
from urllib.parse import urlencode

QUESTIONS = ("KE1", "KE2", "KE3", "KE4", "KE5")
PASSING = {429, 502, 503, 504}  # "not now", in words and with a time to come back
PAUSE = 0.2
EVERY = 0.05  # seconds between two looks of a watch
SECONDS = 30  # to wait for one answer


def unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass
class Visitor:
    """A browser that comes by the proxy."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = HTTPSConnection(
            "localhost", self.port, timeout=SECONDS, context=unverified()
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str = "application/x-www-form-urlencoded",
        **headers: str,
    ) -> tuple[int, str, str]:
        """Status, text and where it leads; status 0 when there was no answer."""
        headers |= {
            "Accept-Encoding": "gzip",
            "Referer": "https://localhost/",
            "Host": "localhost",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = kind
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            return 0, "", ""
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return answer.status, content.decode(errors="replace"), answer.headers.get("Location", "")

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, str, str]:
        return self.ask("POST", path, urlencode(fields).encode(), **headers)

    def start(self) -> tuple[int, str]:
        """An assessment of one's own: the status, and the path of its first page."""
        _, page, _ = self.ask("GET", "/start/")
        fields = {"csrfmiddlewaretoken": token(page), "questionnaire": "full", "sector": "retail"}
        status, _, where = self.post("/start/", fields)
        return status, where


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken"\s+value="(\w+)"', page)
    return found[1] if found else ""


@dataclass
class Writer:
    """Answers the five questions of a dimension again and again, as the page sends them."""

    visitor: Visitor
    stop: Event
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)  # choice, version
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def begin(self) -> bool:
        _, where = self.visitor.start()
        self.public_id = where.split("/")[2] if where else ""
        status, page, _ = self.visitor.ask("GET", where or "/")
        self.token = token(page)
        self.thread = Thread(target=self._write, daemon=True)
        return status == 200 and bool(self.public_id)

    def _write(self) -> None:
        number = 0
        while not self.stop.is_set():
            code, choice = QUESTIONS[number % 5], str(1 + (number // 5) % 4)
            if self._save(code, choice):
                number += 1
            self.stop.wait(PAUSE)

    def _save(self, code: str, choice: str) -> bool:
        """The same again until it was acknowledged, as js/answers.js does."""
        version = self.acknowledged.get(code, ("", 0))[1]
        fields = {
            "csrfmiddlewaretoken": self.token,
            f"{code}-choice": choice,
            f"{code}-version": str(version),
        }
        began = time.monotonic()
        status, page, _ = self.visitor.post(
            f"/a/{self.public_id}/answers/{code}/", fields, **{"HX-Request": "true"}
        )
        self.statuses[status] += 1
        if status != 200:
            return False
        self.seconds.append(time.monotonic() - began)
        found = re.search(rf'name="{code}-version"\s+value="(\d+)"', page)
        self.acknowledged[code] = (choice, int(found[1]) if found else version + 1)
        return True

    @property
    def wrong(self) -> Counter[int]:
        """Neither stored nor told that it was not, by status."""
        told = {0, 200} | PASSING
        return Counter({status: n for status, n in self.statuses.items() if status not in told})


@dataclass
class Watch:
    """Asks /healthz all the time, of the server itself.

    While one ask waits there are no others, so a long wait counts for all that would have been
    asked meanwhile: the quantiles are of moments, not of asks.
    """

    port: int
    seconds: list[float] = field(default_factory=list)
    unanswered: int = 0

    def __post_init__(self) -> None:
        self.stop = Event()
        self.thread = Thread(target=self._ask, daemon=True)

    def _ask(self) -> None:
        while not self.stop.wait(EVERY):
            connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
            began = time.perf_counter()
            try:
                connection.request("GET", "/healthz", headers={"Host": "localhost"})
                connection.getresponse().read()
                self._count(time.perf_counter() - began)
            except (OSError, HTTPException):
                self.unanswered += 1
            finally:
                connection.close()

    def _count(self, waited: float) -> None:
        while waited > 0:
            self.seconds.append(waited)
            waited -= EVERY

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else 0.0
