"""Addresses that a command prints."""

from argparse import ArgumentParser

from django.urls import reverse

from assessments.links import Purpose, link_to
from assessments.models import Assessment


def add_address_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where the product is served, to print whole addresses: https://example.org",
    )


def private_address(assessment: Assessment, address: str) -> str:
    """Only the path where no address is given: a command does not know where it is served."""
    path = reverse("assessments:open", args=[link_to(assessment, Purpose.EDIT)])
    return address.rstrip("/") + path
