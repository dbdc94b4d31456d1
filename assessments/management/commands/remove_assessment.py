"""Remove one assessment, for those who lost its link and ask the administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments import services
from assessments.models import Assessment


class Command(BaseCommand):
    help = "Remove an assessment for good, with everything that belongs to it. Asks nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="as in its address: /a/<id>/")

    def handle(self, *args: Any, id: str, **options: Any) -> None:
        assessment = Assessment.objects.filter(public_id=id).first()
        if assessment is None:
            raise CommandError(_("There is no assessment %(id)s.") % {"id": id})
        services.remove_assessment(assessment)
        self.stdout.write(_("Assessment %(id)s is removed.") % {"id": id})
