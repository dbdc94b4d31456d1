"""What is asked: the quick scan and the full measurement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.matrix import Dimension, Sector
from maturity.models.version import ModelVersion


class Questionnaire(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"))
    allows_not_applicable = models.BooleanField(_("allows “not applicable”"))

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["minutes"]
        constraints = [unique("questionnaire_unique", "model_version", "slug")]


class Question(Content):
    """Without options of its own (quick scan) it takes the statements of its dimension's cells."""

    version_path = "questionnaire__model_version"
    key = ("questionnaire", "code")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="+")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(_("code"))
    number = models.PositiveSmallIntegerField(_("number"))
    facet = models.CharField(_("facet"), max_length=100, blank=True)  # empty: the dimension's name
    text = models.TextField(_("text"))
    hint = models.TextField(
        _("hint for every sector"), blank=True
    )  # where a sector has no own hint
    why = models.TextField(_("why it matters"), blank=True)
    proof = models.TextField(_("what to look for"), blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["questionnaire__minutes", "number"]
        constraints = [
            unique("question_unique", "questionnaire", "code"),
            unique("question_number_unique", "questionnaire", "number"),
            between("weight", 1, 100, "question_weight_positive"),
        ]


class Option(Content):
    version_path = "question__questionnaire__model_version"
    key = ("question", "level")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["question__number", "level"]
        constraints = [
            unique("option_unique", "question", "level"),
            between("level", 1, 4, "option_level_1_to_4"),
        ]


class SectorHint(Content):
    """An example from the sector. It carries no score."""

    version_path = "question__questionnaire__model_version"
    key = ("question", "sector")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("hint for a sector")
        verbose_name_plural = _("hints for sectors")
        ordering = ["question__number", "sector__number"]
        constraints = [unique("sector_hint_unique", "question", "sector")]
