"""What is wanted, under way or there: one row a file. What the file holds lies in storage."""

import datetime as dt
import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reports.formats import Format

LOGO = "logo"  # beside the formats of a report
TEMPLATES = {"template.docx": Format.DOCX, "template.pptx": Format.PPTX}  # of a house
SENT = (LOGO, *TEMPLATES)  # files that somebody sent, to be made into ours
FORMATS = (*(each.value for each in Format), *SENT)
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
ALIVE_FOR = dt.timedelta(seconds=15)  # without a heartbeat; a worker beats every second
TRIES = 3
PATIENCE = dt.timedelta(minutes=10)  # longer nobody waits without being told
STEPS = 8  # of a PDF: the seven of WeasyPrint, after its HTML
FEW_STEPS = 2  # of anything else: the wait, and making it


def make_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class JobState(models.TextChoices):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class Reason(models.TextChoices):
    """Why it is not there yet, or never will be. Of a file that was sent also its fault."""

    NONE = ""
    NO_STORAGE = "no-storage"  # it waits until files can be written again
    DIED = "died"
    TOO_LONG = "too-long"
    FAULT = "fault"
    OUR_TEMPLATE = "our-template"  # it is there, but made without that of the house, which failed


class RenderJobQuerySet(models.QuerySet["RenderJob"]):
    def of_series(self, job: "RenderJob") -> "RenderJobQuerySet":
        """Whatever is or was the file of that folder in that language and format, for the same
        readers: some do not get the notes."""
        return self.filter(
            folder=job.folder,
            language=job.language,
            format=job.format,
            with_notes=job.with_notes,
        )

    def unfinished(self) -> "RenderJobQuerySet":
        return self.filter(state__in=[JobState.WAITING, JobState.MAKING])

    def claimable(self, now: dt.datetime, code_version: str) -> "RenderJobQuerySet":
        """What nobody is at, in its order; work without a heartbeat is taken up again."""
        waiting = Q(state=JobState.WAITING, not_before__lte=now)
        dead = Q(state=JobState.MAKING, heartbeat_at__lt=now - ALIVE_FOR)
        return self.filter(waiting | dead, code_version=code_version).order_by("place_at", "pk")

    def ahead_of(self, job: "RenderJob", now: dt.datetime) -> "RenderJobQuerySet":
        """What is made before it: another format of logo or report waits elsewhere."""
        before = Q(place_at__lt=job.place_at) | Q(place_at=job.place_at, pk__lt=job.pk)
        lane = Q(format__in=SENT) if job.is_sent else ~Q(format__in=SENT)
        return self.unfinished().filter(
            before, lane, not_before__lte=now, code_version=job.code_version
        )


class RenderJob(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id)
    folder = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=32)
    language = models.CharField(max_length=2, blank=True)  # none of a logo
    format = models.CharField(max_length=16, choices=[(each, each) for each in FORMATS])
    with_notes = models.BooleanField(default=True)
    template = models.CharField(max_length=32, blank=True)  # digest of that of a house
    code_version = models.CharField(max_length=64)  # of the program that can make it
    parcel = models.BinaryField(default=bytes)  # what it is made from; empty once it is there
    signature = models.CharField(max_length=64, blank=True)  # of the parcel

    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    reason = models.CharField(max_length=20, blank=True)  # a Reason, or the fault of what was sent
    step = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)  # that has it in hand
    asked_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    place_at = models.DateTimeField(default=timezone.now)  # its place in the queue
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "place_at"], name="render_job_place"),
            models.Index(fields=["made_at"], name="render_job_made"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "fingerprint", "language", "format"], name="render_job_unique"
            ),
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="render_job_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.MAKING, heartbeat_at__isnull=False)
                | ~Q(state=JobState.MAKING),
                name="render_job_making_beats",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def name(self) -> str:
        """Of its file in storage. It says all that the file is made from, so never grows stale."""
        return f"{self.folder}/{self.fingerprint}.{self.language}.{self.format}"

    @property
    def is_sent(self) -> bool:
        return self.format in SENT

    @property
    def is_ready(self) -> bool:
        return self.state == JobState.READY

    @property
    def has_failed(self) -> bool:
        """Also when nothing was heard of it for so long that waiting makes no sense any more."""
        heard_at = max(self.asked_at, self.not_before, self.heartbeat_at or self.asked_at)
        is_given_up = not self.is_ready and timezone.now() - heard_at > PATIENCE
        return self.state == JobState.FAILED or is_given_up

    @property
    def is_underway(self) -> bool:
        return not (self.is_ready or self.has_failed)

    @property
    def is_waiting(self) -> bool:
        return self.state == JobState.WAITING

    @property
    def is_on_ours(self) -> bool:
        """Though it was to be built on a template of a house."""
        return self.reason == Reason.OUR_TEMPLATE

    @property
    def lacks_storage(self) -> bool:
        return self.reason == Reason.NO_STORAGE

    @property
    def steps(self) -> int:
        return STEPS if self.format in {Format.PDF, Format.KIT} else FEW_STEPS

    def put_back(self, *, reason: Reason = Reason.NONE, forgive: bool = False) -> None:
        """In its old place; a try that was not its own fault is forgiven."""
        RenderJob.objects.filter(pk=self.pk, state=JobState.MAKING, worker=self.worker).update(
            state=JobState.WAITING, reason=reason, worker="", tries=F("tries") - int(forgive)
        )

    def fail(self, reason: str) -> None:
        RenderJob.objects.filter(pk=self.pk, state=JobState.MAKING, worker=self.worker).update(
            state=JobState.FAILED, reason=reason, worker="", parcel=b""
        )
