"""Remove the assessments that nobody touched for settings.RETENTION_MONTHS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.services import remove_assessment


class Command(BaseCommand):
    help = (
        "Remove assessments that nobody touched for RETENTION_MONTHS, with their stored reports."
        " Run it daily."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        untouched = list(Assessment.objects.untouched(timezone.localdate()))
        for assessment in untouched:
            # Its id and a day, not its name: this output ends up in logs.
            day = timezone.localdate(assessment.touched_at).isoformat()
            self.stdout.write(
                _("%(id)s, last touched %(day)s") % {"id": assessment.public_id, "day": day}
            )
            if not dry_run:
                remove_assessment(assessment)
        count = {"count": len(untouched)}
        if dry_run:
            self.stdout.write(
                ngettext("%(count)d would be removed", "%(count)d would be removed", len(untouched))
                % count
            )
        else:
            self.stdout.write(
                ngettext("%(count)d removed", "%(count)d removed", len(untouched)) % count
            )
