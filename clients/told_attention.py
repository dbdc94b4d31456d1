"""What asks for attention on somebody's desk, but for measurements under way: told once, until
something of it is written or the day is over. docs/decisions/0035.

Saving an answer, which somebody does all day, changes none of it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from accounts.models import Membership, Organisation, User
from accounts.prepared import Prepared, Slot
from assessments.comparisons import desk_name
from assessments.models import Assessment, AssessmentState
from assessments.telling import MadeFrom, once
from clients.desk import Show, attention
from clients.models import Notice

# Each one row, or none where there is nothing. Every write to an assessment notes when it was
# touched, to a client its version.
_FINISHED = Q(state=AssessmentState.FINISHED)
_CLIENTS = Prepared(
    Organisation.objects.filter(team__memberships__user=Slot("user"))
    .values("team__memberships__user")
    .annotate(
        *(Count("pk"), Sum("pk"), Sum("details_version")),
        *(Count("archived_at"), Max("archived_at")),
    )
)
_MEASURED = Prepared(
    Assessment.objects.filter(client__team__memberships__user=Slot("user"))
    .values("client__team__memberships__user")
    .annotate(
        *(Count("pk"), Sum("pk")),
        finished=Count("pk", filter=_FINISHED),
        touched=Max("touched_at", filter=_FINISHED),
    )
)
_WARNED = Prepared(
    Notice.objects.filter(organisation__team__memberships__user=Slot("user"))
    .values("organisation__team__memberships__user")
    .annotate(Count("pk"), Max("pk"))
)


def told_attention(
    user: User, memberships: Sequence[Membership], today: dt.date, language: str
) -> tuple[Markup, Markup]:
    """What is due, which comes first, and the rest. Three queries; some eight more when something
    was written since it was told."""
    return once(
        desk_name(user.pk, language),
        lambda: (today, *_made_from(user, memberships)),
        lambda: _tell(user, today),
    )


def _made_from(user: User, memberships: Sequence[Membership]) -> Iterator[MadeFrom]:
    yield reverse("clients:desk"), *((each.team_id, each.role) for each in memberships)
    for states in (_CLIENTS, _MEASURED, _WARNED):
        yield tuple(states.read(user=user.pk))


def _tell(user: User, today: dt.date) -> tuple[Markup, Markup]:
    context = {"attention": attention(user, today), "choices": Show}
    return _printed("clients/_due.html", context), _printed("clients/_settled.html", context)


def _printed(template: str, context: dict[str, Any]) -> Markup:
    """Nothing at all where there is nothing to tell."""
    printed = render_to_string(template, context).strip()
    return Markup(printed)  # noqa: S704 -- of templates that escape
