"""The desk and the page of a client at 1,000 organisations and 5,000 assessments, and measurements
side by side, against an empty page of somebody who is signed in: `python -m bench.desk`.

In one process, without a network: the pages in turn, so that a busy machine hurts all alike. Makes
a database of its own in a temporary folder. Prints queries, counted apart since counting takes
time, and milliseconds on the clock and of the processor, at the median and the 95th percentile.
"""

import datetime as dt
import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from bench.pages import prepare

if TYPE_CHECKING:
    from django.test import Client

ORGANISATIONS = 1_000
ROUNDS_EACH = 5
UNITS = 200  # of a group
MANY_ROUNDS = 40  # of that group itself
REQUESTS = 36  # a page of the desk that was never listed is there 39 times
FIRST_DAY = dt.date(2022, 1, 10)


def without_workers() -> None:
    """What they do at their own time is no part of a page."""
    from django.conf import settings  # noqa: PLC0415 -- needs the environment
    from django.test import override_settings  # noqa: PLC0415

    queues = settings.TASKS["default"]["QUEUES"]
    nobody = {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": queues}
    override_settings(TASKS=settings.TASKS | {"default": nobody}).enable()


def fill() -> "tuple[Client, list[str], str]":
    """A browser of the owner, the paths of the clients' pages, and where a group is compared."""
    from django.test import Client  # noqa: PLC0415 -- needs the environment
    from django.urls import reverse  # noqa: PLC0415

    from accounts.models import Organisation, User  # noqa: PLC0415
    from accounts.services import make_team  # noqa: PLC0415

    owner = User.objects.create_user("owner@example.org")
    team = make_team(name="Bench", owner=owner)
    organisations = Organisation.objects.bulk_create(
        Organisation(team=team, name=f"Client {number:04}", sector="retail")
        for number in range(ORGANISATIONS)
    )
    measure(organisations)
    group = Organisation.objects.create(team=team, name="Group", sector="retail")
    units = Organisation.objects.bulk_create(
        Organisation(team=team, name=f"Unit {number:03}", sector="retail", parent=group)
        for number in range(UNITS)
    )
    measure(units, rounds=1)
    measure([group], rounds=MANY_ROUNDS)
    browser = Client(headers={"host": "localhost"})
    browser.force_login(owner)
    paths = [reverse("clients:client", args=[each.public_id]) for each in organisations]
    return browser, paths, reverse("clients:compare_time", args=[group.public_id])


def measure(organisations: list, rounds: int = ROUNDS_EACH) -> None:  # type: ignore[type-arg]
    """Of each, quick scans half a year apart, answered differently."""
    from django.utils import timezone  # noqa: PLC0415 -- needs the environment

    from assessments.models import Answer, Assessment, Response  # noqa: PLC0415
    from maturity.loading import published_definition, published_version  # noqa: PLC0415

    version, now = published_version(), timezone.now()
    codes = [each.code for each in published_definition("nl").questionnaire("quick").questions]
    assessments = Assessment.objects.bulk_create(
        Assessment(
            model_version=version,
            questionnaire="quick",
            sector="retail",
            client=organisation,
            round=number + 1,
            date=FIRST_DAY + dt.timedelta(days=182 * number),
            state="finished",
            finished_at=now - dt.timedelta(days=182 * (rounds - 1 - number)),
        )
        for organisation in organisations
        for number in range(rounds)
    )
    responses = Response.objects.bulk_create(
        Response(assessment=each, number=1) for each in assessments
    )
    Answer.objects.bulk_create(
        Answer(response=response, code=code, choice=str(1 + place * (2 + number) % 4))
        for place, response in enumerate(responses)
        for number, code in enumerate(codes)
    )


def queries_of(browser: "Client", path: str) -> int:
    from django.db import connection  # noqa: PLC0415 -- needs the environment
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        ask(browser, path)
    return len(asked)


def ask(browser: "Client", path: str) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    page = browser.get(path)
    took = time.perf_counter() - clock, time.process_time() - processor
    assert page.status_code == 200, (path, page.status_code)
    return 1000 * took[0], 1000 * took[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        without_workers()
        browser, clients, compared = fill()
        measure_in_turn(
            browser,
            {
                "desk, never listed before": pages_of_desk(),
                "a client, never told before": iter(clients),
            },
        )
        tell_ahead(clients[-REQUESTS - 2 :])
        measure_in_turn(
            browser,
            {
                "desk, another page each": pages_of_desk(),
                "desk, as it opens": itertools.repeat("/clients/"),
                "desk, a search": (f"/clients/?search={n % 1000:04}" for n in itertools.count()),
                "a client, another each": iter(clients[-REQUESTS - 2 :]),
                "a client, again": itertools.repeat(clients[0]),
                "40 measurements in time": itertools.repeat(compared),
                "200 units side by side": itertools.repeat(f"{compared}units/"),
            },
        )


def measure_in_turn(browser: "Client", pages: dict[str, Iterator[str]]) -> None:
    pages = {"empty, signed in": itertools.repeat("/accounts/teams/new/")} | pages
    for paths in pages.values():
        ask(browser, next(paths))
    queries = {name: queries_of(browser, next(paths)) for name, paths in pages.items()}
    gc.freeze()  # as config.wsgi does
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for _ in range(REQUESTS):
        for name, paths in pages.items():
            seen[name].append(ask(browser, next(paths)))
    tell(queries, seen)


def tell_ahead(clients: list[str]) -> None:
    """What a worker does once a list was asked for in which something had changed: pages of those
    clients, and where the others of the team stand."""
    from accounts.models import Organisation  # noqa: PLC0415 -- needs the environment
    from clients import tasks  # noqa: PLC0415

    names = [path.split("/")[-2] for path in clients]
    rows = Organisation.objects.filter(public_id__in=names)
    tasks.tell_ahead.call(list(rows.values_list("pk", flat=True)), "nl")


def pages_of_desk() -> Iterator[str]:
    return (f"/clients/?page={2 + number % 39}" for number in itertools.count())


def tell(queries: dict[str, int], seen: dict[str, list[tuple[float, float]]]) -> None:
    """With how many times the empty page it is."""
    least = None
    for name, rows in seen.items():
        figures = [at for each in zip(*rows, strict=True) for at in (median(each), p95(each))]
        least = least or figures
        told = (f"{each:7.1f} ({each / of:4.1f})" for each, of in zip(figures, least, strict=True))
        sys.stdout.write(f"{name:27} {queries[name]:2} queries {' '.join(told)}\n")


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[18]


if __name__ == "__main__":
    main()
