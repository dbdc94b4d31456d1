"""Letters: from what is written to what arrives."""

import datetime as dt

import html5lib
import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks.base import TaskResultStatus

from accounts.mail import send_invitation
from accounts.models import Role
from accounts.post import Letter, deliver, post, write
from accounts.postman import empty_the_queue, is_anything_to_do, letters
from accounts.services import invite
from tests.accounts.factories import make_team, make_user, owner_of
from tests.letters import delivered

pytestmark = pytest.mark.django_db
LINK = "https://kanaalkompas.example/accounts/join/geheim"
LETTER = Letter("els@example.org", "Welkom", f"Volg deze link:\n\n{LINK}\n", "<p>Volg</p>")


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody listens


def invitation(team, email="els@example.org"):
    return invite(team, role=Role.VIEWER, by=owner_of(team).user, email=email).invitation


def test_text_and_html_of_a_letter_say_the_same_and_typed_words_stay_words():
    team = make_team(name="<b>Jansen & Zoon</b>")

    send_invitation(invitation(team), LINK)

    [message] = delivered()
    [html] = message.alternatives
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    tree = parser.parse(html.content)
    paragraphs = ["".join(each.itertext()).strip() for each in tree.iter("p")]
    assert paragraphs == message.body.strip().split("\n\n")
    assert "<b>Jansen & Zoon</b>" in paragraphs[0]
    assert [each.get("href") for each in tree.iter("a")] == [LINK]
    assert tree.get("lang") == "nl"
    assert (html.mimetype, message.to) == ("text/html", ["els@example.org"])


def test_a_letter_is_in_the_language_that_is_spoken():
    with translation.override("en"):
        letter = write("accounts/mail/test.txt", {}, to="els@example.org")

    assert letter.subject == "A letter to try the mail of Kanaalkompas"
    assert '<html lang="en">' in letter.html


def test_what_waits_can_be_read_by_nobody_who_has_only_the_database():
    post(LETTER)

    [row] = letters().values()
    assert "geheim" not in str(row)
    assert "els@example.org" not in str(row)
    assert delivered()[0].body == LETTER.text


def test_nothing_is_kept_of_a_letter_that_went_out():
    post(LETTER)

    assert len(delivered()) == len(delivered()) == 1
    assert not letters().exists()
    assert not is_anything_to_do()


def test_a_letter_goes_with_what_it_tells_of_or_not_at_all():
    with transaction.atomic():
        post(LETTER)
        transaction.set_rollback(True)

    assert delivered() == []


def test_while_the_mail_server_is_away_a_letter_waits(no_mail_server, settings, caplog):
    post(LETTER)
    empty_the_queue()

    [row] = letters()
    assert row.status == TaskResultStatus.READY
    assert dt.timedelta(0) < row.run_after - timezone.now() < dt.timedelta(minutes=2)
    assert not is_anything_to_do()
    assert "els@example.org" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    letters().update(run_after=timezone.now())
    assert [message.to for message in delivered()] == [["els@example.org"]]


def test_a_letter_is_given_up_after_two_days(no_mail_server, caplog):
    post(LETTER)
    for _ in range(8):
        letters().update(run_after=timezone.now())
        empty_the_queue()

    assert not letters().exists()
    assert "given up" in caplog.text


def test_what_a_worker_had_in_hand_that_died_is_sent_by_another():
    post(LETTER)
    letters().update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - dt.timedelta(minutes=6)
    )

    assert is_anything_to_do()
    assert [message.to for message in delivered()] == [["els@example.org"]]


def test_what_a_worker_has_in_hand_is_left_to_it():
    post(LETTER)
    letters().update(status=TaskResultStatus.RUNNING, started_at=timezone.now())

    assert not is_anything_to_do()
    assert delivered() == []


def test_letters_are_tasks_of_their_own_queue():
    assert (deliver.queue_name, deliver.backend) == ("mail", "mail")


@pytest.fixture
def owner(client):
    team = make_team(owner=make_user("jan@example.org"))
    client.force_login(owner_of(team).user)
    return team


def tried(client, team):
    address = reverse("accounts:try_mail", args=[team.public_id])
    page = client.post(address, follow=True, headers={"accept-language": "en"})
    return page.text


def test_an_owner_tries_the_mail_and_hears_that_it_was_taken(client, owner, settings):
    settings.HAS_MAIL_SERVER = True

    assert "took a letter to jan@example.org" in tried(client, owner)
    assert [message.to for message in mail.outbox] == [["jan@example.org"]]


def test_an_owner_hears_why_mail_does_not_go_out(client, owner, settings, no_mail_server):
    settings.HAS_MAIL_SERVER = True
    refused = tried(client, owner)
    settings.EMAIL_HOST = "nowhere.invalid"
    unknown = tried(client, owner)
    settings.HAS_MAIL_SERVER = False
    absent = tried(client, owner)

    assert "Nothing listens at the host and port of EMAIL_URL." in refused
    assert "The host of EMAIL_URL is not known here." in unknown
    assert "No mail server is configured: see EMAIL_URL." in absent
