"""Whose answers there are, what they answered, and what a group agreed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Value


class Choice(models.TextChoices):
    """What a person can choose. NONE is an answer that was cleared (its note may remain)."""

    NONE = "", _("not answered")
    ONE = "1", "1"
    TWO = "2", "2"
    THREE = "3", "3"
    FOUR = "4", "4"
    UNKNOWN = "unknown", _("don't know")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Response(models.Model):
    """One person's answers. An own assessment has one; a group any number, also none yet."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="responses")
    number = models.PositiveIntegerField()
    participant = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="response_number_unique")
        ]

    def __str__(self) -> str:
        return self.participant or str(self.number)


class Answer(models.Model):
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=50)  # of a question of the assessment's questionnaire
    choice = models.CharField(max_length=16, choices=Choice, blank=True)
    reason = models.TextField(max_length=2000, blank=True)  # only with not_applicable
    note = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)  # each save names the version that it replaces
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "code"], name="answer_one_a_question"),
            models.CheckConstraint(
                condition=models.Q(choice__in=Choice.values), name="answer_choice_known"
            ),
            models.CheckConstraint(
                condition=models.Q(choice=Choice.NOT_APPLICABLE) | models.Q(reason=""),
                name="answer_reason_only_when_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.choice}"

    @property
    def is_given(self) -> bool:
        return self.choice != Choice.NONE

    @property
    def value(self) -> Value | None:
        return value_of(self.choice)


def value_of(choice: str) -> Value | None:
    match choice:
        case Choice.NONE:
            return None
        case Choice.UNKNOWN:
            return UNKNOWN
        case Choice.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case level:
            return int(level)


class AgreedLevel(models.Model):
    """A level that a group agreed for a question after discussion (rule 11)."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="agreed_levels"
    )
    code = models.CharField(max_length=50)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "code"], name="agreed_level_one_a_question"
            ),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=4), name="agreed_level_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.level}"
