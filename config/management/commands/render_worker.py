"""A worker for a queue server: any number of them, on any number of machines."""

import logging
import signal
import time
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.translation import gettext as _
from django_tasks import task_backends
from redis.exceptions import ConnectionError as QueueAway
from rq import SimpleWorker

from config.holding import DatabaseInUse, hold_database
from rendering.redis_queue import RedisBackend
from rendering.tasks import logo_worker, report_worker, wake

LOOK = 3.0  # seconds; what nobody sent a word about is found by looking
PAUSE = 1.0  # seconds, until the queue server is tried again
LONGEST_PAUSE = 5.0  # however often it was tried
logger = logging.getLogger(__name__)


class Listener(SimpleWorker):
    max_connection_wait_time = LONGEST_PAUSE  # RQ's own is a minute

    @property
    def is_told_to_stop(self) -> bool:
        return bool(self._stop_requested)


class Command(BaseCommand):
    help = "Make reports and logos that are asked for through QUEUE_URL; ends at Ctrl-C or SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        backend = task_backends["default"]
        if not isinstance(backend, RedisBackend):
            raise CommandError(
                _("Set QUEUE_URL: without it, each web process makes its own reports.")
            )
        try:
            hold_database()
        except DatabaseInUse as held:
            raise CommandError(
                _("A backup is being restored. Start this when it is done.")
            ) from held
        report_worker().process.warm_up()
        Thread(target=_look, name="look", daemon=True).start()
        listen(backend)


def listen(backend: RedisBackend) -> None:
    """Until it is told to stop. RQ waits for its server while it listens, but ends when that goes
    while it works, or is away when it begins."""
    while not _listened(backend):
        logger.warning("The queue server is away: it is tried again")
        time.sleep(PAUSE)


def _listened(backend: RedisBackend) -> bool:
    listener = None
    try:
        listener = Listener(backend.listening(), connection=backend.listener)
        listener.work(logging_level="WARNING")
    except QueueAway:
        for told in (signal.SIGINT, signal.SIGTERM):  # RQ's tell a listener that is gone
            signal.signal(told, signal.SIG_DFL)
        return listener is not None and listener.is_told_to_stop
    return True


def _look() -> None:
    """Words are lost with a Redis server, and a dead worker sends none."""
    while True:
        time.sleep(LOOK)
        try:
            for queue, worker in (("reports", report_worker()), ("logos", logo_worker())):
                if worker.is_wanted():
                    wake(queue)
        except Exception as error:  # Redis or the database is away: look again later
            logger.warning("Nothing could be looked up: %s", type(error).__name__)
        finally:
            close_old_connections()
