"""From a published version to the next: copy it, edit the copy, publish it when it is complete."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maturity.building import build_definition
from maturity.completeness import find_faults
from maturity.models import Content, ModelVersion, VersionState
from maturity.reading import LANGUAGES, read_content


class IncompleteVersionError(Exception):
    """Publishing would break pages: `faults` says what is missing."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@transaction.atomic
def copy_as_draft(version: ModelVersion) -> ModelVersion:
    """A draft with the next number and a copy of every row."""
    latest = ModelVersion.objects.filter(slug=version.slug).latest("version")
    draft = ModelVersion.objects.get(pk=version.pk)
    draft.pk = None
    draft.version = latest.version + 1
    draft.state = VersionState.DRAFT
    draft.published_at = None
    draft.save(force_insert=True)
    copies: dict[tuple[Any, int], Any] = {(ModelVersion, version.pk): draft}
    for model in Content.__subclasses__():  # in the order of their definition: parents come first
        relations = [field for field in model._meta.concrete_fields if field.is_relation]
        rows = {row.pk: row for row in model.objects.of_version(version.pk)}
        for row in rows.values():
            row.pk = None
            row._state.adding = True
            for field in relations:
                parent_id = getattr(row, field.attname)
                if parent_id is not None:
                    setattr(row, field.name, copies[field.related_model, parent_id])
        model.objects.bulk_create(rows.values())
        copies |= {(model, original_id): row for original_id, row in rows.items()}
    return draft


def publish(draft: ModelVersion) -> None:
    """Freezes a draft for good. Raises IncompleteVersionError."""
    content = read_content(draft.pk)
    faults = _missing_texts(draft)
    for language in LANGUAGES:
        faults += find_faults(build_definition(content, language))
    if faults:
        raise IncompleteVersionError(tuple(dict.fromkeys(faults)))
    draft.publish()


def _missing_texts(draft: ModelVersion) -> tuple[str, ...]:
    """What the columns themselves ask for, such as a text in both languages."""
    faults = []
    for model in Content.__subclasses__():
        for row in model.objects.of_version(draft.pk):
            try:
                row.clean_fields()
            except ValidationError as error:
                faults.append(f"{model.__name__} {row}: {', '.join(error.message_dict)}")
    return tuple(faults)
