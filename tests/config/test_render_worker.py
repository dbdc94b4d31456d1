"""Who makes files by way of a queue server, and goes on when that server dies."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest
from django.conf import settings

from bench.faults import LOGO
from bench.installation import AT_MOST, becomes, free_port
from tests.config.processes import PRODUCTION, run_python

needs_redis = pytest.mark.skipif(
    not (os.environ.get("CI") or shutil.which("redis-server")), reason="Redis is not installed"
)
LIGHT = LOGO.partition("<filter")[0] + "<rect width='9' height='9'/></svg>"


class Queue:
    """A Redis server that can be killed, and the rows for which it carries the word."""

    def __init__(self, folder):
        self.port = free_port()
        self.database = folder / "served.sqlite3"
        self.environment = {
            "SECRET_KEY": PRODUCTION["SECRET_KEY"],
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REPORTS_DIR": str(folder / "reports"),
            "QUEUE_URL": f"redis://127.0.0.1:{self.port}/0",
        }

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)

    def kill(self):
        self.server.kill()
        self.server.wait()

    def ask(self, logo):
        ran = run_python(
            "import django",
            "django.setup()",
            "from django.core.management import call_command",
            "from rendering.queue import ask_sent",
            "call_command('migrate', verbosity=0)",
            f"ask_sent('mine', {logo.encode()!r})",
            **self.environment,
        )
        assert ran.returncode == 0, ran.stderr

    def states(self):
        """Of what waits, is worked at or failed: what was made goes to whom it is for."""
        with closing(sqlite3.connect(self.database)) as database:
            return [state for (state,) in database.execute("SELECT state FROM rendering_renderjob")]


@pytest.fixture
def queue(tmp_path):
    queue = Queue(tmp_path)
    queue.start()
    yield queue
    queue.kill()


@contextmanager
def worker_of(queue):
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "render_worker"],
        cwd=settings.BASE_DIR,
        env=os.environ | queue.environment,
    )
    try:
        yield worker
    finally:
        worker.terminate()
        ended = worker.wait(AT_MOST)
    assert ended == 0


@needs_redis
def test_a_worker_goes_on_when_its_queue_server_dies_while_it_works(queue):
    queue.ask(LOGO)

    with worker_of(queue) as worker:
        assert becomes(lambda: queue.states() == ["making"])
        queue.kill()
        assert becomes(lambda: queue.states() == ["failed"])  # too hard to draw; it was worked at
        assert not becomes(lambda: worker.poll() is not None, seconds=5)
        queue.start()
        queue.ask(LIGHT)

        assert becomes(lambda: queue.states() == [])
