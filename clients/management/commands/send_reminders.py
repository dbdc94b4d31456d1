"""Tell teams what comes up at their clients."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Team
from clients.reminding import Given, Reminder, remind, reminders_of


class Command(BaseCommand):
    help = (
        "Warn of end dates, and remind of assessments that are due and actions to follow up, each"
        " once: by a letter to owners and to who looks after the client. Run it daily."
    )
    stealth_options = ("today",)  # a day to act on, for who calls it from Python

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", required=True, help="where it is served")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be told")

    def handle(self, *args: Any, address: str, dry_run: bool, **options: Any) -> None:
        today = options.get("today") or timezone.localdate()
        told = letters = 0
        for team in Team.objects.order_by("pk"):
            given = Given(reminders_of(team, today)) if dry_run else remind(team, today, address)
            for each in given.reminders:
                self.tell(each)
            told += len(given.reminders)
            letters += given.letters
        counted = {"told": told, "letters": letters}
        self.stdout.write(_("Reminders: %(told)d, letters: %(letters)d") % counted)

    def tell(self, reminder: Reminder) -> None:
        # Its id, not its name: this output ends up in logs.
        about = reminder.organisation.public_id, reminder.subject, reminder.due_on.isoformat()
        self.stdout.write(" ".join(about))
