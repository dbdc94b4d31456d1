"""Letters about teams, and whether any can be sent."""

import smtplib
import socket
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import Invitation, User
from accounts.post import post, write

# What the mail server, or the way to it, said. The first that fits.
FAULTS: list[tuple[type[OSError], str | Promise]] = [
    (
        smtplib.SMTPAuthenticationError,
        gettext_lazy("It does not know the name and password of EMAIL_URL."),
    ),
    (smtplib.SMTPSenderRefused, gettext_lazy("It takes no mail from DEFAULT_FROM_EMAIL.")),
    (smtplib.SMTPRecipientsRefused, gettext_lazy("It takes no mail for your address.")),
    (
        smtplib.SMTPNotSupportedError,
        gettext_lazy("It does not do what EMAIL_URL asks: try smtp://, submission:// or smtps://."),
    ),
    (smtplib.SMTPException, gettext_lazy("It answers, but not as a mail server that takes this.")),
    (socket.gaierror, gettext_lazy("The host of EMAIL_URL is not known here.")),
    (TimeoutError, gettext_lazy("It did not answer within ten seconds.")),
    (ConnectionRefusedError, gettext_lazy("Nothing listens at the host and port of EMAIL_URL.")),
    (OSError, gettext_lazy("The connection broke: host, port and encryption may not fit.")),
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of a letter that was tried."""

    is_sent: bool
    words: str


def offers_mail() -> bool:
    """On the machine of those who try the product also without a mail server: it is printed."""
    return bool(settings.HAS_MAIL_SERVER or settings.IS_LOOPBACK)


def send_invitation(invitation: Invitation, address: str) -> None:
    """In the language of the team: of who is invited we know none."""
    with override(invitation.team.language):
        words = {"invitation": invitation, "address": address}
        post(write("accounts/mail/invitation.txt", words, to=invitation.email))


def try_mail(user: User) -> Outcome:
    """A letter to oneself, now and past the queue, so that there is something to tell."""
    if not settings.HAS_MAIL_SERVER:
        return Outcome(is_sent=False, words=_("No mail server is configured: see EMAIL_URL."))
    letter = write("accounts/mail/test.txt", {}, to=user.email)
    try:
        letter.message().send()
    except OSError as fault:
        words = next(words for kind, words in FAULTS if isinstance(fault, kind))
        return Outcome(is_sent=False, words=str(words))
    told = _("The mail server took a letter to %(address)s. Look whether it arrives.")
    return Outcome(is_sent=True, words=told % {"address": user.email})
