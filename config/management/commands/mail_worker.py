"""Who takes letters to the mail server where that is not left to the processes of `serve`."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.postman import work_until
from config.holding import DatabaseInUse, hold_database


class Command(BaseCommand):
    help = "Send letters that wait; ends at Ctrl-C or SIGTERM, after the letter in hand."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            hold_database()
        except DatabaseInUse as held:
            raise CommandError(
                _("A backup is being restored. Start this when it is done.")
            ) from held
        stopped = Event()
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: stopped.set())
        work_until(stopped)
