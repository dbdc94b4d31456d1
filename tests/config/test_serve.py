"""`manage.py serve`, started as an administrator does, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from config.server import LARGE_BODIES_BYTES
from tests.config.processes import PRODUCTION, manage

AT_MOST = 120  # seconds; a busy machine takes its time
BODY_SECONDS = 3
HALF_A_BODY = (
    b"POST /start/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nsector=re"
)


@dataclass
class Serving:
    process: subprocess.Popen
    port: int

    def ask(self, path="/healthz", method="GET", body=None, **headers):
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=AT_MOST)) as connection:
            connection.request(method, path, body, {"Host": "localhost"} | headers)
            answer = connection.getresponse()
            answer.read()
            return answer

    def send(self, *parts):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=AT_MOST)
        for part in parts:
            connection.sendall(part)
        return connection

    def is_serving(self):
        try:
            return self.ask().status == 200
        except OSError:
            return False

    def workers(self):
        """By their command: the helper that multiprocessing starts beside them is none."""
        return [
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if _parent(folder) == self.process.pid
            and b"spawn_main" in (folder / "cmdline").read_bytes()
        ]


def _parent(folder):
    try:
        return int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:  # it has ended
        return 0


def becomes(happens):
    end = time.monotonic() + AT_MOST
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    return happens()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def served(folder, **environment):
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "DATABASE_URL": f"sqlite:///{folder / 'served.sqlite3'}",
        "BODY_SECONDS": str(BODY_SECONDS),
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    serving = Serving(process, port)
    try:
        assert becomes(serving.is_serving), process.poll()
        yield serving
    finally:
        process.terminate()
        process.communicate(timeout=AT_MOST)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as serving:
        yield serving


def test_a_worker_that_dies_is_replaced_time_and_again(server):
    for _ in range(3):
        [worker] = server.workers()
        os.kill(worker, signal.SIGKILL)
        assert becomes(lambda dead=worker: server.workers() not in ([], [dead]))
        assert becomes(server.is_serving)


def test_a_second_server_on_the_port_is_refused(server):
    second = manage(
        *("serve", "--port", str(server.port)),
        SECRET_KEY=PRODUCTION["SECRET_KEY"],
    )

    assert second.returncode == 1
    assert f"Port {server.port} of 127.0.0.1 cannot be used" in second.stderr
    assert server.is_serving()


def test_half_sent_bodies_hold_nobody_up_and_are_ended(server):
    with ExitStack() as connections:
        half = [connections.enter_context(server.send(HALF_A_BODY)) for _ in range(60)]

        assert server.ask().status == 200
        assert {everything(connection)[:12] for connection in half} == {b"HTTP/1.1 408"}


def everything(connection):
    """Until the server closes it."""
    return b"".join(iter(lambda: connection.recv(1000), b""))


def test_a_body_that_trickles_in_is_ended_too(server):
    began = time.monotonic()
    with server.send(HALF_A_BODY) as connection:
        connection.settimeout(0.2)
        answer = b""
        while not answer and time.monotonic() < began + AT_MOST:
            try:
                connection.sendall(b"x")
                answer = connection.recv(100)
            except TimeoutError:
                continue

    assert answer.startswith(b"HTTP/1.1 408")


def test_a_visitor_who_goes_away_halfway_stores_nothing(server):
    with server.send(HALF_A_BODY) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert not connection.recv(100).startswith(b"HTTP/1.1 2")


def test_a_body_that_declares_too_much_is_refused_before_it_comes(server):
    length = settings.MAX_BODY_BYTES + 1
    head = f"POST /import/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"

    with server.send(head.encode()) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_a_body_of_unknown_length_is_refused(server):
    head = b"POST /start/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

    with server.send(head, b"3\r\nabc\r\n") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 411")


def test_files_on_their_way_in_fill_no_memory(server):
    size = settings.MAX_BODY_BYTES - 1
    head = f"POST /import/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size + 1}\r\n\r\n"
    with ExitStack() as connections:
        sent = [
            connections.enter_context(server.send(head.encode(), b"x" * size))
            for _ in range(LARGE_BODIES_BYTES // size + 1)
        ]
        answers = [connection.recv(100)[9:12] for connection in sent]

    assert b"503" in answers
    assert server.ask().status == 200


def test_a_header_with_an_underscore_is_not_taken_for_that_of_a_proxy(tmp_path):
    with served(tmp_path, TRUSTED_PROXIES="1", HTTPS="1") as behind_a_proxy:
        real = behind_a_proxy.ask("/", **{"X-Forwarded-Proto": "https"})
        pretended = behind_a_proxy.ask("/", X_Forwarded_Proto="https")

    assert real.status != 301
    assert pretended.status == 301


def test_addresses_and_queries_arrive_as_they_were_sent(server):
    answer = server.ask("/caf%C3%A9/a%20b?q=%C3%A9&next=/", method="HEAD")
    moved = server.ask("/start?x=%C3%A9")

    assert answer.status == 404
    assert moved.status == 301
    assert moved.headers["Location"] == "/start/?x=%C3%A9"


def test_a_killed_master_leaves_no_worker_behind(tmp_path):
    with served(tmp_path) as serving:
        workers = serving.workers()
        assert workers
        serving.process.kill()
        assert becomes(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
        assert not serving.is_serving()


def test_stopping_lets_no_worker_behind_and_says_nothing_went_wrong(tmp_path):
    with served(tmp_path) as serving:
        workers = serving.workers()
        serving.process.terminate()
        assert serving.process.wait(AT_MOST) == 0

    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
