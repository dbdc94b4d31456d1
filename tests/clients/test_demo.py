"""The invented team that `make run` prints how to sign in to."""

import io
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Organisation, Team
from assessments.models import Assessment
from tests.pages import get, parse, words

pytestmark = pytest.mark.django_db


def printed():
    out = io.StringIO()
    call_command("load_demo_team", "--address", "http://localhost:8000", stdout=out)
    return dict(re.findall(r"(\S+@demo\.example)  (\S+)", out.getvalue()))


def sign_in(email, password):
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return browser


def test_two_consultants_three_clients_and_a_group_of_five_units_are_there():
    printed()

    assert Membership.objects.count() == 2
    groups = Organisation.objects.filter(parent=None)
    measured = {each.name: each.assessments.count() for each in groups}
    assert sorted(measured.values()) == [0, 2, 3, 4]
    assert [each.units.count() for each in groups if not each.assessments.exists()] == [5]


def test_both_sign_in_by_what_is_printed_and_see_their_desk():
    for email, password in printed().items():
        page = get(sign_in(email, password), reverse("clients:desk"), "en")

        assert page.status_code == 200
        assert len(page.context["lines"]) == 9
        assert len(page.context["started"]) == 1
        assert "clearly risen" in words(parse(page))


def test_a_second_time_adds_nothing_and_gives_new_passwords():
    before = printed()
    made = Team.objects.count(), Organisation.objects.count(), Assessment.objects.count()

    after = printed()

    assert (Team.objects.count(), Organisation.objects.count(), Assessment.objects.count()) == made
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    for email, password in before.items():
        assert sign_in(email, password).get(reverse("clients:desk")).status_code == 302


def test_rounds_of_the_demo_are_linked_to_the_one_before():
    printed()

    for client in Organisation.objects.exclude(assessments=None):
        rounds = list(client.assessments.order_by("date"))
        assert [each.round for each in rounds] == list(range(1, len(rounds) + 1))
        assert [each.previous for each in rounds] == [None, *rounds[:-1]]
