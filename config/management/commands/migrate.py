"""Django's `migrate`, all or nothing.

Django writes down that a migration was applied after the transaction that applied it. A set-up that
is killed between the two never ends again: the tables are there, and its next run makes them anew.
"""

from contextlib import nullcontext
from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        # SQLite takes no change of a table while it checks keys, and in a transaction it would not
        # stop checking them. Each migration checks them at its end.
        unchecked = connection.constraint_checks_disabled
        keys = unchecked() if connection.vendor == "sqlite" else nullcontext()
        with keys, transaction.atomic(using=connection.alias):
            super().handle(*args, **options)
