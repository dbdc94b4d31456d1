"""Where an organisation wants to be."""

from django.db import models

from assessments.models.assessment import Assessment
from maturity.responses import Targets


class TargetQuerySet(models.QuerySet["Target"]):
    def value(self) -> Targets:
        rows = list(self)
        return Targets(
            levels={row.dimension: row.level for row in rows if row.level is not None},
            importance={
                row.dimension: row.importance for row in rows if row.importance is not None
            },
        )


class Target(models.Model):
    """What was chosen for a dimension: a target level (rule 8), an importance (rule 9), or both."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    dimension = models.SlugField()
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    importance = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

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
