"""A worker for a queue server: any number of them, on any number of machines."""

import time
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django_tasks import task_backends
from rq import SimpleWorker

from rendering.redis_queue import RedisBackend
from rendering.tasks import logo_worker, report_worker, wake

LOOK = 3.0  # seconds; what nobody sent a word about is found by looking


class Command(BaseCommand):
    help = "Make reports and logos that are asked for through QUEUE_URL; ends at Ctrl-C or SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        backend = task_backends["default"]
        if not isinstance(backend, RedisBackend):
            raise CommandError("Set QUEUE_URL: without it, each web process makes its own reports.")
        report_worker().process.warm_up()
        Thread(target=_look, name="look", daemon=True).start()
        SimpleWorker(backend.listening(), connection=backend.listener).work(logging_level="WARNING")


def _look() -> None:
    """Words are lost with a Redis server, and a dead worker sends none."""
    while True:
        time.sleep(LOOK)
        try:
            for queue, worker in (("reports", report_worker()), ("logos", logo_worker())):
                if worker.is_wanted():
                    wake(queue)
        except Exception as error:  # Redis or the database is away: look again later
            print(f"Nothing could be looked up: {type(error).__name__}")
        finally:
            close_old_connections()
