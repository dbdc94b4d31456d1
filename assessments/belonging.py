"""An assessment that was made for nobody becomes that of a client; what is done to one is noted."""

from collections.abc import Iterable

from django.db import transaction

from accounts.audit import note, note_all
from accounts.models import Event, Organisation, User
from assessments.house_style import house_style, of_client
from assessments.models import Assessment, KeptEdition


@transaction.atomic
def join_client(
    assessment: Assessment, client: Organisation, *, previous: Assessment | None = None
) -> bool:
    """As its next round. What was chosen for its report stays; the style of the team fills in a
    report for which nothing was. False when it is a client's already."""
    round_ = of_client(client)["round"]
    rows = Assessment.objects.filter(pk=assessment.pk, client=None)
    if not rows.update(client=client, round=round_):
        return False
    if previous:
        Assessment.objects.filter(pk=assessment.pk, previous=None).update(previous=previous)
    KeptEdition.objects.get_or_create(assessment=assessment, defaults=house_style(client.team))
    return True


def note_for_team(
    event: Event, assessment: Assessment, *, by: User | None, detail: str = ""
) -> None:
    """Where it is of a client; who holds a link has no name."""
    if assessment.client:
        named = f"assessment {assessment.public_id}"
        note(event, team=assessment.client.team, actor=by, subject=named, detail=detail)


def note_erased(assessments: Iterable[Assessment], *, by: User | None, detail: str = "") -> None:
    """Those of clients, while they are still there; of people who answered together it is said.
    Three queries at most."""
    rows = Assessment.objects.filter(pk__in=[each.pk for each in assessments], client__isnull=False)
    found = list(
        rows.order_by("pk").values_list("client__team__public_id", "public_id", "is_of_workshop")
    )
    for is_together, said in ((False, detail), (True, detail or "workshop")):
        erased = [(team, f"assessment {key}") for team, key, kind in found if kind is is_together]
        note_all(Event.ERASED, erased, actor=by, detail=said)
