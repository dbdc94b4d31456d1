"""The desk as it opens is told once, and never stale."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, Team
from assessments.comparisons import desk_name
from assessments.models import Assessment
from assessments.services import finish, keep_edition, record_answer, remove_assessment, reopen
from clients.erasing import erase
from clients.models import Notice, Subject
from clients.services import archive, keep_organisation, restore
from reports.edition import Edition, OwnAction, OwnPlan
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import all_answers, question_of, report_of
from tests.pages import get, headings, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def owner(team):
    return owner_of(team).user


@pytest.fixture
def told(client, owner):
    """What the owner is told, in words."""
    client.force_login(owner)

    def tell(language="en"):
        tree = parse(get(client, reverse("clients:desk"), language))
        return " ".join(words(part) for part in tree.findall(".//section[@class='attention']"))

    return tell


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def measured_on(organisation, day):
    answers = all_answers("full", 2)
    assessment = measure(organisation, answers=answers, finished=True)
    Assessment.objects.filter(pk=assessment.pk).update(date=day, finished_at=day_start(day))
    return Assessment.objects.get(pk=assessment.pk)


def day_start(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


@pytest.fixture
def organisation(team):
    return make_client(team, name="Hoeksma")


@pytest.fixture
def due(organisation):
    return measured_on(organisation, days_ago(900))


def keep(organisation, owner, **changed):
    kept = Organisation.objects.get(pk=organisation.pk)
    names = ("name", "sector", "size", "contact", "notes", "ends_on", "parent", "consultant")
    details = {name: getattr(kept, name) for name in names} | changed
    keep_organisation(kept, replaces=kept.details_version, by=owner, **details)


def test_an_answer_of_what_is_being_measured_makes_nothing_be_told_anew(
    told, team, due, django_assert_max_num_queries
):
    started = measure(make_client(team, name="Bezig"), answers={"KE1": 2})
    told()
    record_answer(started, question=question_of(started, "KE2"), choice="1", replaces=0)

    with django_assert_max_num_queries(10):
        now = told()

    assert "To be measured again Hoeksma" in now
    assert "Bezig 2 of 35 questions answered" in now


def test_each_reads_it_in_the_own_language(told, due):
    assert "To be measured again" in told("en")
    assert "Opnieuw te meten" in told("nl")


def test_another_name_is_told(told, owner, organisation, due):
    before = told()
    keep(organisation, owner, name="Jansma")

    assert "Hoeksma" in before
    assert "To be measured again Jansma" in told()


def test_an_end_date_that_comes_near_is_moved_and_is_warned_of_is_told(told, owner, organisation):
    before = told()
    keep(organisation, owner, ends_on=days_ago(-20))
    near = told()
    Notice.objects.create(
        organisation=organisation,
        subject=Subject.ENDING,
        due_on=days_ago(-20),
        given_on=days_ago(12),
    )
    warned = told()
    keep(organisation, owner, ends_on=days_ago(-200))

    assert (before, "End date near Hoeksma" in near) == ("", True)
    assert "End date near Hoeksma" in warned
    assert warned != near
    assert told() == ""


def test_who_is_added_is_listed_at_once(client, told, team, organisation):
    told()
    make_client(team, name="Zandstra")

    assert "Zandstra" in get(client, reverse("clients:desk"), "en").text


def test_another_name_of_the_group_of_a_unit_or_of_a_second_team_is_listed(client, owner, told):
    teams = [make_team(name="Tweede"), make_team(name="Derde")]
    for team in teams:
        Membership.objects.create(team=team, user=owner, role=Role.OWNER)
    group = make_client(teams[0], name="Groep")
    make_client(teams[0], name="Deel", parent=group)
    told()
    keep(group, owner, name="Concern")
    Team.objects.filter(pk=teams[0].pk).update(name="Vierde")

    listed = words(parse(get(client, reverse("clients:desk"), "en")).find(".//tbody"))

    assert "Deel Concern · Vierde" in listed


def test_who_is_archived_goes_and_comes_back(told, owner, organisation, due):
    before = told()
    archive(organisation, by=owner)
    archived = told()
    restore(organisation, by=owner)

    assert (archived, told()) == ("", before)


def test_what_is_started_is_due_no_longer_until_it_is_removed(told, organisation, due):
    before = told()
    started = measure(organisation)
    meanwhile = told()
    remove_assessment(started)

    assert "To be measured again Hoeksma" in before
    assert "To be measured again" not in meanwhile
    assert told() == before


def test_what_is_finished_is_news_until_it_is_reopened(told, organisation):
    started = measure(organisation, answers=all_answers("full", 2))
    before = told()
    finish(started)
    finished = told()
    started.refresh_from_db()
    reopen(started)

    assert "Reports finished" not in before
    assert "Reports finished Hoeksma" in finished
    assert told() == before


def test_a_day_that_was_agreed_for_an_action_is_told(told, organisation):
    measured = measured_on(organisation, days_ago(60))
    before = told()
    action = report_of(measured, "en").advice.first_actions[0].slug
    plan = OwnPlan(actions={action: OwnAction(owner="Ans", date=days_ago(-9))})
    keep_edition(measured, Edition(plan=plan), replaces=1)

    assert "Actions to follow up" not in before
    assert "Actions to follow up Hoeksma" in told()


def test_who_leaves_a_team_is_told_nothing_of_it(client, team, due):
    member = make_member(team, Role.CONSULTANT)
    client.force_login(member.user)
    before = headings(parse(get(client, reverse("clients:desk"), "en")))
    Membership.objects.filter(pk=member.pk).delete()

    page = get(client, reverse("clients:desk"), "en")

    assert before
    assert "Hoeksma" not in page.text


def test_nothing_stays_of_a_client_that_is_erased(
    told, owner, organisation, due, django_capture_on_commit_callbacks
):
    before = told()
    kept = desk_name(owner.pk, "en")
    was_kept = "Hoeksma" in str(caches["results"].get(kept))
    with django_capture_on_commit_callbacks(execute=True):
        erase(organisation, by=owner)

    assert ("Hoeksma" in before, was_kept) == (True, True)
    assert caches["results"].get(kept) is None
    assert told() == ""
