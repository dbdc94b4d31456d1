"""Store one assessment from a file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from assessments.importing import import_document
from assessments.management.files import read_document
from assessments.management.links import add_address_argument, private_address


class Command(BaseCommand):
    help = "Store an assessment from a JSON file and print its private link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", help="the file, or - for standard input")
        add_address_argument(parser)

    def handle(self, *args: Any, file: str, address: str, **options: Any) -> None:
        assessment = import_document(read_document(file))
        self.stderr.write(_("Stored as %(id)s. Its private link:") % {"id": assessment.public_id})
        self.stdout.write(private_address(assessment, address))
