"""The words that rules put together into sentences."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, unique
from maturity.models.version import ModelVersion


class SentenceTemplate(Content):
    """The sentence that opens a result, for one case of `maturity.narrative`.

    A comment above each in the fixture names its slots. Every template is grammatical for one name
    and for several.
    """

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("case"))
    named = models.TextField(_("with the organisation's name"))
    unnamed = models.TextField(_("without a name"))

    class Meta:
        verbose_name = _("sentence of the result")
        verbose_name_plural = _("sentences of the result")
        ordering = ["slug"]
        constraints = [unique("sentence_template_unique", "model_version", "slug")]


class PhraseKind(models.TextChoices):
    JOINING = "joining", _("Joining words")
    STANDING = "standing", _("Standing of a dimension")
    STEP = "step", _("Steps and actions")
    READING = "reading", _("How to read a figure")
    CHANGE = "change", _("Change since an earlier round")
    COMPARISON = "comparison", _("What makes a comparison weak")
    DECISION = "decision", _("Decisions asked of the board")
    STATE = "state", _("State of the assessment")
    PRIVACY = "privacy", _("Privacy")


class Phrase(Content):
    """A text that code asks for by name. Only state texts have sources; the rest is our own."""

    key = ("model_version", "kind", "slug")

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=PhraseKind)
    slug = models.SlugField(_("slug"))
    text = models.TextField(_("text"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ["kind", "slug"]
        constraints = [
            unique("phrase_unique", "model_version", "kind", "slug"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PhraseKind.values), name="phrase_kind_known"
            ),
        ]


class ReadingNote(Content):
    """How to read a result."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("reading note")
        verbose_name_plural = _("reading notes")
        ordering = ["number"]
        constraints = [unique("reading_note_unique", "model_version", "slug")]
