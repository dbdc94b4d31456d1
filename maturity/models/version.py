"""A version of the maturity model, and the rule that a published one never changes."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrozenVersionError(Exception):
    """Somebody tried to change content of a published version. Make a new version instead."""


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    def published(self) -> Self:
        return self.filter(state=VersionState.PUBLISHED)

    def get_by_natural_key(self, slug: str, version: int) -> "ModelVersion":
        return self.get(slug=slug, version=version)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def update(self, **values: Any) -> int:
        self._refuse_frozen()
        return super().update(**values)

    def _refuse_frozen(self) -> None:
        frozen = self.published().first()
        if frozen is not None:
            raise FrozenVersionError(f"{frozen} is published and cannot change")


ModelVersionManager = models.Manager.from_queryset(ModelVersionQuerySet)


class ModelVersion(models.Model):
    """All that is measured and advised, as one whole. An assessment stays with its version."""

    slug = models.SlugField(_("slug"))
    version = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState, default=VersionState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    objects: ClassVar["ModelVersionManager[ModelVersion]"] = ModelVersionManager()

    class Meta:
        verbose_name = _("model version")
        verbose_name_plural = _("model versions")
        ordering = ["slug", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="model_version_unique"),
            models.CheckConstraint(
                condition=models.Q(state=VersionState.DRAFT, published_at=None)
                | models.Q(state=VersionState.PUBLISHED, published_at__isnull=False),
                name="model_version_published_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_frozen(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(self.pk)
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[str, int]:
        return (self.slug, self.version)

    @property
    def is_published(self) -> bool:
        return self.state == VersionState.PUBLISHED

    def publish(self) -> None:
        """The only way from draft to published; there is none back."""
        self.state = VersionState.PUBLISHED
        self.published_at = timezone.now()
        self.save(update_fields=["state", "published_at"])


def refuse_frozen(version_id: int | None) -> None:
    """The stored state counts, not that of an object in memory. A version without an id is new."""
    if version_id is None:
        return
    frozen = ModelVersion.objects.published().filter(pk=version_id).first()
    if frozen is not None:
        raise FrozenVersionError(f"{frozen} is published and cannot change")
