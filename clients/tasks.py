"""What a list finds to have changed will be looked at, and so will its next pages: what they say is
worked out ahead.

The word goes the way of those about reports. One that is lost costs its first reader some
hundredths of a second.
"""

import logging
import time
from collections.abc import Collection

from django.utils import translation
from django_tasks import task

from accounts.models import Organisation
from assessments.models import Assessment
from clients.rounds import in_time
from clients.standings import keep_standings
from clients.told_clients import told_client

AT_ONCE = 25  # a page of the list
PAUSE = 0.05  # seconds after each, for whoever asks for a page meanwhile
logger = logging.getLogger(__name__)


def expect_readers(clients: Collection[int], language: str) -> None:
    try:
        tell_ahead.enqueue(sorted(clients), language)
    except Exception:  # Redis is away
        logger.exception("No page of a client is told ahead")


@task(queue_name="pages")
def tell_ahead(clients: list[int], language: str) -> bool:
    """The pages of these, and where the others of their teams stand. Whether there is more to do:
    never."""
    with translation.override(language):
        for organisation in Organisation.objects.filter(pk__in=clients):
            measured = Assessment.objects.filter(client=organisation)
            told_client(organisation, in_time(measured), language)
            time.sleep(PAUSE)
    others = Organisation.objects.current().filter(team__organisations__in=clients)
    keys = list(others.distinct().order_by("name", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        keep_standings(keys[start : start + AT_ONCE], language)
        time.sleep(PAUSE)
    return False
