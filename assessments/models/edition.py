"""How the report of one assessment goes out: own words, parts left out, branding."""

import datetime as dt
from collections.abc import Mapping

from django.db import models

from assessments.models.assessment import Assessment, Language
from reports.edition import Branding, Edition, OwnAction, OwnPlan, OwnWords, Part

MAX_SENTENCE = 600
MAX_INSIGHT = 4000
MAX_SENDER = 200


class KeptEdition(models.Model):
    """Free to change at any time, also when the answers are frozen. Without a row: neutral."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="kept_edition"
    )
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)  # of the words
    sentence = models.CharField(max_length=MAX_SENTENCE, blank=True)
    summary = models.TextField(max_length=MAX_INSIGHT, blank=True)
    insights = models.JSONField(default=dict, blank=True)  # dimension slug -> text
    decisions = models.JSONField(default=dict, blank=True)  # key of a decision -> sentence
    actions = models.JSONField(default=dict, blank=True)  # slug -> {"owner": ..., "date": ...}
    left_out = models.JSONField(default=list, blank=True)  # values of reports.edition.Part
    sender = models.CharField(max_length=MAX_SENDER, blank=True)
    contact = models.CharField(max_length=MAX_SENDER, blank=True)
    accent = models.CharField(max_length=7, blank=True, editable=False)
    bright = models.CharField(max_length=7, blank=True, editable=False)
    # In the row, and not in a folder: it is removed, backed up and restored with the assessment.
    logo = models.BinaryField(blank=True, default=bytes)  # a PNG of ours, see rendering.logos

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["", *Language.values]),
                name="edition_language_known",
            ),
            models.CheckConstraint(
                condition=models.Q(accent="") | models.Q(accent__regex=r"^#[0-9a-f]{6}$"),
                name="edition_accent_a_colour",
            ),
            models.CheckConstraint(
                condition=models.Q(bright="") | models.Q(bright__regex=r"^#[0-9a-f]{6}$"),
                name="edition_bright_a_colour",
            ),
        ]

    def __str__(self) -> str:
        return self.sender or str(self.pk)

    def value(self, *, with_logo: bool) -> Edition:
        """Where the logo is not printed it is not read either."""
        known = set(Part)
        return Edition(
            own_words=OwnWords(
                sentence=self.sentence,
                summary=self.summary,
                dimensions=self.insights,
                language=self.language,
            ),
            left_out=frozenset(Part(name) for name in self.left_out if name in known),
            branding=Branding(
                sender=self.sender,
                contact=self.contact,
                accent=self.accent,
                bright=self.bright,
                logo=bytes(self.logo) if with_logo else b"",
            ),
            plan=OwnPlan(
                decisions=self.decisions,
                actions={slug: _own_action(kept) for slug, kept in self.actions.items()},
            ),
        )


def _own_action(kept: Mapping[str, str]) -> OwnAction:
    date = kept.get("date")
    return OwnAction(kept.get("owner", ""), dt.date.fromisoformat(date) if date else None)
