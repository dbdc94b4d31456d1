"""What a backup holds, and what would make it worthless."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

Migration = tuple[str, str]  # app, name


class BackupFault(Exception):
    """Told to whoever runs the command. Nothing that was there has been touched."""


@dataclass(frozen=True, slots=True)
class Contents:
    rows: Mapping[str, int]  # by table
    migrations: frozenset[Migration]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def row_counts(database: BaseDatabaseWrapper, cursor: CursorWrapper) -> dict[str, int]:
    counts = {}
    for table in database.introspection.table_names(cursor):
        name = database.ops.quote_name(table)
        cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 -- the database's own names
        counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations(cursor: CursorWrapper) -> frozenset[Migration]:
    cursor.execute("SELECT app, name FROM django_migrations")
    return frozenset(cursor.fetchall())


def refuse_strange(contents: Contents) -> None:
    """A backup of something else, or of a version that knows more than this one."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    if "accounts_user" not in contents.rows or not contents.migrations:
        raise BackupFault(_("It is no backup of Kanaalkompas."))
    unknown = sorted(contents.migrations - set(loader.disk_migrations or ()))
    if unknown:
        names = ", ".join(".".join(migration) for migration in unknown[:3])
        raise BackupFault(
            _("It is of a newer version than this one, which does not know %(names)s.")
            % {"names": names}
        )
