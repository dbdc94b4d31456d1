"""An assessment that was made for nobody becomes that of a client."""

from django.db import transaction

from accounts.models import Organisation
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
