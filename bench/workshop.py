"""A room full of phones on one address: `python -m bench.workshop --people 300`.

Each phone is a plain HTTP client in a thread of its own that does what the page does: it joins by
the code, asks for news every two seconds, or as often as the server asks of it, votes at a moment
of its own once a topic is open, and sends a vote again until it is acknowledged. One in ten sleeps
through a topic and wakes. One in three topics the server is killed (-9) in the middle of the votes,
and started again. In the end what was acknowledged is compared with the rows. `--database` takes
another than SQLite's.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from math import ceil
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TypeVar
from urllib.parse import urlencode

from bench.cluster import Service, free_port
from bench.pages import SERVER, Browser, children, prepare, processor_seconds

PACE = 2.0  # seconds from one look to the next
VOTES_WITHIN = 8.0  # seconds after a topic has reached a phone
ASLEEP = 10  # one in so many sleeps through a topic
KILLED = 3  # the server is killed in one topic of so many
REST = 10.0  # seconds of nothing but looks
SECONDS = 60.0  # that anything may take before it is given up
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ROUND = re.compile(r'name="round" value="(\d)"')


@dataclass
class Measured:
    """By all phones together."""

    join: list[float] = field(default_factory=list)
    reach: list[float] = field(default_factory=list)  # from opening to a phone
    wake: list[float] = field(default_factory=list)
    save: list[float] = field(default_factory=list)  # of one request that was acknowledged
    kept: list[float] = field(default_factory=list)  # from choosing, retries included
    failed: int = 0
    lock: Lock = field(default_factory=Lock)


@dataclass
class Room:
    code: str
    public_id: str
    port: int
    measured: Measured = field(default_factory=Measured)
    opened_at: dict[str, float] = field(default_factory=dict)
    sleeping_until: dict[str, Event] = field(default_factory=dict)  # by topic
    over: Event = field(default_factory=Event)


class Phone:
    def __init__(self, room: Room, number: int) -> None:
        self.room, self.number = room, number
        self.browser = Browser(room.port)
        self.chance = random.Random(number)
        self.acknowledged: dict[str, str] = {}
        self.step = 0
        self.pace = PACE
        self.thread = Thread(target=self.take_part)
        self.joined = Event()

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status 0 when there was no answer."""
        headers = {
            "Host": "localhost",
            "HX-Request": "true" if "/room/" in path or fields else "false",
            "Cookie": "; ".join(f"{key}={value}" for key, value in self.browser.cookies.items()),
        }
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = self.browser.connection
        try:
            connection.request(method, path, urlencode(fields) if fields else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, HTTPException):
            connection.close()
            return 0, ""
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.browser.cookies[name] = value
        if "/room/" in path:
            self.pace = max(PACE, float(answer.headers.get("X-Poll", 0)))
        return answer.status, body

    def until(self, is_done: Callable[[], bool]) -> None:
        """Again and again, a little later each time, as js/vote.js does."""
        wait = 0.5
        while not is_done() and not self.room.over.wait(wait * (1 + self.chance.random() / 4)):
            self.room.measured.failed += 1
            wait = min(2 * wait, 4)

    def take_part(self) -> None:
        began = time.monotonic()
        self.until(self.join)
        self.room.measured.join.append(time.monotonic() - began)
        self.joined.set()
        while not self.room.over.wait(self.pace * self.chance.uniform(0.8, 1.2)):
            self.look()

    def join(self) -> bool:
        door = f"/w/{self.room.code}/"
        status, page = self.ask("GET", door)
        found = TOKEN.search(page)
        if status != 200 or found is None:
            return False
        status, _ = self.ask("POST", door, {"csrfmiddlewaretoken": found[1]})
        return status == 302

    def look(self) -> None:
        status, page = self.ask("GET", f"/w/{self.room.public_id}/room/{self.step}/")
        if status != 200:
            return
        step = re.search(r"/room/(\d+)/", page)
        if step is None:
            return self.sent_on()
        self.step = int(step[1])
        topic = re.search(r'name="topic" value="([^"]+)"', page)
        if topic and topic[1] not in self.acknowledged:
            self.answer(topic[1], page)

    def sent_on(self) -> None:
        """The page says to go to another one."""

    def answer(self, topic: str, page: str) -> None:
        measured = self.room.measured
        if (self.number + len(self.acknowledged)) % ASLEEP == 0:
            self.room.sleeping_until[topic].wait(SECONDS)
            began = time.monotonic()
            status, page = self.ask("GET", f"/w/{self.room.public_id}/room/0/")
            if status == 200:
                measured.wake.append(time.monotonic() - began)
        else:
            measured.reach.append(time.monotonic() - self.room.opened_at[topic])
        self.room.over.wait(self.chance.uniform(0, VOTES_WITHIN))
        found, round = TOKEN.search(page), ROUND.search(page)
        if found is None or round is None:
            return
        choice = str(self.chance.randint(1, 4))
        fields = {"csrfmiddlewaretoken": found[1], "topic": topic, "choice": choice}
        fields["round"] = round[1]
        began = time.monotonic()
        self.until(lambda: self.vote(fields))
        measured.kept.append(time.monotonic() - began)

    def vote(self, fields: dict[str, str]) -> bool:
        began = time.monotonic()
        status, _ = self.ask("POST", f"/w/{self.room.public_id}/vote/", fields)
        if status == 200:
            self.room.measured.save.append(time.monotonic() - began)
            self.acknowledged[fields["topic"]] = fields["choice"]
        return status in {200, 409}  # stored, or told that it came too late


RoomT = TypeVar("RoomT", bound=Room)
PhoneT = TypeVar("PhoneT", bound=Phone)


class Leader:
    """Presses the buttons of the cockpit."""

    def __init__(self, room: Room, link: str) -> None:
        self.phone = Phone(room, 0)
        self.place = f"/workshops/{room.public_id}/"
        self.phone.until(lambda: self.phone.ask("GET", link)[0] == 200)

    def press(self, action: str, **sent: str) -> None:
        """As somebody does who looks first, until the step is taken."""
        before = self.seen()
        while True:
            fields = {"csrfmiddlewaretoken": self.token, "step": str(before), **sent}
            status, _ = self.phone.ask("POST", f"{self.place}act/{action}/", fields)
            if status == 302 or self.seen() != before:
                return

    def seen(self) -> int:
        """The step that the cockpit is at."""
        found: list[str] = []

        def looked() -> bool:
            _, page = self.phone.ask("GET", f"{self.place}cockpit/")
            token, step = TOKEN.search(page), re.search(r'name="step" value="(\d+)"', page)
            found[:] = [token[1], step[1]] if token and step else []
            return bool(found)

        self.phone.until(looked)
        self.token = found[0]
        return int(found[1])


def make_room(port: int, format: str = "quick") -> tuple[Room, str]:
    """And the path of its private link."""
    from django.urls import reverse  # noqa: PLC0415 -- needs the environment

    from assessments.links import private_link  # noqa: PLC0415
    from assessments.services import create_assessment  # noqa: PLC0415
    from workshops.agenda import Format  # noqa: PLC0415
    from workshops.facilitating import prepare as prepare_room  # noqa: PLC0415

    own = create_assessment(
        sector="retail", language="nl", organisation="De Boer Wonen", questionnaire="quick"
    )
    workshop = prepare_room(
        own,
        title="Workshop",
        subject="De Boer Wonen",
        format=Format(format),
        minimum_group=5,
    )
    link = reverse("assessments:open", args=[private_link(workshop.assessment).text])
    return Room(workshop.code, workshop.assessment.public_id, port), link


def topics_of(room: Room) -> list[str]:
    from workshops.models import Topic  # noqa: PLC0415 -- needs the environment

    rows = Topic.objects.filter(workshop__code=room.code).order_by("position")
    return list(rows.values_list("code", flat=True))


@contextmanager
def serving() -> Iterator[Service]:
    port = free_port()
    web = Service("web", [*SERVER, "--port", str(port), "config.wsgi:application"], port)
    web.start()
    try:
        yield web
    finally:
        web.stop()


def let_in(
    room: RoomT,
    people: int,
    seconds: float,
    *,
    kind: Callable[[RoomT, int], PhoneT],
    after: int = 0,
) -> list[PhoneT]:
    """All of them, spread over so many seconds."""
    phones = [kind(room, number) for number in range(after + 1, after + people + 1)]
    for phone in phones:
        phone.thread.start()
        time.sleep(seconds / people)
    for phone in phones:
        phone.joined.wait(SECONDS)
    return phones


def at_rest() -> float:
    """The share of one core that the looks of all take."""
    servers = children(os.getpid())
    before, began = processor_seconds(servers), time.monotonic()
    time.sleep(REST)
    return (processor_seconds(servers) - before) / (time.monotonic() - began)


def ask_topic(
    room: Room, leader: Leader, topic: str, phones: Sequence[Phone], *, opening: str = "open"
) -> None:
    room.sleeping_until[topic] = Event()
    room.opened_at[topic] = time.monotonic()
    leader.press(opening)
    time.sleep(PACE + 1)
    room.sleeping_until[topic].set()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and any(topic not in each.acknowledged for each in phones):
        time.sleep(0.1)
    leader.press("close")
    leader.press("reveal")
    leader.press("settle", ending="votes")


def lead(room: Room, leader: Leader, phones: list[Phone], web: Service, topics: int) -> int:
    """How often the server was killed meanwhile."""
    kills = 0
    for number, topic in enumerate(topics_of(room)[:topics]):
        if number:
            leader.press("focus", topic=topic)
        killer = None
        if number % KILLED == KILLED - 1:
            killer = Thread(target=kill_in_the_middle, args=(web,))
            killer.start()
            kills += 1
        ask_topic(room, leader, topic, phones)
        if killer:
            killer.join()
    return kills


def kill_in_the_middle(web: Service) -> None:
    time.sleep(PACE + VOTES_WITHIN / 2)
    web.kill()
    web.start()


def compare(room: Room, phones: list[Phone]) -> Counter[str]:
    """What was acknowledged, and what the rows hold."""
    from django.core import signing  # noqa: PLC0415 -- needs the environment

    from workshops.links import GRANT_SALT  # noqa: PLC0415
    from workshops.models import Vote  # noqa: PLC0415

    rows = Vote.objects.filter(participant__workshop__code=room.code)
    stored = {
        (key, code): choice
        for key, code, choice in rows.values_list("participant_id", "code", "choice")
    }
    counted = Counter(stored=rows.count(), distinct=len(stored))
    for phone in phones:
        key, _ = signing.loads(phone.browser.cookies[f"w-{room.public_id}"], salt=GRANT_SALT)
        for code, choice in phone.acknowledged.items():
            counted["acknowledged"] += 1
            counted["lost"] += stored.get((key, code)) != choice
    return counted


def told(name: str, seconds: list[float]) -> str:
    if not seconds:
        return f"| {name} | 0 | - | - | - |"
    p95 = sorted(seconds)[ceil(0.95 * len(seconds)) - 1]
    figures = (statistics.median(seconds), p95, max(seconds))
    return (
        f"| {name} | {len(seconds)} | "
        + " | ".join(f"{1000 * each:.0f}" for each in figures)
        + " |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--topics", type=int, default=7)
    parser.add_argument("--join-seconds", type=float, default=60)
    parser.add_argument("--database", help="address of an empty database; else SQLite")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), wanted.database)
        with serving() as web:
            room, link = make_room(web.port)
            leader = Leader(room, link)
            leader.press("open-doors")
            phones = let_in(room, wanted.people, wanted.join_seconds, kind=Phone)
            rest = at_rest()
            leader.press("start")
            kills = lead(room, leader, phones, web, wanted.topics)
            room.over.set()
            for phone in phones:
                phone.thread.join(SECONDS)
            counted = compare(room, phones)
    measured = room.measured
    print(f"{wanted.people} phones, {wanted.topics} topics, killed {kills} times", end="; ")
    print(f"load of this machine {os.getloadavg()[0]:.1f}; at rest {rest:.2f} of one core")
    print("| ms | times | median | p95 | most |\n| --- | --- | --- | --- | --- |")
    print(told("joining", measured.join))
    print(told("from opening to a phone", measured.reach))
    print(told("a phone that wakes", measured.wake))
    print(told("saving, one request", measured.save))
    print(told("from choosing to kept", measured.kept))
    print(f"sent again {measured.failed}; " + ", ".join(f"{k} {v}" for k, v in counted.items()))
    if counted["lost"] or not counted["acknowledged"] == counted["stored"] == counted["distinct"]:
        sys.exit("Votes were lost")


if __name__ == "__main__":
    main()
