"""The tables of this app: codes to hand a measurement over by, where clients stand, and what was
brought to the notice of their teams."""

import datetime as dt
from fractions import Fraction
from functools import lru_cache

from django.db import models
from django.db.models import Q

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
        return exact(self.score) if self.score else None

    @property
    def change(self) -> Difference | None:
        if self.since_id is None:
            return None
        return Difference(exact(self.before), exact(self.score), exact(self.doubt))


@lru_cache(10_000)
def exact(text: str) -> Fraction:
    """Of few values there are many."""
    return Fraction(text)


class Subject(models.TextChoices):
    """What a notice is of; told in letters and on the desk."""

    ENDING = "ending"
    DUE = "due"  # to be measured again
    PERIOD = "period"  # actions that are to be done


class Notice(models.Model):
    """What a team was told of a client, and when: nobody is told twice, and nothing is erased that
    nobody was warned of."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notices")
    subject = models.CharField(max_length=8, choices=Subject)
    due_on = models.DateField()  # the day that it was of
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject", "due_on"], name="notice_given_once"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=Subject.values), name="notice_subject_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.subject} {self.due_on}"
