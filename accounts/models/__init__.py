"""Who, and for whom: people, their teams, the organisations that these advise, what was done."""

from accounts.models.audit import AuditEntry, Event
from accounts.models.organisations import Organisation, OrganisationQuerySet, Size
from accounts.models.teams import Invitation, Membership, Role, Team
from accounts.models.users import User

__all__ = [
    "AuditEntry",
    "Event",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationQuerySet",
    "Role",
    "Size",
    "Team",
    "User",
]
