"""With a queue server: the word goes by RQ to whichever machine has a worker."""

from typing import Any

from django.db import close_old_connections
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult
from redis import Redis
from rq import Queue

from rendering.embedded import accepted

PATIENCE = 2.0  # seconds for a Redis server that does not answer
FORGOTTEN_AFTER = 60  # seconds; a word is worth nothing once it was heard


class RedisBackend(BaseTaskBackend):
    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        # One that sends must never wait; one that listens waits for minutes.
        url = self.options["url"]
        self.sender = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self.listener = Redis.from_url(url)

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        Queue(task.queue_name, connection=self.sender).enqueue_call(
            run,
            args=(task.module_path, *args),
            kwargs=kwargs,
            timeout=-1,  # the child has its own limits
            result_ttl=FORGOTTEN_AFTER,
            failure_ttl=FORGOTTEN_AFTER,
        )
        return accepted(task, args, kwargs, self.alias)

    def listening(self) -> list[Queue]:
        return [Queue(name, connection=self.listener) for name in sorted(self.queues, reverse=True)]


def run(path: str, *args: Any, **kwargs: Any) -> Any:
    """What RQ calls: it knows functions, not tasks."""
    close_old_connections()
    try:
        return import_string(path).call(*args, **kwargs)
    finally:
        close_old_connections()
