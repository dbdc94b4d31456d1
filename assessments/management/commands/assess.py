"""Score a file without storing anything."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.exchange import result_document, to_json
from assessments.importing import unstored_report
from assessments.management.files import REFUSED, read_document, write_files
from maturity.display import figure_text, score_text
from reports.rendering import render_pdf
from reports.report import Report


class Command(BaseCommand):
    help = (
        "Score an assessment from a JSON file. Stores nothing. Exit status 2 and a list of faults"
        " when the file is no good; nothing is written then."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", help="the file, or - for standard input")
        parser.add_argument(
            "--json", metavar="OUT.json", help="the result, or - for standard output"
        )
        parser.add_argument("--pdf", metavar="OUT.pdf", help="the advice report")
        parser.add_argument("--language", choices=["nl", "en"], help="goes before the file's own")

    def handle(
        self,
        *args: Any,
        file: str,
        json: str | None,
        pdf: str | None,
        language: str | None,
        **options: Any,
    ) -> None:
        if json and json == pdf:
            message = _("--json and --pdf cannot both go to %(place)s") % {"place": json}
            raise CommandError(message, returncode=REFUSED)
        # What goes wrong is told in the language of who runs this; the result in that of the file.
        with translation.override(language or translation.get_language()):
            document = read_document(file)
            report = unstored_report(document, language or document.language)
            outputs = {}
            if json:
                outputs[json] = to_json(result_document(report)).encode()
            if pdf:
                outputs[pdf] = render_pdf(report)
            write_files(outputs)
        if not outputs:
            with translation.override(report.language):
                self.stdout.write(table_of(report))


def table_of(report: Report) -> str:
    """The result as lines for a terminal: the sentence, then a row a dimension."""
    language = report.language
    rows = [[_("Dimension"), _("score"), _("level"), _("target"), _("gap"), _("rank")]]
    for row in report.result.dimensions:
        rows.append(
            [
                row.dimension.name,
                score_text(row.score, language) if row.is_scored else _("not scored"),
                str(row.level or "–"),
                str(row.target or "–"),
                figure_text(row.gap, language),
                str(row.rank),
            ]
        )
    widths = [max(len(line[column]) for line in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in rows
    ]
    return "\n".join([report.sentence, "", *lines])
