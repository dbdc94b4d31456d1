"""Who gets what at every address: walked, and compared with the table in table.txt.

A row is an address, a column a visitor, a cell what GET and POST give: `200/302+` is a page, and a
form that was taken and written down. What strangers are told nothing of is 404, what a role may not
403, a wrong method 405; 302 of GET at a page of accounts leads to signing in.
"""

import logging
import re
from contextlib import contextmanager
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from tests.access.world import VISITORS, World
from workshops import pulse

TABLE = settings.BASE_DIR / "tests/access/table.txt"
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "([a-z]+)_')
WITHIN_LISTS = re.compile(r"admin/(?:.*<|.*/add/|\^|.*\$)")
REFUSED = "405"
KEPT_ELSEWHERE = {"django", "rendering"}  # sessions, files that are made


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def addresses():
    """Every address of the project, as its pattern says. Of the administration, which is Django's
    own, those of no row in particular: the lists stand for the forms behind them."""
    found = {re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route) for route in routes(get_resolver())}
    return sorted(f"/{each}" for each in found if not WITHIN_LISTS.match(each))


def table():
    """What the table says, by address and visitor."""
    columns, *lines = [line.split() for line in TABLE.read_text().splitlines()]
    assert columns[1:] == list(VISITORS)
    return {line[0]: dict(zip(columns[1:], line[1:], strict=True)) for line in lines}


def in_lines(rows):
    width = max(map(len, rows), default=0)
    return "\n".join(
        f"{address:{width}} " + "".join(f"{cell:<11}" for cell in cells.values()).rstrip()
        for address, cells in rows.items()
    )


@contextmanager
def nothing_kept():
    """Counts what is written, and takes it back."""
    written = set()

    def look(execute, sql, params, many, context):
        written.update(WRITES.findall(sql))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(look):
        yield written
        transaction.set_rollback(True)


def cell(answer, browser, address, form, first):
    """What GET and POST give; a plus where it changed what is kept. A method that was refused to
    nobody in particular is refused to all, and not asked for again."""
    seen = []
    for method, sent, before in zip(("get", "post"), ({}, form), first.split("/"), strict=True):
        seen.append(before if before == REFUSED else given(answer, browser, method, address, sent))
    return "/".join(seen)


def given(answer, browser, method, address, sent):
    request = getattr(browser, method)(address, sent)
    request._dont_enforce_csrf_checks = True
    with nothing_kept() as written:
        status = answer(request).status_code
    return f"{status}{'+' if written - KEPT_ELSEWHERE else ''}"


def walk(answer):
    world = World()
    seen = {address: {} for address in addresses()}
    for visitor in VISITORS:
        browser = RequestFactory()
        browser.cookies = SimpleCookie(world.cookies(visitor))
        caches["counts"].clear()  # each comes from an address of its own
        for address in seen:
            pulse.forget(world.room.assessment.public_id)
            first = seen[address].get("anonymous", "?/?")
            places = world.arguments(address, visitor)
            there = re.sub(r"<(\w+)>", lambda place: str(places[place[1]]), address)  # noqa: B023
            seen[address][visitor] = cell(answer, browser, there, world.form(address), first)
    return seen


def test_every_address_has_a_row():
    assert addresses() == sorted(table())


@pytest.fixture
def answer(db):
    """The whole product, without what the test client keeps of each page."""
    handler = BaseHandler()
    handler.load_middleware()
    logging.disable()  # some thousand refusals
    yield handler.get_response
    logging.disable(logging.NOTSET)


@pytest.mark.no_cover  # traced it takes twice as long, and the tests of each page cover the views
def test_every_visitor_gets_at_every_address_what_the_table_says(answer):
    seen, said = walk(answer), table()

    differs = {address: row for address, row in seen.items() if said.get(address) != row}
    assert not differs, f"walked, and not as in {TABLE}:\n{in_lines(differs)}"
