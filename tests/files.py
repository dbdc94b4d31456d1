"""Files that are asked for, made by a worker in the test's own thread, or as if one had."""

from functools import cache

from django.utils import timezone

from rendering import queue, storage
from rendering.models import SENT, JobState, RenderJob
from rendering.process import RenderProcess
from rendering.worker import REPORTS, Worker
from reports.formats import Format


@cache
def worker():
    """Its child stays warm for the whole run, and gives way to nothing: the test waits for it."""
    worker = Worker((*REPORTS, *SENT))
    worker.process = RenderProcess(niceness=0)
    return worker


def make_files():
    """Whatever is asked for by now; how many files that were."""
    made = 0
    while worker().make_next():
        made += 1
    return made


def made(client, address):
    """The bytes of a file, asked for before and after a worker made it."""
    page = client.get(address)
    if not page.streaming:
        make_files()
        page = client.get(address)
    return content(page)


def content(page):
    assert page.status_code == 200, page.status_code
    return b"".join(page.streaming_content)  # the test client closes the file at its end


def store(folder, report, content=b"%PDF stored", format=Format.PDF):
    """As if it had been made."""
    job = queue.ask(folder, report, format)
    storage.save(job.name, content)
    RenderJob.objects.filter(pk=job.pk).update(
        state=JobState.READY, parcel=b"", started_at=timezone.now(), made_at=timezone.now()
    )
    return RenderJob.objects.get(pk=job.pk)
