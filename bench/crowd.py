"""What 300 people cost, on SQLite: `python -m bench.crowd`.

The result page of a group of 300 full responses with notes: when its figures are worked out, which
happens once for each state of its answers, and after that (budget 40 ms), beside an empty Django
page. Then 300 saves in five seconds by four people at once, through `manage.py serve`: how long the
slowest took (budget 100 ms on a quiet machine), and how long one takes without the others.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from bench.installation import product
from bench.pages import Browser, prepare, saving, served

if TYPE_CHECKING:
    from assessments.models import Assessment

PEOPLE, GROUPS = 300, 3
READINGS = 25
DEPARTMENTS = ("", "Winkel", "Webshop", "Klantenservice", "Marketing", "Logistiek")
SECONDS, SAVERS = 5, 4


def group_of(people: int, chance: random.Random) -> "Assessment":
    from assessments.exchange.document import Document  # noqa: PLC0415 -- needs the environment
    from assessments.importing import import_document  # noqa: PLC0415
    from maturity.loading import published_definition  # noqa: PLC0415
    from maturity.responses import Kind, Response, Responses  # noqa: PLC0415

    definition = published_definition("nl")
    codes = [question.code for question in definition.questionnaire("full").questions]
    responses = tuple(
        Response(
            {code: chance.choice((1, 2, 2, 3, 3, 4)) for code in codes},
            notes={chance.choice(codes): "Dit gaat bij ons anders dan in de winkel."},
            department=chance.choice(DEPARTMENTS),
        )
        for _ in range(people)
    )
    whole = Responses("full", responses, kind=Kind.GROUP)
    return import_document(Document(definition.slug, definition.version, "full", "retail", whole))


def own() -> "Assessment":
    from assessments.services import create_assessment  # noqa: PLC0415 -- as above

    return create_assessment(sector="retail", language="nl")


def holder(port: int, assessment: "Assessment") -> Browser:
    """Who opened its private link."""
    from django.urls import reverse  # noqa: PLC0415 -- as above

    from assessments.links import private_link  # noqa: PLC0415

    browser = Browser(port)
    browser.get(reverse("assessments:open", args=[private_link(assessment).text]))
    return browser


def seconds_of(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def read_groups(port: int, empty: int) -> None:
    first, again = [], []
    for number in range(GROUPS):
        assessment = group_of(PEOPLE, random.Random(number))
        browser = holder(port, assessment)
        page = f"/a/{assessment.public_id}/result/"
        first.append(seconds_of(lambda: browser.get(page)))  # noqa: B023
        again += [seconds_of(lambda: browser.get(page)) for _ in range(READINGS)]  # noqa: B023
    reference = Browser(empty)
    base = [seconds_of(lambda: reference.get("/")) for _ in range(GROUPS * READINGS)]
    print(
        f"a group of {PEOPLE}: first {in_ms(max(first))}, then {in_ms(median(again))} at the ",
        end="",
    )
    print(f"median and {in_ms(max(again))} at most; an empty page {in_ms(median(base))}")


def save_together(port: int) -> None:
    """Evenly spread, so that the slowest is the server's doing."""
    savers = []
    for assessment in [own() for _ in range(SAVERS)]:
        page = f"/a/{assessment.public_id}/klantervaring/"
        savers.append(saving(holder(port, assessment), page))
    alone = [seconds_of(savers[0]) for _ in range(READINGS)]
    taken: list[float] = []
    threads = [Thread(target=save_evenly, args=(save, taken)) for save in savers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{len(taken)} saves in {SECONDS} s: {in_ms(median(taken))} at the median, p95 ", end="")
    print(f"{in_ms(p95)}, the slowest {in_ms(max(taken))}; alone {in_ms(median(alone))}")


def save_evenly(save: Callable[[], object], taken: list[float]) -> None:
    began = time.perf_counter()
    times = PEOPLE // SAVERS
    for number in range(times):
        time.sleep(max(0.0, began + number * SECONDS / times - time.perf_counter()))
        taken.append(seconds_of(save))


def median(values: list[float]) -> float:
    return statistics.median(values)


def in_ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        database = os.environ["DATABASE_URL"]
        with (
            served("bench.empty:application") as empty,
            product(folder, DATABASE_URL=database) as ours,
        ):
            read_groups(ours.port, empty)
            save_together(ours.port)


if __name__ == "__main__":
    main()
