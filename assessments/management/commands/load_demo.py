"""Demo data: something to show on every screen."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.exchange import Document
from assessments.importing import import_document
from assessments.management.files import read_document
from assessments.management.links import add_address_argument, private_address
from assessments.models import Assessment


class Command(BaseCommand):
    help = "Store the demo assessments, once, and print their private links."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address_argument(parser)

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        rounds: dict[str, Assessment] = {}  # by organisation, the last so far
        for file in demo_files():  # by name, so an earlier round before a later one
            document = read_document(str(file))
            assessment = _already_there(document) or _store(
                document, rounds.get(document.organisation)
            )
            rounds[document.organisation] = assessment
            self.stdout.write(f"{assessment.organisation}, {assessment.title}")
            self.stdout.write(f"  {private_address(assessment, address)}")


def demo_files() -> list[Path]:
    return sorted((settings.BASE_DIR / "fixtures" / "demo").glob("*.json"))


@transaction.atomic
def _store(document: Document, previous: Assessment | None) -> Assessment:
    assessment = import_document(document)
    assessment.previous = previous
    assessment.save(update_fields=["previous"])
    return assessment


def _already_there(document: Document) -> Assessment | None:
    """What was loaded before, however it was filled in or finished since."""
    same = Assessment.objects.filter(organisation=document.organisation, title=document.title)
    return same.filter(date=document.date).first() if document.date else same.first()
