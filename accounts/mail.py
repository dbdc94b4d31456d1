"""Letters about teams. They go out when what they tell of is certain."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Invitation


def offers_mail() -> bool:
    """On the machine of those who try the product also without a mail server: it is printed."""
    return bool(settings.HAS_MAIL_SERVER or settings.IS_LOOPBACK)


def send_invitation(invitation: Invitation, address: str) -> None:
    """In the language of the team: of who is invited we know none."""
    with override(invitation.team.language):
        words = {"invitation": invitation, "address": address}
        body = render_to_string("accounts/mail/invitation.txt", words)
        subject = _("An invitation to a team in Kanaalkompas")
    to = [invitation.email]
    transaction.on_commit(lambda: send_mail(subject, body, None, to))  # raises OSError
