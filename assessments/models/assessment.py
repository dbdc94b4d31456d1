"""One organisation, one round."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, Team, User
from accounts.public_ids import make_public_id
from assessments.retention import Stock, last_day_untouched, removal_date
from maturity.definition import Definition, Questionnaire
from maturity.loading import definition_for
from maturity.models import ModelVersion
from maturity.typed import says
from reports.outcome import WorkshopOutcome, from_plain


def new_version() -> str:
    return secrets.token_urlsafe(12)


class QuestionnaireKind(models.TextChoices):
    QUICK = "quick", _("Quick scan")
    FULL = "full", _("Full assessment")


class AssessmentState(models.TextChoices):
    OPEN = "open", _("Open")
    FINISHED = "finished", _("Finished")


class Language(models.TextChoices):
    NL = "nl", _("Dutch")
    EN = "en", _("English")


class Kind(models.TextChoices):
    """Whose answers it holds: a fact, not a count. A group may have one response, or none yet."""

    OWN = "own", pgettext_lazy("kind of assessment", "Own")
    GROUP = "group", pgettext_lazy("kind of assessment", "Group")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def named(self, public_id: str) -> "Assessment | None":
        return next(iter(self.filter(public_id=public_id)), None)  # first() would sort them too

    def of_member(self, user: User) -> "AssessmentQuerySet":
        """Of every client of the teams that somebody is a member of, each with the `role` there."""
        theirs = self.filter(client__team__memberships__user=user)
        role = models.F("client__team__memberships__role")
        return theirs.annotate(role=role)  # type: ignore[no-redef]  # said below, for readers of it

    def before(self, assessment: "Assessment") -> "AssessmentQuerySet":
        """Whose scores it can be compared with: of the same model version, and not later."""
        same = self.filter(model_version=assessment.model_version_id, date__lte=assessment.date)
        return same.exclude(pk=assessment.pk).order_by("-date", "-pk")

    def untouched(self, today: dt.date) -> "AssessmentQuerySet":
        """What its retention period is over for."""
        over = models.Q()
        for kept, months in retention_periods():
            over |= kept & models.Q(touched_at__date__lte=last_day_untouched(today, months))
        return self.filter(over)

    def stock(self, today: dt.date) -> Stock | None:
        """What `remove_untouched` would do to all there is; None when there is nothing."""
        last = self.aggregate(last=models.Max("touched_at"))["last"]
        if last is None:
            return None
        first = [
            (removal_date(timezone.localdate(touched), months), timezone.localdate(touched))
            for kept, months in retention_periods()
            if (touched := self.filter(kept).aggregate(first=models.Min("touched_at"))["first"])
        ]
        first_due, first_touched = min(first)
        return Stock(
            total=self.count(),
            over=self.untouched(today).count(),
            first_touched=first_touched,
            first_due=first_due,
            last_touched=timezone.localdate(last),
        )


def retention_periods() -> list[tuple[models.Q, int]]:
    """Which assessments are kept for how many months: what is of a client as its team says. One
    query for the periods that teams chose."""
    chosen = Team.objects.order_by("retention_months").values_list("retention_months", flat=True)
    return [
        (models.Q(client=None), settings.RETENTION_MONTHS),
        *((models.Q(client__team__retention_months=each), each) for each in chosen.distinct()),
    ]


class Assessment(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id, editable=False)
    model_version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OWN, editable=False)
    questionnaire = models.CharField(max_length=8, choices=QuestionnaireKind)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL)
    organisation = models.CharField(max_length=200, blank=True)
    sector = models.SlugField()  # a sector of the model version; checked by form and parser
    # Whose members have a right to it by their role. It is erased before its client can be.
    client = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assessments",
    )
    # Of the client: what was measured together has one number.
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    title = models.CharField(max_length=200, blank=True)
    date = models.DateField(default=timezone.localdate)
    plan_start = models.DateField(null=True, blank=True)  # rule 22; None: `date`
    state = models.CharField(
        max_length=8, choices=AssessmentState, default=AssessmentState.OPEN, editable=False
    )
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Who answered was promised that nobody learns it: rules 14a to 14d, and no answer leaves.
    is_anonymous = models.BooleanField(default=False, editable=False)
    # Its answers come all at once, from people who answer each on their own; so they stay.
    is_of_workshop = models.BooleanField(default=False, editable=False)
    minimum_group = models.PositiveSmallIntegerField(default=5)
    # What came of a workshop, as `workshop@1` without what stands on this row; see reports.outcome.
    workshop = models.JSONField(null=True, blank=True, editable=False)
    # An earlier round to compare with. Only its scores show, even to those who may not open it.
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Renewing the private link is the next generation: older ones and their grants stop.
    edit_generation = models.PositiveIntegerField(default=1, editable=False)
    # Names a state of the answers and agreed levels: every write to them gives another, and none
    # comes back, not even when a backup does. What is worked out from the answers is kept by it.
    answers_version = models.CharField(max_length=32, default=new_version, editable=False)
    # What a write replaces: a form names the version that it was made from, a write makes the next.
    details_version = models.PositiveIntegerField(default=1, editable=False)
    targets_version = models.PositiveIntegerField(default=1, editable=False)
    edition_version = models.PositiveIntegerField(default=1, editable=False)
    # Of the form that made it, so that sending the form twice makes one assessment.
    made_by = models.CharField(max_length=64, unique=True, default=new_version, editable=False)
    link_kept_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    role: str  # of the member that `of_member` was asked for

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="assessment_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(questionnaire__in=QuestionnaireKind.values),
                name="assessment_questionnaire_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AssessmentState.OPEN, finished_at=None)
                | models.Q(state=AssessmentState.FINISHED, finished_at__isnull=False),
                name="assessment_finished_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="assessment_language_known"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_group__gte=3, minimum_group__lte=50),
                name="assessment_minimum_group_3_to_50",
            ),
            models.CheckConstraint(
                condition=models.Q(is_anonymous=False)
                | models.Q(kind=Kind.GROUP, minimum_group__gte=5),
                name="assessment_anonymous_group_of_5",
            ),
        ]
        indexes = [  # of all that a team has: what is under way, and whether anything changed
            models.Index(fields=["client", "state", "touched_at"], name="assessment_of_client")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people recognise it by, also when they typed nothing."""
        return self.typed_name or str(QuestionnaireKind(self.questionnaire).label)

    @property
    def typed_name(self) -> str:
        """The organisation once, also where the title says it."""
        if says(self.title, self.organisation):
            return self.title
        return " · ".join(filter(None, [self.organisation, self.title]))

    @property
    def workshop_outcome(self) -> WorkshopOutcome | None:
        return from_plain(self.workshop) if self.workshop else None

    @property
    def is_finished(self) -> bool:
        return self.state == AssessmentState.FINISHED

    @property
    def is_quick(self) -> bool:
        return self.questionnaire == QuestionnaireKind.QUICK

    @property
    def is_group(self) -> bool:
        return self.kind == Kind.GROUP

    @property
    def takes_answers(self) -> bool:
        """Of colleagues who were invited, or of a room."""
        return self.is_of_workshop and not self.is_finished

    @property
    def removed_on(self) -> dt.date:
        """When the retention command takes it away, unless somebody touches it before. Of a client
        it costs the queries for the team."""
        months = self.client.team.retention_months if self.client else settings.RETENTION_MONTHS
        return removal_date(timezone.localdate(self.touched_at), months)

    def definition(self, language: str) -> Definition:
        """Costs no query once the process has read the model version."""
        return definition_for(self.model_version_id, language)

    def questionnaire_in(self, language: str) -> Questionnaire:
        return self.definition(language).questionnaire(self.questionnaire)
