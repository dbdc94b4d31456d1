"""Who takes part, and what they chose. Nothing here orders people or tells a time, and a name is
there only where everybody typed one: keys are random, and a participant is there only as long as
answers are taken. See docs/security.md."""

import secrets

from django.db import models
from django.db.models import Q

from assessments.models import Choice
from maturity.groups import OTHER

LONGEST_NAME = 80  # of somebody who takes part


def random_key() -> str:
    """132 bits, 22 characters: tells nothing of who came first."""
    return secrets.token_urlsafe(17)[:22]


class Department(models.Model):
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, related_name="departments"
    )
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
    """Somebody who answers. No moment, and a name only beside it; gone when it is sealed."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, related_name="participants"
    )
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, null=True, related_name="+"
    )
    is_invented = models.BooleanField(default=False, editable=False)  # of a rehearsal
    has_handed_in = models.BooleanField(default=False)
    worth = models.PositiveSmallIntegerField(null=True)  # whether it was worth the time: 1 to 4

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worth=None) | Q(worth__gte=1, worth__lte=4), name="worth_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return "participant"  # the id is as good as a grant


class ParticipantName(models.Model):
    """What somebody typed who takes part by name; there is none in an anonymous workshop."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, primary_key=True, related_name="named"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    number = models.PositiveSmallIntegerField(default=1)  # among those who typed the same

    def __str__(self) -> str:
        return "name"  # never whose: it might be printed

    @property
    def shown(self) -> str:
        return self.name if self.number == 1 else f"{self.name} ({self.number})"


class VoteQuerySet(models.QuerySet["Vote"]):
    def given(self) -> "VoteQuerySet":
        return self.exclude(choice=Choice.NONE)


class Vote(models.Model):
    """What somebody chose for one question, without a word and without a moment."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    code = models.CharField(max_length=50)  # of a question of the assessment's questionnaire
    round = models.PositiveSmallIntegerField(default=1)
    choice = models.CharField(max_length=16, choices=Choice, blank=True)
    version = models.PositiveIntegerField(default=1)  # each save names the version it replaces

    objects = VoteQuerySet.as_manager()

    reason = note = ""  # a page that asks looks for them: see assessments.stored_answer
    saved_at = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "code", "round"], name="vote_one_a_question_and_round"
            ),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="vote_round_1_or_2"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="vote_choice_known"),
        ]

    def __str__(self) -> str:
        return "vote"  # never its choice: it might be printed

    @property
    def is_given(self) -> bool:
        return self.choice != Choice.NONE


class Dot(models.Model):
    """That somebody wants an action done first; gone when the workshop is sealed."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="dots")
    action = models.SlugField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "action"], name="dot_one_an_action"),
        ]

    def __str__(self) -> str:
        return "dot"  # never where it lies
