"""Reports that thirty people ask for at once, and what it costs to wait: `python -m bench.waiting`.

Before that: is a report there at once where its result was read first? Ten people finish one after
another, open their result, read it for half a minute and ask for the report.

One web process with its own worker, as `make run` serves. A poll of a waiting page, as htmx sends
it, is compared with an empty Django page on the same kind of server, by the processor time that the
servers took: one with nothing new, of a report that stays at one step, and one that is told.
"""

import datetime as dt
import os
import re
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.pages import (
    Browser,
    children,
    full_assessment,
    plain,
    prepare,
    processor_seconds,
    served,
)

READERS = 10
NEXT_READER = 8.0  # seconds after the one before
READING = 30.0  # seconds, until the report is asked for
AT_ONCE = 1.0  # seconds
PEOPLE = 30
POLLS = 200
SECONDS = 300  # that all of them may take here


@dataclass
class Visitor:
    browser: Browser
    report: str
    progress: str = ""
    ready_after: float = 0.0

    def ask(self) -> None:
        waiting = plain(self.browser, self.report)
        self.progress = asked_by(waiting)

    def is_ready(self) -> bool:
        return "data-file" in plain(self.browser, self.progress)


def reports_there_at_once(port: int) -> int:
    """After their results were read."""
    with ThreadPoolExecutor(READERS) as readers:
        return sum(readers.map(lambda place: finds_it_there(port, place), range(READERS)))


def finds_it_there(port: int, place: int) -> bool:
    from assessments.models import Assessment  # noqa: PLC0415 -- needs the environment
    from assessments.services import finish  # noqa: PLC0415

    time.sleep(place * NEXT_READER)
    link, overview = full_assessment()
    finish(Assessment.objects.get(public_id=overview.split("/")[2]))
    browser = Browser(port)
    browser.get(link)
    browser.get(f"{overview}result/")
    time.sleep(READING)
    again = Browser(port, dict(browser.cookies))  # a server ends a connection that was silent long
    began = time.monotonic()
    report = again.get(f"{overview}report.pdf")
    return report.startswith(b"%PDF-") and time.monotonic() - began < AT_ONCE


def visitors(port: int) -> list[Visitor]:
    found = []
    for _ in range(PEOPLE):
        link, overview = full_assessment()
        browser = Browser(port)
        browser.get(link)
        found.append(Visitor(browser, f"{overview}report.pdf?language=nl"))
    return found


def wait_for_all(everybody: list[Visitor]) -> None:
    began = time.monotonic()
    for each in everybody:
        each.ask()
    while time.monotonic() - began < SECONDS:
        open_ones = [each for each in everybody if not each.ready_after]
        if not open_ones:
            return
        for each in open_ones:
            if each.is_ready():
                each.ready_after = time.monotonic() - began
        time.sleep(0.2)


def poll_of(browser: Browser, progress: str) -> str:
    """What a page asks that shows a report under way: one that is there is said to be made still,
    so that nothing else works meanwhile."""
    from django.utils import timezone  # noqa: PLC0415 -- needs the environment

    from rendering.models import JobState, RenderJob  # noqa: PLC0415 -- needs the environment

    job = re.search(r"progress/(\w+)/", progress)[1]  # type: ignore[index]
    beats = timezone.now() + dt.timedelta(hours=1)
    held = {"state": JobState.MAKING, "step": 3, "worker": "bench", "heartbeat_at": beats}
    assert RenderJob.objects.filter(public_id=job).update(**held)
    return asked_by(plain(browser, progress))


def asked_by(waiting: str) -> str:
    return re.search(r'hx-get="([^"]+)"', waiting)[1].replace("&amp;", "&")  # type: ignore[index]


def cost(browser: Browser, path: str) -> float:
    """Processor milliseconds of the servers for one request."""
    servers = children(os.getpid())
    for _ in range(10):
        browser.get(path, is_htmx=True)
    before = processor_seconds(servers)
    for _ in range(POLLS):
        browser.get(path, is_htmx=True)
    return (processor_seconds(servers) - before) / POLLS * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        with served("config.wsgi:application") as ours, served("bench.empty:application") as empty:
            there = reports_there_at_once(ours)
            everybody = visitors(ours)
            wait_for_all(everybody)
            # A connection of its own: a server ends those that were silent for long.
            again = Browser(ours, dict(everybody[0].browser.cookies))
            asked = poll_of(again, everybody[0].progress)
            polls = {"with nothing new": asked, "that is told": asked.split("&shown")[0]}
            costs = {name: cost(again, path) for name, path in polls.items()}
            reference = cost(Browser(empty), "/")
    print(f"{there} of {READERS} reports were there at once, after their results were read")
    times = [each.ready_after for each in everybody]
    assert all(times), f"{times.count(0.0)} never came"
    late = sum(later < earlier for earlier, later in pairwise(times))
    print(f"{PEOPLE} reports asked at once: first there after {min(times):.1f} s, ", end="")
    print(f"half {statistics.median(times):.1f} s, last {max(times):.1f} s; out of order: {late}")
    print(f"an empty page {reference:.2f} ms")
    for name, poll in costs.items():
        print(f"a poll {name} {poll:.2f} ms: {poll / reference:.1f} times")


if __name__ == "__main__":
    main()
