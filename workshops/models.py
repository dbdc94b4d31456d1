"""People who answer one questionnaire together, while they do; what comes of it lies in
`assessments`.

Nothing here orders people, tells a time or names anybody: keys are random, and a participant is
there only as long as answers are taken. See docs/security.md.
"""

import secrets
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.public_ids import ID_ALPHABET
from assessments.models import Assessment, Choice, ReadLink
from maturity.groups import OTHER
from workshops.agenda import PLANS, Format, Plan
from workshops.steps import Action, Phase, Room, Standing, State

CODE_LENGTH = 6  # signs of 31: 887 million codes, of which those count whose doors are open
LIVE = [Phase.PREPARED, Phase.LOBBY, Phase.ALONE, Phase.RUNNING, Phase.DOTS, Phase.CHOSEN]
APART = [Phase.HOMEWORK, Phase.ALONE]


def random_key() -> str:
    """132 bits, 22 characters: tells nothing of who came first."""
    return secrets.token_urlsafe(17)[:22]


def make_code() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(CODE_LENGTH))


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

    def live(self) -> "WorkshopQuerySet":
        return self.filter(phase__in=LIVE)

    def room(self, public_id: str) -> "Workshop | None":
        """One that has a facilitator, with its numbers. One query."""
        rows = self.with_numbers().select_related("assessment").exclude(code="")
        return next(iter(rows.filter(assessment__public_id=public_id)), None)

    def behind(self, code: str) -> "Workshop | None":
        """The room whose code it is, or was last. One query."""
        rows = self.select_related("assessment").filter(code=code)
        found = sorted(rows, key=lambda each: (each.is_open, each.pk))
        return found[-1] if found else None

    def with_numbers(self) -> "WorkshopQuerySet":
        """With how many `people` there are, and how many `answers` to the topic in focus."""
        topic = Topic.objects.filter(workshop=OuterRef("pk"), code=OuterRef("focus"))
        given = Vote.objects.given().filter(
            participant__workshop=OuterRef("pk"),
            code=OuterRef("focus"),
            round=OuterRef("focus_round"),
        )
        people = Participant.objects.filter(workshop=OuterRef("pk"))
        numbers = {
            "people": _number(people, "workshop"),
            "answers": _number(given, "participant__workshop"),
        }
        return self.annotate(focus_round=Subquery(topic.values("round")[:1])).annotate(**numbers)


def _number(rows: models.QuerySet[models.Model], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class Workshop(models.Model):
    # Removing the assessment is removing all of it: the page and the command that do so lie lower.
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="+")
    phase = models.CharField(
        max_length=8,
        choices=[(each.value, each.value) for each in Phase],
        default=Phase.HOMEWORK,
        editable=False,
    )
    format = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Format], default=Format.QUICK
    )
    minutes = models.PositiveSmallIntegerField(default=0)  # that there are for all of it
    # Moments of who leads, never of who answers: the first topic, and what is on now.
    began_at = models.DateTimeField(null=True, editable=False)
    stage_at = models.DateTimeField(null=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, blank=True, editable=False)  # to join a room by
    # Of the invitation that is good now; renewing it makes the next.
    invitation_number = models.PositiveIntegerField(default=1, editable=False)
    subject = models.CharField(max_length=200, blank=True)  # of which organisation it is about
    talks_first = models.BooleanField(default=False)  # before an outcome is shown
    # Counts what a facilitator did; pages ask by it whether there is anything new.
    step = models.PositiveIntegerField(default=0, editable=False)
    focus = models.CharField(max_length=50, blank=True, editable=False)  # code of a topic
    advised = models.JSONField(default=list, editable=False)  # slugs of actions to choose from
    # The people are invented, and all of it is to be thrown away.
    is_rehearsal = models.BooleanField(default=False, editable=False)
    # Whoever took part may see the result, by its read-only link.
    released = models.ForeignKey(
        ReadLink, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    is_locked = models.BooleanField(default=False, editable=False)  # nobody else joins
    is_blank = models.BooleanField(default=False, editable=False)  # the screen, for a while
    # Keys of the departments that topics show, and whether the rest is; see `workshops.tallying`.
    partition = models.JSONField(null=True, editable=False)

    people = answers = 0  # see `with_numbers`

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=list(Phase)), name="workshop_phase_known"),
            models.CheckConstraint(
                condition=Q(format__in=list(Format)), name="workshop_format_known"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(phase__in=LIVE), name="workshop_code_unique_while_live"
            ),
        ]

    def __str__(self) -> str:
        return str(self.assessment)

    @property
    def is_open(self) -> bool:
        """People may join it; of a room whose door is locked see `is_locked`."""
        return self.phase != Phase.SEALED

    @property
    def is_released(self) -> bool:
        return self.released is not None and self.released.withdrawn_at is None

    @property
    def is_room(self) -> bool:
        """It has a facilitator; without one everybody answers alone."""
        return bool(self.code)

    @property
    def is_apart(self) -> bool:
        """Everybody answers alone, at an own pace."""
        return self.phase in APART

    @property
    def plan(self) -> Plan:
        return PLANS[Format(self.format)]

    @property
    def shown_code(self) -> str:
        return f"{self.code[:3]} {self.code[3:]}".upper()

    @property
    def is_locked_now(self) -> bool:
        return self.is_locked or self.phase == Phase.PREPARED

    def renew_invitation(self, *, seen: int) -> None:
        """The one that was seen stops. Asking twice renews once."""
        rows = Workshop.objects.filter(pk=self.pk, invitation_number=seen)
        rows.update(invitation_number=F("invitation_number") + 1)

    def room(self) -> Room:
        """What everybody follows. One query."""
        return self.room_with(self.topics.all())

    def room_with(self, topics: "Iterable[Topic]") -> Room:
        return Room(
            phase=Phase(self.phase),
            focus=self.focus,
            is_locked=self.is_locked,
            is_blank=self.is_blank,
            topics={each.code: each.standing for each in topics},
        )


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


class Topic(models.Model):
    """What a room talks about: one question."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="topics")
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


class ChosenAction(models.Model):
    """What a room wants done first, as it was shown, with who does it and when."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="actions")
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


class Event(models.Model):
    """One step of a facilitator: what was done, and how the room stood before. Nobody who answers
    is in it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="events")
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
