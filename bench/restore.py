"""Backup in a write burst, restored elsewhere, every row compared.

`python -m bench.restore [tries]`, on SQLite in a temporary folder, or with DATABASE_URL naming an
empty PostgreSQL database and RESTORE_URL another. Writers start assessments and save answers
without pause, each of which tells what it made; then `manage.py backup` runs among them, and
`manage.py restore` puts the file into the other database.

Right: whatever was acknowledged before the backup began is there, with the answers that were given;
nothing is there that nobody wrote; and every row is the same, but for what the answers after it
changed in the row of their assessment.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

WRITERS = 3
WRITE = """
import sys, django
django.setup()
from tests.factories import make_assessment
from maturity.loading import published_definition
codes = [q.code for q in published_definition("nl").questionnaire("quick").questions]
number = 0
while True:
    number += 1
    title = f"{sys.argv[1]}-{number}"
    answers = {code: number % 4 + 1 for code in codes}
    make_assessment(questionnaire="quick", title=title, answers=answers)
    print(title, number % 4 + 1, flush=True)
"""
READ = """
import sys, json, django
django.setup()
from django.db import connection
found = {}
moves = {"touched_at", "answers_version"}  # with each answer of an assessment
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        quoted = connection.ops.quote_name
        cursor.execute(f"SELECT * FROM {quoted(table)} LIMIT 0")
        names = [column[0] for column in cursor.description]
        columns = ", ".join(quoted(name) for name in names if name not in moves)
        cursor.execute(f"SELECT {columns} FROM {quoted(table)}")
        found[table] = sorted(repr(row) for row in cursor.fetchall())
from assessments.models import Answer
chosen = Answer.objects.order_by("pk").values_list("response__assessment__title", "choice")
json.dump({"rows": found, "chosen": [list(each) for each in chosen]}, sys.stdout)
"""


def environment(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}


def manage(url: str, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment(url),
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def content(url: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", READ], env=environment(url), capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def lines_of(file: Path) -> set[str]:
    """Whole lines only: the last may be half written."""
    return set(file.read_text().rpartition("\n")[0].splitlines())


def one_try(source: str, elsewhere: str, folder: Path, number: int) -> list[str]:
    """What is wrong, in words."""
    logs = [folder / f"writer-{number}-{each}" for each in range(WRITERS)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, log.name], env=environment(source), stdout=log.open("wb")
        )
        for log in logs
    ]
    try:
        while not all(log.stat().st_size for log in logs):
            time.sleep(0.05)
        known = set().union(*map(lines_of, logs))
        said = manage(source, "backup", str(folder / "backups"))
        time.sleep(0.2)
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    backup = said.partition(": ")[0]
    manage(elsewhere, "restore", backup)
    there, here = content(elsewhere), content(source)
    return [*missing(known, there), *strange(there["rows"], here["rows"])]


def missing(known: set[str], there: dict[str, Any]) -> list[str]:
    """Acknowledged before the backup began: all seven answers have to be there."""
    chosen = Counter(f"{title} {choice}" for title, choice in there["chosen"])
    return [f"{line}: {chosen[line]} of 7 answers" for line in known if chosen[line] != 7]


def strange(there: dict[str, list[str]], here: dict[str, list[str]]) -> list[str]:
    """Rows of the backup that the source does not hold, and tables that nobody was writing to."""
    return [
        table
        for table in here
        if (
            not set(there[table]) <= set(here[table])
            if table.startswith("assessments_")
            else there[table] != here[table]
        )
    ]


def main() -> None:
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wrong: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'source.sqlite3'}"
        elsewhere = os.environ.get("RESTORE_URL") or f"sqlite:///{folder / 'elsewhere.sqlite3'}"
        manage(source, "migrate", "--verbosity", "0")
        manage(source, "load_model", "--verbosity", "0")
        for number in range(tries):
            faults = one_try(source, elsewhere, folder, number)
            wrong += [faults] if faults else []
            print(f"{number + 1}: {'; '.join(faults) or 'every row is there'}", flush=True)
    print(f"{tries} tries, {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
