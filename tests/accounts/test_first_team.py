"""The first team of an installation, by the link that a command prints."""

import io
import re
import threading
import time

import pytest
from django.core.management import call_command
from django.core.signing import TimestampSigner, b62_encode
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role, Team, User
from accounts.services import FIRST_SALT
from tests.accounts.factories import PASSWORD, make_team, make_user

pytestmark = pytest.mark.django_db

FIELDS = {
    "owner": "Els Bakker",
    "email": "Els@example.org",
    "password": PASSWORD,
    "name": "Bureau Noord",
}


def printed():
    out = io.StringIO()
    call_command("first_team", "--address", "http://localhost:8000/", stdout=out)
    return out.getvalue()


@pytest.fixture
def link():
    return re.search(r"http://localhost:8000(\S+)", printed())[1]


def test_the_link_makes_a_team_and_its_owner_and_signs_in(client, link):
    assert client.get(link).status_code == 200

    page = client.post(link, FIELDS)

    assert page.url == reverse("clients:desk")
    [member] = Membership.objects.select_related("user", "team")
    assert (member.team.name, member.role) == ("Bureau Noord", Role.OWNER)
    assert (member.user.email, member.user.get_full_name()) == ("els@example.org", "Els Bakker")
    assert not member.user.is_staff
    assert "Bureau Noord" in client.get(page.url).text


def test_the_owner_signs_in_again_without_a_letter(client, link, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post(link, FIELDS)
    again = Client()

    again.post(reverse("account_login"), {"login": "els@example.org", "password": PASSWORD})

    assert again.get(reverse("accounts:home")).status_code == 200


def test_the_link_works_once(client, link):
    client.post(link, FIELDS)

    for page in (Client().get(link), Client().post(link, FIELDS | {"email": "b@example.org"})):
        assert page.status_code == 404
    assert Team.objects.count() == User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_the_first_team_at_once_one_does(link):
    line, statuses = threading.Barrier(2), []

    def make(email):
        line.wait(60)
        statuses.append(Client().post(link, FIELDS | {"email": email}).status_code)
        connections.close_all()

    both = [
        threading.Thread(target=make, args=(email,)) for email in ("a@x.example", "b@x.example")
    ]
    for each in both:
        each.start()
    for each in both:
        each.join(120)

    assert sorted(statuses) == [302, 404]
    assert Team.objects.count() == User.objects.count() == 1


def test_with_a_team_there_is_no_link(link):
    make_team()

    assert Client().get(link).status_code == 404
    assert printed() == "Inloggen: http://localhost:8000/accounts/sign-in/\n"


def test_the_link_works_for_a_day(client):
    class Yesterday(TimestampSigner):
        def timestamp(self):
            return b62_encode(int(time.time()) - 24 * 3600 - 60)

    old = Yesterday(salt=FIRST_SALT).sign("team")

    assert client.get(reverse("accounts:first_team", args=[old])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "kort"}, "password"),
        ({"email": "els"}, "email"),
        ({"name": ""}, "name"),
        ({"email": "is-er@example.org"}, "email"),
    ],
)
def test_a_wrong_form_makes_nothing(client, link, wrong, field):
    make_user("is-er@example.org")

    page = client.post(link, FIELDS | wrong)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Team.objects.exists()


def test_an_invented_link_opens_nothing_and_guessing_ends(client):
    where = reverse("accounts:first_team", args=["team:abc:def"])
    for _ in range(100):
        assert client.get(where).status_code == 404

    assert client.get(where).status_code == 429
