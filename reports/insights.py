"""Own words beside those of the rules, ready to print: marked as such, in paragraphs and lists."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.prose import Block, parse
from reports.report import Report

SUMMARY = ""  # where an insight stands that is not on a dimension


@dataclass(frozen=True, slots=True)
class Insight:
    heading: str  # "Insight of Bureau Kompas"
    blocks: tuple[Block, ...]
    language: str  # that it was written in


def summary_insight(report: Report) -> Insight | None:
    return _insight(report, report.edition.own_words.summary)


def dimension_insight(report: Report, slug: str) -> Insight | None:
    return _insight(report, report.edition.own_words.dimensions.get(slug, ""))


def sentence_mark(report: Report) -> str:
    """Who speaks in the sentence on top; empty when the rules do."""
    if not report.edition.own_words.sentence:
        return ""
    sender = report.edition.branding.sender
    if sender:
        return _("In the words of %(sender)s") % {"sender": sender}
    return _("In our own words")


def _insight(report: Report, text: str) -> Insight | None:
    blocks = parse(text)
    if not blocks:
        return None
    sender = report.edition.branding.sender
    heading = _("Insight of %(sender)s") % {"sender": sender} if sender else _("Own insight")
    return Insight(heading, blocks, report.edition.own_words.language or report.language)
