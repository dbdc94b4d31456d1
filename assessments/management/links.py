"""Addresses that a command prints."""

from argparse import ArgumentParser, ArgumentTypeError

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.links import private_link
from assessments.models import Assessment


def add_address_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--address",
        type=_served_at,
        default="",
        metavar="URL",
        help="where the product is served, to print whole addresses: https://example.org",
    )


def _served_at(address: str) -> str:
    if address and not address.startswith(("http://", "https://")):
        raise ArgumentTypeError(
            _("%(address)s does not begin with http:// or https://") % {"address": address}
        )
    return address


def private_address(assessment: Assessment, address: str) -> str:
    """Only the path where no address is given: a command does not know where it is served."""
    path = reverse("assessments:open", args=[private_link(assessment).text])
    return address.rstrip("/") + path
