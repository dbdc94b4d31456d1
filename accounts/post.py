"""Letters, on their way to the mail server.

A letter is a row of a queue (django-tasks), written in the transaction of what it tells of: it goes
out when that is certain, and survives a restart. The row is sealed, since letters carry links that
open something; it goes as soon as the letter is out.
"""

import datetime as dt
import json
import logging
from dataclasses import asdict, dataclass
from smtplib import SMTPRecipientsRefused
from typing import Any, cast

from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django_tasks import task

from accounts.sealing import seal, unsealed

QUEUE = "mail"
# How long after each attempt the next one comes, while the mail server is away: two days in all.
PAUSES = [dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720, 1440)]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    subject: str
    text: str
    html: str

    def message(self) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(self.subject, self.text, to=[self.to])
        message.attach_alternative(self.html, "text/html")
        return message


def write(template: str, words: dict[str, Any], *, to: str) -> Letter:
    """In the language that is spoken now. Of one template: its first line is the subject, what
    follows the text, and the same paragraphs are the HTML, where an address is a link."""
    of_django = cast(Any, get_template(template)).template  # that of the backend escapes all
    written = of_django.render(Context(words, autoescape=False))
    subject, _, text = written.strip().partition("\n")
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    html = render_to_string(
        "accounts/mail/letter.html",
        {
            "subject": subject,
            "language": get_language(),
            "paragraphs": [(each, is_address(each)) for each in paragraphs],
        },
    )
    return Letter(to, subject.strip(), "\n\n".join(paragraphs) + "\n", html)


def is_address(paragraph: str) -> bool:
    return paragraph.startswith(("http://", "https://")) and len(paragraph.split()) == 1


def post(letter: Letter) -> None:
    deliver.enqueue(seal(json.dumps(asdict(letter))))


@task(queue_name=QUEUE, backend=QUEUE)
def deliver(sealed: str, attempt: int = 0) -> None:
    """Send one letter; while the mail server is away it stays in the queue."""
    letter = Letter(**json.loads(unsealed(sealed)))
    try:
        letter.message().send()
    except OSError as fault:  # smtplib's own are, too; their words hold the address
        if attempt >= len(PAUSES) or is_for_good(fault):
            logger.error("A letter was given up: %s", type(fault).__name__)
            return
        logger.warning("A letter waits for the mail server: %s", type(fault).__name__)
        later = deliver.using(run_after=timezone.now() + PAUSES[attempt])
        later.enqueue(sealed, attempt + 1)


def is_for_good(fault: OSError) -> bool:
    """The server knows that there is nobody of that name."""
    if not isinstance(fault, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in fault.recipients.values())
