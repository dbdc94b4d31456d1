"""Limits reached without a thousand requests."""

from django.core.cache import caches


def as_if_done_again(times):
    """Counts whatever visitors have had counted by now that many times more."""
    counts = caches["counts"]
    for stored in list(counts._cache):  # a store in memory: it has no list of its keys
        key = stored.removeprefix(counts.make_key(""))
        if not key.endswith(":end"):  # when the counting ends
            counts.incr(key, times * counts.get(key))
