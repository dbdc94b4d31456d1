"""The limited child that makes files, and what becomes of it when something goes wrong."""

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise

import pytest

from rendering.child import NICENESS
from rendering.models import ALIVE_FOR, Reason
from rendering.parcels import pack
from rendering.process import Failed, RenderProcess
from reports.formats import Format
from tests.config.processes import run_python
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db
A_PIPE = 65_536  # bytes that Linux keeps for a reader


@pytest.fixture(scope="module")
def process():
    process = RenderProcess(niceness=0)
    yield process
    process.stop()


@pytest.fixture
def parcel():
    return pack(make_report(questionnaire="quick", answers={"klantervaring": 2}))


def make(process, parcel, format=Format.RADAR, beat=lambda step: None):
    return process.make(format, parcel, beat)


def address_space(process_id):
    with open(f"/proc/{process_id}/limits") as file:
        return next(line for line in file if line.startswith("Max address space"))


def is_running(process_id):
    """A child that ended but was not waited for does not run."""
    try:
        with open(f"/proc/{process_id}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_pdf_is_made_with_its_html_and_tells_its_steps(process, parcel):
    steps = []

    pdf = make(process, parcel, Format.PDF, steps.append)

    assert pdf.startswith(b"%PDF-")
    assert steps == sorted(steps)
    assert {1, 8} <= set(steps)


def test_the_child_is_polite_limited_and_knows_no_secret():
    process = RenderProcess()
    process.warm_up()
    until = time.monotonic() + 60
    while time.monotonic() < until and "unlimited" in address_space(process.process_id):
        time.sleep(0.05)

    polite = min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
    assert os.getpriority(os.PRIO_PROCESS, process.process_id) == polite
    assert "unlimited" not in address_space(process.process_id)
    with open(f"/proc/{process.process_id}/environ") as file:
        environment = file.read()
    assert "SECRET" not in environment
    assert "DATABASE" not in environment
    process.stop()


def test_a_killed_child_costs_one_try_and_the_next_has_a_new_one(process, parcel):
    make(process, parcel)
    killed = process.process_id
    os.kill(killed, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (killed, signal.SIGKILL)).start()

    with pytest.raises(Failed) as failure:
        make(process, parcel)

    assert failure.value.reason == Reason.DIED
    assert make(process, parcel).startswith(b"\x89PNG")
    assert process.process_id != killed


def test_a_child_that_died_between_two_files_is_replaced(process, parcel):
    make(process, parcel)
    os.kill(process.process_id, signal.SIGKILL)
    time.sleep(0.2)

    assert make(process, parcel).startswith(b"\x89PNG")


def test_a_child_that_takes_too_long_is_told_apart(process, parcel):
    make(process, parcel)
    slow = process.process_id
    os.kill(slow, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (slow, signal.SIGPROF)).start()  # as its own clock does
    threading.Timer(0.3, os.kill, (slow, signal.SIGCONT)).start()

    with pytest.raises(Failed) as failure:
        make(process, parcel)

    assert failure.value.reason == Reason.TOO_LONG


@pytest.mark.parametrize(
    ("write", "ended"),
    [("time.sleep(1.5)", 0), ("next(each for each in iter(int, 1) if each)", -signal.SIGPROF)],
    ids=["that gets no turn", "that never ends"],
)
def test_a_child_may_use_so_much_processor_time_and_wait_for_it_as_long_as_it_takes(write, ended):
    out = f"Out = type('Out', (), dict(write=lambda *_: {write}, flush=lambda *_: None))"

    ran = run_python(
        "import time; from rendering import child; child.SECONDS = 1",
        out,
        "child.make(Out(), 'pdf', b'no parcel')",
    )

    assert ran.returncode == ended, ran.stderr


def test_garbage_is_collected_once_the_answer_is_there_and_never_before():
    ran = run_python(
        "import gc, io, sys; from rendering import child; sys.argv[1:] = ['0']",
        r"""sys.stdin = io.TextIOWrapper(io.BytesIO(b'{"format": "pdf", "size": 1}\nx' * 2))""",
        "tell = lambda phase, info: phase == 'start' and print('collected', flush=True)",
        "child.load = lambda: gc.callbacks.append(tell)",
        "child.main()",
    )

    lines = [line.partition(":")[0] for line in ran.stdout.splitlines()]
    assert lines[:4] == ['{"error"', "collected"] * 2, ran.stderr


def test_a_report_that_cannot_be_made_fails_and_the_child_lives_on(process, parcel):
    make(process, parcel)
    child = process.process_id

    with pytest.raises(Failed) as failure:
        make(process, b"no parcel")

    assert failure.value.reason == Reason.FAULT
    assert make(process, parcel).startswith(b"\x89PNG")
    assert process.process_id == child


def test_an_answer_that_nobody_took_is_not_given_to_the_next_job(process, parcel):
    make(process, parcel)

    def fall(step):
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        make(process, parcel, Format.PDF, fall)

    assert make(process, parcel).startswith(b"\x89PNG")


def test_while_it_is_at_it_there_is_a_sign_of_life_every_second(process, parcel):
    make(process, parcel)
    busy = process.process_id
    os.kill(busy, signal.SIGSTOP)
    beats = [time.monotonic()]

    def beat(step):
        beats.append(time.monotonic())
        if len(beats) > 3:
            os.kill(busy, signal.SIGCONT)

    assert make(process, parcel, beat=beat).startswith(b"\x89PNG")

    silences = [later - earlier for earlier, later in pairwise(beats)]
    assert len(silences) >= 3
    assert max(silences) < ALIVE_FOR.total_seconds() / 2


def test_no_process_stays_behind_when_the_web_process_is_killed():
    code = (
        "import django, time; django.setup();"
        "from rendering.process import RenderProcess;"
        "p = RenderProcess(); p.warm_up(); print(p.process_id, flush=True); time.sleep(60)"
    )
    web = subprocess.Popen(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "SECRET_KEY": "x"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with web.stdout:
        child = int(web.stdout.readline())
        assert is_running(child)
        web.kill()
        web.wait()

    until = time.monotonic() + 120  # the child is polite: others go first
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)
