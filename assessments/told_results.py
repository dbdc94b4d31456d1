"""The words of a result: nobody gets those of another right, and they go with the assessment."""

from collections.abc import Callable, Iterable
from itertools import product

from django.conf import settings
from django.utils.safestring import SafeString

from assessments.models import Assessment
from assessments.telling import MadeFrom, are_kept, forget, once


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
    name = _name(assessment.public_id, language, may_write, sees_people)
    return once(name, lambda: _made_from(assessment), tell)


def forget_told(*public_ids: str) -> None:
    """In every language, for every right, as soon as it is certain."""
    forget(_names(public_ids))


def are_told(*public_ids: str) -> bool:
    """Whether anything is kept of them."""
    return are_kept(_names(public_ids))


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
    )


def _name(public_id: str, language: str, may_write: bool, sees_people: bool) -> str:  # noqa: FBT001
    return f"{public_id}:{language}:{may_write:d}{sees_people:d}"
