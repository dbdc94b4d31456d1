"""The words of the cover and of the running heads."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.edition import Branding
from reports.report import Report

BRAND = "Kanaalkompas"


@dataclass(frozen=True, slots=True)
class Cover:
    brand: str  # who sends it, in place of a logo
    logo_words: str  # what the logo shows
    question: str
    organisation: str
    what: str
    title: str
    facts: tuple[str, ...]
    sender: str
    contact: str
    made_with: str
    foot: str  # of every page

    @property
    def subject(self) -> str:
        """What the file is, and of whom."""
        return f"{self.what}, {self.organisation}"

    @property
    def about(self) -> str:
        return ", ".join(filter(None, (self.title, *self.facts)))


def cover(report: Report) -> Cover:
    return cover_of(
        report.edition.branding,
        question=_("Do our channels work together?"),
        organisation=report.about.organisation,
        what=_("Advisory report on channel maturity"),
        title=report.about.title,
        facts=_facts(report),
        foot=_foot(report),
    )


def cover_of(
    branding: Branding,
    *,
    question: str,
    organisation: str,
    what: str,
    facts: Iterable[str],
    foot: Iterable[str],
    title: str = "",
) -> Cover:
    """With whose it is: the sender's, or else ours."""
    sender = branding.sender
    logo_words = _("Logo of %(sender)s") % {"sender": sender}
    return Cover(
        brand=sender or BRAND,
        logo_words=logo_words if sender else _("Logo of the sender"),
        question=question,
        organisation=organisation or _("Your organisation"),
        what=what,
        title=title,
        facts=tuple(facts),
        sender=sender,
        contact=branding.contact,
        made_with=_("Made with Kanaalkompas"),
        foot=" · ".join(foot),
    )


def _facts(report: Report) -> Iterator[str]:
    questionnaire = report.definition.questionnaire(report.responses.questionnaire)
    yield date_format(report.about.date, "j F Y")
    yield report.sector.name
    count = len(questionnaire.questions)
    questions = ngettext("%d question", "%d questions", count) % count
    yield f"{questionnaire.name}, {questions}"
    if report.responses.is_group:
        people = report.result.response_count
        yield ngettext("%d participant", "%d participants", people) % people
    if report.is_provisional:
        yield _("Provisional: not finished yet")


def _foot(report: Report) -> Iterator[str]:
    branding = report.edition.branding
    yield sent_on(branding, report.about.date)
    if report.is_provisional:
        yield _("provisional")
    if branding.contact:
        yield branding.contact


def sent_on(branding: Branding, day: dt.date) -> str:
    """Who it comes from, and of when it is."""
    return f"{branding.sender or BRAND}, {date_format(day, 'j F Y')}"
