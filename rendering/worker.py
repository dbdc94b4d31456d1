"""A worker: takes the next job in order, has its child make it, stores what comes of it.

Nothing that goes wrong ends it. What it had in hand when it dies is found by its heartbeat.
"""

import atexit
import logging
import os
import socket
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from threading import get_ident

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from rendering import storage
from rendering.fingerprints import code_version
from rendering.logo_faults import LogoError
from rendering.logo_process import encode_logo
from rendering.models import TEMPLATES, TRIES, JobState, Reason, RenderJob
from rendering.parcels import Tampered, check
from rendering.process import BEAT, Beat, Failed, RenderProcess
from rendering.template_faults import TemplateError
from rendering.template_process import Checked, check_template
from rendering.tidying import tidy
from reports.formats import Format

REPORTS = tuple(Format)
TIDY_EVERY = 3600.0  # seconds
UNTIL_STORED = 3.0  # seconds between two tries to write files again
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whoever keeps what is made of files that were sent gets each, with its folder, in one
    transaction with the end of its job."""

    logo: Callable[[str, bytes], None]
    template: Callable[[str, Format, Checked], None]
    template_failed: Callable[[str], None]  # when a file was to be built on it; by its digest


_keepers: list[Keeper] = []


def deliver_to(keeper: Keeper) -> None:
    _keepers[:] = [keeper]


class Worker:
    def __init__(self, formats: Collection[str], until_stored: float = UNTIL_STORED) -> None:
        self.formats = formats
        self.until_stored = until_stored
        self.process = RenderProcess()
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{get_ident()}"
        self._lacked_storage = False
        self._tidied_at = time.monotonic()
        atexit.register(self.process.stop)

    def make_next(self) -> bool:
        """Whether there was something to do."""
        if not self.is_wanted() or not self._can_store():
            return False
        job = claim(self.name, self.formats)
        if job is None:
            return False
        try:
            self._make(job)
        except Exception:  # the database is away: the job goes to whoever is next
            logger.exception("A job was not ended")
            time.sleep(BEAT)
            close_old_connections()
            job.put_back()
        self._tidy()
        return True

    def is_wanted(self) -> bool:
        now = timezone.now()
        claimable = RenderJob.objects.claimable(now, code_version())
        return claimable.filter(format__in=self.formats).exists()

    def _can_store(self) -> bool:
        """After it went wrong once; meanwhile whoever waits is told."""
        if not self._lacked_storage:
            return True
        waiting = RenderJob.objects.filter(state=JobState.WAITING, code_version=code_version())
        if not storage.is_writable():
            waiting.filter(reason=Reason.NONE).update(reason=Reason.NO_STORAGE)
            time.sleep(self.until_stored)
            return False
        self._lacked_storage = False
        waiting.filter(reason=Reason.NO_STORAGE).update(reason=Reason.NONE)
        return True

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied_at > TIDY_EVERY:
            self._tidied_at = time.monotonic()
            tidy()

    def _make(self, job: RenderJob) -> None:
        try:
            parcel = bytes(job.parcel)
            check(parcel, job.signature)
            tell = Beats(job).tell
            if job.is_sent:
                _deliver(job, parcel, partial(tell, 1))
            else:
                self._store(job, self._made(job, parcel, tell))
        except (LogoError, TemplateError) as error:
            job.fail(error.fault)
        except Tampered:
            logger.error("A job was written by somebody else")
            job.fail(Reason.FAULT)
        except Failed as failure:
            logger.warning("A file could not be made: %s", failure)
            if failure.reason == Reason.DIED and job.tries < TRIES:
                job.put_back(reason=Reason.NONE)
            else:
                job.fail(failure.reason)

    def _made(self, job: RenderJob, parcel: bytes, tell: Beat) -> bytes:
        """On our own template when it cannot be made on that of the house."""
        try:
            return self.process.make(job.format, parcel, tell)
        except Failed as failure:
            if not job.template:
                raise
            logger.warning("A file could not be made on a template: %s", failure)
        content = self.process.make(job.format, parcel, tell, on_ours=True)
        job.reason = Reason.OUR_TEMPLATE
        for keeper in _keepers:
            keeper.template_failed(job.template)
        return content

    def _store(self, job: RenderJob, content: bytes) -> None:
        try:
            storage.save(job.name, content)
        except Exception:  # of the disk, or of whatever library speaks to a storage server
            logger.exception("A file could not be stored")
            self._lacked_storage = True
            job.put_back(reason=Reason.NO_STORAGE, forgive=True)
            return
        if finish(job):
            forget_older(job)
        elif not RenderJob.objects.filter(pk=job.pk).exists():  # removed meanwhile
            storage.remove_file(job.name)


class Beats:
    """The signs of life of one job, at most one write a second."""

    def __init__(self, job: RenderJob) -> None:
        self.job = job
        self._last = 0.0

    def tell(self, step: int) -> None:
        if time.monotonic() - self._last < BEAT:
            return
        self._last = time.monotonic()
        mine = RenderJob.objects.filter(
            pk=self.job.pk, state=JobState.MAKING, worker=self.job.worker
        )
        try:
            mine.update(step=step, heartbeat_at=timezone.now())
        except DatabaseError as error:  # it may be back before the file is made
            logger.warning("A sign of life could not be given: %s", type(error).__name__)
            close_old_connections()


def claim(worker: str, formats: Collection[str]) -> RenderJob | None:
    """The next job that this program can make; what was tried too often is given up."""
    while True:
        with transaction.atomic():
            now = timezone.now()
            job = (
                RenderJob.objects.claimable(now, code_version())
                .filter(format__in=formats)
                .select_for_update(
                    skip_locked=connection.features.has_select_for_update_skip_locked
                )
                .first()
            )
            if job is None:
                return None
            is_given_up = job.tries >= TRIES
            job.state = JobState.FAILED if is_given_up else JobState.MAKING
            job.reason = Reason.DIED if is_given_up else Reason.NONE
            job.worker, job.step, job.tries = worker, 0, job.tries + 1
            job.started_at = job.heartbeat_at = now
            job.save(
                update_fields=[
                    "state",
                    "reason",
                    "worker",
                    "step",
                    "tries",
                    "started_at",
                    "heartbeat_at",
                ]
            )
        if not is_given_up:
            return job


def finish(job: RenderJob) -> bool:
    """Whether it was still wanted of this worker."""
    made = RenderJob.objects.filter(pk=job.pk, state=JobState.MAKING, worker=job.worker)
    return bool(
        made.update(
            state=JobState.READY,
            reason=job.reason,
            step=job.steps,
            parcel=b"",
            signature="",
            made_at=timezone.now(),
        )
    )


def forget_older(job: RenderJob) -> None:
    """Only the last of each format and language is worth its room."""
    older = RenderJob.objects.of_series(job).filter(
        pk__lt=job.pk, code_version=job.code_version, state__in=[JobState.READY, JobState.FAILED]
    )
    for each in older.defer("parcel"):
        each.delete()
        storage.remove_file(each.name)


def _deliver(job: RenderJob, content: bytes, beat: Callable[[], None]) -> None:
    """Unless another was sent meanwhile."""
    keep = _kept(job, content, beat)
    with transaction.atomic():
        if RenderJob.objects.filter(pk=job.pk, worker=job.worker).delete()[0]:
            for keeper in _keepers:
                keep(keeper)


def _kept(job: RenderJob, content: bytes, beat: Callable[[], None]) -> Callable[[Keeper], None]:
    if job.format in TEMPLATES:
        kind = TEMPLATES[job.format]
        checked = check_template(kind, content, beat)
        return lambda keeper: keeper.template(job.folder, kind, checked)
    logo = encode_logo(content, beat)
    return lambda keeper: keeper.logo(job.folder, logo)
