"""Hourly: files and rows that nobody needs any more."""

import datetime as dt

from django.utils import timezone

from rendering import storage
from rendering.fingerprints import code_version
from rendering.models import JobState, RenderJob
from reports.formats import Format

OLD = dt.timedelta(days=1)
FRESH = dt.timedelta(hours=1)  # a file may be written just before its row says so


def tidy() -> int:
    """How many files went: those of older programs, and those that no row knows."""
    now = timezone.now()
    RenderJob.objects.filter(asked_at__lt=now - OLD).exclude(code_version=code_version()).delete()
    RenderJob.objects.filter(asked_at__lt=now - OLD, state=JobState.FAILED).delete()
    # One that was never fetched may hold the password of a network.
    RenderJob.objects.filter(asked_at__lt=now - FRESH, format=Format.KIT).delete()
    known = {
        job.name for job in RenderJob.objects.only("folder", "fingerprint", "language", "format")
    }
    gone = 0
    for folder in storage.folders():
        for name in storage.files_in(folder):
            if name not in known and storage.written_at(name) < now - FRESH:
                storage.remove_file(name)
                gone += 1
    return gone
