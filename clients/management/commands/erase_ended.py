"""Erase the clients whose end date is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from clients.ending import erase_ended, over
from clients.erasing import goes_with


class Command(BaseCommand):
    help = (
        "Erase for good the clients whose end date is over and whose team was warned of it thirty"
        " days ago or longer (send_reminders). Run it daily."
    )
    stealth_options = ("today",)  # a day to act on, for who calls it from Python

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        count = left = 0
        for organisation in over(options.get("today") or timezone.localdate()):
            words = told(organisation)
            if not dry_run:
                erased = erase_ended(organisation)
                if erased is None:
                    continue
                left += erased.left
            self.stdout.write(words)
            count += 1
        said = (
            ngettext("%(count)d would be erased", "%(count)d would be erased", count)
            if dry_run
            else ngettext("%(count)d erased", "%(count)d erased", count)
        )
        self.stdout.write(said % {"count": count})
        if left:
            raise CommandError(
                _(
                    "Of what was erased %(left)d files or rows are left. Workers remove files"
                    " within the hour; look at the log of the server."
                )
                % {"left": left}
            )


def told(organisation: Organisation) -> str:
    """Its id, not its name: this output ends up in logs."""
    goes = goes_with(organisation)
    return _(
        "%(id)s, end date %(day)s. Assessments: %(assessments)d, workshops: %(workshops)d,"
        " links: %(links)d, files: %(files)d"
    ) % {
        "id": organisation.public_id,
        "day": organisation.ends_on,
        "assessments": goes.measurements,
        "workshops": goes.workshops,
        "links": goes.links,
        "files": goes.files,
    }
