"""A workshop at a distance, of many phones behind one address: `python -m bench.remote`.

Everybody joins within a minute, answers all 35 questions alone at an own pace, and votes on some
topics once more. Then more phones join, until saving takes a second or there are `--most`. In the
end thirty people vote through a proxy that holds back each byte for 50 and for 150 ms, both ways.
What was acknowledged is compared with the rows each time. Phones are those of `bench.workshop`.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from threading import Event, Thread

from bench.cluster import Service, free_port
from bench.pages import prepare
from bench.workshop import (
    PACE,
    SECONDS,
    TOKEN,
    Leader,
    Phone,
    Room,
    ask_topic,
    at_rest,
    compare,
    let_in,
    make_room,
    serving,
    told,
    topics_of,
)

ALONE = "alone"  # under which it is kept when that began
APART_PACE = 8.0  # seconds from one look to the next, of who answers alone
READS_FOR = (2.0, 6.0)  # seconds, the page that says how answering alone goes
TOPICS = 2  # voted on once more by those who were there from the start
JOIN_LATE = 15.0  # seconds
TOO_LONG = 1.0  # for one save of twenty
DELAYS = (0.05, 0.15)
VOTERS = 30  # as many as the peer that this is compared with was measured with
VERSION = re.compile(r'name="(\w+)-version" value="(\d+)"')


@dataclass
class Distance(Room):
    pages: dict[str, list[str]] = field(default_factory=dict)  # codes of questions, by dimension
    seconds: float = 80.0  # that 35 answers take
    own: list[float] = field(default_factory=list)  # saving one of them
    sent_on: list[float] = field(default_factory=list)  # from "alone" to that page on a phone


class Remote(Phone):
    """Answers alone when the room does, and comes back to it."""

    room: Distance

    def __init__(self, room: Distance, number: int) -> None:
        super().__init__(room, number)
        self.is_apart, self.is_done = False, Event()
        self.own: dict[str, str] = {}
        self.looked_at = 0.0

    def look(self) -> None:
        if not self.is_apart:
            return super().look()
        if time.monotonic() - self.looked_at < APART_PACE:
            return None
        self.looked_at = time.monotonic()
        status, _ = self.ask("GET", f"/w/{self.room.public_id}/alone/{self.step}/")
        if status == 200:  # sends on to the room
            self.is_apart, self.step = False, 0
        return None

    def sent_on(self) -> None:
        """Everybody answers alone now."""
        page = f"/w/{self.room.public_id}/"
        self.until(lambda: self.ask("GET", page)[0] == 200)
        self.room.sent_on.append(time.monotonic() - self.room.opened_at[ALONE])
        self.is_apart = True
        self.room.over.wait(self.chance.uniform(*READS_FOR))
        for slug, codes in self.room.pages.items():
            if self.is_apart:
                self.answer_page(f"{page}{slug}/", codes)
        self.is_done.set()

    def answer_page(self, page: str, codes: list[str]) -> None:
        found: list[str] = []

        def opened() -> bool:
            status, text = self.ask("GET", page)
            found[:] = [text]
            return status == 200

        self.until(opened)
        token, versions = TOKEN.search(found[0]), dict(VERSION.findall(found[0]))
        for code in codes:
            share = self.room.seconds / sum(map(len, self.room.pages.values()))
            self.room.over.wait(share * self.chance.uniform(0.5, 1.5))
            self.look()
            if not self.is_apart:  # the room has gone on
                return
            choice = str(self.chance.randint(1, 4))
            fields = {f"{code}-choice": choice, f"{code}-version": versions[code]}
            fields["csrfmiddlewaretoken"] = token[1] if token else ""
            self.until(lambda code=code, fields=fields: self.save(code, fields))  # type: ignore[misc]

    def save(self, code: str, fields: dict[str, str]) -> bool:
        began = time.monotonic()
        status, _ = self.ask("POST", f"/w/{self.room.public_id}/answers/{code}/", fields)
        if status == 200:
            self.room.own.append(time.monotonic() - began)
            self.own[code] = fields[f"{code}-choice"]
        return status in {200, 409}  # stored, or told that it came too late


def make_distance(port: int, seconds: float) -> tuple[Distance, str]:
    """And the path of its private link."""
    from assessments.models import Assessment  # noqa: PLC0415 -- needs the environment
    from workshops.agenda import Format  # noqa: PLC0415

    room, link = make_room(port, Format.REMOTE)
    assessment = Assessment.objects.get(public_id=room.public_id)
    definition = assessment.definition("nl")
    questionnaire = definition.questionnaire(assessment.questionnaire)
    pages = {
        each.slug: [question.code for question in questionnaire.questions_of(each.slug)]
        for each in definition.dimensions
    }
    return Distance(room.code, room.public_id, port, pages=pages, seconds=seconds), link


def alone(room: Distance, leader: Leader, phones: list[Remote]) -> None:
    room.opened_at[ALONE] = time.monotonic()
    leader.press("alone")
    until = time.monotonic() + room.seconds + 2 * SECONDS
    for phone in phones:
        phone.is_done.wait(max(0.0, until - time.monotonic()))
    leader.press("show-all")
    time.sleep(APART_PACE + PACE)  # until all are back


def vote_again(room: Room, leader: Leader, topic: str, phones: list[Remote]) -> float:
    """How long 19 of 20 saves took at most."""
    before = len(room.measured.save)
    leader.press("focus", topic=topic)
    ask_topic(room, leader, topic, phones, opening="open-again")
    return p95(room.measured.save[before:])


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1] if seconds else float("inf")


def more_and_more(
    room: Distance, leader: Leader, phones: list[Remote], topics: list[str], most: int
) -> None:
    """As many again join each time, until saving takes too long."""
    first = len(phones)
    for topic in topics:
        if len(phones) + first > most:
            break
        phones += let_in(room, first, JOIN_LATE, kind=Remote, after=len(phones))
        taken = vote_again(room, leader, topic, phones)
        print(f"| {len(phones)} | {1000 * taken:.0f} | {os.getloadavg()[0]:.1f} |", flush=True)
        if taken > TOO_LONG:
            break


def lost(room: Room, phones: list[Remote]) -> Counter[str]:
    """What was acknowledged in both rounds, and what the rows hold."""
    from django.core import signing  # noqa: PLC0415 -- needs the environment

    from workshops.links import GRANT_SALT  # noqa: PLC0415
    from workshops.models import Vote  # noqa: PLC0415

    rows = Vote.objects.given().filter(participant__workshop__code=room.code)
    names = "participant_id", "code", "round", "choice"
    stored = {(key, code, round): choice for key, code, round, choice in rows.values_list(*names)}
    counted = Counter(stored=rows.count(), distinct=len(stored))
    for phone in phones:
        key, _ = signing.loads(phone.browser.cookies[f"w-{room.public_id}"], salt=GRANT_SALT)
        for round, given in ((1, phone.own), (2, phone.acknowledged)):
            counted["acknowledged"] += len(given)
            counted["lost"] += sum(stored.get((key, c, round)) != v for c, v in given.items())
    return counted


# --- a bad connection ---


async def pass_on(reader: StreamReader, writer: StreamWriter, seconds: float) -> None:
    """Each byte as much later, in the order in which they came."""
    later = asyncio.get_running_loop().call_later
    while sent := await reader.read(65_536):
        later(seconds, writer.write, sent)
    later(seconds, writer.close)


@contextmanager
def delayed(port: int, seconds: float) -> Iterator[int]:
    """The port of a proxy on this machine that holds everything back, both ways."""
    own, loop = free_port(), asyncio.new_event_loop()

    async def connect(reader: StreamReader, writer: StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            pass_on(reader, far_writer, seconds), pass_on(far_reader, writer, seconds)
        )

    loop.run_until_complete(asyncio.start_server(connect, "127.0.0.1", own))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield own
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def vote_at_a_delay(web: Service, seconds: float) -> Counter[str]:
    room, link = make_room(web.port)
    leader = Leader(room, link)
    leader.press("open-doors")
    with delayed(web.port, seconds) as port:
        room.port = port
        phones = let_in(room, VOTERS, 3, kind=Phone)
        leader.press("start")
        ask_topic(room, leader, topics_of(room)[0], phones)
        close_room(room, phones)
        for phone in phones:
            phone.browser.connection.close()
        time.sleep(4 * seconds + 0.2)  # until the proxy has passed that on
    counted = compare(room, phones)
    print(
        f"| {1000 * seconds:.0f} | {VOTERS} | {counted['acknowledged']} | {counted['stored']} |"
        f" {1000 * p95(room.measured.save):.0f} |",
        flush=True,
    )
    return counted


def close_room(room: Room, phones: Sequence[Phone]) -> None:
    room.over.set()
    for phone in phones:
        phone.thread.join(SECONDS)


def at_a_distance(web: Service, wanted: argparse.Namespace) -> Counter[str]:
    room, link = make_distance(web.port, wanted.answer_seconds)
    leader = Leader(room, link)
    leader.press("open-doors")
    phones = let_in(room, wanted.people, wanted.join_seconds, kind=Remote)
    rest = at_rest()
    alone(room, leader, phones)
    first, others = topics_of(room)[:TOPICS], topics_of(room)[TOPICS:]
    for topic in first:
        vote_again(room, leader, topic, phones)
    measured = room.measured
    print(f"{wanted.people} phones, load {os.getloadavg()[0]:.1f}; at rest {rest:.2f} of one core")
    print("| ms | times | median | p95 | most |\n| --- | --- | --- | --- | --- |")
    print(told("joining", measured.join))
    print(told("from answering alone to a phone", room.sent_on))
    print(told("from opening a topic to a phone", measured.reach))
    print(told("a phone that wakes", measured.wake))
    print(told("saving an answer alone", room.own))
    print(told("saving a vote", measured.save))
    print("| phones | saving a vote, p95, ms | load |")
    print(f"| {len(phones)} | {1000 * p95(measured.save):.0f} | |", flush=True)
    more_and_more(room, leader, phones, others, wanted.most)
    close_room(room, phones)
    return lost(room, phones)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--join-seconds", type=float, default=60)
    parser.add_argument("--answer-seconds", type=float, default=80)
    parser.add_argument("--most", type=int, default=900)
    parser.add_argument("--database", help="address of an empty database; else SQLite")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), wanted.database)
        with serving() as web:
            counted = [at_a_distance(web, wanted)]
            print("| delay, ms | voters | acknowledged | stored | saving p95, ms |")
            counted += [vote_at_a_delay(web, seconds) for seconds in DELAYS]
    for each in counted:
        print(", ".join(f"{name} {number}" for name, number in each.items()))
        if each["lost"] or not each["acknowledged"] == each["stored"] == each["distinct"]:
            sys.exit("Votes were lost")


if __name__ == "__main__":
    main()
