"""Score a file without storing anything."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.exchange import Document, result_document, to_json
from assessments.importing import are_of_one_organisation, can_compare, unstored_report
from assessments.management.files import REFUSED, read_document, write_files
from maturity.display import change_text, gap_text, score_text
from maturity.result import DimensionResult, Result
from maturity.telling import rank_text
from reports.formats import Format
from reports.making import render, render_pdf
from reports.report import Report
from reports.standalone import radar_picture


class Command(BaseCommand):
    help = (
        "Score an assessment from a JSON file. Stores nothing. Exit status 2 and a list of faults"
        " when the file is no good; nothing is written then."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", help="the file, or - for standard input")
        parser.add_argument(
            "--previous", metavar="EARLIER.json", help="an earlier round to compare with"
        )
        parser.add_argument(
            "--json", metavar="OUT.json", help="the result, or - for standard output"
        )
        parser.add_argument("--pdf", metavar="OUT.pdf", help="the advice report")
        parser.add_argument("--docx", metavar="OUT.docx", help="the report as a document")
        parser.add_argument("--pptx", metavar="OUT.pptx", help="slides")
        parser.add_argument("--xlsx", metavar="OUT.xlsx", help="a spreadsheet")
        parser.add_argument("--svg", metavar="OUT.svg", help="the radar")
        parser.add_argument("--language", choices=["nl", "en"], help="goes before the file's own")

    def handle(
        self, *args: Any, file: str, language: str | None, previous: str | None, **options: Any
    ) -> None:
        asked = {name: options[name] for name in WRITERS if options.get(name)}
        refuse_shared_places(asked)
        # What goes wrong is told in the language of whoever runs this; the result in the file's.
        with translation.override(language or translation.get_language()):
            document = read_document(file)
            earlier = read_earlier(previous, document) if previous else None
            report = unstored_report(document, language or document.language, earlier=earlier)
            write_files({place: WRITERS[name](report) for name, place in asked.items()})
        if not asked:
            with translation.override(report.language):
                self.stdout.write(table_of(report))


WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    "json": lambda report: to_json(result_document(report)).encode(),
    "pdf": render_pdf,
    "docx": lambda report: render(report, Format.DOCX),
    "pptx": lambda report: render(report, Format.PPTX),
    "xlsx": lambda report: render(report, Format.XLSX),
    "svg": lambda report: radar_picture(report).encode(),
}


def read_earlier(path: str, document: Document) -> Document:
    earlier = read_document(path)
    if not can_compare(document, earlier):
        message = _("%(file)s is no earlier assessment with the same version of the model")
        raise CommandError(message % {"file": path}, returncode=REFUSED)
    if not are_of_one_organisation(document, earlier):
        message = _("%(file)s is of another organisation: %(earlier)s, not %(now)s")
        words = {"file": path, "earlier": earlier.organisation, "now": document.organisation}
        raise CommandError(message % words, returncode=REFUSED)
    return earlier


def refuse_shared_places(asked: Mapping[str, str]) -> None:
    """Two outputs in one place would leave a file that is neither."""
    for (name, place), (other, same) in combinations(asked.items(), 2):
        if place == same:
            message = _("--%(name)s and --%(other)s cannot both go to %(place)s")
            words = {"name": name, "other": other, "place": place}
            raise CommandError(message % words, returncode=REFUSED)


def table_of(report: Report) -> str:
    """The result as lines for a terminal: the sentence, then a row a dimension."""
    rows = [
        [_("Dimension"), _("score"), _("level"), _("target"), _("gap"), _("rank")],
        *(_cells(report, row) for row in report.result.dimensions),
    ]
    if report.previous:
        columns = [[_("previous"), _("change")], *_compared(report, report.previous)]
        rows = [[*row, *cells] for row, cells in zip(rows, columns, strict=True)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in rows
    ]
    caution = [report.caution] if report.caution else []
    return "\n".join([report.sentence, *caution, "", *lines])


def _compared(report: Report, previous: Result) -> Iterator[list[str]]:
    """The score of the round before, and the change since; in the order of the dimensions."""
    for row in report.result.dimensions:
        before = previous.dimension(row.dimension.slug).score
        change = change_text(before, row.score, report.language) if report.advice.change else "–"
        yield [score_text(before, report.language), change]


def _cells(report: Report, row: DimensionResult) -> list[str]:
    return [
        row.dimension.name,
        score_text(row.score, report.language) if row.is_scored else _("not scored"),
        str(row.level or "–"),
        str(row.target or "–"),
        gap_text(row.score, row.target, report.language),
        rank_text(report.result, row) or "–",
    ]
