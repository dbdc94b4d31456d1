"""Print the link by which the first team of an installation is made."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Team
from accounts.services import first_link


class Command(BaseCommand):
    help = (
        "Print a link by which the first team and the account of its owner are made in a browser."
        " It works for a day, and once: with a team there is no link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", required=True, help="where it is served")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        address = address.rstrip("/")
        if Team.objects.exists():
            self.stdout.write(_("Sign in: %s") % (address + reverse("account_login")))
            return
        link = address + reverse("accounts:first_team", args=[first_link()])
        self.stdout.write(_("Make the first team, within a day: %s") % link)
