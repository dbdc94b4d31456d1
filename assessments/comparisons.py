"""What is kept of comparisons: files, in a folder for each way to compare, and the words of a page.
And what was told of one client, or on a desk.

Here, since all of it goes with any measurement that it shows.
"""

from collections.abc import Collection
from itertools import product

from django.conf import settings

from accounts.models import Membership, Organisation
from assessments.models import ClientWords, QuestionnaireKind
from assessments.telling import forget
from rendering import queue
from reports.comparison import Basis

ANY = ""  # the questionnaire of most


def folder_of(organisation: str, basis: Basis, questionnaire: str) -> str:
    """By the public id of the organisation; what an assessment is called has no hyphen. Apart, so
    that a new file of one way to compare drops no older file of another."""
    return f"compare-{organisation}-{basis}-{questionnaire}"


def name_of(organisation: str, basis: Basis, questionnaire: str, language: str) -> str:
    """By which the words of its page are kept."""
    return f"compare-{organisation}-{basis}-{questionnaire}:{language}"


def remove_comparisons(organisations: Collection[Organisation]) -> None:
    """All that shows measurements of these: their own, and those of their groups."""
    queue.remove(*folders_showing(organisations))
    forget([*names_showing(organisations), *_desks_of(organisations)])
    ClientWords.objects.filter(client__in=organisations).delete()


def folders_showing(organisations: Collection[Organisation]) -> list[str]:
    named = _named(organisations)
    return [folder_of(*each) for each in product(named, Basis, QuestionnaireKind.values)]


def names_showing(organisations: Collection[Organisation]) -> list[str]:
    """Of the words of pages."""
    asked = (*QuestionnaireKind.values, ANY)
    languages = [language for language, _name in settings.LANGUAGES]
    return [name_of(*each) for each in product(_named(organisations), Basis, asked, languages)]


def desk_name(user: int, language: str) -> str:
    """By which somebody's desk as it opens is kept."""
    return f"desk-{user}:{language}"


def _desks_of(organisations: Collection[Organisation]) -> list[str]:
    """Of all who see these. One query."""
    seeing = Membership.objects.filter(team__organisations__in=organisations)
    users = seeing.values_list("user", flat=True).distinct()
    return [desk_name(*each) for each in product(users, dict(settings.LANGUAGES))]


def _named(organisations: Collection[Organisation]) -> list[str]:
    """They and their groups."""
    groups = {each.parent.public_id for each in organisations if each.parent}
    return sorted({each.public_id for each in organisations} | groups)
