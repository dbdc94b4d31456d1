"""Who has the database in use. Processes of their own: a lock belongs to one."""

import os
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from bench.installation import AT_MOST
from config.holding import DatabaseInUse, alone_with_database, hold_database
from tests.config.processes import manage, run_python

ALONE = "import django; django.setup()", "from config.holding import *", "alone_with_database()"


@pytest.fixture(autouse=True)
def own_database(monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "own.sqlite3"))
    monkeypatch.setattr(connection, "vendor", "sqlite")
    return {"DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}"}


def test_nobody_gets_the_database_alone_while_a_server_holds_it(own_database):
    serve = "import config.wsgi"
    from_elsewhere = "alone_with_database().__enter__()"

    with_server = run_python(serve, "from config.holding import *", from_elsewhere, **own_database)
    after_it = run_python(*ALONE[:2], from_elsewhere, **own_database)

    assert "DatabaseInUse" in with_server.stderr
    assert after_it.returncode == 0, after_it.stderr


def test_no_server_begins_while_somebody_has_the_database_alone(own_database):
    with alone_with_database():
        assert "DatabaseInUse" in run_python("import config.wsgi", **own_database).stderr

    assert run_python("import config.wsgi", **own_database).returncode == 0


@contextmanager
def render_worker(own_database):
    """Until it has begun: a Redis server that never answers keeps it there."""
    with socket.create_server(("127.0.0.1", 0)) as redis:
        redis.settimeout(AT_MOST)
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "render_worker"],
            cwd=settings.BASE_DIR,
            env=os.environ | own_database | {"QUEUE_URL": address(redis)},
        )
        try:
            with redis.accept()[0]:
                yield
        finally:
            worker.kill()
            worker.wait()


def address(redis):
    return f"redis://127.0.0.1:{redis.getsockname()[1]}/0"


def test_nobody_gets_the_database_alone_while_a_render_worker_holds_it(own_database):
    with render_worker(own_database), pytest.raises(DatabaseInUse), alone_with_database():
        pass

    with alone_with_database():
        pass


def test_no_render_worker_begins_while_somebody_has_the_database_alone(own_database):
    with alone_with_database(), socket.create_server(("127.0.0.1", 0)) as redis:
        refused = manage("render_worker", QUEUE_URL=address(redis), **own_database)

    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: ")


def test_several_processes_may_serve_one_database(own_database):
    with alone_with_database():
        pass
    hold_database()

    assert run_python("import config.wsgi", **own_database).returncode == 0
    with pytest.raises(DatabaseInUse), alone_with_database():
        pass


def test_a_server_that_may_write_nothing_still_serves(monkeypatch, tmp_path, caplog):
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none" / "own.sqlite3"))

    hold_database()

    assert "No restore will notice" in caplog.text


def test_what_a_command_makes_is_for_its_own_user_only(own_database, tmp_path):
    before = os.umask(0o022)
    assert manage("migrate", "accounts", "0001", **own_database).returncode == 0
    os.umask(before)

    mode = stat.S_IMODE((tmp_path / "own.sqlite3").stat().st_mode)
    assert mode == 0o600
