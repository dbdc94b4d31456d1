"""Customer scenes in which a manager recognises the own organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.matrix import Dimension
from maturity.models.version import ModelVersion


class Scene(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    situation = models.TextField(_("situation"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        ordering = ["number"]
        constraints = [unique("scene_unique", "model_version", "slug")]


class SceneOutcome(Content):
    """What happens to the customer at one level. Shown without the level's name."""

    version_path = "scene__model_version"
    key = ("scene", "level")

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("outcome of a scene")
        verbose_name_plural = _("outcomes of scenes")
        ordering = ["scene__number", "level"]
        constraints = [
            unique("scene_outcome_unique", "scene", "level"),
            between("level", 1, 4, "scene_outcome_level_1_to_4"),
        ]
