"""What the queue carries: never a job, only the word that there is one.

The word goes through django-tasks: to a thread beside the web process, or by Redis to whatever
machine has a `render_worker`. One that is lost costs seconds: workers also look by themselves.
"""

import logging
from functools import cache

from django.conf import settings
from django_tasks import task
from django_tasks.base import Task

from rendering.models import SENT
from rendering.worker import REPORTS, Worker

logger = logging.getLogger(__name__)


@cache
def report_worker() -> Worker:
    return Worker(REPORTS)


@cache
def logo_worker() -> Worker:
    """Of whatever was sent. Apart: a picture that is hard to draw holds up no report."""
    return Worker(SENT)


@task(queue_name="reports")
def make_report() -> bool:
    """The next in order, whichever was meant. Whether there was one."""
    return report_worker().make_next()


@task(queue_name="logos")
def make_logo() -> bool:
    return logo_worker().make_next()


@task(queue_name="reports")
def warm_up() -> bool:
    report_worker().process.warm_up()
    return False


LOOKS = {each.queue_name: each for each in (make_report, make_logo)}


def wake(queue: str = "reports") -> None:
    _send(LOOKS[queue])


def expect_reports() -> None:
    """Somebody looks at a result: what makes its report may load its libraries already. Workers
    of a queue server did so when they started."""
    if not settings.QUEUE_URL:
        _send(warm_up)


def _send(message: Task[[], bool]) -> None:
    try:
        message.enqueue()
    except Exception:  # Redis is away: the job waits in its row, and a worker looks for it
        logger.exception("No worker could be woken")
