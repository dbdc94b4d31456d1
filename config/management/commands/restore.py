"""Put a backup in the place of the database, which is put aside."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.backup.contents import BackupFault, Contents, refuse_strange
from config.backup.files import engine, moment
from config.holding import DatabaseInUse, alone_with_database


class Command(BaseCommand):
    help = (
        "Put FILE, written by `backup`, in the place of the database. Everything is checked before"
        " anything is touched; what was there is put aside. Stop the server first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            contents, aside = restore(file)
        except DatabaseInUse as held:
            raise CommandError(
                _("Nothing was restored: the database is in use. Stop the server first.")
            ) from held
        except (BackupFault, DatabaseError, OSError) as fault:
            raise CommandError(_("Nothing was restored: %(fault)s") % {"fault": fault}) from fault
        self.stdout.write(
            _("Restored: %(rows)d rows in %(tables)d tables")
            % {"rows": contents.total, "tables": len(contents.rows)}
        )
        if aside:
            self.stdout.write(_("What was there is kept as %(aside)s") % {"aside": aside})
        call_command("migrate", verbosity=0)


def restore(file: Path) -> tuple[Contents, str]:
    with engine().ready_to_put_back(file) as copy:
        contents: Contents = engine().contents_of(copy)
        refuse_strange(contents)
        with alone_with_database():
            return contents, engine().put_back(copy, moment())
