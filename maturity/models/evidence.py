"""Figures from the literature, benefits, and the business-case sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maturity.models.content import Content, SlugListField, unique
from maturity.models.version import ModelVersion


class Figure(Content):
    """A number from the literature, never shown without its caution, never a default."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    claim = models.TextField(_("claim"))
    figure = models.CharField(_("figure"), max_length=20)
    said_by = models.CharField(_("said by"), max_length=100)
    caution = models.TextField(_("caution"))
    dimensions = SlugListField(_("dimensions"))  # whose pages may quote it
    in_business_case = models.BooleanField(_("may be quoted beside the business case"))
    in_report = models.BooleanField(_("may be quoted in a report"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["number"]
        constraints = [unique("figure_unique", "model_version", "slug")]


class BenefitGroup(models.TextChoices):
    EFFECTIVENESS = "effectiveness", _("Effectiveness")
    EFFICIENCY = "efficiency", _("Efficiency")
    SATISFACTION = "satisfaction", _("Satisfaction")


class Benefit(Content):
    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    group = models.CharField(_("group"), max_length=20, choices=BenefitGroup)
    text = models.TextField(_("text"))
    sources = SlugListField(_("sources"))

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ["number"]
        constraints = [
            unique("benefit_unique", "model_version", "slug"),
            models.CheckConstraint(
                condition=models.Q(group__in=BenefitGroup.values), name="benefit_group_known"
            ),
        ]


class Unit(models.TextChoices):
    COUNT = "count", pgettext_lazy("unit", "number")
    EUR = "eur", _("euro")
    PERCENT = "percent", _("percent")
    PERCENT_POINTS = "percent_points", _("percentage points")
    YEARS = "years", _("years")


class BusinessCaseInput(Content):
    """What an organisation fills in itself, without a default. The sheet is our own: no source."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))  # with underscores: a variable in the formulas
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    help = models.TextField(_("help"))

    class Meta:
        verbose_name = _("input of the business case")
        verbose_name_plural = _("inputs of the business case")
        ordering = ["number"]
        constraints = [
            unique("business_case_input_unique", "model_version", "slug"),
            models.CheckConstraint(
                condition=models.Q(unit__in=Unit.values), name="business_case_input_unit_known"
            ),
        ]


class BusinessCaseOutcome(Content):
    """A missing input or a zero divisor makes an outcome that does not exist."""

    model_version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    # Input slugs, numbers, + - * / and brackets: to be parsed, never evaluated.
    formula = models.TextField(_("formula"))
    help = models.TextField(_("help"))

    class Meta:
        verbose_name = _("outcome of the business case")
        verbose_name_plural = _("outcomes of the business case")
        ordering = ["number"]
        constraints = [
            unique("business_case_outcome_unique", "model_version", "slug"),
            models.CheckConstraint(
                condition=models.Q(unit__in=Unit.values), name="business_case_outcome_unit_known"
            ),
        ]
