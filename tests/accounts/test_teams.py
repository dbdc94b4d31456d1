import datetime as dt

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Event, Invitation, Membership, Organisation, Role, Team
from accounts.models.audit import AppendOnly
from accounts.rights import RIGHTS, Right, may
from accounts.services import (
    INVITATION_SALT,
    ForSomebodyElse,
    InvitationOver,
    LastOwner,
    NoSuccessor,
    accept,
    change_role,
    end_membership,
    invite,
    invited_by,
    withdraw,
)
from tests.accounts.factories import make_client, make_member, make_team, make_user, owner_of

pytestmark = pytest.mark.django_db


def events():
    return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def owner(team):
    return owner_of(team)


def test_every_role_has_its_rights_and_each_more_than_the_one_below():
    assert set(RIGHTS) == set(Role.values)
    assert RIGHTS[Role.VIEWER] < RIGHTS[Role.CONSULTANT] < RIGHTS[Role.OWNER] == set(Right)
    assert not may(Role.VIEWER, Right.WRITE)
    assert not may(Role.CONSULTANT, Right.AUDIT)


def test_who_makes_a_team_owns_it(team, owner):
    assert (owner.role, owner.team) == (Role.OWNER, team)
    assert events() == [Event.TEAM_MADE]


def test_the_link_of_an_invitation_makes_a_member_once(team, owner):
    new = invite(team, role=Role.VIEWER, by=owner.user)
    guest = make_user()

    member = accept(invited_by(new.link), by=guest)

    assert (member.user, member.role, member.team) == (guest, Role.VIEWER, team)
    assert invited_by(new.link) is None
    with pytest.raises(InvitationOver):
        accept(new.invitation, by=make_user())
    assert events() == [Event.TEAM_MADE, Event.INVITED, Event.JOINED]


def test_of_an_invitation_the_secret_is_not_kept(team, owner):
    new = invite(team, role=Role.VIEWER, by=owner.user)

    secret = new.link.split(".")[0]

    kept = Invitation.objects.values().get()
    assert secret not in str(kept)
    unsigned = f"{secret}.{'A' * 43}"
    invented = signing.Signer(sep=".", salt=INVITATION_SALT).sign("invented")
    assert [invited_by(link) for link in (unsigned, invented, "", secret)] == [None] * 4


def test_an_invitation_ends_by_itself_or_is_withdrawn(team, owner):
    late, withdrawn = (invite(team, role=Role.VIEWER, by=owner.user) for _ in range(2))
    Invitation.objects.filter(pk=late.invitation.pk).update(
        expires_at=timezone.now() - dt.timedelta(seconds=1)
    )
    withdraw(withdrawn.invitation, by=owner.user)
    withdraw(withdrawn.invitation, by=owner.user)

    assert [invited_by(each.link) for each in (late, withdrawn)] == [None, None]
    assert events().count(Event.INVITATION_WITHDRAWN) == 1


def test_an_invitation_to_an_address_is_for_that_person(team, owner):
    new = invite(team, role=Role.CONSULTANT, by=owner.user, email=" Jan@Example.org ")

    with pytest.raises(ForSomebodyElse):
        accept(new.invitation, by=make_user("piet@example.org"))

    assert accept(invited_by(new.link), by=make_user("jan@example.org")).role == Role.CONSULTANT


def test_who_is_a_member_already_keeps_the_role(team, owner):
    new = invite(team, role=Role.VIEWER, by=owner.user)

    assert accept(new.invitation, by=owner.user).role == Role.OWNER


def test_the_last_owner_can_neither_leave_nor_step_down(team, owner):
    member = make_member(team)

    for attempt in (
        lambda: change_role(owner, Role.VIEWER, by=owner.user),
        lambda: end_membership(owner, by=owner.user, successor=member),
    ):
        with pytest.raises(LastOwner):
            attempt()

    change_role(member, Role.OWNER, by=owner.user)
    end_membership(owner, by=owner.user)
    assert list(team.memberships.values_list("user", "role")) == [(member.user_id, Role.OWNER)]


def test_who_leaves_hands_over_to_somebody_of_the_same_team(team, owner):
    member, stranger = make_member(team), make_member(make_team(name="Ander"))
    client = make_client(team, consultant=member.user)

    for successor in (None, stranger, member):
        with pytest.raises(NoSuccessor):
            end_membership(member, by=member.user, successor=successor)

    end_membership(member, by=member.user, successor=owner)
    assert Organisation.objects.get(pk=client.pk).consultant == owner.user
    assert events()[-2:] == [Event.HANDED_OVER, Event.LEFT]


def test_being_taken_out_is_no_leaving_and_happens_once(team, owner):
    member = make_member(team)

    end_membership(member, by=owner.user)
    end_membership(Membership(pk=member.pk, team=team, user=member.user), by=owner.user)

    assert events() == [Event.TEAM_MADE, Event.REMOVED]


def test_giving_the_same_role_again_is_no_change(team, owner):
    member = make_member(team, Role.VIEWER)

    change_role(member, Role.CONSULTANT, by=owner.user)
    change_role(member, Role.CONSULTANT, by=owner.user)

    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.actor, entry.subject, entry.detail) == (
        str(owner.user_id),
        f"user {member.user_id}",
        "consultant",
    )
    assert events() == [Event.TEAM_MADE, Event.ROLE_CHANGED]


def test_an_entry_of_the_audit_trail_stays_as_it_is(team, owner):
    entry = AuditEntry.objects.get()

    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(actor=""),
    ):
        with pytest.raises(AppendOnly):
            change()


def test_the_trail_outlives_team_and_people(team, owner):
    name = team.public_id

    team.delete()
    owner.user.delete()

    assert AuditEntry.objects.get().team == name


@pytest.mark.parametrize(
    "wrong",
    [{"minimum_group": 4}, {"minimum_group": 51}, {"retention_months": 0}, {"accent": "red"}],
)
def test_the_database_refuses_settings_out_of_bounds(team, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(**wrong)


def test_an_organisation_is_no_unit_of_itself(team):
    client = make_client(team)

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=client.pk).update(parent=client)
