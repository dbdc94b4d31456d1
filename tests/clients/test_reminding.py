"""What teams are told of their clients: of each thing once, and nobody else is."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Team
from accounts.services import invite as invite_member
from assessments.models import Assessment
from clients.models import Notice
from clients.periods import periods
from reports.edition import Edition, OwnAction, OwnPlan
from tests.accounts.factories import make_client, make_member, make_team, make_user, measure
from tests.factories import all_answers, give_edition
from tests.letters import delivered
from tests.pages import get
from tests.workshops.factories import colleagues, invite

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 3, 1)
SITE = "https://kanaalkompas.example"


@pytest.fixture
def owner():
    return make_user("olga@example.org")


@pytest.fixture
def team(owner):
    return make_team(owner=owner)


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def remind(today=TODAY, *arguments):
    out = io.StringIO()
    call_command("send_reminders", "--address", SITE, *arguments, today=today, stdout=out)
    return out.getvalue().splitlines()


def measured_on(organisation, day, questionnaire="full", **kwargs):
    assessment = measure(
        organisation,
        questionnaire=questionnaire,
        answers=all_answers(questionnaire),
        finished=True,
        **kwargs,
    )
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return assessment


def told(organisation):
    return list(organisation.notices.order_by("due_on", "subject").values_list("subject", "due_on"))


def test_owners_and_who_looks_after_the_client_are_written_to_and_nobody_else(team):
    consultant = make_member(team, email="carla@example.org").user
    make_member(team, email="carel@example.org")
    make_member(team, Role.VIEWER, email="vera@example.org")
    gone = make_member(team, Role.OWNER, email="gerda@example.org").user
    gone.is_active = False
    gone.save()
    invite_member(team, role=Role.OWNER, by=consultant, email="inge@example.org")
    organisation = make_client(
        team, consultant=consultant, contact="klant@example.org", ends_on=TODAY
    )
    measured_on(organisation, dt.date(2025, 9, 1))

    remind()

    assert {to for message in delivered() for to in message.to} == {
        "carla@example.org",
        "olga@example.org",
    }


def test_colleagues_and_who_takes_part_in_a_workshop_are_never_written_to(team):
    """There is no address of them, and a measurement that is under way is no reason to write."""
    organisation = make_client(team)
    measured_on(organisation, dt.date(2025, 9, 1))
    colleagues(invite(measure(organisation)), 3)

    assert remind() == ["Reminders: 0, letters: 0"]
    assert delivered() == []


def test_of_each_thing_there_is_one_letter(team):
    organisation = make_client(team, ends_on=TODAY)
    measured_on(organisation, dt.date(2025, 9, 10))

    assert remind()[-1] == "Reminders: 2, letters: 1"
    assert remind() == ["Reminders: 0, letters: 0"]
    assert remind(TODAY + dt.timedelta(days=1)) == ["Reminders: 0, letters: 0"]
    assert len(delivered()) == 1


def test_what_would_be_told_is_told_to_nobody(team):
    organisation = make_client(team, ends_on=TODAY)

    lines = remind(TODAY, "--dry-run")

    assert lines == [f"{organisation.public_id} ending 2027-03-01", "Reminders: 1, letters: 0"]
    assert not Notice.objects.exists()
    assert delivered() == []


def test_where_no_letter_can_be_sent_the_desk_has_warned(team, settings):
    settings.HAS_MAIL_SERVER = settings.IS_LOOPBACK = False
    make_client(team, ends_on=TODAY)

    assert remind()[-1] == "Reminders: 1, letters: 0"
    settings.HAS_MAIL_SERVER = True
    assert remind() == ["Reminders: 0, letters: 0"]
    assert delivered() == []


def test_a_measurement_is_told_of_from_a_month_before_until_two_weeks_after(team):
    day = dt.date(2027, 3, 1)
    measured_on(make_client(team), dt.date(2025, 9, 1))

    for far in (-31, 15):
        assert remind(day + dt.timedelta(days=far), "--dry-run")[-1] == "Reminders: 0, letters: 0"
    for near in (-30, 14):
        assert remind(day + dt.timedelta(days=near), "--dry-run")[-1] == "Reminders: 1, letters: 0"


def test_of_the_next_measurement_there_is_a_letter_again(team):
    organisation = make_client(team)
    measured_on(organisation, dt.date(2025, 9, 1))
    remind()

    measured_on(organisation, dt.date(2027, 1, 1), questionnaire="quick")
    remind(dt.date(2027, 3, 20))

    assert told(organisation) == [("due", TODAY), ("due", dt.date(2027, 4, 1))]


@pytest.mark.parametrize(
    ("measured", "questionnaire", "found"),
    [
        (dt.date(2026, 11, 30), "full", [dt.date(2027, 2, 28)]),
        (dt.date(2026, 6, 30), "full", [dt.date(2027, 3, 30)]),
        (dt.date(2026, 6, 30), "quick", []),
        (dt.date(2026, 9, 1), "full", []),
    ],
    ids=["three months", "nine months", "a quick scan", "neither"],
)
def test_the_first_two_periods_of_a_plan_are_followed_up(team, measured, questionnaire, found):
    measured_on(make_client(team), measured, questionnaire)

    assert [each.ends_on for each in periods(Assessment.objects.all(), TODAY)] == found


def test_a_day_that_was_agreed_for_an_action_is_followed_up(team):
    organisation = make_client(team)
    assessment = measured_on(organisation, dt.date(2026, 9, 1))
    agreed = {
        "ke-answer-in-every-channel": OwnAction(date=dt.date(2027, 3, 12)),
        "ke-other": OwnAction(date=dt.date(2027, 9, 1)),
        "ke-third": OwnAction(owner="Els"),
    }
    give_edition(assessment, Edition(plan=OwnPlan(actions=agreed)))

    [found] = periods(Assessment.objects.all(), TODAY)

    assert (found.organisation, found.ends_on) == (organisation, dt.date(2027, 3, 12))


def test_actions_of_a_measurement_that_another_followed_are_left_alone(team):
    organisation = make_client(team)
    measured_on(organisation, dt.date(2026, 12, 1))
    measured_on(organisation, dt.date(2027, 2, 1))

    assert periods(Assessment.objects.all(), TODAY) == []


def test_the_desk_shows_the_actions_to_follow_up_without_any_letter(client, owner, team):
    client.force_login(owner)
    day = timezone.localdate() - dt.timedelta(days=85)
    measured_on(make_client(team, name="Hoeksma"), day)
    measured_on(make_client(make_team(name="Ander"), name="Elders"), day)

    found = get(client, reverse("clients:desk"), "en").context["attention"].periods

    assert [each.organisation.name for each in found] == ["Hoeksma"]


@pytest.mark.parametrize(
    ("language", "subject", "package", "follow_up"),
    [
        (
            "nl",
            "Uw klanten in Kanaalkompas: wat eraan komt",
            "1 maart 2027",
            "Acties om na te lopen:",
        ),
        (
            "en",
            "Your clients in Kanaalkompas: what comes up",
            "1 March 2027",
            "Actions to follow up:",
        ),
    ],
)
def test_a_letter_tells_in_the_language_of_the_team(team, language, subject, package, follow_up):
    Team.objects.filter(pk=team.pk).update(language=language)
    ending = make_client(team, name="Stichting Lindehof", ends_on=TODAY)
    measured_on(make_client(team, name="Oud"), dt.date(2025, 9, 1))
    measured_on(make_client(team, name="Nieuw"), dt.date(2026, 12, 10))

    remind()

    [message] = delivered()
    assert message.subject == subject
    paragraphs = message.body.strip().split("\n\n")
    assert package in paragraphs[1]
    assert paragraphs[2] == SITE + reverse("clients:take_along", args=[ending.public_id])
    assert paragraphs[3].splitlines()[1].startswith("- Oud, ")
    assert paragraphs[4].splitlines()[0] == follow_up
    assert paragraphs[-1] == SITE + reverse("clients:desk")


def test_a_letter_names_twenty_five_and_counts_the_others(team):
    for number in range(27):
        make_client(team, name=f"Klant {number:02}", ends_on=TODAY)
    Team.objects.update(language="en")

    remind()

    [message] = delivered()
    assert message.body.count(f"{SITE}/clients/") == 25 + 1
    assert "And 2 more, among your clients." in message.body
