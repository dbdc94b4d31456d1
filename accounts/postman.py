"""Who takes letters from the queue to the mail server: a thread beside the server, or `manage.py
mail_worker`. As many as there are: a letter is claimed by one."""

import datetime as dt
import logging
import os
import socket
from threading import Event
from typing import Any

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from accounts.post import QUEUE

LOOK = 2.0  # seconds between two looks
CUT_SHORT = dt.timedelta(minutes=5)  # a mail server gets ten seconds to answer
logger = logging.getLogger(__name__)


def letters() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(backend_name=QUEUE)


def cut_short() -> DBTaskResultQuerySet:
    """In the hands of a worker that must have died."""
    return letters().running().filter(started_at__lt=timezone.now() - CUT_SHORT)


def work_until(stopped: Event) -> None:
    """Outlives whatever goes wrong with a letter or the database."""
    while not stopped.wait(LOOK):
        try:
            if is_anything_to_do():
                empty_the_queue()
        except DatabaseError as fault:  # away, full, or not made yet
            logger.warning("No letter can be looked up: %s", type(fault).__name__)
        except Exception:
            logger.exception("Letters go on after a fault")
        finally:
            close_old_connections()


def is_anything_to_do() -> bool:
    """Two queries."""
    return letters().ready().exists() or cut_short().exists()


def empty_the_queue() -> None:
    """What is due, and what a worker had in hand that died. Nothing is kept of what went out."""
    cut_short().update(status=TaskResultStatus.READY)
    while letter := claimed():
        try:
            letter.task.call(*letter.args_kwargs["args"])
        except DatabaseError:
            raise  # it is taken up again
        except Exception:  # as of a key that is gone
            logger.exception("A letter cannot be sent")
        letter.delete()


def claimed() -> "DBTaskResult[Any, Any] | None":
    """The next in order, for this worker alone."""
    with transaction.atomic():
        letter = letters().ready().get_locked()
        if letter:
            letter.claim(f"{socket.gethostname()}:{os.getpid()}"[:64])
    return letter
