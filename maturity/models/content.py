"""What every row of the model's content has in common."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.version import FrozenVersionError, ModelVersion, VersionState, refuse_frozen

ContentT = TypeVar("ContentT", bound="Content")


class ContentQuerySet(models.QuerySet[ContentT]):
    def of_version(self, version_id: int) -> Self:
        return self.filter(**{f"{self.model.version_path}_id": version_id})

    def published(self) -> Self:
        return self.filter(**{f"{self.model.version_path}__state": VersionState.PUBLISHED})

    def get_by_natural_key(self, *key: object) -> ContentT:
        return self.get(**dict(zip(self.model.key_lookups(), key, strict=True)))

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def update(self, **values: Any) -> int:
        self._refuse_frozen()
        parent = self.model.version_path.split("__")[0]
        if not values.keys().isdisjoint({parent, f"{parent}_id"}):
            raise FrozenVersionError("rows move to another version one by one, by save()")
        return super().update(**values)

    def bulk_create(self, objs: Iterable[ContentT], *args: Any, **kwargs: Any) -> list[ContentT]:
        rows = list(objs)
        for version in {row.version_of() for row in rows}:
            refuse_frozen(version.pk)
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_frozen(self) -> None:
        if self.published().exists():
            raise FrozenVersionError(f"{self.model._meta.verbose_name} of a published version")


class Content(models.Model):
    """A row of a model version: known by its natural key, frozen once the version is published.

    Loading a fixture is the one way in: it saves raw, past `save`. Content is read by version
    (`of_version`), so its foreign keys have no way back.
    """

    version_path: ClassVar[str] = "model_version"  # lookup from the row to its version
    key: ClassVar[Sequence[str]] = ("model_version", "slug")  # fields that identify the row

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Without the version, which lists show in a column of its own.
        return " ".join(str(part) for part in self.natural_key()[2:])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_when_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_when_frozen()
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Forms offer the rows of every draft: a row and all it points at are of one version."""
        super().clean()
        relations = [field.name for field in self._meta.concrete_fields if field.is_relation]
        parents = [parent for name in relations if (parent := getattr(self, name, None))]
        versions = {
            parent.version_of() if isinstance(parent, Content) else parent for parent in parents
        }
        if len(versions) > 1:
            raise ValidationError(_("Everything chosen here must be of the same version."))

    @classmethod
    def key_lookups(cls) -> tuple[str, ...]:
        """The lookups that a natural key fills, in its order."""
        return cls.lookups(cls.key)

    @classmethod
    def lookups(cls, names: Iterable[str]) -> tuple[str, ...]:
        """Of fields; of a parent those of its natural key."""
        lookups: list[str] = []
        for name in names:
            related = cls._meta.get_field(name).related_model
            if related is None:
                lookups.append(name)
            elif related is ModelVersion:
                lookups += [f"{name}__slug", f"{name}__version"]
            else:
                parent = cast("type[Content]", related)
                lookups += [f"{name}__{lookup}" for lookup in parent.key_lookups()]
        return tuple(lookups)

    def natural_key(self) -> tuple[Any, ...]:
        parts: list[Any] = []
        for name in self.key:
            value = getattr(self, name)
            parts += value.natural_key() if isinstance(value, Content | ModelVersion) else [value]
        return tuple(parts)

    def version_of(self) -> ModelVersion:
        row: Any = self
        for name in self.version_path.split("__"):
            row = getattr(row, name)
        return cast(ModelVersion, row)

    def refuse_when_frozen(self) -> None:
        """Raises FrozenVersionError when the row is in a published version or moves to one."""
        refuse_frozen(self.version_of().pk)
        if self.pk is not None and type(self).objects.filter(pk=self.pk).published().exists():
            raise FrozenVersionError(f"{self} is of a published version and cannot change")


def validate_slugs(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValidationError(_('Give a list of names, such as ["retail", "e-tail"].'))


class SlugListField(models.JSONField):
    """Slugs or codes of other rows of the same version, in order.

    Content is read whole and never joined, so a list in the row costs no query, takes one line in
    the fixture and is frozen with its row. The content tests check that every slug resolves.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_slugs])
        super().__init__(*args, **kwargs)


def between(field: str, low: int, high: int, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": low, f"{field}__lte": high}), name=name
    )


def unique(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, name=name)
