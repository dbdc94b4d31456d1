"""What somebody who is signed in sees of the clients of their teams."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Role
from assessments.models import Assessment
from tests.accounts.factories import (
    make_client,
    make_member,
    make_team,
    make_user,
    measure,
    owner_of,
)
from tests.factories import all_answers
from tests.pages import LANGUAGES, classed, get, headings, links, parse, words
from tests.workshops.factories import colleagues, invite, prepare_room, step
from workshops.services import hand_in
from workshops.steps import Action

pytestmark = pytest.mark.django_db

DESK = reverse("clients:desk")


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def desk(client, team):
    """The page, as the owner of the team sees it."""
    client.force_login(owner_of(team).user)
    return lambda language="en", **asked: get(client, DESK, language, **asked)


def address_of(organisation):
    return reverse("clients:client", args=[organisation.public_id])


def measured_on(organisation, day, value=2, **kwargs):
    answers = all_answers(kwargs.get("questionnaire", "full"), value)
    assessment = measure(organisation, answers=answers, finished=True, **kwargs)
    Assessment.objects.filter(pk=assessment.pk).update(date=day)
    return assessment


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def names(page):
    return [line.organisation.name for line in page.context["lines"]]


def test_who_is_not_signed_in_is_asked_to(client):
    page = client.get(DESK)

    assert page.status_code == 302
    assert page.url.endswith(f"?next={DESK}")


def test_the_desk_is_only_read(desk, client):
    assert client.post(DESK).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_without_clients_is_told_what_to_do(desk, language):
    tree = parse(desk(language))

    assert len(headings(tree)) == 1
    assert links(tree).count(reverse("clients:new")) == 2
    assert len(list(classed(tree, "desk__steps")[0])) == 3


def test_the_owner_of_a_team_without_clients_is_led_to_colleagues_and_settings(client, desk, team):
    there = reverse("accounts:team", args=[team.public_id])
    led = there in links(parse(desk()))
    client.force_login(make_member(team, Role.CONSULTANT).user)

    assert led
    assert there not in links(parse(get(client, DESK, "en")))


def test_a_viewer_of_a_team_without_clients_is_not_offered_to_add_one(client, team):
    client.force_login(make_member(team, Role.VIEWER).user)

    assert reverse("clients:new") not in links(parse(get(client, DESK, "en")))


def test_who_is_in_no_team_is_told_how_to_get_into_one(client):
    client.force_login(make_user())

    tree = parse(get(client, DESK, "en"))

    assert "Ask the owner of your team for an invitation" in words(tree)


def test_clients_of_another_team_are_not_listed(desk, team):
    make_client(team, name="Van ons")
    measured_on(make_client(make_team(name="Ander"), name="Van hen"), days_ago(700))

    page = desk()

    assert names(page) == ["Van ons"]
    assert "Van hen" not in page.text


def test_a_client_shows_its_last_level_what_changed_and_when_to_measure_again(desk, team):
    organisation = make_client(team)
    measured_on(organisation, dt.date(2025, 3, 31), 2)
    measured_on(organisation, dt.date(2026, 8, 31), 3)

    row = parse(desk()).find(".//tbody/tr")

    assert words(row) == (
        "De Boer Wonen Last level 3Cross-channel 3.0 Change +1.0 clearly risen"
        " Next assessment 29 February 2028"
    )


def test_of_what_was_not_measured_there_is_no_level(desk, team):
    make_client(team)

    assert words(parse(desk()).find(".//tbody/tr")) == "De Boer Wonen Last level not measured yet"


def test_an_open_measurement_asks_for_attention_with_how_far_it_is(desk, team):
    organisation = make_client(team)
    assessment = measure(organisation, answers={"KE1": 2, "KE2": "unknown"})

    page = desk()

    assert "2 of 35 questions answered" in words(parse(page))
    assert reverse("assessments:overview", args=[assessment.public_id]) in links(parse(page))


def test_of_colleagues_it_tells_how_many_handed_in(desk, team):
    own = measure(make_client(team), answers=all_answers("full"), finished=True)
    workshop = invite(own)
    for participant in colleagues(workshop, 2):
        hand_in(participant)
    colleagues(workshop, 1)

    page = desk()

    shown = {each.assessment: each.answered for each in page.context["started"]}
    assert shown == {workshop.assessment: 2}
    assert reverse("workshops:watch", args=[workshop.assessment.public_id]) in links(parse(page))


def test_of_a_workshop_it_tells_when_it_is_planned_and_how_it_goes(desk, team):
    day = timezone.localdate() + dt.timedelta(days=20)
    workshop = prepare_room(measure(make_client(team)), day=day)
    planned = words(parse(desk()))
    workshop = step(workshop, Action.OPEN_DOORS, Action.START)
    begun = words(parse(desk()))
    workshop.assessment.refresh_from_db()

    assert f"Workshop on {day.day} {day:%B %Y}" in planned
    assert "Workshop, under way" in begun
    assert workshop.assessment.date == timezone.localdate()


def test_a_viewer_is_led_to_what_a_viewer_may_open(client, team):
    organisation = make_client(team)
    assessment = measure(organisation, answers={"KE1": 2})
    client.force_login(make_member(team, Role.VIEWER).user)

    found = links(parse(get(client, DESK, "en")))

    assert address_of(organisation) in found
    assert reverse("assessments:overview", args=[assessment.public_id]) not in found


def test_what_was_finished_lately_is_news(desk, team):
    new = measured_on(make_client(team, name="Nieuw"), days_ago(3))
    old = measured_on(make_client(team, name="Oud"), days_ago(60))
    Assessment.objects.filter(pk=old.pk).update(finished_at=timezone.now() - dt.timedelta(days=60))

    assert list(desk().context["attention"].finished) == [new]


@pytest.mark.parametrize(
    ("questionnaire", "days", "is_due"),
    [("full", 400, False), ("full", 600, True), ("quick", 30, False), ("quick", 100, True)],
)
def test_a_measurement_is_due_by_the_rule_for_the_next_one(desk, team, questionnaire, days, is_due):
    measured_on(make_client(team), days_ago(days), questionnaire=questionnaire)

    page = desk()

    assert [line.cells.is_due for line in page.context["lines"]] == [is_due]
    assert len(page.context["attention"].due) == is_due
    assert names(desk(show="due")) == ["De Boer Wonen"] * is_due


def test_what_is_being_measured_is_not_due(desk, team):
    organisation = make_client(team)
    measured_on(organisation, days_ago(900))
    measure(organisation)

    page = desk()

    assert list(page.context["attention"].due) == []
    assert names(desk(show="measuring")) == ["De Boer Wonen"]


def test_an_end_date_within_sixty_days_asks_for_attention(desk, team):
    make_client(team, name="Straks", ends_on=days_ago(-50))
    make_client(team, name="Later", ends_on=days_ago(-70))

    assert [each.organisation.name for each in desk().context["attention"].ending] == ["Straks"]
    assert names(desk(show="ending")) == ["Straks"]


def test_what_is_archived_is_listed_where_it_is_asked_for(desk, team):
    gone = make_client(team, name="Weg", archived_at=timezone.now())
    measure(gone)
    measured_on(gone, days_ago(800))

    page = desk()

    assert names(page) == []
    assert "What needs attention" not in words(parse(page))
    assert names(desk(show="archived")) == ["Weg"]


def test_clients_are_found_by_a_part_of_their_name_or_that_of_their_group(desk, team):
    group = make_client(team, name="Groep Noord")
    make_client(team, name="Vestiging Assen", parent=group)
    make_client(team, name="Bakker")

    assert names(desk(search="noord")) == ["Groep Noord", "Vestiging Assen"]
    assert names(desk(search="BAKK")) == ["Bakker"]
    assert "There is no client that fits." in words(parse(desk(search="Nergens")))


def test_nonsense_in_the_address_lists_all_there_is(desk, team):
    make_client(team)

    page = desk(show="everything", page="minus one")

    assert page.status_code == 200
    assert names(page) == ["De Boer Wonen"]


def test_more_than_a_page_of_clients_is_turned_over(desk, team):
    Organisation.objects.bulk_create(
        Organisation(team=team, name=f"Klant {number:02}", sector="retail") for number in range(30)
    )

    first, second = desk(), desk(page="2", search="klant")

    assert names(first) == [f"Klant {number:02}" for number in range(25)]
    assert names(second) == [f"Klant {number:02}" for number in range(25, 30)]
    assert "?page=2" in links(parse(first))
    assert "?page=1&search=klant" in links(parse(second))


def test_units_stand_after_their_group(desk, team):
    for name in ("Zilver", "Appel"):
        make_client(team, name=name)
    group = make_client(team, name="Noordgroep")
    for name in ("Zuid", "Alkmaar"):
        make_client(team, name=name, parent=group)

    assert names(desk()) == ["Appel", "Noordgroep", "Alkmaar", "Zuid", "Zilver"]


def test_what_is_archived_is_shown_before_it_is_erased(desk, team):
    make_client(team, name="Weg", archived_at=timezone.now(), ends_on=days_ago(-50))

    assert [each.organisation.name for each in desk().context["attention"].ending] == ["Weg"]
    assert names(desk(show="ending")) == ["Weg"]


@pytest.mark.parametrize("clients", [1, 4])
def test_the_desk_costs_the_same_queries_with_one_client_or_many(
    desk, team, clients, django_assert_num_queries
):
    for number in range(clients):
        organisation = make_client(team, name=f"Klant {number}", ends_on=days_ago(0))
        measured_on(organisation, days_ago(900), 1, questionnaire="quick")
        measured_on(organisation, days_ago(800), 2, questionnaire="quick")
        measure(make_client(team, name=f"Open {number}"), answers={"KE1": 2})
        followed_up = measure(
            make_client(team, name=f"Actie {number}"), answers={"KE1": 2}, finished=True
        )
        Assessment.objects.filter(pk=followed_up.pk).update(date=days_ago(85))

    # session, user, memberships; of what it was told (4); open ones with how far (3). For the first
    # time how many there are, those of the page with their measurements and where they stand (7);
    # finished ones, due ones with their measurements, end dates with their warnings, actions (3)
    with django_assert_num_queries(29):
        desk()
    with django_assert_num_queries(10):
        desk()
    # how many there are, those of the page with their measurements and where they stand
    with django_assert_num_queries(7):
        desk(show="due")
