"""How many phones have not asked for news for a while: told to who leads as a number, and nothing
else. Who was heard of lies in the cache alone, for some minutes, and by the minute.

The number is kept for some seconds in each process: a cockpit asks each second, and that somebody
was silent for minutes need not be known by the second."""

import logging
import time
from contextlib import suppress

from django.core.cache import BaseCache, caches
from django.utils.crypto import salted_hmac

from workshops.models import Participant

SILENT_MINUTES = 5
KEPT_SECONDS = 5
MOST_KEPT = 1_000

logger = logging.getLogger(__name__)
_counted: dict[str, tuple[float, int]] = {}


def hear(key: str) -> None:
    """Of the participant with this key. Where the cache is away phones look silent, no more."""
    minute = int(time.time()) // 60
    until = (minute + SILENT_MINUTES + 1) * 60
    with suppress(Exception):
        _kept().set(_name(key), "heard", timeout=until - time.time())


def silent_of(public_id: str) -> int:
    """How many of those who joined this room were not heard of for so long. One query, or none."""
    counted = _counted.get(public_id)
    if counted and time.monotonic() - counted[0] < KEPT_SECONDS:
        return counted[1]
    if len(_counted) >= MOST_KEPT:
        _counted.clear()
    silent = _count(public_id)
    _counted[public_id] = (time.monotonic(), silent)
    return silent


def forget(public_id: str) -> None:
    _counted.pop(public_id, None)


def _count(public_id: str) -> int:
    """Nobody who was invented."""
    real = Participant.objects.filter(is_invented=False)
    here = real.filter(workshop__assessment__public_id=public_id)
    names = [_name(key) for key in here.values_list("pk", flat=True)]
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
