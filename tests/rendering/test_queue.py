"""Jobs: asked for, put in order, made, given up, forgotten."""

import datetime as dt
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from rendering import health, queue, storage
from rendering.models import ALIVE_FOR, TRIES, JobState, Reason, RenderJob
from rendering.parcels import Tampered, check, sign
from rendering.tidying import FRESH, OLD, tidy
from rendering.worker import REPORTS, Worker, claim
from reports.edition import Edition, Part
from reports.formats import Format
from tests.files import make_files, store, worker
from tests.reports.conftest import make_report

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def report():
    return make_report(questionnaire="quick", answers={"klantervaring": 2})


@pytest.fixture
def changed():
    return make_report(questionnaire="quick", answers={"klantervaring": 3})


def radar(folder, report):
    """What is made in a moment."""
    return queue.ask(folder, report, Format.RADAR)


def prepare(folder, report, since=LONG_AGO):
    queue.prepare(folder, report.language, lambda: report, since=since)


def again(job):
    return RenderJob.objects.get(pk=job.pk)


def content_of(job):
    with queue.open_made(job) as file:
        return file.read()


def turns():
    """Folders in the order in which a worker would take their jobs."""
    taken = []
    while job := claim("somebody", REPORTS):
        taken.append(job.folder)
    return taken


def age(name, by):
    written = (timezone.now() - by).timestamp()
    os.utime(default_storage.path(name), (written, written))


def later(**times):
    RenderJob.objects.update(**times)


# --- asking --------------------------------------------------------------------------------------


def test_a_file_is_made_once_for_two_requests_and_then_found(report):
    first, second = radar("mine", report), radar("mine", report)

    assert first == second
    assert make_files() == 1
    job = queue.find("mine", report, Format.RADAR)
    assert job.is_ready
    assert content_of(job).startswith(b"\x89PNG")
    assert radar("mine", report).is_ready
    assert make_files() == 0


def test_what_a_file_is_made_from_is_not_kept_once_it_is_there(report):
    job = radar("mine", report)
    assert again(job).parcel

    make_files()

    assert bytes(again(job).parcel) == b""


@pytest.mark.parametrize("name", ["", ".", "..", "../other", "a/b", "/etc"])
def test_a_folder_is_a_plain_name(report, name):
    with pytest.raises(ValueError, match="folder"):
        queue.ask(name, report)


def test_a_newer_report_takes_the_place_of_one_that_waits(report, changed):
    older = radar("mine", report)
    newer = radar("mine", changed)

    assert list(RenderJob.objects.all()) == [newer]
    assert queue.named("mine", older.public_id) is None


def test_a_newer_report_takes_the_place_of_the_older_once_it_is_there(report, changed):
    older = store("mine", report, b"older", Format.RADAR)
    english = make_report(questionnaire="quick", answers={}, language="en")
    other_language = store("mine", english, b"english", Format.RADAR)

    newer = radar("mine", changed)
    assert content_of(again(older)) == b"older"
    make_files()

    kept = {newer.name, other_language.name}
    assert set(storage.files_in("mine")) == kept
    assert {job.name for job in RenderJob.objects.all()} == kept


def test_readers_without_the_notes_and_those_with_them_do_not_drop_each_others_report(report):
    without = replace(report, edition=Edition(left_out=frozenset({Part.NOTES})))
    jobs = [radar("mine", report), radar("mine", without)]
    assert list(RenderJob.objects.order_by("pk")) == jobs

    make_files()

    assert set(storage.files_in("mine")) == {job.name for job in jobs}


def test_removing_takes_rows_and_files_and_may_be_done_twice(
    report, django_capture_on_commit_callbacks
):
    store("mine", report)
    kept = store("other", report)
    storage.save("mine/of-an-older-program.nl.pdf", b"older")

    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            queue.remove("mine")

    assert list(RenderJob.objects.all()) == [kept]
    assert list(storage.folders()) == ["other"]


def test_what_is_removed_while_it_is_made_is_not_stored(report):
    job = radar("mine", report)
    claimed = claim(worker().name, REPORTS)
    queue.remove("mine")

    worker()._store(claimed, b"late")

    assert not default_storage.exists(job.name)


# --- order ---------------------------------------------------------------------------------------


def test_jobs_are_taken_in_the_order_in_which_they_were_asked_for(report):
    for folder in ("a", "b", "c"):
        queue.ask(folder, report)

    assert [queue.place_of(job).number for job in RenderJob.objects.order_by("pk")] == [1, 2, 3]
    assert turns() == ["a", "b", "c"]


def test_who_asks_for_everything_lets_others_go_first(report):
    for format in (Format.PDF, Format.DOCX, Format.PPTX):
        queue.ask("greedy", report, format)
    queue.ask("modest", report)

    assert turns() == ["greedy", "modest", "greedy", "greedy"]


def test_what_takes_a_moment_goes_before_what_takes_seconds(report):
    queue.ask("first", report)
    queue.ask("second", report, Format.XLSX)

    assert turns() == ["second", "first"]


def test_what_nobody_asked_for_yet_waits_and_then_goes_after_who_asked(report, changed):
    prepare("quiet", report)
    assert turns() == []

    later(not_before=timezone.now())
    queue.ask("asked", changed)
    assert turns() == ["asked", "quiet"]


def test_what_was_prepared_goes_at_once_when_somebody_asks(report):
    prepare("mine", report)
    queue.ask("mine", report)

    assert turns() == ["mine"]


def test_what_did_not_change_since_it_was_prepared_is_not_composed_again(report):
    prepare("mine", report)

    composed = []
    queue.prepare("mine", "nl", lambda: composed.append(report) or report, since=LONG_AGO)

    assert composed == []


def test_a_worker_takes_only_what_its_own_program_can_make(report):
    queue.ask("mine", report)
    later(code_version="of another program")

    assert turns() == []
    assert queue.named("mine", RenderJob.objects.get().public_id) is None


# --- what goes wrong -----------------------------------------------------------------------------


def test_the_work_of_a_worker_that_died_is_tried_twice_again_and_then_told(report):
    queue.ask("mine", report)

    for number in range(TRIES):
        assert claim(f"worker {number}", REPORTS)
        assert claim("another", REPORTS) is None  # it is alive
        later(heartbeat_at=timezone.now() - ALIVE_FOR - timedelta(seconds=1))

    assert claim("another", REPORTS) is None
    job = RenderJob.objects.get()
    assert (job.state, job.reason) == (JobState.FAILED, Reason.DIED)


def test_a_late_worker_does_not_disturb_who_took_over(report):
    queue.ask("mine", report)
    late = claim("late", REPORTS)
    later(heartbeat_at=timezone.now() - ALIVE_FOR - timedelta(seconds=1))
    claim("new", REPORTS)

    late.put_back()
    late.fail(Reason.FAULT)

    job = RenderJob.objects.get()
    assert (job.state, job.worker) == (JobState.MAKING, "new")


def test_a_job_that_somebody_else_wrote_is_not_opened(report):
    job = radar("mine", report)
    RenderJob.objects.update(parcel=b"a pickle of an intruder")

    make_files()

    assert again(job).has_failed
    with pytest.raises(Tampered):
        check(b"x", sign(b"y"))


def test_a_job_signed_under_the_key_before_this_one_is_opened(report, settings):
    job = radar("mine", report)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    make_files()

    assert again(job).is_ready


def test_what_cannot_be_stored_waits_is_told_and_goes_on_by_itself(report, tmp_path):
    own = Worker(REPORTS, until_stored=0.01)
    own.process = worker().process
    folder = tmp_path / "reports"
    folder.write_text("no folder, so nothing can be stored in it")
    made, behind = radar("mine", report), radar("other", report)

    assert own.make_next()
    assert (again(made).state, again(made).lacks_storage) == (JobState.WAITING, True)
    assert not own.make_next()
    assert again(behind).lacks_storage
    assert again(made).tries == 0
    assert health.trouble() == "no storage for reports"

    folder.unlink()
    while own.make_next():
        pass

    assert {job.state for job in RenderJob.objects.all()} == {JobState.READY}
    assert health.trouble() == ""


def test_a_queue_that_stands_still_is_told_to_the_supervisor(report):
    queue.ask("mine", report)
    assert health.trouble() == ""

    long_ago = timezone.now() - timedelta(minutes=2)
    later(asked_at=long_ago, not_before=long_ago)
    assert health.trouble() == "no worker for reports"

    claim("somebody", REPORTS)
    assert health.trouble() == ""


# --- what is kept --------------------------------------------------------------------------------


def test_files_that_no_row_knows_go_and_those_of_older_programs_too(report, changed):
    kept, old = store("mine", report), store("other", changed)
    storage.save("mine/stray.nl.pdf", b"stray")
    RenderJob.objects.filter(pk=old.pk).update(
        code_version="older", asked_at=timezone.now() - OLD - timedelta(seconds=1)
    )

    for name in (kept.name, old.name, "mine/stray.nl.pdf"):
        age(name, FRESH + timedelta(seconds=1))
    storage.save("mine/fresh.nl.pdf", b"whose row is just about to say so")

    assert tidy() == 2

    assert list(RenderJob.objects.all()) == [kept]
    assert set(storage.files_in("mine")) == {kept.name, "mine/fresh.nl.pdf"}
    assert storage.files_in("other") == []


def test_files_are_for_their_own_user_only(report):
    job = store("mine", report)

    folder = settings.STORAGES["default"]["OPTIONS"]["location"]
    assert (folder / job.name).stat().st_mode & 0o077 == 0
    assert (folder / "mine").stat().st_mode & 0o077 == 0
