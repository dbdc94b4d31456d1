"""Who takes letters to a mail server, started as an administrator does."""

import os
import signal
import socketserver
import sqlite3
import subprocess
import sys
from threading import Event, Thread

import pytest
from django.conf import settings

from bench.installation import AT_MOST, product
from tests.config.processes import PRODUCTION, run_python


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as takes one letter."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.letters.append(b"".join(lines).decode())
                self.server.came.set()
            self.say("221 bye" if line == b"QUIT" else "250 well")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.letters, server.came = [], Event()
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def environment(mail_server, tmp_path):
    return {
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "DATABASE_URL": f"sqlite:///{tmp_path / 'served.sqlite3'}",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.server_address[1]}",
    }


def subject_of_next(mail_server):
    assert mail_server.came.wait(AT_MOST)
    mail_server.came.clear()
    [subject] = [line for line in mail_server.letters[-1].splitlines() if "Subject:" in line]
    return subject


def test_letters_leave_beside_the_server_and_by_a_worker_apart(mail_server, environment, tmp_path):
    posted = run_python(
        "import datetime as dt, django, json",
        "django.setup()",
        "from dataclasses import asdict",
        "from django.core.management import call_command",
        "from django.utils import timezone",
        "from accounts.post import Letter, deliver, post",
        "from accounts.sealing import seal",
        "call_command('migrate', 'django_tasks_database', verbosity=0)",
        "post(Letter('els@example.org', 'First', 'Text', '<p>Text</p>'))",
        "second = asdict(Letter('els@example.org', 'Second', 'Text', '<p>Text</p>'))",
        "later = deliver.using(run_after=timezone.now() + dt.timedelta(days=1))",
        "later.enqueue(seal(json.dumps(second)))",
        **environment,
    )
    assert posted.returncode == 0, posted.stderr

    with product(tmp_path, **environment):
        assert subject_of_next(mail_server) == "Subject: First"
    with sqlite3.connect(tmp_path / "served.sqlite3") as database:
        database.execute(
            "UPDATE django_tasks_database_dbtaskresult SET run_after = '2000-01-01 00:00:00'"
        )
    database.close()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "mail_worker"],
        cwd=settings.BASE_DIR,
        env=os.environ | environment,
    )
    try:
        assert subject_of_next(mail_server) == "Subject: Second"
    finally:
        worker.send_signal(signal.SIGTERM)

    assert worker.wait(AT_MOST) == 0
