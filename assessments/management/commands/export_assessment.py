"""One assessment as the file that import_assessment takes in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.access import Access, Ground
from assessments.exchange import document_of, to_json, write
from assessments.gathering import gather
from assessments.management.files import STREAM, write_files
from assessments.models import Assessment


class Command(BaseCommand):
    help = "Write an assessment as JSON: what import_assessment takes in again unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="as in its address: /a/<id>/")
        parser.add_argument("--output", metavar="FILE.json", default=STREAM)

    def handle(self, *args: Any, id: str, output: str, **options: Any) -> None:
        assessment = Assessment.objects.named(id)
        if assessment is None:
            raise CommandError(_("There is no assessment %(id)s.") % {"id": id})
        if assessment.is_anonymous:
            raise CommandError(
                _("The answers of %(id)s were given anonymously: single answers are not exported.")
                % {"id": id}
            )
        responses = gather(assessment, Access(assessment, Ground.MACHINE))
        text = to_json(write(document_of(assessment, responses)))
        if output == STREAM:
            self.stdout.write(text, ending="")
        else:
            write_files({output: text.encode()})
