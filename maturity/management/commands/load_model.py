"""Load the published maturity model from its fixtures."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from yaml import CSafeLoader, load

from maturity.loading import forget_definitions
from maturity.models import Content, ModelVersion

SLUG, NUMBER = "channel-maturity", 1
FOLDER = Path(settings.BASE_DIR, "fixtures", f"{SLUG}-{NUMBER}")


class Command(BaseCommand):
    help = "Loads the published maturity model. Loading it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = sorted(FOLDER.glob("*.yaml"))
        # A row's plain `name` column takes the active language: always the same one, whoever calls.
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            remove_former_rows(paths)
            call_command("loaddata", *map(str, paths), verbosity=0)
        forget_definitions()
        if options["verbosity"]:
            versions = ", ".join(str(version) for version in ModelVersion.objects.published())
            self.stdout.write(
                _("The maturity model is loaded: %(versions)s") % {"versions": versions}
            )


def remove_former_rows(paths: list[Path]) -> None:
    """Takes away what a text of the version before its release had and the fixtures have not.

    Loading alone would leave such a row, or trip over the number that it holds. Nothing outside the
    content points at a row of it but by its code.
    """
    entries = [entry for path in paths for entry in load(path.read_bytes(), CSafeLoader)]
    version = ModelVersion.objects.filter(slug=SLUG, version=NUMBER).first()
    if version is None:
        return
    for model in Content.__subclasses__():
        has_number = any(field.name == "number" for field in model._meta.fields)
        numbers = ["number"] if has_number and "number" not in model.key else []
        names = [*model.key, *numbers]
        kept = {
            tuple(flat([entry["fields"].get(name) for name in names]))
            for entry in entries
            if apps.get_model(entry["model"]) is model
        }
        lookups = [*model.key_lookups(), *numbers]
        rows = model.objects.of_version(version.pk).values_list("pk", *lookups)
        former = [pk for pk, *key in rows if tuple(key) not in kept]
        QuerySet(model).filter(pk__in=former).delete()  # past the guard of what is published


def flat(key: list[Any]) -> list[Any]:
    """A natural key of the fixture in one row: the key of a parent is a list within it."""
    return [part for each in key for part in (flat(each) if isinstance(each, list) else [each])]
