"""Write a backup of the database, while it is in use, and read it again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.contents import BackupFault
from config.backup.files import back_up, keep_key, remove_old


class Command(BaseCommand):
    help = (
        "Write the database to a new file in FOLDER, also while the product is in use, check it,"
        " and remove backups older than BACKUP_DAYS. Stored reports are left out: they are made"
        " again when asked for. Run it every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument(
            "--with-key",
            action="store_true",
            help="write the secret key beside it; whoever has both has every private link",
        )

    def handle(self, *args: Any, folder: Path, with_key: bool, **options: Any) -> None:
        try:
            file, contents = back_up(folder)
            key = keep_key(file) if with_key else None
            removed = remove_old(folder, timezone.now())
        except (BackupFault, DatabaseError, OSError) as fault:
            raise CommandError(_("There is no backup: %(fault)s") % {"fault": fault}) from fault
        self.stdout.write(
            _("%(file)s: checked, %(rows)d rows in %(tables)d tables")
            % {"file": file, "rows": contents.total, "tables": len(contents.rows)}
        )
        for path in filter(None, [key]):
            self.stdout.write(_("%(file)s: the key. Keep it apart.") % {"file": path})
        for path in removed:
            self.stdout.write(_("%(file)s: removed, it was old") % {"file": path})
