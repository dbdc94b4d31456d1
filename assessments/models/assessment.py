"""One organisation, one round, and the answers given to it."""

import datetime as dt
import secrets
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.retention import last_day_untouched, removal_date
from maturity.definition import Definition, Questionnaire
from maturity.loading import definition_for
from maturity.models import ModelVersion
from maturity.responses import NOT_APPLICABLE, UNKNOWN, Responses, Targets, Value, usual_kind
from maturity.responses import Response as ResponseValue
from maturity.scoring import Result, score
from reports.edition import NEUTRAL, Edition
from reports.report import About, Report, build_report

# No letters or digits that read alike: an id is only a name, but people do type it over.
ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def make_public_id() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(10))


class QuestionnaireKind(models.TextChoices):
    QUICK = "quick", _("Quick scan")
    FULL = "full", _("Full measurement")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    FINISHED = "finished", _("Finished")


class Language(models.TextChoices):
    NL = "nl", _("Dutch")
    EN = "en", _("English")


class Choice(models.TextChoices):
    """What a person can choose. NONE is an answer that was cleared (its note may remain)."""

    NONE = "", _("not answered")
    ONE = "1", "1"
    TWO = "2", "2"
    THREE = "3", "3"
    FOUR = "4", "4"
    UNKNOWN = "unknown", _("don't know")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


# The relations that a result rests on; of the round before it, those that its scores rest on.
RESULT_PARTS = (
    "responses__answers",
    "agreed_levels",
    "targets",
    "kept_edition",
    "previous__responses__answers",
    "previous__agreed_levels",
)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def for_result(self) -> "AssessmentQuerySet":
        """Everything that a result rests on, in six queries whatever was answered, and four more
        where there is a previous measurement."""
        return self.prefetch_related(*RESULT_PARTS)

    def named(self, public_id: str) -> "Assessment | None":
        return next(iter(self.filter(public_id=public_id)), None)  # first() would sort them too

    def before(self, assessment: "Assessment") -> "AssessmentQuerySet":
        """Whose scores it can be compared with: of the same model version, and not later."""
        same = self.filter(model_version=assessment.model_version_id, date__lte=assessment.date)
        return same.exclude(pk=assessment.pk).order_by("-date", "-pk")

    def untouched(self, today: dt.date) -> "AssessmentQuerySet":
        """What the retention period is over for. Nobody has an account yet, so it holds for all."""
        return self.filter(touched_at__date__lte=last_day_untouched(today))


class Assessment(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id, editable=False)
    model_version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=8, choices=QuestionnaireKind)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL)
    organisation = models.CharField(max_length=200, blank=True)
    sector = models.SlugField()  # a sector of the model version; checked by form and parser
    title = models.CharField(max_length=200, blank=True)
    date = models.DateField(default=timezone.localdate)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    minimum_group = models.PositiveSmallIntegerField(default=5)
    # An earlier round to compare with. Only its scores are shown, also to who may not open it.
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Renewing a link is the next generation: older links and their grants stop.
    edit_generation = models.PositiveIntegerField(default=1, editable=False)
    read_generation = models.PositiveIntegerField(default=1, editable=False)
    link_kept_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(questionnaire__in=QuestionnaireKind.values),
                name="assessment_questionnaire_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.OPEN, finished_at=None)
                | models.Q(state=State.FINISHED, finished_at__isnull=False),
                name="assessment_finished_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="assessment_language_known"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_group__gte=3, minimum_group__lte=50),
                name="assessment_minimum_group_3_to_50",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people recognise it by, also when they typed nothing."""
        typed = " · ".join(filter(None, [self.organisation, self.title]))
        return typed or str(QuestionnaireKind(self.questionnaire).label)

    @property
    def is_finished(self) -> bool:
        return self.state == State.FINISHED

    @property
    def removed_on(self) -> dt.date:
        """When the retention command takes it away, unless somebody touches it before."""
        return removal_date(timezone.localdate(self.touched_at))

    def touch(self) -> None:
        """Note that somebody worked on it. Every write does this, or has its own `touched_at`."""
        self.touched_at = timezone.now()
        self.save(update_fields=["touched_at"])

    @cached_property
    def own_response(self) -> "Response | None":
        """The one response of a self-assessment; None for a group, which nobody fills in."""
        responses = list(self.responses.all()[:2])
        return responses[0] if len(responses) == 1 else None

    def own_answers(self) -> "dict[str, Answer] | None":
        """The answers of a self-assessment by question code, in two queries; None for a group."""
        response = self.own_response
        return (
            None if response is None else {answer.code: answer for answer in response.answers.all()}
        )

    def definition(self, language: str) -> Definition:
        """Costs no query once the process has read the model version."""
        return definition_for(self.model_version_id, language)

    def questionnaire_in(self, language: str) -> Questionnaire:
        return self.definition(language).questionnaire(self.questionnaire)

    def about(self) -> About:
        return About(
            organisation=self.organisation,
            sector=self.sector,
            title=self.title,
            date=self.date,
            is_finished=self.is_finished,
            plan_start=self.date,
        )

    def responses_value(self) -> Responses:
        """What was answered, in three queries (none when prefetched by `for_result`)."""
        responses = tuple(response.value() for response in self.responses.all())
        return Responses(
            questionnaire=self.questionnaire,
            responses=responses,
            agreed={agreed.code: agreed.level for agreed in self.agreed_levels.all()},
            minimum_group=self.minimum_group,
            kind=usual_kind(responses),
        )

    def targets_value(self) -> Targets:
        rows = self.targets.all()
        return Targets(
            levels={row.dimension: row.level for row in rows if row.level is not None},
            importance={
                row.dimension: row.importance for row in rows if row.importance is not None
            },
        )

    def edition(self) -> Edition:
        """How its report goes out, in one query (none when prefetched); neutral by default."""
        kept = getattr(self, "kept_edition", None)  # Django raises when there is no row
        return kept.value() if kept else NEUTRAL

    def previous_result(self, language: str) -> Result | None:
        """The scores of the round before this one; those of the rounds before that play no part."""
        if self.previous is None:
            return None
        return score(self.previous.definition(language), self.previous.responses_value(), Targets())

    def report(self, language: str) -> Report:
        """The Result and everything around it, the same for screen, paper and files."""
        return build_report(
            self.definition(language),
            self.about(),
            self.responses_value(),
            self.targets_value(),
            previous=self.previous_result(language),
            previous_date=self.previous.date if self.previous else None,
            edition=self.edition(),
        )


class Response(models.Model):
    """One person's answers. A self-assessment has one; an imported group has many, read-only."""

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

    def value(self) -> ResponseValue:
        answers = self.answers.all()
        return ResponseValue(
            answers={answer.code: answer.value for answer in answers if answer.value is not None},
            reasons={answer.code: answer.reason for answer in answers if answer.reason},
            notes={answer.code: answer.note for answer in answers if answer.note},
            participant=self.participant,
            department=self.department,
        )


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
        match self.choice:
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


class Target(models.Model):
    """What was chosen for a dimension: a target level (rule 8), an importance (rule 9), or both."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    dimension = models.SlugField()
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    importance = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "dimension"], name="target_one_a_dimension"
            ),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__gte=1, level__lte=4),
                name="target_level_1_to_4",
            ),
            models.CheckConstraint(
                condition=models.Q(importance=None)
                | models.Q(importance__gte=1, importance__lte=3),
                name="target_importance_1_to_3",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.level}"
