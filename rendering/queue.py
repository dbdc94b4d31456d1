"""The queue as those see it who want a file: asking, looking, waiting, having it removed."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from django.core.files.base import File
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.prepared import Prepared, Slot
from rendering import storage
from rendering.fingerprints import code_version, digest, fingerprint
from rendering.models import ALIVE_FOR, LOGO, JobState, Reason, RenderJob
from rendering.parcels import pack, sign
from rendering.tasks import wake
from reports.edition import Part
from reports.formats import Format
from reports.printed import Printed

QUIET = dt.timedelta(seconds=10)  # without another change, before a report is made unasked
TURN = dt.timedelta(seconds=4)  # that who asks for several waits, for each, so that all get on
HEAD_START = dt.timedelta(seconds=4)  # of what is made in a moment, on what takes seconds
RECENT = dt.timedelta(minutes=30)
KEY = ("folder", "fingerprint", "language", "format")
REST = ("with_notes", "template", "code_version", "parcel", "signature", "not_before", "place_at")
SHOWN = (  # to who waits, or what decides it
    *("public_id", "state", "step", "reason", "format", "code_version"),
    *("asked_at", "not_before", "heartbeat_at", "place_at"),
)
STANDING = Prepared(  # every two seconds, for each who waits
    RenderJob.objects.filter(public_id=Slot("public_id"), code_version=Slot("code_version")).only(
        *SHOWN
    )
)
WAIT_FOR = "X-Wait-For"  # names the job to our server, which asks once more when it has ended
SAMPLE = 20  # files that tell how long one takes
USUALLY = 2.0  # seconds, until some were made here
logger = logging.getLogger(__name__)


def find(folder: str, printed: Printed, format: Format = Format.PDF) -> RenderJob | None:
    """The job of exactly this, made or not. Costs one query."""
    return _same(_job(folder, printed, format))


def named(folder: str, public_id: str) -> RenderJob | None:
    """As who waits for it knows it; None when it dropped out, or this program cannot make it."""
    jobs = RenderJob.objects.filter(folder=folder, public_id=public_id)
    return jobs.filter(code_version=code_version()).defer("parcel").first()


def standing(public_id: str) -> RenderJob | None:
    """As far as a page that waits shows it; None when there is nothing to wait for any more."""
    found: list[RenderJob] = STANDING.objects(public_id=public_id, code_version=code_version())
    return next((job for job in found if job.is_underway), None)


def is_ended(public_id: str) -> bool:
    """There, failed or gone: for those who wait for it without a page."""
    return not RenderJob.objects.filter(public_id=public_id).unfinished().exists()


def open_made(job: RenderJob | None) -> File[bytes] | None:
    """None as well when the file is gone: storage may have been emptied. Raises Unavailable."""
    return storage.open_file(job.name) if job and job.is_ready else None


def ask(folder: str, printed: Printed, format: Format = Format.PDF) -> RenderJob:
    """Somebody waits for it: made at its turn, and tried anew when it failed or is gone."""
    job = _job(folder, printed, format)
    job.place_at += _wait_for_others(job)
    kept = _kept(job, printed)
    if kept.is_waiting and not kept.has_failed:
        _hurry(kept, job.place_at)
    elif kept.has_failed or (kept.is_ready and not storage.exists(kept.name)):
        _again(kept, printed, job.place_at)
    transaction.on_commit(wake)
    return _same(kept) or kept


def prepare(
    folder: str, language: str, compose: Callable[[], Printed], *, since: dt.datetime
) -> None:
    """It will be asked for as a PDF: made after a while without changes, and after whoever waits.

    Composed only when nothing was asked since the last change.
    """
    jobs = RenderJob.objects.filter(folder=folder, language=language, format=Format.PDF)
    if jobs.filter(asked_at__gt=since, code_version=code_version()).exists():
        return
    try:
        with transaction.atomic():
            printed = compose()
            job = _job(folder, printed, Format.PDF)
            job.not_before = job.place_at = timezone.now() + QUIET
            kept = _kept(job, printed)
            RenderJob.objects.filter(pk=kept.pk).update(asked_at=timezone.now())
    except DatabaseError:  # nobody asked for it yet, so nobody need know
        logger.exception("A report could not be announced")


def ask_sent(folder: str, content: bytes, format: str = LOGO) -> RenderJob:
    """Has a file of anybody made into ours, for whoever keeps them (`worker.deliver_to`)."""
    content_print = digest(content)
    sent = RenderJob.objects.filter(folder=folder, format=format)
    sent.exclude(fingerprint=content_print).delete()
    job, _is_new = RenderJob.objects.get_or_create(
        folder=storage.plain(folder),
        fingerprint=content_print,
        format=format,
        defaults={
            "code_version": code_version(),
            "parcel": content,
            "signature": sign(content),
        },
    )
    transaction.on_commit(partial(wake, "logos"))
    return job


def sent_job(folder: str, format: str = LOGO) -> RenderJob | None:
    """Of the last file that was sent: waiting, or refused; what was made is no job any more."""
    return RenderJob.objects.filter(folder=folder, format=format).defer("parcel").first()


def forget(job: RenderJob) -> None:
    """Now, with its file: for what is kept no longer than it takes to fetch it."""
    job.delete()
    storage.remove_file(job.name)


def forget_sent(folder: str, format: str = LOGO) -> None:
    RenderJob.objects.filter(folder=folder, format=format).delete()


def remove(*folders: str) -> None:
    """Every job of these folders now, their files as soon as that is certain. What is being made
    is not stored any more."""
    RenderJob.objects.filter(folder__in=map(storage.plain, folders)).delete()
    for folder in folders:
        transaction.on_commit(partial(_remove_files, folder))


def _remove_files(folder: str) -> None:
    try:
        storage.remove_folder(folder)
    except Exception:  # storage is away: the hourly tidying takes what no row knows
        logger.exception("Files could not be removed yet")


def files_in(*folders: str) -> int:
    """How many are there. One query."""
    jobs = RenderJob.objects.filter(folder__in=map(storage.plain, folders))
    return jobs.filter(state=JobState.READY).count()


def left_in(*folders: str) -> int:
    """Jobs, and files that lie in storage whether a row knows of them or not. Raises what storage
    raises."""
    jobs = RenderJob.objects.filter(folder__in=map(storage.plain, folders)).count()
    return jobs + sum(len(storage.files_in(each)) for each in folders)


@dataclass(frozen=True, slots=True)
class Place:
    """In the queue."""

    number: int  # 1 is next, or being made
    seconds: int  # until it is there, about


def place_of(job: RenderJob) -> Place:
    """Costs one query, and one more a minute."""
    number = number_of(job)
    each = seconds_each(int(time.monotonic() // 60))
    return Place(number, max(1, round(number * each)))


def number_of(job: RenderJob) -> int:
    """Costs one query."""
    return RenderJob.objects.ahead_of(job, timezone.now()).count() + 1


@lru_cache(maxsize=1)
def seconds_each(_minute: int) -> float:
    """How long the queue lately took for one file, all workers together; asked once a minute."""
    lately = RenderJob.objects.filter(made_at__gt=timezone.now() - RECENT, started_at__isnull=False)
    made = list(lately.order_by("-made_at").values_list("started_at", "made_at", "worker")[:SAMPLE])
    if not made:
        return USUALLY
    spent = sum((end - start).total_seconds() for start, end, _ in made if start and end)
    return spent / len(made) / len({worker for _, _, worker in made})


def _job(folder: str, printed: Printed, format: Format) -> RenderJob:
    now = timezone.now()
    return RenderJob(
        folder=storage.plain(folder),
        fingerprint=fingerprint(printed),
        language=printed.language,
        format=format,
        with_notes=printed.edition.has(Part.NOTES),
        template=printed.edition.branding.digest,
        code_version=code_version(),
        not_before=now,
        place_at=now - HEAD_START if format.is_quick else now,
    )


def _wait_for_others(job: RenderJob) -> dt.timedelta:
    """Who already has some under way lets others go first."""
    same = RenderJob.objects.filter(folder=job.folder, not_before__lte=job.not_before)
    others = same.exclude(fingerprint=job.fingerprint, format=job.format)
    return TURN * others.unfinished().count()


def _same(job: RenderJob) -> RenderJob | None:
    return (
        RenderJob.objects.of_series(job).filter(fingerprint=job.fingerprint).defer("parcel").first()
    )


def _kept(job: RenderJob, printed: Printed) -> RenderJob:
    """The row of this file; when it is new, older ones of its kind that only wait drop out."""
    kept = _same(job)
    if kept:
        return kept
    job.parcel = pack(printed)
    job.signature = sign(job.parcel)
    kept, is_new = RenderJob.objects.get_or_create(
        **{name: getattr(job, name) for name in KEY},
        defaults={name: getattr(job, name) for name in REST},
    )
    if is_new:
        older = RenderJob.objects.of_series(kept).filter(pk__lt=kept.pk)
        older.filter(state=JobState.WAITING, code_version=kept.code_version).delete()
    return kept


def _hurry(job: RenderJob, place_at: dt.datetime) -> None:
    """It was only prepared: from now on somebody waits for it."""
    now = timezone.now()
    RenderJob.objects.filter(pk=job.pk, state=JobState.WAITING, not_before__gt=now).update(
        not_before=now, place_at=min(place_at, job.place_at), asked_at=now
    )


def _again(job: RenderJob, printed: Printed, place_at: dt.datetime) -> None:
    parcel = pack(printed)
    now = timezone.now()
    mine = RenderJob.objects.filter(pk=job.pk)
    mine.exclude(state=JobState.MAKING, heartbeat_at__gte=now - ALIVE_FOR).update(
        state=JobState.WAITING,
        reason=Reason.NONE,
        step=0,
        tries=0,
        parcel=parcel,
        signature=sign(parcel),
        asked_at=now,
        not_before=now,
        place_at=place_at,
        made_at=None,
    )
