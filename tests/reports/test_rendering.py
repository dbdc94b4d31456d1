"""Reports made by the render process, and where they are kept."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from reports import rendering, storage
from reports.formats import Format
from reports.rendering import (
    RenderProcess,
    State,
    open_stored,
    remove,
    start,
    stored_report,
)
from reports.storage import fingerprint, place_of
from reports.worker import NICENESS, Job
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db
SMALL = '<html lang="nl"><title>x</title><p>Klein</p></html>'
A_PIPE = 65_536  # bytes that Linux keeps for a reader


@pytest.fixture
def small_report(settings):
    return make_report(questionnaire="quick", answers={})


@pytest.fixture
def process():
    process = RenderProcess()
    yield process
    process.stop()


@pytest.fixture(autouse=True)
def no_process_stays():
    yield
    for renderer in rendering._renderers:
        renderer.process.stop()


def wait_for(folder, report, format=Format.PDF, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        stored = stored_report(folder, report, format)
        if stored.is_ready or stored.has_failed:
            return stored
        time.sleep(0.05)
    raise AssertionError(stored)


def job_in(folder, html=SMALL, name="a.nl"):
    work = folder / f"{name}.work"
    work.write_text(f"0\n{os.getpid()}")
    return Job(html, str(folder / f"{name}.pdf"), str(work))


def is_running(process_id):
    """A child that ended but was not waited for does not run."""
    try:
        with open(f"/proc/{process_id}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_report_is_made_once_for_two_requests_and_then_found(small_report):
    assert stored_report("mine", small_report).state == State.MISSING

    first = start("mine", small_report)
    second = start("mine", small_report)

    assert (first.is_making, second.is_making or second.is_ready) == (True, True)
    assert 1 <= first.step <= first.steps
    stored = wait_for("mine", small_report)
    assert stored.is_ready
    assert stored.path.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in stored.path.parent.iterdir()] == [stored.path.name]
    made = stored.path.stat().st_mtime_ns
    assert start("mine", small_report).is_ready
    assert stored.path.stat().st_mtime_ns == made


def test_a_spreadsheet_does_not_wait_for_the_reports_before_it(small_report):
    for folder in ("first", "second", "third"):
        start(folder, small_report)
    start("fourth", small_report, Format.XLSX)

    quick = wait_for("fourth", small_report, Format.XLSX)
    slow = [wait_for(folder, small_report) for folder in ("second", "third")]

    made = [each.path.stat().st_mtime_ns for each in (quick, *slow)]
    assert made == sorted(made)


def test_a_newer_report_takes_the_place_of_the_older_in_its_language(small_report):
    older = place_of("mine", small_report).file
    older.parent.mkdir(parents=True)
    older.write_bytes(b"older")
    other_language = older.with_name("other.en.pdf")
    other_language.write_bytes(b"english")
    newer = make_report(questionnaire="quick", answers={"klantervaring": 2})

    start("mine", newer)
    stored = wait_for("mine", newer)

    assert sorted(older.parent.iterdir()) == sorted([stored.path, other_language])


def test_removing_takes_everything_and_may_be_done_twice(small_report):
    place = place_of("mine", small_report)
    assert place.claim()
    place.file.write_bytes(b"%PDF-")

    remove("mine")
    remove("mine")

    assert not place.file.parent.exists()
    assert stored_report("mine", small_report).state == State.MISSING


def test_a_report_removed_while_it_is_made_is_not_stored(process, tmp_path):
    job = job_in(tmp_path)
    os.unlink(job.progress)

    assert process.run(job) == "removed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../other", "a/b", "/etc"])
def test_a_folder_is_a_plain_name(small_report, name):
    with pytest.raises(ValueError, match="folder"):
        stored_report(name, small_report)


def test_the_work_of_a_process_that_died_is_taken_up_again(small_report):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    place = place_of("mine", small_report)
    assert place.claim()
    place.work.write_text(f"5\n{ended.pid}")

    assert place.look().state == State.MISSING
    assert place.claim()


def test_work_without_a_sign_of_life_is_taken_up_again(small_report):
    place = place_of("mine", small_report)
    assert place.claim()
    assert place.look().is_making
    assert not place.claim()

    long_ago = time.time() - storage.STALE_AFTER - 1
    os.utime(place.work, (long_ago, long_ago))

    assert place.look().state == State.MISSING
    assert place.claim()


def test_the_step_that_a_report_is_at_can_be_read(small_report):
    place = place_of("mine", small_report)
    place.claim()
    place.work.write_text(f"5\n{os.getpid()}")

    assert (place.look().state, place.look().step) == (State.MAKING, 6)


def test_a_failed_report_says_so_and_is_tried_again(small_report):
    place = place_of("mine", small_report)
    place.claim()
    place.release(failed=True)

    assert stored_report("mine", small_report).has_failed
    assert start("mine", small_report).is_making
    assert wait_for("mine", small_report).is_ready


def test_the_child_is_polite_limited_and_knows_no_secret(process, tmp_path):
    process.run(job_in(tmp_path))

    assert os.getpriority(os.PRIO_PROCESS, process.process_id) >= NICENESS
    with open(f"/proc/{process.process_id}/limits") as file:
        limits = {line[:25].strip(): line[25:].split()[0] for line in file}
    assert limits["Max address space"] != "unlimited"
    with open(f"/proc/{process.process_id}/environ") as file:
        environment = file.read()
    assert "SECRET" not in environment
    assert "DATABASE" not in environment


def test_a_killed_child_costs_one_report_and_the_next_has_a_new_one(process, tmp_path):
    assert process.run(job_in(tmp_path)) == ""
    killed = process.process_id
    os.kill(killed, signal.SIGKILL)

    answers = [process.run(job_in(tmp_path, name=name)) for name in ("b.nl", "c.nl")]

    assert answers[-1] == ""
    assert process.process_id != killed
    assert (tmp_path / "c.nl.pdf").read_bytes().startswith(b"%PDF-")


def test_a_child_that_dies_while_it_is_given_a_job_is_replaced_too(process, tmp_path):
    assert process.run(job_in(tmp_path)) == ""
    stopped = process.process_id
    os.kill(stopped, signal.SIGSTOP)  # it reads no more: the job fills the pipe, its end waits here
    threading.Timer(0.2, os.kill, (stopped, signal.SIGKILL)).start()
    long = SMALL.replace("Klein", "x" * (A_PIPE + 1_000))

    assert process.run(job_in(tmp_path, long, name="b.nl")) == "the render process died"
    assert process.run(job_in(tmp_path, name="c.nl")) == ""


def test_a_document_that_asks_for_a_file_fails_and_the_child_lives_on(process, tmp_path):
    bad = SMALL.replace("<p>", '<img alt="x" src="file:///etc/hostname"><p>')

    assert "not ours" in process.run(job_in(tmp_path, bad))
    child = process.process_id
    assert process.run(job_in(tmp_path)) == ""
    assert process.process_id == child


def test_no_process_stays_behind_when_the_web_process_is_killed(tmp_path):
    code = (
        "import django, sys, time; django.setup();"
        "from reports.rendering import RenderProcess; from reports.worker import Job;"
        "p = RenderProcess(); print(p.run(Job(*sys.argv[1:4])), p.process_id, flush=True)"
        "; time.sleep(60)"
    )
    job = job_in(tmp_path)
    web = subprocess.Popen(
        [sys.executable, "-c", code, job.html, job.target, job.progress],
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "SECRET_KEY": "x"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with web.stdout:
        child = int(web.stdout.readline().split()[-1])
        assert is_running(child)
        web.kill()
        web.wait()

    until = time.monotonic() + 20
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)


def test_the_fingerprint_changes_with_everything_that_is_printed(small_report):
    about = small_report.about
    others = [
        replace(small_report, about=replace(about, organisation="Ander")),
        replace(small_report, about=replace(about, is_finished=False)),
        make_report(questionnaire="quick", answers={"strategie": 1}),
        make_report(questionnaire="quick", answers={}, notes={"strategie": "x"}),
        make_report(questionnaire="quick", answers={}, language="en"),
        make_report(questionnaire="quick", answers={}, targets={"strategie": 3}),
        replace(small_report, previous=small_report.result),
    ]

    prints = {fingerprint(report) for report in (small_report, *others)}
    assert len(prints) == 8
    assert fingerprint(small_report) == fingerprint(make_report(questionnaire="quick", answers={}))


def test_choosing_the_default_target_changes_what_is_printed_of_it():
    answers = {"strategie": 2}
    default = make_report(questionnaire="quick", answers=answers)
    chosen = make_report(questionnaire="quick", answers=answers, targets={"strategie": 3})

    assert default.result.dimension("strategie").target == 3
    assert chosen.result.dimension("strategie").target == 3
    assert fingerprint(default) != fingerprint(chosen)


def test_a_report_is_opened_in_one_step_since_it_may_go_at_any_moment(small_report):
    place = place_of("x", small_report)
    assert open_stored("x", small_report) is None

    assert place.claim()
    place.file.write_bytes(b"%PDF small")
    with open_stored("x", small_report) as pdf:
        place.file.unlink()  # a newer report took its place
        assert pdf.read() == b"%PDF small"
    assert open_stored("x", small_report) is None
