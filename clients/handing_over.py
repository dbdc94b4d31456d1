"""A measurement that was made without an account comes to a team: by its private link, or by a code
that its holder gives."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Event, Organisation, User
from accounts.public_ids import ID_ALPHABET
from accounts.services import make_team
from assessments.belonging import join_client, note_for_team
from assessments.models import Assessment
from clients.models import HandOver
from clients.services import add_organisation, new_organisation

CODE_LETTERS = 10  # of 31: as many as 2 to the power of 49
CODE_DAYS = 14
SALT = "clients.hand_over"


class AlreadyOfATeam(Exception):
    """A client of a team has it, or somebody was first."""


def new_code(assessment: Assessment) -> str:
    """Shown now or never; one that was made before stops."""
    code = "".join(secrets.choice(ID_ALPHABET) for _ in range(CODE_LETTERS))
    values = {
        "code_hash": _hashed(code),
        "expires_at": timezone.now() + dt.timedelta(days=CODE_DAYS),
        "taken_at": None,
    }
    HandOver.objects.update_or_create(assessment=assessment, defaults=values)
    return code


def given_by(code: str) -> Assessment | None:
    """What a code hands over, as long as it can be taken. One query."""
    rows = HandOver.objects.open(timezone.now()).filter(code_hash=_hashed(plain(code)))
    found = rows.select_related("assessment").first()
    return found.assessment if found else None


def plain(code: str) -> str:
    """As people type it over: with spaces, hyphens and capitals."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


@transaction.atomic
def take(assessment: Assessment, *, into: Organisation, by: User, event: Event) -> None:
    """Into a client that is there, or one that is added with it. Of two who take, one is first."""
    if into._state.adding:
        add_organisation(into, by=by)
    if not join_client(assessment, into):
        raise AlreadyOfATeam
    HandOver.objects.filter(assessment=assessment).update(taken_at=timezone.now())
    assessment.refresh_from_db()
    note_for_team(event, assessment, by=by)


@transaction.atomic
def keep_own(assessment: Assessment, *, name: str, by: User) -> Organisation:
    """Who is in no team gets one of their own, with the organisation as its first client."""
    team = make_team(name=name, owner=by, language=assessment.language)
    details = {"name": name, "sector": assessment.sector}
    organisation = new_organisation(team, consultant=by, **details)
    take(assessment, into=organisation, by=by, event=Event.CLAIMED)
    return organisation


def _hashed(code: str) -> str:
    return salted_hmac(SALT, code, algorithm="sha256").hexdigest()
