"""Everything of a client as one ZIP, to hand over: the answers of each measurement as a file that
can be imported, and report and sheet of those that are finished.

The reports come from the render queue, a few at a time, so that others get theirs meanwhile. The
notes that a team keeps of a client are the team's, and not in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify

from accounts.models import Organisation
from assessments.access import Access, Ground
from assessments.exchange import document_of, result_document, to_json, write
from assessments.filenames import file_name, report_name
from assessments.gathering import gather
from assessments.models import Assessment
from assessments.reporting import about, report_of
from rendering import queue
from rendering.models import RenderJob
from rendering.storage import Unavailable
from reports.formats import Format

FORMATS = (Format.PDF, Format.XLSX)
AHEAD = 3  # measurements of which files are asked for at once


@dataclass(frozen=True, slots=True)
class Progress:
    done: int  # finished measurements whose files are made, or cannot be
    all: int

    @property
    def is_ready(self) -> bool:
        return self.done == self.all


def measurements_of(organisation: Organisation) -> list[Assessment]:
    """Its own and those of its units. One query."""
    clients = Organisation.objects.filter(pk=organisation.pk) | organisation.units.all()
    rows = Assessment.objects.filter(client__in=clients).select_related("client", "previous")
    return list(rows.order_by("client__name", "client", "date", "pk"))


def go_on(measured: Sequence[Assessment], role: str, language: str, *, done: int) -> Progress:
    """From where it was: asks for the next files, and says how far it is now."""
    finished = [each for each in measured if each.is_finished]
    done = min(done, len(finished))
    is_whole = True  # so far
    for each in islice(finished, done, done + AHEAD):
        is_whole = _asked(each, role, language) and is_whole
        done += is_whole
    return Progress(done, len(finished))


def _asked(assessment: Assessment, role: str, language: str) -> bool:
    """Whether its files are made, or cannot be; else they are asked for."""
    report = report_of(Access(assessment, Ground.ROLE, role), language, for_file=True)
    jobs = [
        queue.find(assessment.public_id, report, each)
        or queue.ask(assessment.public_id, report, each)
        for each in FORMATS
    ]
    return not any(job.is_underway for job in jobs)


def packed(measured: Sequence[Assessment], role: str, language: str) -> Iterator[bytes]:
    """The ZIP, a piece a file. What could not be made is named in a file of its own."""
    drain, missing = _Drain(), []
    with ZipFile(drain, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # it writes
        for assessment in measured:
            for name, content in _files_of(assessment, role, language):
                if not content:
                    missing.append(name)
                    continue
                archive.writestr(name, content)
                yield drain.taken()
        if missing:
            archive.writestr("missing.txt", "\n".join(missing) + "\n")
    yield drain.taken()


class _Drain:
    """A file that is written on, and taken away as it grows."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """There is nothing behind it."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _files_of(assessment: Assessment, role: str, language: str) -> Iterator[tuple[str, bytes]]:
    access = Access(assessment, Ground.ROLE, role)
    owner = slugify(str(assessment.client)) or "kanaalkompas"
    folder = f"{owner}/{assessment.date.isoformat()}-{assessment.public_id}"
    what, content = _as_json(access, language)
    yield f"{folder}/{file_name(about(assessment), what, language, 'json')}", content.encode()
    if not assessment.is_finished:
        return
    report = report_of(access, language, for_file=True)
    for each in FORMATS:
        made = _made(queue.find(assessment.public_id, report, each))
        yield f"{folder}/{report_name(about(assessment), each, language)}", made


def _as_json(access: Access, language: str) -> tuple[str, str]:
    """Of an anonymous group the figures, as for whoever opens it: nobody gets its answers."""
    assessment = access.assessment
    if access.is_left_figures:
        return "result.json", to_json(result_document(report_of(access, language)))
    return "json", to_json(write(document_of(assessment, gather(assessment, access))))


def _made(job: RenderJob | None) -> bytes:
    """Empty when it is not there."""
    try:
        file = queue.open_made(job)
    except Unavailable:
        return b""
    if file is None:
        return b""
    with file:
        return bytes(file.read())
