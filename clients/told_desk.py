"""The desk as it opens, but for what is under way: told once to each who has one, until something
of it is written or the day is over. docs/decisions/0035.

Saving an answer, which somebody does all day, changes none of it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from accounts.models import Membership, Organisation, User
from accounts.prepared import Prepared, Slot
from assessments.comparisons import desk_name
from assessments.models import Assessment, AssessmentState
from assessments.telling import MadeFrom, once
from clients.desk import LISTED, PAGE, Show, attention, found, lines_of, listed
from clients.forms import DeskForm
from clients.models import Notice

# What there is, in a row each. Every write to an assessment notes when it was touched, to a client
# its version.
_CLIENTS = Prepared(
    Organisation.objects.filter(team__memberships__user=Slot("user"))
    .values("team__memberships__user")
    .annotate(
        *(Count("pk"), Sum("pk"), Sum("details_version")),
        *(Count("archived_at"), Max("archived_at")),
    )
)
_MEASURED = Assessment.objects.filter(client__team__memberships__user=Slot("user")).values(
    "client__team__memberships__user"
)
_FINISHED = Prepared(
    _MEASURED.filter(state=AssessmentState.FINISHED).annotate(Count("pk"), Max("touched_at"))
)
_STARTED = Prepared(_MEASURED.filter(state=AssessmentState.OPEN).annotate(Count("pk"), Sum("pk")))
_WARNED = Prepared(
    Notice.objects.filter(organisation__team__memberships__user=Slot("user"))
    .values("organisation__team__memberships__user")
    .annotate(Count("pk"), Max("pk"))
)


_MEMBERSHIPS = Prepared(
    Membership.objects.filter(user=Slot("user"))
    .order_by("joined_at", "pk")
    .values_list("role", "team", "team__public_id", "team__name")
)


class Member(NamedTuple):
    """What somebody is in a team, as far as a desk needs it."""

    role: str
    team: int
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ToldDesk:
    """Each empty where there is nothing to tell."""

    due: Markup  # to be measured again, which comes first
    settled: Markup  # what else asks for attention
    clients: Markup


def memberships_of(user: User) -> list[Member]:
    """In the order in which they joined. One query."""
    return [Member(*each) for each in _MEMBERSHIPS.read(user=user.pk)]


def told_desk(user: User, memberships: Sequence[Member], today: dt.date, language: str) -> ToldDesk:
    """Four queries; some fifteen more when something was written since it was told."""
    return once(
        desk_name(user.pk, language),
        lambda: (today, *_made_from(user, memberships)),
        lambda: _tell(user, memberships, today, language),
    )


def told_clients(
    user: User, memberships: Sequence[Member], form: DeskForm, today: dt.date, language: str
) -> Markup:
    """Those that are asked for, a page of them. Four queries."""
    theirs = listed(Organisation.objects.of(user), form.chosen, today)
    rows = found(theirs, form.words).order_by(*GROUPED).values_list(*LISTED)
    page = Paginator(rows, PAGE).get_page(form.page_number)
    context = {
        "form": form,
        "asked": QueryDict() if form.asks_for_all else form.data,
        "page": page,
        "lines": lines_of(page, today, language),
        "choices": Show,
        "memberships": memberships,
    }
    return _printed("clients/_list.html", context)


# A group, and its units after it.
GROUPED = (Coalesce("parent__name", "name"), F("parent").asc(nulls_first=True), "name", "pk")


def _made_from(user: User, memberships: Sequence[Member]) -> Iterator[MadeFrom]:
    yield (reverse("clients:desk"),)
    yield tuple(memberships)
    for states in (_CLIENTS, _FINISHED, _STARTED, _WARNED):
        yield tuple(states.read(user=user.pk))


def _tell(user: User, memberships: Sequence[Member], today: dt.date, language: str) -> ToldDesk:
    context = {"attention": attention(user, today), "choices": Show}
    return ToldDesk(
        due=_printed("clients/_due.html", context),
        settled=_printed("clients/_settled.html", context),
        clients=told_clients(user, memberships, DeskForm({}), today, language),
    )


def _printed(template: str, context: dict[str, Any]) -> Markup:
    printed = render_to_string(template, context).strip()
    return Markup(printed)  # noqa: S704 -- of templates that escape
