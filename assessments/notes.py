"""What the people of a group noted: in files whole, on the page of the result as long as it is
little; many notes have pages of their own."""

from collections.abc import Mapping
from functools import lru_cache

from assessments.access import Access
from assessments.gathering import notes_counted, notes_of
from assessments.models import Assessment

MOST_BESIDE = 50  # notes in all: more of them would bury the scores, and weigh on every page
KEPT = 256


def printed_notes(access: Access, *, for_file: bool) -> dict[str, tuple[str, ...]]:
    """By question code, without who wrote them; nothing for those who may not see people."""
    assessment = access.assessment
    if not (assessment.is_group and access.sees_people and notes_by_question(assessment)):
        return {}
    if not for_file and are_many(assessment):
        return {}
    noted: dict[str, list[str]] = {}
    for code, text in notes_of(access).values_list("code", "note"):
        noted.setdefault(code, []).append(text)
    return {code: tuple(texts) for code, texts in noted.items()}


def are_many(assessment: Assessment) -> bool:
    return sum(notes_by_question(assessment).values()) > MOST_BESIDE


def notes_by_question(assessment: Assessment) -> Mapping[str, int]:
    """How many noted something, by question code. A number, kept as those of `reporting` are."""
    return _counts(assessment.pk, assessment.answers_version)


@lru_cache(maxsize=KEPT)
def _counts(pk: int, _answers_version: str) -> Mapping[str, int]:
    return notes_counted(Assessment(pk=pk))
