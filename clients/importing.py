"""Many assessment files into one client: each good one becomes a measurement of the client, or of
the unit that it names. Of a faulty one nothing is kept."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Event, Organisation, User
from assessments.belonging import join_client, note_for_team
from assessments.exchange import Document
from assessments.importing import day_of, import_document
from assessments.models import Assessment
from clients.unpacking import Packed
from maturity.typed import name_key


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    file: Packed
    assessment: Assessment | None
    is_again: bool = False  # the same as a file before it

    @property
    def other_name(self) -> str:
        """The organisation that the file names, where it is not the one that it was kept for."""
        client = self.assessment.client if self.assessment else None
        named = self.assessment.organisation if self.assessment else ""
        return named if client and name_key(named) not in {"", name_key(client.name)} else ""


def import_all(
    files: Sequence[Packed],
    client: Organisation,
    *,
    by: User,
    made_by: Callable[[bytes], str],
) -> list[Imported]:
    """In the order of the files; stored in that of their days, as rounds are counted. The same
    form sent twice finds what it made."""
    units = {name_key(each.name): each for each in client.units.current().order_by("-pk")}
    good = [(each, each.document) for each in files if each.document]
    kept: dict[int, Assessment] = {}
    for file, document in sorted(good, key=_in_time):
        place = units.get(name_key(document.organisation), client)
        kept[id(file)] = _store(document, place, by, made_by(file.content))
    made = [kept.get(id(each)) for each in files]
    return [
        Imported(file, each, is_again=each is not None and each in made[:place])
        for place, (file, each) in enumerate(zip(files, made, strict=True))
    ]


def _in_time(good: tuple[Packed, Document]) -> dt.date:
    return day_of(good[1])


@transaction.atomic
def _store(document: Document, client: Organisation, by: User, made_by: str) -> Assessment:
    assessment = import_document(document, made_by=made_by)
    if join_client(assessment, client):
        assessment.refresh_from_db()
        note_for_team(Event.STARTED, assessment, by=by, detail="imported")
    return assessment
