"""`manage.py serve`, started as an administrator does, in processes of its own."""

import os
import signal
import socket
import time
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings
from granian.constants import Interfaces

from bench.installation import AT_MOST, becomes, product
from config.management.commands.serve import WAITING, Master
from config.server import LARGE_BODIES_BYTES
from tests.config.processes import PRODUCTION, manage, run_python

HALF_A_BODY = (
    b"POST /start/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nsector=re"
)


def served(folder, *listening, **environment):
    own = {"SECRET_KEY": PRODUCTION["SECRET_KEY"], "BODY_SECONDS": "3"}
    return product(folder, *listening, **own, **environment)


def ask(server, path="/healthz", method="GET", **headers):
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=AT_MOST)) as connection:
        connection.request(method, path, headers={"Host": "localhost"} | headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def send(server, *parts):
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=AT_MOST)
    for part in parts:
        connection.sendall(part)
    return connection


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


def test_who_asks_while_a_worker_starts_again_waits_and_is_not_refused(server):
    [worker] = server.workers()
    os.kill(worker, signal.SIGKILL)
    assert becomes(lambda: worker not in server.workers())

    assert ask(server).status == 200


def test_a_socket_that_is_kept_for_the_server_outlives_it(tmp_path):
    with (
        socket.create_server(("127.0.0.1", 0), backlog=WAITING) as listening,
        served(tmp_path, listening) as serving,
    ):
        serving.kill()
        with closing(HTTPConnection("127.0.0.1", serving.port, timeout=AT_MOST)) as meanwhile:
            meanwhile.request("GET", "/healthz", headers={"Host": "localhost"})
            serving.start()
            assert meanwhile.getresponse().status == 200


def test_a_worker_has_loaded_every_view_before_it_listens(tmp_path):
    loaded = run_python(
        "import sys, config.wsgi",
        "sys.exit('config.urls' not in sys.modules)",
        DATABASE_URL=f"sqlite:///{tmp_path / 'own.sqlite3'}",
        SECRET_KEY=PRODUCTION["SECRET_KEY"],
    )

    assert loaded.returncode == 0, loaded.stderr


def test_nobody_waits_while_what_was_loaded_is_searched_for_garbage(tmp_path):
    looking = run_python(
        "import gc, config.wsgi",
        "print(gc.get_freeze_count() > 10 * len(gc.get_objects()))",
        DATABASE_URL=f"sqlite:///{tmp_path / 'own.sqlite3'}",
        SECRET_KEY=PRODUCTION["SECRET_KEY"],
    )

    assert looking.stdout == "True\n", looking.stderr


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
        half = [connections.enter_context(send(server, HALF_A_BODY)) for _ in range(60)]

        assert ask(server).status == 200
        assert {everything(connection)[:12] for connection in half} == {b"HTTP/1.1 408"}


def everything(connection):
    """Until the server closes it."""
    return b"".join(iter(lambda: connection.recv(1000), b""))


def test_a_body_that_trickles_in_is_ended_too(server):
    began = time.monotonic()
    with send(server, HALF_A_BODY) as connection:
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
    with send(server, HALF_A_BODY) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert not connection.recv(100).startswith(b"HTTP/1.1 2")


def test_a_body_that_declares_too_much_is_refused_before_it_comes(server):
    length = settings.MAX_BODY_BYTES + 1
    head = f"POST /import/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"

    with send(server, head.encode()) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_a_body_of_unknown_length_is_refused(server):
    head = b"POST /start/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

    with send(server, head, b"3\r\nabc\r\n") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 411")


def test_files_on_their_way_in_fill_no_memory(server):
    size = settings.MAX_BODY_BYTES - 1
    head = f"POST /import/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size + 1}\r\n\r\n"
    with ExitStack() as connections:
        sent = [
            connections.enter_context(send(server, head.encode()))
            for _ in range(LARGE_BODIES_BYTES // size + 1)
        ]
        for connection in sent:
            push(connection, b"x" * size)
        answers = {answer_of(connection) for connection in sent}

    assert answers & {b"503", b""}
    assert answers <= {b"503", b"", b"408"}
    assert ask(server).status == 200


def push(connection, body):
    """As much as the server takes before it closes."""
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(body)


def answer_of(connection):
    """Its status; nothing where the server closed while the body was still coming."""
    try:
        return connection.recv(100)[9:12]
    except ConnectionResetError:
        return b""


def test_a_header_with_an_underscore_is_not_taken_for_that_of_a_proxy(tmp_path):
    with served(tmp_path, TRUSTED_PROXIES="1", HTTPS="1") as behind_a_proxy:
        real = ask(behind_a_proxy, "/", **{"X-Forwarded-Proto": "https"})
        pretended = ask(behind_a_proxy, "/", X_Forwarded_Proto="https")

    assert real.status != 301
    assert pretended.status == 301


def test_addresses_and_queries_arrive_as_they_were_sent(server):
    answer = ask(server, "/caf%C3%A9/a%20b?q=%C3%A9&next=/", method="HEAD")
    moved = ask(server, "/start?x=%C3%A9")

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


def test_stopping_ends_the_server_whose_worker_was_gone_first():
    """As Ctrl-C does, which reaches all: granian has seen the worker and not yet the signal."""
    with socket.socket() as listening:
        master = Master(listening, "config.server:application", interface=Interfaces.RSGI)
    master.signal_handler_interrupt()
    master.main_loop_interrupt.clear()

    master._respawn_workers([0], None, None)

    assert master.main_loop_interrupt.is_set()
    assert master.wrks == []
