import datetime as dt

import pytest
from django.core import signing
from django.test import RequestFactory

from assessments.access import opened_by
from assessments.links import (
    GRANT_SALT,
    GRANTS_KEPT,
    Purpose,
    cookie_name,
    grant_for,
    private_link,
)
from assessments.sharing import renew_private_link, withdraw
from tests.factories import link_to, make_assessment, open_in

pytestmark = pytest.mark.django_db


def mac_of(text):
    return text.rpartition(".")[2]


def opens(text):
    """What the link gives, of which assessment."""
    opened = opened_by(text)
    return (opened[0], opened[1].purpose) if opened else None


def test_a_link_names_the_assessment_and_holds_at_least_128_bits(assessment):
    public_id, _, mac = private_link(assessment).text.partition(".")

    assert public_id == assessment.public_id
    assert len(mac) * 6 >= 128


def test_every_link_of_every_assessment_differs():
    macs = {
        mac_of(link_to(assessment, purpose, holder=holder))
        for assessment in (make_assessment(), make_assessment())
        for purpose, holder in (("edit", ""), ("read", "Directie"), ("read", "Raad"))
    }

    assert len(macs) == 6


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_gives_its_own_purpose(assessment, purpose):
    assert opens(link_to(assessment, purpose)) == (assessment, purpose)


@pytest.mark.parametrize("wrong", ["", "A" * 43, "é", "A" * 5000, ".", "A.B", "1.B", "99999.B"])
def test_a_wrong_mac_gives_nothing(assessment, wrong):
    link_to(assessment, Purpose.READ)

    assert opens(f"{assessment.public_id}.{wrong}") is None


def test_the_mac_of_one_assessment_opens_no_other(assessment):
    other = make_assessment()

    assert opens(f"{other.public_id}.{mac_of(private_link(assessment).text)}") is None


def test_the_mac_of_a_read_only_link_covers_its_number_and_edits_nothing(assessment):
    first, second = (link_to(assessment, Purpose.READ, holder=name) for name in ("Ans", "Bea"))
    public_id, number, _ = first.split(".")

    assert number == "1"
    assert opens(f"{public_id}.1.{mac_of(second)}") is None
    assert opens(f"{public_id}.{mac_of(first)}") is None


def test_renewing_stops_the_older_private_link_and_leaves_the_read_only_ones(assessment):
    older, shared = (link_to(assessment, purpose) for purpose in Purpose)

    renew_private_link(assessment)

    assert opens(older) is None
    assert opens(shared) == (assessment, Purpose.READ)
    assert opens(private_link(assessment).text) == (assessment, Purpose.EDIT)


def test_a_read_only_link_is_withdrawn_alone_and_its_number_never_given_anew(assessment):
    first, second = (link_to(assessment, Purpose.READ, holder=name) for name in ("Ans", "Bea"))

    for _twice in range(2):
        withdraw(assessment.read_links.get(holder="Bea"), by=None)

    assert opens(second) is None
    assert opens(first) == (assessment, Purpose.READ)
    assert link_to(assessment, Purpose.READ, holder="Bea").split(".")[1] == "3"


def test_who_has_a_read_only_link_keeps_that_one(assessment):
    links = {link_to(assessment, Purpose.READ, holder="Ans") for _twice in range(2)}

    assert len(links) == 1


def test_a_link_survives_a_new_key_with_the_old_one_as_fallback(assessment, settings):
    link = private_link(assessment).text

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    assert opens(link) == (assessment, Purpose.EDIT)


def test_a_link_stops_with_its_key(assessment, settings):
    link = private_link(assessment).text

    settings.SECRET_KEY = "new"

    assert opens(link) is None


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
    value = [assessment.public_id, purpose, 1, "browser"]
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
