"""The links of an assessment by mail, where this installation can send any."""

from collections.abc import Sequence

from django.conf import settings

from accounts.post import post, write
from assessments.models import Assessment
from assessments.services import mark_link_kept


def mail_link(assessment: Assessment, *, to: str, private: str, shared: Sequence[str]) -> None:
    """Send the private link and the read-only ones to an address that is stored nowhere but in the
    sealed letter. Nothing that was typed goes along, no holder's name either: else anybody could
    have us mail anybody anything."""
    words = {"assessment": assessment, "edit_address": private, "shared": shared}
    # Without the organisation's name: subjects show in notifications and mail logs.
    post(write("assessments/mail/link.txt", words, to=to))
    if sends_mail():
        mark_link_kept(assessment)


def offers_mail() -> bool:
    """On the machine of those who try the product also without a mail server: it is printed."""
    return sends_mail() or bool(settings.IS_LOOPBACK)


def sends_mail() -> bool:
    """False where no mail server is configured."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")
