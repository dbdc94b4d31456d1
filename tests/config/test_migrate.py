"""The database is set up all or nothing."""

import pytest
from django.db import connection

from tests.config.processes import manage, run_python

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="a database in a file")

KILLED_BEFORE_IT_WAS_NOTED = (
    "import django, os",
    "django.setup()",
    "from django.core.management import call_command",
    "from django.db import connection",
    "noted = lambda sql, values: 'INTO \"django_migrations\"' in sql and 'accounts' in values",
    "wrapper = lambda go, sql, values, *rest: noted(sql, values) and os._exit(9)"
    " or go(sql, values, *rest)",
    "connection.execute_wrappers.append(wrapper)",
    "call_command('migrate', 'accounts', '0001', verbosity=0)",
)


def test_a_set_up_that_was_killed_goes_on(tmp_path):
    here = {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}
    killed = run_python(*KILLED_BEFORE_IT_WAS_NOTED, **here)
    assert killed.returncode == 9, killed.stderr
    again = manage("migrate", "accounts", "0001", "--verbosity", "0", **here)
    assert again.returncode == 0, again.stderr
