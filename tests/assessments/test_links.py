import datetime as dt

import pytest
from django.core import signing
from django.test import RequestFactory

from assessments.links import (
    GRANT_SALT,
    GRANTS_KEPT,
    Purpose,
    cookie_name,
    generation_of,
    grant_for,
    link_to,
    purpose_of,
)
from assessments.services import renew_links
from tests.factories import make_assessment, open_in

pytestmark = pytest.mark.django_db


def mac_of(assessment, purpose):
    return link_to(assessment, purpose).partition(".")[2]


def test_a_link_names_the_assessment_and_holds_at_least_128_bits(assessment):
    public_id, _, mac = link_to(assessment, Purpose.EDIT).partition(".")

    assert public_id == assessment.public_id
    assert len(mac) * 6 >= 128


def test_both_links_of_every_assessment_differ():
    links = {link_to(make_assessment(), purpose) for purpose in Purpose for _ in range(3)}

    assert len({link.partition(".")[2] for link in links}) == 6


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_gives_its_own_purpose(assessment, purpose):
    assert purpose_of(assessment, mac_of(assessment, purpose)) is purpose


@pytest.mark.parametrize("wrong", ["", "A" * 43, "é", "A" * 5000, ".", "A.B"])
def test_a_wrong_mac_gives_nothing(assessment, wrong):
    assert purpose_of(assessment, wrong) is None


def test_the_mac_of_one_assessment_opens_no_other(assessment):
    other = make_assessment()

    assert purpose_of(other, mac_of(assessment, Purpose.EDIT)) is None


def test_renewing_stops_both_older_links(assessment):
    older = [mac_of(assessment, purpose) for purpose in Purpose]

    renew_links(assessment)

    assert [purpose_of(assessment, mac) for mac in older] == [None, None]
    assert purpose_of(assessment, mac_of(assessment, Purpose.EDIT)) is Purpose.EDIT


def test_a_link_survives_a_new_key_with_the_old_one_as_fallback(assessment, settings):
    mac = mac_of(assessment, Purpose.EDIT)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    assert purpose_of(assessment, mac) is Purpose.EDIT


def test_a_link_stops_with_its_key(assessment, settings):
    mac = mac_of(assessment, Purpose.EDIT)

    settings.SECRET_KEY = "new"

    assert purpose_of(assessment, mac) is None


def test_opening_a_link_leaves_a_cookie_that_scripts_and_other_sites_do_not_get(holder, assessment):
    cookie = holder.cookies[cookie_name(assessment.public_id)]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 365 * 24 * 3600


def test_over_https_the_cookie_is_for_this_host_only(client, assessment, settings):
    settings.HTTPS = True
    settings.SECURE_SSL_REDIRECT = False

    open_in(client, assessment)

    cookie = client.cookies[f"__Host-grant-{assessment.public_id}"]
    assert (cookie["secure"], cookie["domain"]) == (True, "")


def test_a_read_only_grant_lasts_30_days(client, assessment):
    open_in(client, assessment, Purpose.READ)

    assert client.cookies[cookie_name(assessment.public_id)]["max-age"] == 30 * 24 * 3600


def request_with(assessment, purpose, *, days_ago):
    moment = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=days_ago)
    signer = signing.TimestampSigner(salt=GRANT_SALT)
    signer.timestamp = lambda: signing.b62_encode(int(moment.timestamp()))
    value = [assessment.public_id, purpose, generation_of(assessment, purpose), "browser"]
    request = RequestFactory().get("/")
    request.COOKIES[cookie_name(assessment.public_id)] = signer.sign_object(value)
    return request


@pytest.mark.parametrize(
    ("purpose", "days_ago", "is_held"),
    [
        (Purpose.EDIT, 364, True),
        (Purpose.EDIT, 366, False),
        (Purpose.READ, 29, True),
        (Purpose.READ, 31, False),
    ],
)
def test_the_server_ends_a_grant_whatever_the_browser_keeps(assessment, purpose, days_ago, is_held):
    request = request_with(assessment, purpose, days_ago=days_ago)

    assert (grant_for(request, assessment.public_id) is not None) is is_held


@pytest.mark.parametrize(
    "value",
    [
        "",
        "nonsense",
        "a:b:c",
        signing.dumps(["x", "edit", 1, "browser"]),
        signing.dumps(["x", "edit", 1], salt=GRANT_SALT),
    ],
    # Names without the moment of signing: every worker of pytest-xdist must find the same.
    ids=["empty", "nonsense", "unsigned", "signed for something else", "of another shape"],
)
def test_a_cookie_that_we_did_not_sign_is_no_grant(value):
    request = RequestFactory().get("/")
    request.COOKIES[cookie_name("x")] = value

    assert grant_for(request, "x") is None


def test_a_browser_keeps_its_newest_grants(client):
    assessments = [make_assessment() for _ in range(GRANTS_KEPT + 1)]

    for assessment in assessments:
        open_in(client, assessment)

    held = [name for name, cookie in client.cookies.items() if "grant" in name and cookie.value]
    assert len(held) == GRANTS_KEPT
    assert cookie_name(assessments[-1].public_id) in held
