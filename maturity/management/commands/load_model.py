"""Load the published maturity model from its fixtures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand
from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from yaml import CSafeLoader, load

from maturity.loading import forget_definitions
from maturity.models import Content, ModelVersion

Entry = dict[str, Any]  # of a fixture
Key = tuple[Any, ...]  # a natural key
Rows = dict[Key, list[Any]]
Written = dict[type[Model], dict[Key, int]]  # primary keys

SLUG, NUMBER = "channel-maturity", 1
FOLDER = Path(settings.BASE_DIR, "fixtures", f"{SLUG}-{NUMBER}")


class Command(BaseCommand):
    help = "Loads the published maturity model. Loading it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = sorted(FOLDER.glob("*.yaml"))
        entries = [entry for path in paths for entry in load(path.read_bytes(), CSafeLoader)]
        # A row's plain `name` column takes the active language: always the same one, whoever calls.
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            if not is_loaded(entries):
                remove_former_rows(entries)
                write_rows(entries)
        forget_definitions()
        if options["verbosity"]:
            versions = ", ".join(str(version) for version in ModelVersion.objects.published())
            self.stdout.write(
                _("The maturity model is loaded: %(versions)s") % {"versions": versions}
            )


def is_loaded(entries: list[Entry]) -> bool:
    """Whether each row says what its entry says, and there is no other: set-up looks each time."""
    version, *rest = entries
    loaded = ModelVersion.objects.filter(**version["fields"]).first()
    return loaded is not None and all(
        stored_rows(model, loaded) == rows_of(model, rest) for model in Content.__subclasses__()
    )


def stored_rows(model: type[Content], version: ModelVersion) -> Rows:
    lookups = model.lookups(field.name for field in fields_of(model))
    found = model.objects.of_version(version.pk).values_list(*lookups)
    places = [lookups.index(lookup) for lookup in model.key_lookups()]
    return {tuple(row[place] for place in places): list(row) for row in found}


def rows_of(model: type[Content], entries: list[Entry]) -> Rows:
    """As `stored_rows` has them, of what the fixtures say."""
    return {
        key_of(entry, model.key): [
            part for field in fields_of(model) for part in parts_of(model, field, entry)
        ]
        for entry in entries_of(model, entries)
    }


def fields_of(model: type[Content]) -> list[Field[Any, Any]]:
    """Without the plain column of a text, which repeats one of its languages."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = {field.name for field in fields}
    return [field for field in fields if f"{field.name}_{settings.LANGUAGE_CODE}" not in names]


def parts_of(model: type[Content], field: Field[Any, Any], entry: Entry) -> list[Any]:
    value = entry["fields"].get(field.name, field.get_default())
    if not field.is_relation:
        return [field.to_python(value)]
    return flat(value) if value else [None] * len(model.lookups([field.name]))


def remove_former_rows(entries: list[Entry]) -> None:
    """Takes away what a text of the version before its release had and the fixtures have not.

    Loading alone would leave such a row, or trip over the number that it holds. Nothing outside the
    content points at a row of it but by its code.
    """
    version = ModelVersion.objects.filter(slug=SLUG, version=NUMBER).first()
    if version is None:
        return
    for model in Content.__subclasses__():
        has_number = any(field.name == "number" for field in model._meta.fields)
        numbers = ["number"] if has_number and "number" not in model.key else []
        names = [*model.key, *numbers]
        kept = {key_of(entry, names) for entry in entries_of(model, entries)}
        rows = model.objects.of_version(version.pk).values_list("pk", *model.lookups(names))
        former = [pk for pk, *key in rows if tuple(key) not in kept]
        QuerySet(model).filter(pk__in=former).delete()  # past the guard of what is published


def write_rows(entries: list[Entry]) -> None:
    """What `loaddata` does, parents first as the fixtures have them, in three queries for a table
    and not four for a row: set-up and each new database of a test wait for it."""
    version, *rest = entries
    row = ModelVersion(**values_of(ModelVersion, version, {}))
    same = ModelVersion.objects.filter(slug=row.slug, version=row.version)
    row.pk = same.values_list("pk", flat=True).first()
    row.save_base(raw=True)  # past the guard of what is published, as `put`
    written: Written = {ModelVersion: {row.natural_key(): row.pk}}
    for label in dict.fromkeys(entry["model"] for entry in rest):
        model = apps.get_model(label)
        stored = stored_keys(model, row)
        rows = [
            model(pk=stored.get(key_of(entry, model.key)), **values_of(model, entry, written))
            for entry in entries_of(model, rest)
        ]
        put(model, rows)
        written[model] = stored_keys(model, row)


def put(model: type[Content], rows: list[Content]) -> None:
    """Past the guard of what is published, which a bulk write of the manager asks."""
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    table: QuerySet[Any] = QuerySet(model)
    table.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=names)


def stored_keys(model: type[Content], version: ModelVersion) -> dict[Key, int]:
    rows = model.objects.of_version(version.pk).values_list("pk", *model.key_lookups())
    return {tuple(key): pk for pk, *key in rows}


def values_of(model: type[Model], entry: Entry, written: Written) -> dict[str, Any]:
    values = {}
    for name, value in entry["fields"].items():
        field: Any = model._meta.get_field(name)
        if field.is_relation and value is not None:
            values[field.attname] = written[field.related_model][tuple(flat(value))]
        else:
            values[name] = field.to_python(value)
    return values


def entries_of(model: type[Content], entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry["model"] == model._meta.label_lower]


def key_of(entry: Entry, names: Sequence[str]) -> Key:
    return tuple(flat([entry["fields"].get(name) for name in names]))


def flat(key: list[Any]) -> list[Any]:
    """A natural key of the fixture in one row: the key of a parent is a list within it."""
    return [part for each in key for part in (flat(each) if isinstance(each, list) else [each])]
