"""The limits of the pages themselves: a room of people behind one address, and who guesses."""

from collections import Counter

import pytest
from django.test import Client

from accounts.models import User
from assessments.links import Purpose
from assessments.models import Answer, Assessment
from tests.counting import as_if_done_again
from tests.factories import link_to, make_assessment, open_in, report_of
from tests.files import store

pytestmark = pytest.mark.django_db

ROOM = 300
WRONG = "/open/7hq2mwk4xd.AbCdEfGhIjKlMnOpQrStUvWxAbCdEfGhIjKlMnOpQrS/"


def read(page):
    """To its end, which closes its file; closing the page would close the database too."""
    for _ in page.streaming_content if page.streaming else ():
        pass
    page.file_to_stream = None
    return page


def fill_in_as(name):
    """Starts an assessment, saves an answer and comes back elsewhere; the three statuses."""
    browser = Client()
    started = browser.post(
        "/start/", {"questionnaire": "quick", "sector": "retail", "organisation": name}
    )
    if started.status_code != 302:
        return [started.status_code]
    assessment = Assessment.objects.get(organisation=name)
    code = assessment.questionnaire_in("nl").questions[0].code
    saved = browser.post(
        f"/a/{assessment.public_id}/answers/{code}/",
        {f"{code}-choice": "2", f"{code}-replaces": "0"},
    )
    opened = Client().get(f"/open/{link_to(assessment, Purpose.EDIT)}/")
    return [started.status_code, saved.status_code, opened.status_code]


def test_a_room_behind_one_address_starts_saves_and_comes_back():
    assert fill_in_as("The first") == [302, 302, 200]

    as_if_done_again(ROOM)
    assert fill_in_as("The last") == [302, 302, 200]
    assert Answer.objects.filter(choice="2").count() == 2

    as_if_done_again(3)
    assert fill_in_as("One of far too many") == [429]


def test_a_room_with_one_link_downloads_the_report_of_the_group():
    assessment = make_assessment(questionnaire="quick")
    report = f"/a/{assessment.public_id}/report.pdf"
    first = open_in(Client(), assessment, Purpose.READ)
    assert first.get(report).status_code == 202
    store(assessment.public_id, report_of(assessment, "nl"))

    def downloaded(browser):
        return read(browser.get(report)).status_code

    assert downloaded(first) == 200
    as_if_done_again(ROOM)
    assert downloaded(open_in(Client(), assessment, Purpose.READ)) == 200
    assert downloaded(first) == 429


def test_who_guesses_a_thousand_links_is_stopped_and_a_right_one_still_opens():
    right = f"/open/{link_to(make_assessment(), Purpose.EDIT)}/"
    guesser = Client()

    assert guesser.get(WRONG).status_code == 404
    as_if_done_again(297)

    assert [guesser.get(WRONG).status_code for _ in range(4)] == [404, 404, 429, 429]
    assert guesser.get(right).status_code == 200
    assert guesser.get(WRONG, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_who_guesses_a_password_is_stopped_and_others_behind_the_address_sign_in():
    for name in ("beheer@example.org", "collega@example.org"):
        User.objects.create_superuser(name, "horse-battery-staple-9")

    def tried(name, password):
        return Client().post("/admin/login/", {"username": name, "password": password}).status_code

    assert Counter(tried("beheer@example.org", "wrong") for _ in range(12)) == {200: 10, 429: 2}
    assert tried("Beheer@Example.org", "horse-battery-staple-9") == 429
    assert {tried("collega@example.org", "horse-battery-staple-9") for _ in range(110)} == {302}


def test_one_mailbox_gets_few_mails_from_however_many_assessments():
    def mailed(assessment):
        browser = open_in(Client(), assessment)
        return browser.post(
            f"/a/{assessment.public_id}/link/mail/", {"address": "Iemand@example.org"}
        ).status_code

    assert Counter(mailed(make_assessment()) for _ in range(12)) == {302: 10, 429: 2}
