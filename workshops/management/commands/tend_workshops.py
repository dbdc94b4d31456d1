"""What workshops do by themselves when its moment has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from workshops.moments import catch_up, overdue


class Command(BaseCommand):
    help = (
        "Open and close answering alone where its moment has come, and seal what was finished a day"
        " ago. Run it every few minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(catch_up(each) for each in overdue())
        said = ngettext("%(count)d workshop went on", "%(count)d workshops went on", count)
        self.stdout.write(said % {"count": count})
