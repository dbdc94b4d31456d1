"""How many phones have not asked for news for a while: told to who leads as a number, and nothing
else. Who was heard of lies in the cache alone, for some minutes, and by the minute."""

import logging
import time
from contextlib import suppress

from django.core.cache import BaseCache, caches
from django.utils.crypto import salted_hmac

from workshops.models import Workshop

SILENT_MINUTES = 5

logger = logging.getLogger(__name__)


def hear(key: str) -> None:
    """Of the participant with this key. Where the cache is away phones look silent, no more."""
    minute = int(time.time()) // 60
    until = (minute + SILENT_MINUTES + 1) * 60
    with suppress(Exception):
        _kept().set(_name(key), "heard", timeout=until - time.time())


def silent_of(workshop: Workshop) -> int:
    """How many of those who joined were not heard of for so long. One query."""
    if workshop.is_rehearsal:
        return 0
    names = [_name(key) for key in workshop.participants.values_list("pk", flat=True)]
    try:
        return len(names) - len(_kept().get_many(names))
    except Exception:
        logger.exception("Nobody can say which phones are silent")
        return 0


def _name(key: str) -> str:
    """Hashed: a key is as good as a grant."""
    return salted_hmac("workshops.presence", key, algorithm="sha256").hexdigest()


def _kept() -> BaseCache:
    return caches["counts"]
