"""Remove the assessments that nobody touched for settings.RETENTION_MONTHS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import services
from assessments.models import Assessment
from assessments.retention import Doubt, Stock


class Command(BaseCommand):
    help = (
        "Remove assessments that nobody touched for RETENTION_MONTHS, with their stored reports."
        " Run it daily. It refuses what a wrong clock would explain better than the calendar."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")
        parser.add_argument("--yes", action="store_true", help="remove it however unlikely it is")

    def handle(self, *args: Any, dry_run: bool, yes: bool, **options: Any) -> None:
        today = timezone.localdate()
        stock = Assessment.objects.stock(today)
        if dry_run:
            self.tell(list(Assessment.objects.untouched(today).order_by("touched_at", "pk")))
            self.say_doubt(stock)
            return self.say_how_many(stock.over if stock else 0, dry_run=True)
        if not yes:
            self.refuse_doubtful(stock)
        count = 0
        while removed := services.remove_untouched(today):
            self.tell(removed)
            count += len(removed)
        return self.say_how_many(count, dry_run=False)

    def tell(self, assessments: list[Assessment]) -> None:
        for assessment in assessments:
            # Its id and a day, not its name: this output ends up in logs.
            day = timezone.localdate(assessment.touched_at).isoformat()
            self.stdout.write(
                _("%(id)s, last touched %(day)s") % {"id": assessment.public_id, "day": day}
            )

    def say_how_many(self, count: int, *, dry_run: bool) -> None:
        said = (
            ngettext("%(count)d would be removed", "%(count)d would be removed", count)
            if dry_run
            else ngettext("%(count)d removed", "%(count)d removed", count)
        )
        self.stdout.write(said % {"count": count})

    def say_doubt(self, stock: Stock | None) -> None:
        if stock and (doubt := stock.doubt(timezone.localdate())):
            self.stdout.write(words_for(doubt, stock))

    def refuse_doubtful(self, stock: Stock | None) -> None:
        if stock and (doubt := stock.doubt(timezone.localdate())):
            raise CommandError(
                _("Nothing was removed. %(doubt)s If it is right so: --yes.")
                % {"doubt": words_for(doubt, stock)}
            )


def words_for(doubt: Doubt, stock: Stock) -> str:
    facts = {
        "today": timezone.localdate().isoformat(),
        "first": stock.first_touched.isoformat(),
        "last": stock.last_touched.isoformat(),
        "over": stock.over,
        "total": stock.total,
    }
    return {
        Doubt.CLOCK_IS_BEHIND: _(
            "The clock says %(today)s, but an assessment was touched on %(last)s."
        ),
        Doubt.LONG_OVERDUE: _(
            "The clock says %(today)s, and what was last touched on %(first)s should have gone"
            " more than a month ago: the clock is wrong, or this command did not run."
        ),
        Doubt.MOST_OF_ALL: _("%(over)d of all %(total)d would go at once."),
    }[doubt] % facts
