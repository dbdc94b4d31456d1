"""The customer journey: phases, channels per sector, touchpoints, consistency checks, roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, unique
from maturity.models.matrix import Sector
from maturity.models.version import ModelVersion


class JourneyPhase(Content):
    """A phase of the customer journey; those of the change programme are ProgrammePhase."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    customer_goal = models.TextField(_("goal of the customer"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("phase of the journey")
        verbose_name_plural = _("phases of the journey")
        ordering = ["number"]
        constraints = [unique("journey_phase_unique", "model_version", "slug")]


class Channel(Content):
    """A channel as one sector has it. A slug has the same name in every sector."""

    version_path = "sector__model_version"
    key = ("sector", "slug")

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["sector__number", "number"]
        constraints = [unique("channel_unique", "sector", "slug")]


class Touchpoint(Content):
    """A moment of contact, with every channel it can run through in any sector."""

    version_path = "phase__model_version"
    key = ("phase", "slug")

    phase = models.ForeignKey(JourneyPhase, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    channels = SlugListField(_("channels"))
    is_moment_of_truth = models.BooleanField(_("moment of truth"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("touchpoint")
        verbose_name_plural = _("touchpoints")
        ordering = ["number"]
        constraints = [unique("touchpoint_unique", "phase", "slug")]


class ConsistencyCheck(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    text = models.TextField(_("text"))
    try_it = models.TextField(_("how to try it"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("consistency check")
        verbose_name_plural = _("consistency checks")
        ordering = ["number"]
        constraints = [unique("consistency_check_unique", "model_version", "slug")]


class ChannelRole(Content):
    """What a channel can do for the customer."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("channel role")
        verbose_name_plural = _("channel roles")
        ordering = ["number"]
        constraints = [unique("channel_role_unique", "model_version", "slug")]


class RoleWeight(Content):
    """How much a channel carries a role."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("weight of a role")
        verbose_name_plural = _("weights of roles")
        ordering = ["number"]
        constraints = [unique("role_weight_unique", "model_version", "slug")]
