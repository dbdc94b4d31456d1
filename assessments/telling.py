"""Words that were told, kept for a while: as long as nothing was written, they are the same.

They hold what people wrote. So a right to them is checked before, and they go with what they tell
of: docs/decisions/0035.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import transaction

from rendering.fingerprints import code_version

MadeFrom = tuple[object, ...]
Told = TypeVar("Told")

logger = logging.getLogger(__name__)


def once(name: str, made_from: Callable[[], MadeFrom], tell: Callable[[], Told]) -> Told:
    """What `tell` says, or said under this name when it was made from the same."""
    if settings.DEBUG:  # who works on a template wants to see it change
        return tell()
    mark = (*made_from(), code_version())
    kept = _kept(name)
    if kept and kept[0] == mark:
        told: Told = kept[1]
        return told
    told = tell()
    _keep(name, (mark, told))
    return told


def forget(names: Iterable[str]) -> None:
    """As soon as it is certain."""
    transaction.on_commit(partial(_forget, list(names)))


def are_kept(names: Iterable[str]) -> bool:
    return bool(_store().get_many(names))


def _kept(name: str) -> tuple[MadeFrom, Any] | None:
    try:
        kept: tuple[MadeFrom, Any] | None = _store().get(name)
    except Exception:  # whatever is wrong with the store, it can be told anew
        logger.exception("Kept results cannot be read")
        return None
    return kept


def _keep(name: str, told: tuple[MadeFrom, Any]) -> None:
    try:
        _store().set(name, told)
    except Exception:
        logger.exception("Results cannot be kept")


def _forget(names: list[str]) -> None:
    try:
        _store().delete_many(names)
    except Exception:  # the store is away, and ends what it holds by itself
        logger.exception("Kept results cannot be removed")


def _store() -> BaseCache:
    return caches["results"]
