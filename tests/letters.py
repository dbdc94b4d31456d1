"""Letters that wait for the mail server, brought there in the test's own thread."""

from django.core import mail

from accounts.postman import empty_the_queue


def delivered():
    """All that were sent so far."""
    empty_the_queue()
    return mail.outbox
