"""The seven-by-four matrix: what is measured, on which levels, for whom, and from which sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.version import ModelVersion


class Source(Content):
    """A document that texts were written from. Other rows name it by its code."""

    key = ("model_version", "code")

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=20)  # "000", or "practice"
    description = models.TextField(_("description"))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [unique("source_unique", "model_version", "code")]


class Level(Content):
    key = ("model_version", "number")

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    definition = models.TextField(_("definition"))
    customer_scene = models.TextField(_("scene of a customer"))
    crm_role = models.TextField(_("what customer records must do"))
    note = models.TextField(_("note for consultants"), blank=True)
    sources = SlugListField(_("sources"))
    in_sentence = models.CharField(_("in a sentence"), max_length=100)
    meaning = models.TextField(_("meaning for an organisation"))
    wording_sources = SlugListField(_("sources of the wording"))  # of in_sentence and meaning

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["number"]
        constraints = [
            unique("level_unique", "model_version", "number"),
            unique("level_slug_unique", "model_version", "slug"),
            between("number", 1, 4, "level_number_1_to_4"),
        ]


class Sector(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    description = models.TextField(_("description"))
    reading = models.TextField(_("reading aid"), blank=True)  # how to read “customer”
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["number"]
        constraints = [unique("sector_unique", "model_version", "slug")]


class Dimension(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    about = models.TextField(_("about"))
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    sources = SlugListField(_("sources"))
    in_sentence = models.CharField(_("in a sentence"), max_length=100)
    decision = models.TextField(_("decision asked of the board"))
    sponsor = models.CharField(_("sponsor"), max_length=100)  # who answers for its step
    wording_sources = SlugListField(_("sources of the wording"))  # of those three

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["number"]
        constraints = [
            unique("dimension_unique", "model_version", "slug"),
            unique("dimension_number_unique", "model_version", "number"),
            between("number", 1, 7, "dimension_number_1_to_7"),
            between("weight", 1, 100, "dimension_weight_positive"),
        ]


class LevelWords(Content):
    """What is said of a dimension at one level: its position, and the goal words of a target."""

    version_path = "dimension__model_version"
    key = ("dimension", "level")

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    position = models.TextField(_("position"))
    goal = models.TextField(_("goal"), blank=True)  # levels 2 to 4
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("words for a level")
        verbose_name_plural = _("words for levels")
        ordering = ["dimension__number", "level"]
        constraints = [
            unique("level_words_unique", "dimension", "level"),
            between("level", 1, 4, "level_words_level_1_to_4"),
        ]


class Statement(Content):
    """One line of a matrix cell."""

    version_path = "dimension__model_version"
    key = ("dimension", "level", "position")

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    sectors = SlugListField(_("sectors"))  # empty: every sector
    sources = SlugListField(_("sources"))
    note = models.TextField(_("note for consultants"), blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["dimension__number", "level", "position"]
        constraints = [
            unique("statement_unique", "dimension", "level", "position"),
            between("level", 1, 4, "statement_level_1_to_4"),
        ]
