"""A backup of PostgreSQL: an archive of pg_dump, whose every row is read again."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.utils import ConnectionHandler
from django.utils.translation import gettext as _

from config.backup.contents import BackupFault, Contents, Migration, row_counts
from config.holding import DatabaseInUse

ENDING = ".dump"
ASIDE = "before_restore_"  # the schema that holds what was there
TABLE = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \(')
IN_USE = ("in use by others", "lock timeout")
UNPACK = ("--no-owner", "--no-privileges", "--file=-")

# Others that come in the middle wait, and find the restored tables. Who is there already has
# tables at hand that would vanish, so then nothing happens.
TAKE = """
BEGIN;
SET LOCAL lock_timeout = '5s';
DO $$
DECLARE found record;
BEGIN
  IF EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
  ) THEN RAISE EXCEPTION 'in use by others'; END IF;
  FOR found IN
    SELECT oid::regclass AS name FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
  LOOP EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', found.name); END LOOP;
END $$;
"""


def write_copy(target: Path) -> dict[str, int]:
    """To an empty file, for which it gives the rows of each table at the moment of the copy."""
    database = ConnectionHandler({"default": connection.settings_dict})["default"]
    try:
        with database.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            counts = row_counts(database, cursor)
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run(
                "pg_dump",
                *("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"),
                *(f"--exclude-schema={ASIDE}*", f"--file={target}"),
            )
            cursor.execute("ROLLBACK")
    finally:
        database.close()
    return counts


def contents_of(file: Path) -> Contents:
    """Every row is unpacked and counted. Raises BackupFault for what is damaged or no archive."""
    _run("pg_restore", "--list", str(file), reads_database=False)
    rows: Counter[str] = Counter()
    migrations: set[Migration] = set()
    with _running("pg_restore", "--file=-", str(file), reads_database=False) as unpacking:
        assert unpacking.stdout is not None  # noqa: S101 -- asked for in _running
        for table, row in _rows(unpacking.stdout):
            rows[table] += row is not None
            if table == "django_migrations" and row:
                _number, app, name, *_rest = row.decode().split("\t")
                migrations.add((app, name))
    return Contents(rows, frozenset(migrations))


@contextmanager
def ready_to_put_back(file: Path) -> Iterator[Path]:
    yield file


def put_back(file: Path, moment: str) -> str:
    """In one transaction: the old schema is put aside and the backup's takes its place, or nothing
    happens. Gives the name of the old one."""
    aside = f"{ASIDE}{moment.replace('-', '_')}" if connection.introspection.table_names() else ""
    connection.close()
    take = TAKE
    if aside:
        take += f"ALTER SCHEMA public RENAME TO {aside};\nCREATE SCHEMA public;\n"
    command = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", "--output=/dev/null")
    try:
        with _running("psql", *command) as restoring:
            assert restoring.stdin is not None  # noqa: S101 -- asked for in _running
            restoring.stdin.write(take.encode())
            restoring.stdin.flush()
            _run("pg_restore", *UNPACK, str(file), output=restoring.stdin, reads_database=False)
            restoring.stdin.write(b"COMMIT;\n")  # without it, all of it is taken back
    except BackupFault as fault:
        if any(words in str(fault) for words in IN_USE):
            raise DatabaseInUse from fault
        raise
    return aside


def _rows(script: IO[bytes]) -> Iterator[tuple[str, bytes | None]]:
    """Each row with its table; each table once with None, so that an empty one is there too."""
    table = ""
    for line in script:
        if table and line.rstrip(b"\n") == b"\\.":
            table = ""
        elif table:
            yield table, line
        elif found := TABLE.match(line):
            table = found[1].decode()
            yield table, None


@contextmanager
def _running(
    name: str, *arguments: str, reads_database: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """A program of PostgreSQL. Raises BackupFault with what it says when it fails."""
    command, environment = _command(name, arguments, reads_database=reads_database)
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 -- our own command, without a shell
        command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        cause = None
        try:
            yield process
        except (BackupFault, BrokenPipeError) as error:
            cause = error  # what the program itself says comes first
        except BaseException:
            process.kill()
            raise
        _output, said = process.communicate()
    if process.returncode:
        raise BackupFault(f"{name}: {said.decode(errors='replace').strip()}") from cause
    if cause:
        raise cause


def _run(
    name: str,
    *arguments: str,
    output: IO[bytes] | None = None,
    reads_database: bool = True,
) -> None:
    command, environment = _command(name, arguments, reads_database=reads_database)
    ran = subprocess.run(  # noqa: S603 -- our own command, without a shell
        command,
        env=environment,
        stdout=output or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if ran.returncode:
        raise BackupFault(f"{name}: {ran.stderr.decode(errors='replace').strip()}")


def _command(
    name: str, arguments: tuple[str, ...], *, reads_database: bool
) -> tuple[list[str], dict[str, str]]:
    """With the password in its environment, where other users of the machine do not see it."""
    program = shutil.which(name)
    if program is None:
        raise BackupFault(
            _("%(name)s is not installed. On Debian: apt-get install postgresql-client")
            % {"name": name}
        )
    if not reads_database:
        return [program, *arguments], {"LC_ALL": "C.UTF-8"}
    told, secrets = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, list(arguments)
    )
    return [program, *told[1:]], {"LC_ALL": "C.UTF-8", **(secrets or {})}
