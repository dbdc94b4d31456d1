"""The words of the cover of a comparison."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.comparison import Basis, ComparisonReport
from reports.content.cover import Cover, cover_of, sent_on


def comparison_cover(report: ComparisonReport) -> Cover:
    branding = report.edition.branding
    is_of_units = report.basis is Basis.UNITS
    return cover_of(
        branding,
        question=_("Who can help whom?") if is_of_units else _("What has moved?"),
        organisation=report.about.organisation,
        what=_("Channel maturity of units") if is_of_units else _("Channel maturity in time"),
        facts=_facts(report),
        foot=filter(None, (sent_on(branding, report.about.date), branding.contact)),
    )


def _facts(report: ComparisonReport) -> Iterator[str]:
    measured = report.comparison.measured
    count, days = len(measured), [each.day for each in measured]
    if report.basis is Basis.UNITS:
        yield ngettext("%(count)d unit", "%(count)d units", count) % {"count": count}
    else:
        words = ngettext("%(count)d assessment", "%(count)d assessments", count)
        yield words % {"count": count}
    if days:
        first, last = report.say_day(min(days)), report.say_day(max(days))
        said = _("%(first)s to %(last)s") % {"first": first, "last": last}
        yield first if first == last else said
    yield report.definition.questionnaire(report.questionnaire).name
