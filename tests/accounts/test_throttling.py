import time

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from accounts.throttling import Limit, client_address, throttle, throttle_failures, throttle_files
from config.urls import handler500, urlpatterns  # noqa: F401 -- this module is a ROOT_URLCONF too


def who(request):
    return request.GET.get("who", "")


@login_not_required
@throttle("reading", per_address=3, most=2, by=who)
def read(request):
    return HttpResponse("read")


@login_not_required
@throttle("sending", per_address=1, methods=["POST"])
def send(request):
    return HttpResponse("sent")


@login_not_required
@require_POST
@throttle("posting", per_address=1)
def post(request):
    return HttpResponse("posted")


@login_not_required
@throttle("soon", per_address=1, seconds=2)
def soon(request):
    return HttpResponse("there")


@login_not_required
@throttle_files("file", most=2, by=who, per_address=3)
def file(request):
    is_there = "there" in request.GET
    return HttpResponse("file" if is_there else "wait", status=200 if is_there else 202)


@login_not_required
@throttle_failures("guess", per_address=3, most=2, by=who)
def guess(request):
    return redirect("/") if "right" in request.POST else HttpResponse("wrong")


urlpatterns = [
    *urlpatterns,
    path("read/", read),
    path("send/", send),
    path("post/", post),
    path("soon/", soon),
    path("file/", file),
    path("guess/", guess),
]

pytestmark = pytest.mark.urls(__name__)


def statuses(client, *paths, **headers):
    return [client.get(path, **headers).status_code for path in paths]


def test_each_is_served_so_often_and_others_still_are(client):
    assert statuses(client, *["/read/?who=a"] * 3) == [200, 200, 429]
    assert statuses(client, "/read/?who=b", REMOTE_ADDR="192.0.2.7") == [200]
    assert statuses(client, "/read/?who=a", REMOTE_ADDR="192.0.2.7") == [429]


def test_one_address_is_served_so_often_and_others_still_are(client):
    asked = [f"/read/?who={each}" for each in "abcd"]

    assert statuses(client, *asked) == [200, 200, 200, 429]
    assert statuses(client, "/read/?who=d", REMOTE_ADDR="192.0.2.7") == [200]


def test_limits_with_different_names_do_not_share_a_count(client):
    client.post("/send/")

    assert client.post("/post/").status_code == 200


def test_methods_that_are_not_counted_are_never_refused(client):
    client.post("/send/")

    assert client.get("/send/").status_code == 200
    assert client.post("/send/").status_code == 429


def test_asking_without_the_body_counts_as_well(client):
    asked = [client.head("/read/?who=a").status_code for _ in range(3)]

    assert asked == [200, 200, 429]


def test_a_file_that_was_waited_for_counts_once(client):
    assert statuses(client, *["/file/?who=a"] * 5) == [202] * 5  # comes back too early
    assert statuses(client, "/file/?who=a&there") == [200]  # another address, so not waited for
    assert statuses(client, "/file/?who=a&there", "/file/?who=a&more") == [429, 429]
    assert statuses(client, "/file/?who=a") == [202]


def test_fetching_what_one_waited_for_is_never_refused(client):
    view = {"is_there": False}

    @throttle_files("later", most=1, by=who)
    def later(request):
        return HttpResponse(status=200 if view["is_there"] else 202)

    request = client.get("/read/?who=a").wsgi_request
    assert later(request).status_code == 202
    view["is_there"] = True

    assert [later(request).status_code for _ in range(2)] == [200, 429]


def test_an_address_is_refused_only_what_is_not_there_yet(client):
    there = [f"/file/?who={each}&there" for each in "abcdefgh"]
    to_be_made = [f"/file/?who={each}" for each in "ijkl"]

    assert statuses(client, *there) == [200] * 8
    assert statuses(client, *to_be_made) == [202, 202, 202, 429]


def test_only_wrong_tries_count_and_then_no_other_is_looked_at(client):
    def tried(what, name="a"):
        return client.post(f"/guess/?who={name}", {what: ""}).status_code

    assert [tried("right") for _ in range(5)] == [302] * 5
    assert [tried("wrong"), tried("right"), tried("wrong")] == [200, 302, 200]
    assert [tried("right"), tried("wrong")] == [429, 429]
    assert [tried("right", "b"), tried("wrong", "b"), tried("right", "c")] == [302, 200, 429]
    assert client.get("/guess/?who=a").status_code == 200


@pytest.mark.parametrize(
    ("language", "title"), [("nl", '<html lang="nl">'), ("en", '<html lang="en">')]
)
def test_the_refusal_is_a_page_that_says_when_to_come_back(client, language, title):
    client.post("/send/")

    page = client.post("/send/", headers={"accept-language": language})

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 600
    assert title in page.text


def test_who_comes_back_when_the_refusal_says_is_served(client):
    asked = [client.get("/soon/") for _ in range(3)]
    refused = next(page for page in asked if page.status_code == 429)

    time.sleep(int(refused["Retry-After"]))

    assert statuses(client, "/soon/") == [200]


def test_neither_address_nor_name_is_kept_readably(client):
    client.get("/read/?who=secret-name", REMOTE_ADDR="192.0.2.7")

    kept = list(caches["counts"]._cache)
    assert len(kept) == 4  # a number for each, and when it ends
    assert [key for key in kept if "192.0.2.7" in key or "secret-name" in key] == []


def test_nobody_is_forgotten_because_many_others_come_by():
    limit = Limit("patient", 1)
    limit.count("patient")

    for number in range(5_000):
        limit.count(f"another {number}")

    assert not limit.count("patient")


def test_nobody_is_refused_when_the_counts_cannot_be_reached(client, settings):
    settings.CACHES = settings.CACHES | {
        "counts": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    assert statuses(client, *["/read/?who=a"] * 3, "/file/?who=a") == [200, 200, 200, 202]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "spoofed, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "not an address", "unknown"),
    ],
)
def test_only_trusted_proxies_say_who_asks(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded})

    assert client_address(request) == expected
