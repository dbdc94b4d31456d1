"""A workshop and where it is at."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.public_ids import ID_ALPHABET
from assessments.models import Assessment, ReadLink
from maturity.typed import says
from workshops.agenda import PLANS, Format, Plan
from workshops.models.people import Participant, Vote
from workshops.models.topics import Topic
from workshops.steps import Phase, Room, Wall

CODE_LENGTH = 6  # signs of 31: 887 million codes, of which those count whose doors are open
OVER = [Phase.FINISHED, Phase.SEALED, Phase.CANCELLED]
NOT_LIVE = {Phase.HOMEWORK, Phase.SEALED, Phase.CANCELLED}
LIVE = [each for each in Phase if each not in NOT_LIVE]  # have a code of their own
REOPENED_WITHIN = dt.timedelta(hours=24)
APART = [Phase.HOMEWORK, Phase.ALONE]
BEFORE = [*APART, Phase.PREPARED, Phase.LOBBY]


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
        rows = self.with_numbers().select_related("assessment", "released").exclude(code="")
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
        max_length=9,
        choices=[(each.value, each.value) for each in Phase],
        default=Phase.HOMEWORK,
        editable=False,
    )
    format = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Format], default=Format.QUICK
    )
    minutes = models.PositiveSmallIntegerField(default=0)  # that there are for all of it
    expected = models.PositiveSmallIntegerField(null=True)  # people; None: nobody said
    # Moments of who leads, never of who answers: the first topic, and what is on now.
    alone_from = models.DateTimeField(null=True, editable=False)  # that opens by itself then
    alone_until = models.DateTimeField(null=True, editable=False)  # that closes by itself then
    began_at = models.DateTimeField(null=True, editable=False)
    stage_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, blank=True, editable=False)  # to join a room by
    # Of the invitation that is good now; renewing it makes the next.
    invitation_number = models.PositiveIntegerField(default=1, editable=False)
    subject = models.CharField(max_length=200, blank=True)  # of which organisation it is about
    talks_first = models.BooleanField(default=False)  # before an outcome is shown
    # What a room is told before it joins, by language; see `workshops.promise`.
    promise = models.JSONField(default=dict, editable=False)
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
    wall = models.CharField(max_length=5, blank=True, editable=False)  # see `steps.Wall`
    # Keys of the departments that topics show, and whether the rest is; see `workshops.tallying`.
    partition = models.JSONField(null=True, editable=False)
    # What all together found it worth, once it is sealed; None: too few said so.
    worth = models.DecimalField(max_digits=2, decimal_places=1, null=True, editable=False)

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
        return self.phase not in OVER

    @property
    def is_anonymous(self) -> bool:
        """Else everybody typed a name, and who leads sees who chose what was shown."""
        return self.assessment.is_anonymous

    @property
    def least_shown(self) -> int:
        """How many answers there must be before any is shown."""
        return self.assessment.minimum_group if self.is_anonymous else 1

    @property
    def is_sealed(self) -> bool:
        return self.phase == Phase.SEALED

    @property
    def is_planned(self) -> bool:
        """Nobody can join yet."""
        return self.phase == Phase.PREPARED

    @property
    def is_cancelled(self) -> bool:
        return self.phase == Phase.CANCELLED

    @property
    def is_final(self) -> bool:
        """Nothing comes after it."""
        return self.is_sealed or self.is_cancelled

    @property
    def opens_at(self) -> dt.datetime | None:
        """That everybody may answer alone, by itself; never after the moment that it closes."""
        is_past = self.alone_until is not None and self.alone_until <= timezone.now()
        return self.alone_from if self.phase == Phase.PREPARED and not is_past else None

    @property
    def closes_at(self) -> dt.datetime | None:
        """That everybody has answered alone, by itself."""
        return self.alone_until if self.phase == Phase.ALONE else None

    @property
    def is_days_ahead(self) -> bool:
        """Of the day that it is planned for."""
        return self.assessment.date > timezone.localdate()

    @property
    def seals_at(self) -> dt.datetime | None:
        """By itself, when nobody did so or opened it again."""
        if self.phase != Phase.FINISHED or self.finished_at is None:
            return None
        return self.finished_at + REOPENED_WITHIN

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
    def is_before(self) -> bool:
        """The first topic: what there is was answered alone."""
        return self.phase in BEFORE

    @property
    def plan(self) -> Plan:
        return PLANS[Format(self.format)]

    @property
    def subject_beside(self) -> str:
        """Of which organisation it is about, where the name of the assessment does not say so."""
        return "" if says(self.assessment.name, self.subject) else self.subject

    @property
    def shown_code(self) -> str:
        return f"{self.code[:3]} {self.code[3:]}".upper()

    @property
    def is_prepared(self) -> bool:
        """The doors have not opened yet."""
        return self.phase == Phase.PREPARED

    @property
    def is_locked_now(self) -> bool:
        return self.is_locked or self.is_prepared

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
            wall=Wall(self.wall),
            topics={each.code: each.standing for each in topics},
        )
