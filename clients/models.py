"""The two tables of this app: codes to hand a measurement over by, and where clients stand."""

import datetime as dt
from fractions import Fraction

from django.db import models

from accounts.models import Organisation
from assessments.models import Assessment
from maturity.change import Difference


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def open(self, now: dt.datetime) -> "HandOverQuerySet":
        """What can still be taken."""
        return self.filter(taken_at=None, expires_at__gt=now, assessment__client=None)


class HandOver(models.Model):
    """The last code that was made. Of the code only a hash is kept."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="hand_over"
    )
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)

    objects = HandOverQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.assessment_id}"


class Standing(models.Model):
    """Where a client stands after the last of its measurements that could be scored: what was
    worked out, kept. Of measurements that are removed nothing stays."""

    client = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="standing")
    made_from = models.CharField(max_length=64)  # another one, and it is worked out anew
    latest = models.ForeignKey(Assessment, on_delete=models.CASCADE, null=True, related_name="+")
    # What it is compared with by rule 21.
    since = models.ForeignKey(Assessment, on_delete=models.CASCADE, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    # Exact, as "17/6".
    score = models.TextField(blank=True)
    before = models.TextField(blank=True)
    doubt = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.client_id}"

    @property
    def exact_score(self) -> Fraction | None:
        return Fraction(self.score) if self.score else None

    @property
    def change(self) -> Difference | None:
        if self.since_id is None:
            return None
        return Difference(Fraction(self.before), Fraction(self.score), Fraction(self.doubt))
