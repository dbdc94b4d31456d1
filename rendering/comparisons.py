"""Where the files of comparisons lie: of an organisation a folder for each way to compare.

Apart, so that a new file of one drops no older file of another.
"""

from collections.abc import Collection, Iterator
from itertools import product

from accounts.models import Organisation
from rendering import queue
from reports.comparison import Basis

QUESTIONNAIRES = ("quick", "full")


def folder_of(organisation: str, basis: Basis, questionnaire: str) -> str:
    """By the public id of the organisation; what an assessment is called has no hyphen."""
    return f"compare-{organisation}-{basis}-{questionnaire}"


def remove_comparisons(organisations: Collection[Organisation]) -> None:
    """Every file that shows measurements of these: their own, and those of their groups."""
    queue.remove(*folders_showing(organisations))


def folders_showing(organisations: Collection[Organisation]) -> Iterator[str]:
    named = {each.public_id for each in organisations}
    named |= {each.parent.public_id for each in organisations if each.parent}
    for organisation, basis, questionnaire in product(sorted(named), Basis, QUESTIONNAIRES):
        yield folder_of(organisation, basis, questionnaire)
