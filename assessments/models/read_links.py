"""The read-only links that are out: to whom each was given. The link itself is kept nowhere."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Organisation
from assessments.models.assessment import Assessment

MAX_HOLDER = 200


class ReadLinkQuerySet(models.QuerySet["ReadLink"]):
    def out(self) -> "ReadLinkQuerySet":
        """That still open something."""
        return self.filter(withdrawn_at=None)

    def of_client(self, client: Organisation) -> "ReadLinkQuerySet":
        """With their measurements, the latest first."""
        rows = self.filter(assessment__client=client).select_related("assessment")
        return rows.order_by("-assessment__date", "-assessment", "number")


class ReadLink(models.Model):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="read_links")
    number = models.PositiveSmallIntegerField(editable=False)  # its mac covers it: never given anew
    # As whoever gave it calls them; empty of the one that all get who took part in a workshop.
    holder = models.CharField(max_length=MAX_HOLDER)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReadLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="read_link_once"),
            models.UniqueConstraint(
                fields=["assessment", "holder"],
                condition=Q(withdrawn_at=None),
                name="read_link_one_a_holder",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Of the holder, in the language of whoever reads it where the product gave it."""
        return self.holder or gettext("Who took part")
