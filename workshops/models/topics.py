"""What a room talks about, what was shown of it, and what came of it."""

from django.db import models
from django.db.models import Q

from workshops.models.people import random_key
from workshops.steps import Action, Standing, State


class Topic(models.Model):
    """What a room talks about: one question."""

    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, related_name="topics"
    )
    code = models.CharField(max_length=50)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in State],
        default=State.WAITING,
        editable=False,
    )
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    note = models.TextField(max_length=2000, blank=True)  # of what the room said

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "code"], name="topic_code_unique"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="topic_state_known"),
            models.CheckConstraint(condition=Q(round__lte=2), name="topic_round_to_2"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def standing(self) -> Standing:
        return Standing(State(self.state), self.round)


class Comment(models.Model):
    """What somebody added to a vote in own words: of nobody, and in no order."""

    id = models.CharField(max_length=22, primary_key=True, default=random_key, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=500, blank=True)  # empty when it was struck
    is_struck = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_struck=False) | Q(text=""), name="comment_struck_has_no_words"
            ),
        ]

    def __str__(self) -> str:
        return "comment"  # never its words


class Tally(models.Model):
    """How a room chose in one round: counted once, when it is shown, and never again. All that is
    shown or kept of single votes."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tallies")
    round = models.PositiveSmallIntegerField()
    answers = models.PositiveIntegerField()  # people who chose anything
    unknown = models.PositiveIntegerField()
    not_applicable = models.PositiveIntegerField(default=0)
    levels = models.JSONField(null=True)  # how many chose 1, 2, 3 and 4; null: too few to say
    departments = models.JSONField(default=dict)  # half level or null, by name; what may be shown
    changed = models.PositiveIntegerField(null=True)  # who chose otherwise before; null: not told

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "round"], name="tally_one_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.round}"


class Kind(models.TextChoices):
    """How a topic ended."""

    LEVEL = "level", "level"
    DISAGREE = "disagree", "disagree"
    VOTES = "votes", "votes"


class Settlement(models.Model):
    """What a room made of a topic. It becomes a level of the assessment when it is finished."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="settlement")
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(max_length=500, blank=True)  # of the level, or of one side
    other_reason = models.TextField(max_length=500, blank=True)  # of the other side

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.LEVEL, level__gte=1, level__lte=4)
                | (Q(kind__in=[Kind.DISAGREE, Kind.VOTES]) & Q(level=None)),
                name="settlement_level_where_agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class ChosenAction(models.Model):
    """What a room wants done first, as it was shown, with who does it and when."""

    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, related_name="actions"
    )
    action = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    dots = models.PositiveIntegerField(null=True)  # None: too few people placed any
    who = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "action"], name="chosen_action_once_a_workshop"
            ),
        ]

    def __str__(self) -> str:
        return self.action

    @property
    def is_agreed(self) -> bool:
        """Somebody in the room wanted it, or takes it upon them."""
        return bool(self.dots or self.who or self.due)


class Event(models.Model):
    """One step of a facilitator: what was done, and how the room stood before. Nobody who answers
    is in it."""

    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.CASCADE, related_name="events"
    )
    step = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Action])
    topic = models.CharField(max_length=50, blank=True)
    before = models.JSONField()  # see `workshops.steps.to_plain`
    settled = models.JSONField(null=True)  # what a settlement said, also when it is taken back

    class Meta:
        ordering = ["step"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "step"], name="event_one_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.action}"
