from collections import Counter

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from accounts.throttling import client_address, throttle
from config.urls import handler500, urlpatterns  # noqa: F401 -- this module is a ROOT_URLCONF too


@login_not_required
@throttle("reading", per_address=3, per_item=2, minutes=5)
def read(request, name):
    return HttpResponse(name)


@login_not_required
@throttle("sending", per_address=1, methods=("POST",))
def send(request):
    return HttpResponse("sent")


@login_not_required
@require_POST
@throttle("posting", per_address=1)
def post(request):
    return HttpResponse("posted")


urlpatterns = [
    *urlpatterns,
    path("read/<str:name>/", read),
    path("send/", send),
    path("post/", post),
]

pytestmark = pytest.mark.urls(__name__)


def statuses(client, *paths, **headers):
    return [client.get(path, **headers).status_code for path in paths]


def test_one_item_is_served_so_often_and_others_still_are(client):
    assert statuses(client, "/read/a/", "/read/a/", "/read/a/") == [200, 200, 429]
    assert statuses(client, "/read/b/", REMOTE_ADDR="192.0.2.7") == [200]
    assert statuses(client, "/read/a/", REMOTE_ADDR="192.0.2.7") == [429]


def test_one_address_is_served_so_often_and_others_still_are(client):
    assert statuses(client, "/read/a/", "/read/b/", "/read/c/", "/read/d/") == [200, 200, 200, 429]
    assert statuses(client, "/read/d/", REMOTE_ADDR="192.0.2.7") == [200]


def test_limits_with_different_names_do_not_share_a_count(client):
    client.post("/send/")

    assert client.post("/post/").status_code == 200


def test_methods_that_are_not_counted_are_never_refused(client):
    client.post("/send/")

    assert client.get("/send/").status_code == 200
    assert client.post("/send/").status_code == 429


@pytest.mark.parametrize(
    ("language", "title"), [("nl", '<html lang="nl">'), ("en", '<html lang="en">')]
)
def test_the_refusal_is_a_page_that_says_when_to_come_back(client, language, title):
    client.post("/send/")

    page = client.post("/send/", headers={"accept-language": language})

    assert page.status_code == 429
    assert page["Retry-After"] == "600"
    assert title in page.text


def test_neither_address_nor_item_is_kept_readably(client, settings):
    client.get("/read/secret-name/", REMOTE_ADDR="192.0.2.7")

    from django.core.cache import cache  # noqa: PLC0415 -- its insides are looked at here only

    assert [key for key in cache._cache if "192.0.2.7" in key or "secret-name" in key] == []
    assert len(cache._cache) == 2


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


@pytest.mark.urls("config.urls")
def test_guessing_links_is_stopped(client, db):
    wrong = "/open/7hq2mwk4xd.AbCdEfGhIjKlMnOpQrStUvWx/"

    tried = Counter(statuses(client, *[wrong] * 205))

    assert tried == {404: 200, 429: 5}
