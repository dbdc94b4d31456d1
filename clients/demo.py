"""An invented team with clients, for who tries the product: every screen has something to show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, Team, User
from accounts.services import make_team
from assessments.belonging import join_client
from assessments.exchange.document import Document
from assessments.importing import import_document
from assessments.models import Assessment
from clients.ending import default_end
from maturity.decisions import months_later
from maturity.loading import published_definition
from maturity.responses import Response, Responses, Value

TEAM = "Adviesbureau Kompas"
OWNER, COLLEAGUE = "anna@demo.example", "bas@demo.example"


@dataclass(frozen=True, slots=True)
class Measured:
    months_ago: int
    levels: Sequence[int]  # of the seven dimensions
    questionnaire: str = "full"
    is_finished: bool = True


@dataclass(frozen=True, slots=True)
class Invented:
    name: str
    sector: str
    measured: Sequence[Measured]
    size: str = "medium"
    ends_in_days: int | None = None
    units: Sequence["Invented"] = ()


CLIENTS = (
    Invented(
        "Hoeksma Wonen",
        "retail",
        (
            Measured(28, (1, 2, 1, 2, 2, 1, 1)),
            Measured(19, (2, 2, 1, 2, 2, 2, 1)),
            Measured(6, (3, 2, 2, 3, 2, 2, 1)),
            Measured(0, (3, 3, 2, 3, 3, 2, 2), is_finished=False),
        ),
    ),
    Invented(
        "Stichting Lindehof",
        "other",
        (Measured(21, (2, 2, 2, 1, 2, 2, 2)), Measured(18, (2, 3, 2, 2, 2, 3, 2))),
        size="large",
        ends_in_days=40,
    ),
    Invented(
        "Oostmeer Advies",
        "intermediary",
        (
            Measured(14, (2, 1, 2, 2, 1, 2, 1), "quick"),
            Measured(12, (2, 2, 2, 2, 2, 2, 1)),
            Measured(3, (2, 2, 2, 3, 2, 2, 2)),
        ),
        size="large",
    ),
    Invented(
        "Van Rijn Groep",
        "retail",
        (),
        size="very_large",
        units=tuple(
            Invented(f"Van Rijn {place}", "retail", (Measured(number, levels, "quick"),))
            for number, (place, levels) in enumerate(
                (
                    ("Alkmaar", (1, 2, 1, 1, 2, 1, 1)),
                    ("Breda", (2, 2, 2, 2, 2, 2, 2)),
                    ("Deventer", (3, 2, 3, 2, 3, 2, 2)),
                    ("Enschede", (3, 3, 3, 4, 3, 3, 3)),
                    ("Goes", (2, 1, 2, 1, 1, 2, 1)),
                )
            )
        ),
    ),
)


@transaction.atomic
def demo_team() -> Team:
    """Made once; whatever was changed in it since stays."""
    known = Membership.objects.filter(user__email=OWNER).select_related("team").first()
    if known:
        return known.team
    anna, bas = _account(OWNER, "Anna", "de Wit"), _account(COLLEAGUE, "Bas", "Mulder")
    team = make_team(name=TEAM, owner=anna)
    Membership.objects.create(team=team, user=bas, role=Role.CONSULTANT)
    for invented in CLIENTS:
        _store(invented, team, parent=None, consultant=anna)
    return team


def _account(email: str, first_name: str, last_name: str) -> User:
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _store(
    invented: Invented, team: Team, *, parent: Organisation | None, consultant: User
) -> None:
    today = timezone.localdate()
    ends_in = invented.ends_in_days
    organisation = Organisation.objects.create(
        team=team,
        parent=parent,
        consultant=consultant,
        name=invented.name,
        sector=invented.sector,
        size=invented.size,
        ends_on=default_end(team, today) if ends_in is None else today + dt.timedelta(ends_in),
    )
    earlier: Assessment | None = None
    for measured in invented.measured:
        assessment = import_document(_document(invented, measured, today))
        join_client(assessment, organisation, previous=earlier)
        earlier = assessment
    for unit in invented.units:
        _store(unit, team, parent=organisation, consultant=consultant)


def _document(invented: Invented, measured: Measured, today: dt.date) -> Document:
    definition = published_definition("nl")
    answers: dict[str, Value] = {}
    for dimension, level in zip(definition.dimensions, measured.levels, strict=True):
        questions = definition.questionnaire(measured.questionnaire).questions_of(dimension.slug)
        # Not all alike: of every five answers one is a level higher.
        for place, question in enumerate(questions):
            answers[question.code] = min(4, level + (place % 5 == dimension.number % 5))
    if not measured.is_finished:
        answers = dict(list(answers.items())[:12])
    return Document(
        model=definition.slug,
        version=definition.version,
        questionnaire=measured.questionnaire,
        sector=invented.sector,
        responses=Responses(measured.questionnaire, (Response(answers=answers),)),
        organisation=invented.name,
        date=months_later(today, -measured.months_ago),
        is_finished=measured.is_finished,
    )
