"""A stored report against a static file, and pages while reports are made.

`python -m bench.downloads`. The static file is the same PDF, served by WhiteNoise in front of the
empty Django page, on the same kind of server. Pages are asked first with nothing beside them and
then while somebody else has one report after another made.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from bench.pages import Browser, full_assessment, prepare, saving, served

DOWNLOADS = 50  # of one report; more of them are throttled
PAGES = 200
SECONDS = 60  # that a report may take here


def made(browser: Browser, path: str) -> bytes:
    """The report, waited for."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        body = browser.get(path)
        if body.startswith(b"%PDF-"):
            return body
        time.sleep(0.5)
    raise TimeoutError(path)


def timed(rounds: int, *asked: Callable[[], object]) -> list[list[float]]:
    """In turn, so that a busy machine hurts all alike."""
    seconds: list[list[float]] = [[] for _ in asked]
    for _ in range(rounds):
        for place, ask in enumerate(asked):
            began = time.perf_counter()
            ask()
            seconds[place].append(time.perf_counter() - began)
    return seconds


@contextmanager
def rendering(browser: Browser, report: str, change: Callable[[], object]) -> Iterator[None]:
    """One report after another is made meanwhile, each of another answer."""
    stop = Event()

    def keep_making() -> None:
        while not stop.is_set():
            change()
            made(browser, report)

    maker = Thread(target=keep_making)
    maker.start()
    try:
        yield
    finally:
        stop.set()
        maker.join()


def measure(folder: Path) -> tuple[list[list[float]], ...]:
    """Downloads, pages with nothing beside them, pages while reports are made."""
    prepare(folder)
    files = folder / "files"
    files.mkdir()
    os.environ["BENCH_FILES"] = str(files)
    link, overview = full_assessment()
    other_link, other_overview = full_assessment()
    report = f"{overview}report.pdf?language=nl"
    with served("config.wsgi:application") as ours:
        browser, other = Browser(ours), Browser(ours)
        browser.get(link)
        other.get(other_link)
        (files / "report.pdf").write_bytes(made(browser, report))
        with served("bench.empty:application") as empty:
            reference = Browser(empty)
            downloads = timed(
                DOWNLOADS, lambda: reference.get("/report.pdf"), lambda: browser.get(report)
            )
        pages = [
            lambda path=path: browser.get(path) for path in ("/model/", f"{overview}klantervaring/")
        ]
        idle = timed(PAGES, *pages)
        change = saving(other, f"{other_overview}klantervaring/")
        with rendering(other, f"{other_overview}report.pdf?language=nl", change):
            busy = timed(PAGES, *pages)
    return downloads, idle, busy


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        downloads, idle, busy = measure(Path(name))
    medians = [statistics.median(values) * 1000 for values in downloads]
    print("| | median ms | ratio |\n| --- | --- | --- |")
    for title, median in zip(("static file", "stored report"), medians, strict=True):
        print(f"| {title} | {median:.2f} | {median / medians[0]:.1f} |")
    print("\n| | p95 ms, idle | p95 ms, while reports are made | ratio |")
    print("| --- | --- | --- | --- |")
    for title, before, during in zip(("model", "dimension page"), idle, busy, strict=True):
        first, second = (
            statistics.quantiles(values, n=20)[-1] * 1000 for values in (before, during)
        )
        print(f"| {title} | {first:.1f} | {second:.1f} | {second / first:.2f} |")


if __name__ == "__main__":
    main()
