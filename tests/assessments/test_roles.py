"""What members of a team see of the measurements of its clients, without any link."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from accounts.models import Role, Team
from assessments.access import Ground
from assessments.gathering import gather, notes_of
from assessments.grouping import create_group
from assessments.links import Purpose
from assessments.models import Assessment, KeptEdition, Kind
from tests.accounts.factories import make_client, make_member, make_team, measure, owner_of
from tests.factories import access_to, all_answers, make_assessment, make_group, open_in

pytestmark = pytest.mark.django_db

PAGES_TO_READ = ["result", "report_preview", "radar", "present"]
PAGES_TO_WRITE = ["overview", "details", "link", "review", "targets", "edition"]


def address(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.public_id])


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def assessment(team):
    return measure(make_client(team), answers=all_answers("full"), finished=True)


def statuses(client, user, assessment, names):
    client.force_login(user)
    return {client.get(address(name, assessment)).status_code for name in names}


def test_owner_and_consultant_do_with_it_what_the_private_link_gives(client, team, assessment):
    for user in (owner_of(team).user, make_member(team, Role.CONSULTANT).user):
        assert statuses(client, user, assessment, PAGES_TO_READ + PAGES_TO_WRITE) == {200}


def test_a_viewer_reads_and_is_told_that_more_is_not_theirs(client, team, assessment):
    viewer = make_member(team, Role.VIEWER).user

    assert statuses(client, viewer, assessment, PAGES_TO_READ) == {200}
    assert statuses(client, viewer, assessment, PAGES_TO_WRITE) == {403}
    assert client.post(address("reopen", assessment)).status_code == 403
    assert Assessment.objects.get().is_finished


def test_members_of_another_team_find_nothing(client, team, assessment):
    other = make_team(name="Ander")

    for user in (owner_of(other).user, make_member(other).user):
        assert statuses(client, user, assessment, PAGES_TO_READ + PAGES_TO_WRITE) == {404}


def test_who_is_no_member_any_more_finds_nothing(client, team, assessment):
    member = make_member(team)
    assert statuses(client, member.user, assessment, PAGES_TO_READ) == {200}

    member.delete()

    assert statuses(client, member.user, assessment, PAGES_TO_READ) == {404}


def test_what_is_of_no_client_is_nobodys_by_role(client, team):
    own = make_assessment(answers=all_answers("full"))

    assert statuses(client, owner_of(team).user, own, PAGES_TO_READ) == {404}


def test_a_link_to_look_at_takes_nothing_from_a_role(client, team, assessment):
    open_in(client, assessment, Purpose.READ)

    assert statuses(client, make_member(team).user, assessment, PAGES_TO_WRITE) == {200}


def test_a_private_link_gives_a_viewer_more_than_the_role(client, team, assessment):
    open_in(client, assessment, Purpose.EDIT)

    assert statuses(client, make_member(team, Role.VIEWER).user, assessment, ["overview"]) == {200}


def test_a_viewer_reads_figures_of_a_group_and_no_words(team):
    group = make_group(answers=all_answers("full"), notes={"KE1": "Van Jan"})
    viewer = access_to(group, Ground.ROLE, Role.VIEWER)
    consultant = access_to(group, Ground.ROLE, Role.CONSULTANT)

    assert not notes_of(viewer).exists()
    assert not any(each.notes for each in gather(group, viewer).responses)
    assert notes_of(consultant).count() == 1


def test_loading_by_role_costs_the_same_with_one_client_or_many(
    client, team, assessment, django_assert_num_queries
):
    client.force_login(owner_of(team).user)
    client.get(address("radar", assessment))
    for number in range(3):
        measure(make_client(team, name=f"Klant {number}"))
        make_member(team)

    with django_assert_num_queries(8):  # session, user, the assessment by its role; and its radar
        client.get(address("radar", assessment))


def test_who_is_not_signed_in_costs_no_query(client, assessment, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(address("result", assessment)).status_code == 404


def test_a_measurement_of_a_client_starts_from_the_settings_of_the_team(team):
    Team.objects.filter(pk=team.pk).update(
        sender="Bureau Noord", contact="bureau.example", accent="#1a2b3c", minimum_group=8
    )
    client = make_client(Team.objects.get())

    first, second = measure(client), measure(client)

    assert [first.round, second.round] == [1, 2]
    assert (first.client, first.minimum_group) == (client, 8)
    edition = KeptEdition.objects.get(assessment=first)
    assert (edition.sender, edition.contact, edition.accent) == (
        "Bureau Noord",
        "bureau.example",
        "#1a2b3c",
    )


def test_colleagues_who_are_invited_answer_for_the_same_client_and_round(team):
    own = measure(make_client(team))

    group = create_group(own, title="Samen", minimum_group=5)

    assert (group.kind, group.client, group.round) == (Kind.GROUP, own.client, own.round)
    assert KeptEdition.objects.filter(assessment=group).exists()


def test_an_earlier_round_of_a_client_can_be_compared_with(client, team, assessment):
    later = measure(assessment.client, title="Tweede")
    client.force_login(owner_of(team).user)

    form = client.get(address("details", later)).context["form"]

    assert list(form.fields["previous"].queryset) == [assessment]


def test_a_client_goes_after_its_measurements(team, assessment):
    with pytest.raises(ProtectedError):
        assessment.client.delete()
