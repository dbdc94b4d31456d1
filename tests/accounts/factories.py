"""People, teams and clients for tests, made by the services that users call."""

from itertools import count

from accounts.models import Membership, Organisation, Role, User
from accounts.services import make_team as make
from tests.factories import make_assessment

PASSWORD = "horse-battery-staple-9"
numbers = count(1)


def make_user(email=None, **fields):
    return User.objects.create_user(email or f"u{next(numbers)}@example.org", PASSWORD, **fields)


def make_team(*, name="Adviesbureau Noord", owner=None):
    return make(name=name, owner=owner or make_user())


def make_member(team, role=Role.CONSULTANT, **fields):
    return Membership.objects.create(team=team, user=make_user(**fields), role=role)


def owner_of(team):
    return Membership.objects.owners(team).select_related("user").get()


def make_client(team, *, name="De Boer Wonen", **fields):
    return Organisation.objects.create(team=team, name=name, sector="retail", **fields)


def measure(organisation, **kwargs):
    """A measurement of a client."""
    return make_assessment(client=organisation, **kwargs)
