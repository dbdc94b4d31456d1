"""Threads of one process write to SQLite in the order in which they asked."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections, transaction

from accounts.models import User
from config.sqlite.base import turns
from config.sqlite.turns import Turns
from config.storing import cannot_store

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own queue")


def in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_turns_come_in_the_order_in_which_they_were_asked():
    queue, came = Turns(), []
    first = queue.take(1)

    def ask(number):
        turn = queue.take(60)
        came.append(number)
        queue.give_back(turn)

    threads = []
    for number in range(20):
        threads.append(in_thread(lambda number=number: ask(number)))
        while len(queue._waiting) < number + 2:
            time.sleep(0.001)
    queue.give_back(first)
    for thread in threads:
        thread.join(60)

    assert came == list(range(20))


def test_who_waited_too_long_leaves_the_queue():
    queue = Turns()
    first = queue.take(1)

    assert queue.take(0.01) is None

    queue.give_back(first)
    assert queue.take(0.01)


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_writers_go_in_order_and_a_failed_one_keeps_nobody_waiting():
    written = []

    def write(name, *, fails=False):
        try:
            with transaction.atomic():
                User.objects.create(email=f"{name}@example.org")
                if fails:
                    raise RuntimeError(name)
                written.append(name)
        except RuntimeError:
            written.append(f"not {name}")
        finally:
            connections.close_all()

    with transaction.atomic():
        User.objects.create(email="first@example.org")
        [queue] = [queue for queue in turns.values() if queue._waiting]
        threads = []
        for number, fails in enumerate([False, True, False, True, False]):
            threads.append(in_thread(lambda n=number, f=fails: write(f"u{n}", fails=f)))
            while len(queue._waiting) < number + 2:
                time.sleep(0.001)
    for thread in threads:
        thread.join(60)

    assert written == ["u0", "not u1", "u2", "not u3", "u4"]
    assert User.objects.count() == 4
    assert not queue._waiting


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_turn_that_does_not_come_is_told_as_what_passes(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"timeout": 0.05})
    failures = []

    def write():
        connections["default"].settings_dict["OPTIONS"]["timeout"] = 0.05
        try:
            User.objects.update(first_name="x")
        except OperationalError as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    with transaction.atomic():
        in_thread(write).join(60)

    assert [cannot_store(failure) for failure in failures] == [True]
