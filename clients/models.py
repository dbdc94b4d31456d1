"""A code by which the holder of a measurement hands it to a team: the one table of this app."""

import datetime as dt

from django.db import models

from assessments.models import Assessment


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
