"""What documents and slides of a team are built on, in place of our own templates."""

from django.db import models
from django.utils import timezone

from accounts.models import Team
from reports.edition import Template
from reports.formats import Format


class HouseTemplate(models.Model):
    """In a row, so that it is removed, backed up and restored with its team; apart from the row of
    the team, since it is large and read only for a file that is built on it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="house_templates")
    kind = models.CharField(
        max_length=4, choices=[(each, each) for each in (Format.DOCX.value, Format.PPTX.value)]
    )
    digest = models.CharField(max_length=32, editable=False)
    content = models.BinaryField()  # written by us, see rendering.house_templates
    lacks = models.JSONField(default=list)  # values of reports.house.Lack
    sent_at = models.DateTimeField(default=timezone.now)
    failed_at = models.DateTimeField(null=True)  # the last time that a file had to do without it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "kind"], name="house_template_one_a_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[Format.DOCX.value, Format.PPTX.value]),
                name="house_template_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.kind}"

    @property
    def value(self) -> Template:
        return Template(self.digest, bytes(self.content))
