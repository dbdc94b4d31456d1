"""What the page of a client says of what was measured, as it was told once."""

from django.conf import settings
from django.db import models

from accounts.models import Organisation


class ClientWords(models.Model):
    """In one language, printed. It shows scores and own words of reports, so it goes with any
    measurement of the client: docs/decisions/0047."""

    client = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    made_from = models.CharField(max_length=64, editable=False)  # another one, and it is told anew
    words = models.JSONField()  # by the name of each piece

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "language"], name="client_words_once"),
            models.CheckConstraint(
                condition=models.Q(language__in=["nl", "en"]), name="client_words_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id}, {self.language}"
