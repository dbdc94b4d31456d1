"""Own words beside those of the rules: set apart, with who speaks."""

from django.utils.translation import gettext as _

from reports.content.blocks import Callout, Chapter
from reports.prose import parse
from reports.report import Report


def own_words(report: Report) -> Chapter | None:
    """The insight beside the summary, as a chapter, whose title says who speaks."""
    insight = _insight(report, report.edition.own_words.summary, heading="")
    return Chapter("insight", insight_heading(report), insight, "words") if insight else None


def dimension_insight(report: Report, slug: str) -> tuple[Callout, ...]:
    """One block, or none."""
    words = report.edition.own_words.dimensions.get(slug, "")
    return _insight(report, words, insight_heading(report))


def sentence_mark(report: Report) -> str:
    """Who speaks in the sentence on top; empty when the rules do."""
    if not report.edition.own_words.sentence:
        return ""
    sender = report.edition.branding.sender
    if sender:
        return _("In the words of %(sender)s") % {"sender": sender}
    return _("In our own words")


def insight_heading(report: Report) -> str:
    sender = report.edition.branding.sender
    return _("Insight of %(sender)s") % {"sender": sender} if sender else _("Own insight")


def _insight(report: Report, text: str, heading: str) -> tuple[Callout, ...]:
    parts = parse(text)
    if not parts:
        return ()
    language = report.edition.own_words.language or report.language
    return (Callout(heading, parts, "insight", language),)
