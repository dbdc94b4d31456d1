"""What is advised: steps with their actions, and patterns across dimensions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.matrix import Dimension
from maturity.models.version import ModelVersion


class Step(Content):
    """From one level to the next; from 4 to 4 is holding level 4."""

    version_path = "dimension__model_version"
    key = ("dimension", "from_level")

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    from_level = models.PositiveSmallIntegerField(_("from level"))
    to_level = models.PositiveSmallIntegerField(_("to level"))
    headline = models.CharField(_("headline"), max_length=200)
    rationale = models.TextField(_("rationale"))
    pitfall = models.TextField(_("pitfall"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["dimension__number", "from_level"]
        constraints = [
            unique("step_unique", "dimension", "from_level"),
            models.CheckConstraint(
                condition=models.Q(from_level__gte=1, from_level__lte=3)
                & models.Q(to_level=models.F("from_level") + 1)
                | models.Q(from_level=4, to_level=4),
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
    threshold = models.DecimalField(_("threshold"), max_digits=4, decimal_places=2)
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
            models.CheckConstraint(
                condition=models.Q(
                    kind=ConditionKind.LEAD_LAG,
                    lead__isnull=False,
                    lag__isnull=False,
                    dimension=None,
                )
                | models.Q(kind=ConditionKind.BELOW, lead=None, lag=None, dimension__isnull=False)
                | models.Q(kind=ConditionKind.DISSENT_OVER, lead=None, lag=None)
                | models.Q(
                    kind__in=[
                        ConditionKind.ALL_BELOW,
                        ConditionKind.SPREAD_OVER,
                        ConditionKind.DONT_KNOW_OVER,
                    ],
                    lead=None,
                    lag=None,
                    dimension=None,
                ),
                name="pattern_condition_complete",
            ),
        ]
