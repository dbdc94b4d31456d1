"""The words of the cover and of the running heads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    sender, about = report.edition.branding.sender, report.about
    logo_words = _("Logo of %(sender)s") % {"sender": sender}
    return Cover(
        brand=sender or BRAND,
        logo_words=logo_words if sender else _("Logo of the sender"),
        question=_("Do our channels work together?"),
        organisation=about.organisation or _("Your organisation"),
        what=_("Advisory report on channel maturity"),
        title=about.title,
        facts=tuple(_facts(report)),
        sender=sender,
        contact=report.edition.branding.contact,
        made_with=_("Made with Kanaalkompas"),
        foot=" · ".join(_foot(report)),
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
        yield _("provisional: not finished yet")


def _foot(report: Report) -> Iterator[str]:
    branding = report.edition.branding
    yield f"{branding.sender or BRAND}, {date_format(report.about.date, 'j F Y')}"
    if report.is_provisional:
        yield _("provisional")
    if branding.contact:
        yield branding.contact
