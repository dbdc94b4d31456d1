"""Whether reports can be made, for those who watch over the server."""

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from rendering import storage
from rendering.fingerprints import code_version
from rendering.models import JobState, RenderJob

STANDSTILL = dt.timedelta(seconds=60)


def trouble() -> str:
    """One word for a supervisor, empty when all is well. Writes a small file to try it."""
    if not storage.is_writable():
        return "no storage for reports"
    now = timezone.now()
    late = RenderJob.objects.filter(
        state=JobState.WAITING,
        code_version=code_version(),
        asked_at__lt=now - STANDSTILL,
        not_before__lt=now - STANDSTILL,
    )
    if not late.exists():
        return ""
    signs = RenderJob.objects.aggregate(beat=Max("heartbeat_at"), made=Max("made_at"))
    is_alive = any(sign and sign > now - STANDSTILL for sign in signs.values())
    return "" if is_alive else "no worker for reports"
