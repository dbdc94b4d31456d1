"""Without a queue server: threads beside the web process take the word, and look by themselves."""

import logging
import os
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

LOOK = 2.0  # seconds between two looks of a thread that nobody woke
logger = logging.getLogger(__name__)

Messages = SimpleQueue[Callable[[], Any] | None]  # None ends the thread


class EmbeddedBackend(BaseTaskBackend):
    """One thread for each queue of this process. Nothing is lost with it: jobs are rows."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        look = self.options["looks"].get(task.queue_name)
        threads.running(task.queue_name, look).put(lambda: task.call(*args, **kwargs))
        return accepted(task, args, kwargs, self.alias)


class Threads:
    """Of this process, whichever of its threads sends: each of them has a backend of its own."""

    def __init__(self) -> None:
        self._starting = Lock()
        self._messages: dict[str, Messages] = {}
        self._threads: dict[str, Thread] = {}
        self._owner = 0

    def running(self, queue: str, look: str | None) -> Messages:
        """A thread does not follow a fork, and one that died is followed by another."""
        with self._starting:
            if self._owner != os.getpid():
                self._messages, self._threads, self._owner = {}, {}, os.getpid()
            if queue not in self._messages or not self._threads[queue].is_alive():
                messages: Messages = SimpleQueue()
                thread = Thread(target=_listen, args=(look, messages), name=queue, daemon=True)
                thread.start()
                self._messages[queue], self._threads[queue] = messages, thread
            return self._messages[queue]

    def stop(self) -> None:
        """After what they have in hand."""
        with self._starting:
            for queue, messages in self._messages.items():
                messages.put(None)
                self._threads[queue].join()
            self._messages, self._threads = {}, {}


threads = Threads()


def _listen(look_path: str | None, messages: Messages) -> None:
    """Without a look, for what is only done when it is told."""
    look: Callable[[], bool] = import_string(look_path).call if look_path else bool
    while True:
        try:
            message = messages.get(timeout=LOOK if look_path else None)
        except Empty:
            message = look
        if message is None:
            connections.close_all()
            return
        try:
            close_old_connections()
            while message():
                message = look
        except DatabaseError as error:  # away, full, or not made yet
            logger.warning("No job can be looked up: %s", type(error).__name__)
            time.sleep(LOOK)
        except Exception:  # the thread must outlive whatever goes wrong
            logger.exception("The thread that renders goes on after a fault")


def accepted(task: Task[Any, Any], args: Any, kwargs: Any, alias: str) -> TaskResult[Any]:
    return TaskResult(
        task=task,
        id=get_random_string(32),
        status=TaskResultStatus.READY,
        enqueued_at=timezone.now(),
        started_at=None,
        last_attempted_at=None,
        finished_at=None,
        args=list(args),
        kwargs=dict(kwargs),
        backend=alias,
        errors=[],
        worker_ids=[],
    )
