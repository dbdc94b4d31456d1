"""Demo data: a team of consultants with clients."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from accounts.models import User
from assessments.management.links import add_address_argument, private_address
from clients.demo import COLLEAGUE, OWNER, demo_team
from workshops.demo import demo_rooms


class Command(BaseCommand):
    help = "Store a demo team with clients, once, and print how to sign in: passwords are new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address_argument(parser)

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        team = demo_team()
        desk = address.rstrip("/") + reverse("clients:desk")
        self.stdout.write(f"{team.name}: {desk}")
        for room in demo_rooms():
            self.stdout.write(room.assessment.name)
            self.stdout.write(f"  {private_address(room.assessment, address)}")
        for email in (OWNER, COLLEAGUE):
            password = secrets.token_urlsafe(9)
            user = User.objects.get(email=email)
            user.set_password(password)
            user.save(update_fields=["password"])
            self.stdout.write(f"  {email}  {password}")
