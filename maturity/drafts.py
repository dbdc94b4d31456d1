"""A new version of the model starts as a copy of an older one: published content never changes."""

from typing import Any

from django.db import transaction

from maturity.models import Content, ModelVersion, State


@transaction.atomic
def copy_as_draft(version: ModelVersion) -> ModelVersion:
    """A draft with the next number and a copy of every row."""
    latest = ModelVersion.objects.filter(slug=version.slug).latest("version")
    draft = ModelVersion.objects.get(pk=version.pk)
    draft.pk = None
    draft.version = latest.version + 1
    draft.state = State.DRAFT
    draft.published_at = None
    draft.save(force_insert=True)
    copies: dict[tuple[Any, int], int] = {(ModelVersion, version.pk): draft.pk}
    for model in Content.__subclasses__():  # in the order of their definition: parents come first
        relations = [field for field in model._meta.concrete_fields if field.is_relation]
        for row in model.objects.of_version(version.pk):
            original_id = row.pk
            row.pk = None
            for field in relations:
                parent_id = getattr(row, field.attname)
                if parent_id is not None:
                    setattr(row, field.attname, copies[field.related_model, parent_id])
            row.save(force_insert=True)
            copies[model, original_id] = row.pk
    return draft
