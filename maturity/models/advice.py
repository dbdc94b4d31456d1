"""What is advised: steps with their actions, and patterns across dimensions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.matrix import Dimension
from maturity.models.questionnaire import Question
from maturity.models.version import ModelVersion


class Step(Content):
    """From one level to the next, or holding a level: from 2 to 2."""

    version_path = "dimension__model_version"
    key = ("dimension", "from_level", "to_level")

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    from_level = models.PositiveSmallIntegerField(_("from level"))
    to_level = models.PositiveSmallIntegerField(_("to level"))
    headline = models.CharField(_("headline"), max_length=200)
    rationale = models.TextField(_("rationale"))
    pitfall = models.TextField(_("pitfall"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["dimension__number", "from_level", "to_level"]
        constraints = [
            unique("step_unique", "dimension", "from_level", "to_level"),
            between("from_level", 1, 4, "step_from_level_1_to_4"),
            between("to_level", 1, 4, "step_to_level_1_to_4"),
            models.CheckConstraint(
                condition=models.Q(to_level=models.F("from_level"))
                | models.Q(to_level=models.F("from_level") + 1),
                name="step_one_level_up_or_hold",
            ),
        ]


class Effort(models.TextChoices):
    SMALL = "S", _("small")
    MEDIUM = "M", _("medium")
    LARGE = "L", _("large")


class Action(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    improves = SlugListField(_("improves"))  # codes of questions, the main first
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"))
    owner = models.CharField(_("owner"), max_length=100)
    effort = models.CharField(_("effort"), max_length=1, choices=Effort)
    impact = models.PositiveSmallIntegerField(_("impact"))
    horizon = models.PositiveSmallIntegerField(_("horizon"))
    kpi = models.TextField(_("KPI"))
    depends_on = SlugListField(_("depends on"))  # slugs of actions
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["number"]
        constraints = [
            unique("action_unique", "model_version", "slug"),
            unique("action_number_unique", "model_version", "number"),
            models.CheckConstraint(
                condition=models.Q(effort__in=Effort.values), name="action_effort_known"
            ),
            between("impact", 1, 3, "action_impact_1_to_3"),
            between("horizon", 1, 3, "action_horizon_1_to_3"),
        ]


class ConditionKind(models.TextChoices):
    """Rule 16 of docs/scoring.md."""

    LEAD_LAG = "lead_lag", _("one dimension is ahead of another by")
    BELOW = "below", _("a dimension is below")
    ALL_BELOW = "all_below", _("every dimension is below")
    SPREAD_OVER = "spread_over", _("the spread is over")
    DONT_KNOW_OVER = "dont_know_over", _("the unknown share is over")
    DISSENT_OVER = "dissent_over", _("the dissent is over")
    QUESTION_AT_MOST = "question_at_most", _("the value of a question is at most")


BARE_KINDS = (ConditionKind.ALL_BELOW, ConditionKind.SPREAD_OVER, ConditionKind.DONT_KNOW_OVER)
NO_PAIR = models.Q(lead=None, lag=None)
NO_QUESTION = models.Q(question=None, at_most=None, threshold__isnull=False)
CONDITION_COMPLETE = (
    models.Q(
        NO_QUESTION,
        kind=ConditionKind.LEAD_LAG,
        lead__isnull=False,
        lag__isnull=False,
        dimension=None,
    )
    | models.Q(NO_PAIR, NO_QUESTION, kind=ConditionKind.BELOW, dimension__isnull=False)
    | models.Q(NO_PAIR, NO_QUESTION, kind=ConditionKind.DISSENT_OVER)
    | models.Q(NO_PAIR, NO_QUESTION, kind__in=BARE_KINDS, dimension=None)
    | models.Q(
        NO_PAIR,
        kind=ConditionKind.QUESTION_AT_MOST,
        dimension=None,
        threshold=None,
        question__isnull=False,
        at_most__isnull=False,
    )
)


class Pattern(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    severity = models.PositiveSmallIntegerField(_("severity"))
    kind = models.CharField(_("condition"), max_length=20, choices=ConditionKind)
    lead = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    lag = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    # Of `below`, and of `dissent_over`, where none means any dimension.
    dimension = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    threshold = models.DecimalField(
        _("threshold"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    at_most = models.DecimalField(
        _("at most"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    # Effects on the route: whose larger actions wait, or how many dimensions go first.
    holds = SlugListField(_("holds back"))  # slugs of dimensions, or "highest"
    focus = models.PositiveSmallIntegerField(_("first by rank go first"), null=True, blank=True)
    wait = models.TextField(_("what has to wait"), blank=True)  # with an effect
    headline = models.CharField(_("headline"), max_length=200)
    meaning = models.TextField(_("meaning"))
    advice = models.TextField(_("advice"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("pattern")
        verbose_name_plural = _("patterns")
        ordering = ["number"]
        constraints = [
            unique("pattern_unique", "model_version", "slug"),
            unique("pattern_number_unique", "model_version", "number"),
            between("severity", 1, 3, "pattern_severity_1_to_3"),
            models.CheckConstraint(condition=CONDITION_COMPLETE, name="pattern_condition_complete"),
            models.CheckConstraint(
                condition=models.Q(focus=None) | models.Q(focus__gte=1, focus__lte=7),
                name="pattern_focus_1_to_7",
            ),
        ]
