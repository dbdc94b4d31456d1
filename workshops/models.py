"""People who answer one questionnaire together, while they do; what comes of it lies in
`assessments`.

Nothing here orders people, tells a time or names anybody: keys are random, and a participant is
there only as long as answers are taken. See docs/security.md.
"""

import secrets

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Choice
from maturity.groups import OTHER


def random_key() -> str:
    """132 bits, 22 characters: tells nothing of who came first."""
    return secrets.token_urlsafe(17)[:22]


class Phase(models.TextChoices):
    HOMEWORK = "homework", _("Everybody answers alone")
    SEALED = "sealed", _("Sealed")


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def of(self, assessment: Assessment) -> "Workshop | None":
        return next(iter(self.filter(assessment=assessment)), None)

    def counted(self, assessment: Assessment) -> "Workshop | None":
        """With how many `answered` and `handed_in`: all that anybody learns before it is sealed.
        One query, however many people."""
        has_answered = Exists(Vote.objects.given().filter(participant=OuterRef("participants")))
        counts = {
            "answered": Count("participants", filter=has_answered),
            "handed_in": Count("participants", filter=Q(participants__has_handed_in=True)),
        }
        return next(iter(self.filter(assessment=assessment).annotate(**counts)), None)


class Workshop(models.Model):
    # Removing the assessment is removing all of it: the page and the command that do so lie lower.
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="+")
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.HOMEWORK, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=Phase.values), name="workshop_phase_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.assessment)

    @property
    def is_open(self) -> bool:
        return self.phase == Phase.HOMEWORK


class Department(models.Model):
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, editable=False)  # of its spellings, see maturity.typed
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "key"], name="department_key_unique"),
            models.CheckConstraint(
                condition=~Q(key__in=["", OTHER]), name="department_key_is_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Somebody who answers. No name, no moment; gone when the workshop is sealed."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, null=True, related_name="+"
    )
    has_handed_in = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "participant"  # the id is as good as a grant


class VoteQuerySet(models.QuerySet["Vote"]):
    def given(self) -> "VoteQuerySet":
        return self.exclude(choice=Choice.NONE)


class Vote(models.Model):
    """What somebody chose for one question, without a word and without a moment."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    code = models.CharField(max_length=50)  # of a question of the assessment's questionnaire
    choice = models.CharField(max_length=16, choices=Choice, blank=True)
    version = models.PositiveIntegerField(default=1)  # each save names the version it replaces

    objects = VoteQuerySet.as_manager()

    reason = note = ""  # a page that asks looks for them: see assessments.stored_answer
    saved_at = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "code"], name="vote_one_a_question"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="vote_choice_known"),
        ]

    def __str__(self) -> str:
        return "vote"  # never its choice: it might be printed

    @property
    def is_given(self) -> bool:
        return self.choice != Choice.NONE
