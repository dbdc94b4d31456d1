"""What a role may: one table, for pages, services and the way to answers alike."""

from enum import StrEnum

from accounts.models import Role


class Right(StrEnum):
    READ = "read"  # results of the team's clients
    WRITE = "write"  # their measurements, and starting one
    PEOPLE = "people"  # what each of a group said, by name and in words
    CLIENTS = "clients"  # add and change clients
    ERASE = "erase"  # remove a client for good
    MEMBERS = "members"  # invite, give a role, take out of the team
    SETTINGS = "settings"  # house style and what new measurements start from
    AUDIT = "audit"  # who did what when


OF_CONSULTANT = frozenset({Right.READ, Right.WRITE, Right.PEOPLE, Right.CLIENTS})
RIGHTS: dict[str, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.CONSULTANT: OF_CONSULTANT,
    Role.VIEWER: frozenset({Right.READ}),
}


def may(role: str, right: Right) -> bool:
    return right in RIGHTS[role]
