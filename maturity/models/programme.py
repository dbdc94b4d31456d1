"""The change programme: horizons, phases with their basecamps, and risks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.models.content import Content, SlugListField, between, unique
from maturity.models.version import ModelVersion


class Horizon(Content):
    key = ("model_version", "number")

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=100)
    period = models.CharField(_("period"), max_length=50)
    aim = models.TextField(_("aim"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("horizon")
        verbose_name_plural = _("horizons")
        ordering = ["number"]
        constraints = [
            unique("horizon_unique", "model_version", "number"),
            between("number", 1, 3, "horizon_number_1_to_3"),
        ]


class ProgrammePhase(Content):
    """A phase of the change programme; those of the customer journey are JourneyPhase."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    horizon = models.PositiveSmallIntegerField(_("horizon"))  # the one in which it starts
    name = models.CharField(_("name"), max_length=100)
    purpose = models.TextField(_("purpose"))
    basecamp = models.TextField(_("basecamp"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("phase of the programme")
        verbose_name_plural = _("phases of the programme")
        ordering = ["number"]
        constraints = [
            unique("programme_phase_unique", "model_version", "slug"),
            unique("programme_phase_number_unique", "model_version", "number"),
            between("horizon", 1, 3, "programme_phase_horizon_1_to_3"),
        ]


class ProgrammeStep(Content):
    version_path = "phase__model_version"
    key = ("phase", "position")

    phase = models.ForeignKey(ProgrammePhase, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("step of the programme")
        verbose_name_plural = _("steps of the programme")
        ordering = ["phase__number", "position"]
        constraints = [unique("programme_step_unique", "phase", "position")]


class Deliverable(Content):
    version_path = "phase__model_version"
    key = ("phase", "position")

    phase = models.ForeignKey(ProgrammePhase, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["phase__number", "position"]
        constraints = [unique("deliverable_unique", "phase", "position")]


class Risk(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=100)
    signal = models.TextField(_("signal"))
    mitigation = models.TextField(_("mitigation"))
    dimensions = SlugListField(_("dimensions"))
    when_any_below = models.DecimalField(_("when any is below"), max_digits=4, decimal_places=2)
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["number"]
        constraints = [unique("risk_unique", "model_version", "slug")]
