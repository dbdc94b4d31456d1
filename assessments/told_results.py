"""The words of a result, kept for a while: as long as nothing was written, they are the same.

They hold what people wrote. So a right to them is checked before, nobody gets those of another
right, and they go with the assessment: docs/decisions/0035.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import transaction
from django.utils.safestring import SafeString

from assessments.models import Assessment
from rendering.fingerprints import code_version

logger = logging.getLogger(__name__)

MadeFrom = tuple[object, ...]


def told_once(
    assessment: Assessment,
    language: str,
    *,
    may_write: bool,
    sees_people: bool,
    tell: Callable[[], SafeString],
) -> SafeString:
    """What `tell` says, or said since the last write, to whoever has these rights. One query where
    there is an earlier round."""
    if settings.DEBUG:  # who works on a template wants to see it change
        return tell()
    name = _name(assessment.public_id, language, may_write, sees_people)
    made_from = _made_from(assessment)
    kept = _kept(name)
    if kept and kept[0] == made_from:
        return kept[1]
    told = tell()
    _keep(name, (made_from, told))
    return told


def forget_told(*public_ids: str) -> None:
    """In every language, for every right, as soon as it is certain."""
    transaction.on_commit(partial(_forget, _names(public_ids)))


def are_told(*public_ids: str) -> bool:
    """Whether anything is kept of them."""
    return bool(_store().get_many(_names(public_ids)))


def _names(public_ids: Iterable[str]) -> list[str]:
    languages = [language for language, _name_of_it in settings.LANGUAGES]
    rights = (True, False)
    return [_name(*each) for each in product(public_ids, languages, rights, rights)]


def _made_from(assessment: Assessment) -> MadeFrom:
    """Of all that its result is made from: every write notes when an assessment was touched."""
    earlier = assessment.previous
    return (
        *(assessment.touched_at, assessment.answers_version),
        *((earlier.pk, earlier.touched_at, earlier.answers_version) if earlier else ()),
        code_version(),
    )


def _name(public_id: str, language: str, may_write: bool, sees_people: bool) -> str:  # noqa: FBT001
    return f"{public_id}:{language}:{may_write:d}{sees_people:d}"


def _kept(name: str) -> tuple[MadeFrom, SafeString] | None:
    try:
        kept: tuple[MadeFrom, SafeString] | None = _store().get(name)
    except Exception:  # whatever is wrong with the store, a result can be told anew
        logger.exception("Kept results cannot be read")
        return None
    return kept


def _keep(name: str, told: tuple[MadeFrom, SafeString]) -> None:
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
