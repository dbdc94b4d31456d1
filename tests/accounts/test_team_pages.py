"""The pages of a team, by whoever may see them and whoever may not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Event, Invitation, Membership, Role, Team
from accounts.services import invite
from tests.accounts.factories import make_client, make_member, make_team, make_user, owner_of
from tests.letters import delivered
from tests.pages import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def owner(client, team):
    """Signed in."""
    membership = owner_of(team)
    client.force_login(membership.user)
    return membership


def address(name, team, *more):
    return reverse(f"accounts:{name}", args=[team.public_id, *more])


def actions(team):
    """Every address that changes a team, with what an owner could send there."""
    member = make_member(team, Role.VIEWER)
    new = invite(team, role=Role.VIEWER, by=owner_of(team).user)
    settings = {"name": "A", "language": "en", "minimum_group": 6, "retention_months": 6}
    settings["version"] = team.settings_version
    return {
        address("invite", team): {"role": "viewer"},
        address("withdraw", team, new.invitation.pk): {},
        address("change_role", team, member.pk): {f"{member.pk}-role": "consultant"},
        address("remove", team, member.pk): {},
        address("settings", team): settings,
    }


def kept():
    return [list(model.objects.order_by("pk").values()) for model in (Team, Membership, Invitation)]


def test_an_owner_may_do_all_of_it(client, team, owner):
    for where, sent in actions(team).items():
        assert client.post(where, sent).status_code in {200, 302}, where


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_other_members_change_nothing(client, team, role):
    sent = actions(team)
    client.force_login(make_member(team, role).user)
    before = kept()

    statuses = {client.post(where, fields).status_code for where, fields in sent.items()}

    assert statuses == {403}
    assert kept() == before
    page = client.get(address("team", team))
    assert "Nodig iemand uit" not in page.text


def test_members_of_another_team_find_nothing(client, team):
    sent = actions(team)
    client.force_login(owner_of(make_team(name="Ander")).user)
    before = kept()

    pages = [client.post(where, fields) for where, fields in sent.items()]
    pages += [client.get(address(name, team)) for name in ("team", "leave", "settings")]

    assert {page.status_code for page in pages} == {404}
    assert kept() == before


def test_what_is_of_another_team_is_not_reached_through_ones_own(client, team, owner):
    other = make_team(name="Ander")
    member = make_member(other)
    new = invite(other, role=Role.VIEWER, by=owner_of(other).user)

    for where in (
        address("withdraw", team, new.invitation.pk),
        address("change_role", team, member.pk),
        address("remove", team, member.pk),
    ):
        assert client.post(where, {f"{member.pk}-role": "viewer"}).status_code == 404

    assert other.memberships.count() == 2


def test_who_is_not_signed_in_is_asked_to(client, team):
    page = client.get(address("team", team))

    assert page.url.startswith(reverse("account_login"))


def test_an_action_takes_no_get(client, team, owner):
    for name, *more in (["invite"], ["withdraw", 1], ["change_role", owner.pk]):
        assert client.get(address(name, team, *more)).status_code == 405


def test_an_invitation_by_mail_is_in_the_language_of_the_team(client, team, owner):
    client.post(address("invite", team), {"email": "Els@example.org", "role": "consultant"})

    [message] = delivered()
    assert message.to == ["els@example.org"]
    assert team.name in message.body
    assert "Volg deze link" in message.body
    path = re.search(r"http://testserver(\S+)", message.body)[1]
    assert client.get(path).status_code == 200


def test_an_invitation_by_link_is_shown_once(client, team, owner):
    page = client.post(address("invite", team), {"role": "viewer"})
    path = re.search(r'value="http://testserver(/accounts/join/[^"]+)"', page.text)[1]

    assert client.get(path).status_code == 200
    assert path not in client.get(address("team", team)).text
    assert delivered() == []


def test_without_mail_the_link_is_shown_whatever_was_typed(client, team, owner, settings):
    settings.HAS_MAIL_SERVER = settings.IS_LOOPBACK = False

    page = client.post(address("invite", team), {"email": "els@example.org", "role": "viewer"})

    assert "/accounts/join/" in page.text
    assert Invitation.objects.get().email == "els@example.org"
    assert delivered() == []


@pytest.mark.parametrize("sent", [{}, {"role": "koning"}, {"role": "viewer", "email": "els"}])
def test_a_wrong_invitation_is_told_so(client, team, owner, sent):
    page = client.post(address("invite", team), sent)

    assert page.status_code == 422
    assert page.context["form"].errors
    assert not Invitation.objects.exists()


def test_withdrawing_twice_is_once(client, team, owner):
    new = invite(team, role=Role.VIEWER, by=owner.user)

    for _ in range(2):
        client.post(address("withdraw", team, new.invitation.pk))

    assert AuditEntry.objects.filter(event=Event.INVITATION_WITHDRAWN).count() == 1


def test_a_role_is_changed_and_an_invented_one_refused(client, team, owner):
    member = make_member(team, Role.VIEWER)
    where = address("change_role", team, member.pk)

    assert client.post(where, {f"{member.pk}-role": "koning"}).status_code == 422
    client.post(where, {f"{member.pk}-role": "owner"})

    assert Membership.objects.get(pk=member.pk).role == Role.OWNER


def test_the_last_owner_is_told_to_make_another_first(client, team, owner):
    make_member(team)
    role = client.post(address("change_role", team, owner.pk), {f"{owner.pk}-role": "viewer"})
    leaving = client.post(address("leave", team))

    assert [page.status_code for page in (role, leaving)] == [409, 409]
    assert "ten minste één eigenaar" in role.text
    assert "ten minste één eigenaar" in leaving.text
    assert Membership.objects.get(pk=owner.pk).role == Role.OWNER


def test_who_leaves_chooses_who_takes_over_the_clients(client, team):
    member = make_member(team)
    viewer = make_member(team, Role.VIEWER)
    organisation = make_client(team, consultant=member.user)
    client.force_login(member.user)
    where = address("leave", team)

    assert "1 klant" in client.get(where).text
    for wrong in ({}, {"successor": viewer.pk}, {"successor": member.pk}):
        assert client.post(where, wrong).status_code == 422
    page = client.post(where, {"successor": owner_of(team).pk})

    assert page.url == reverse("accounts:home")
    organisation.refresh_from_db()
    assert organisation.consultant == owner_of(team).user
    assert client.get(address("team", team)).status_code == 404


def test_an_owner_takes_a_member_out(client, team, owner):
    member = make_member(team)
    where = address("remove", team, member.pk)

    assert member.user.email in client.get(where).text
    assert client.post(where).url == address("team", team)

    assert not Membership.objects.filter(pk=member.pk).exists()
    assert client.post(where).status_code == 404


def test_settings_are_kept_noted_and_checked(client, team, owner):
    where = address("settings", team)
    sent = {"name": "Zuid", "language": "en", "minimum_group": 8, "retention_months": 36}
    sent["version"] = team.settings_version

    groups = ({"minimum_group": 4}, {"minimum_group": 51})
    months = ({"retention_months": 0}, {"retention_months": 121})
    for wrong in (*groups, *months, {"name": ""}, {"language": "fr"}):
        assert client.post(where, sent | wrong).status_code == 422
    client.post(where, sent)

    kept = Team.objects.get(pk=team.pk)
    assert (kept.name, kept.language, kept.minimum_group) == ("Zuid", "en", 8)
    assert kept.retention_months == 36
    assert AuditEntry.objects.filter(event=Event.SETTINGS_CHANGED).count() == 1


def test_settings_that_another_owner_changed_meanwhile_lie_beside_what_was_sent(
    client, team, owner
):
    where = address("settings", team)
    sent = {"language": "nl", "minimum_group": 8, "retention_months": 36, "version": 1}
    client.post(where, sent | {"name": "Noord"})

    same = client.post(where, sent | {"name": "Noord"})
    late = client.post(where, sent | {"name": "Zuid"})
    version = late.context["form"]["version"].value()
    again = client.post(where, sent | {"name": "Zuid", "version": version})

    [difference] = late.context["form"].differences
    assert (same.status_code, late.status_code, again.status_code) == (302, 409, 302)
    assert (difference.stored, difference.sent) == ("Noord", "Zuid")
    assert Team.objects.get(pk=team.pk).name == "Zuid"


def test_the_only_owner_is_not_offered_to_leave_but_told_what_to_do_first(client, team, owner):
    leave = f'href="{address("leave", team)}"'

    alone = client.get(address("team", team))
    member = make_member(team)
    among_others = client.get(address("team", team))
    refused = client.get(address("leave", team))
    Membership.objects.filter(pk=member.pk).update(role=Role.OWNER)
    free = client.get(address("team", team))

    assert "nodig hieronder iemand uit als eigenaar" in alone.text
    assert "geef eerst iemand anders de rol van eigenaar" in among_others.text
    assert [leave in page.text for page in (alone, among_others, free)] == [False, False, True]
    assert parse(refused).findall(".//main//form") == []
    assert parse(client.get(address("leave", team))).findall(".//main//form") != []


@pytest.mark.parametrize("members", [1, 3])
def test_the_page_of_a_team_costs_the_same_however_many_members(
    client, team, owner, members, django_assert_num_queries
):
    for _ in range(members):
        make_member(team)
        invite(team, role=Role.VIEWER, by=owner.user, email=f"{members}@example.org")
    client.get(address("team", team))

    with django_assert_num_queries(5):  # session, user, membership; members, invitations
        client.get(address("team", team))


def test_anybody_with_an_account_makes_a_team(client):
    user = make_user()
    client.force_login(user)

    assert client.post(reverse("accounts:new_team"), {"name": ""}).status_code == 422
    page = client.post(reverse("accounts:new_team"), {"name": "Eigen bureau"})

    assert page.url == address("team", Team.objects.get())
    assert "Eigen bureau" in client.get(reverse("accounts:home")).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_a_team_has_one_heading_and_keeps_text_text(client, team, owner, language):
    hostile = "\"'><b class=hostile onclick=x>{{ 7 }}"
    Team.objects.filter(pk=team.pk).update(name=hostile)
    member = make_member(team, first_name=hostile)
    new = invite(team, role=Role.VIEWER, by=owner.user)
    pages = [address(name, team) for name in ("team", "settings", "leave")]
    pages += [address("remove", team, member.pk), reverse("accounts:join", args=[new.link])]
    pages += [reverse("accounts:home")]

    for where in pages:
        page = client.get(where, headers={"accept-language": language})
        found = list(parse(page).iter())
        assert page.status_code == 200, where
        assert len([each for each in found if each.tag == "h1"]) == 1, where
        assert [each for each in found if "hostile" in (each.get("class") or "")] == [], where
        assert "no-store" in page["Cache-Control"], where


def test_the_forms_of_the_page_of_a_team_are_taken(team):
    """With their tokens, as a browser sends them."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner_of(team).user)
    page = browser.get(reverse("accounts:team", args=[team.public_id]))
    there = reverse("accounts:invite", args=[team.public_id])
    form = parse(page).find(f".//main//form[@action='{there}']")
    [token] = [each.get("value") for each in form.iter("input") if each.get("type") == "hidden"]
    invited = browser.post(there, {"role": "viewer", "csrfmiddlewaretoken": token})

    assert invited.status_code == 200
    assert team.invitations.count() == 1
