"""Load the published maturity model from its fixtures."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from maturity.loading import forget_definitions
from maturity.models import ModelVersion

FOLDER = Path(settings.BASE_DIR, "fixtures", "channel-maturity-1")


class Command(BaseCommand):
    help = "Loads the published maturity model. Loading it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        paths = sorted(str(path) for path in FOLDER.glob("*.yaml"))
        # A row's plain `name` column takes the active language: always the same one, whoever calls.
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            call_command("loaddata", *paths, verbosity=0)
        forget_definitions()
        if options["verbosity"]:
            versions = ", ".join(str(version) for version in ModelVersion.objects.published())
            self.stdout.write(
                _("The maturity model is loaded: %(versions)s") % {"versions": versions}
            )
