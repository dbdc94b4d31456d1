"""Reports built from the demo files, in either language; PDFs are rendered once per run."""

import datetime as dt
import io
from dataclasses import replace
from functools import cache, cached_property

from django.conf import settings
from pypdf import PdfReader

from assessments.exchange import read
from assessments.importing import find_definition, noted
from maturity.comparison import Measured, Unit, in_time, side_by_side
from maturity.loading import published_definition
from maturity.responses import UNKNOWN, Response, Responses, Targets
from maturity.scoring import score
from reports.comparison import Basis, ComparisonReport
from reports.kit import AgendaItem, Kit, Network
from reports.making import render_pdf
from reports.report import About, build_report
from tests.pdf import page_texts

FULL = "de-boer-wonen-2026"
QUICK = "woonstichting-zeven-eiken-quick-2026"
GROUP = "waddenborg-verzekeringen-workshop-2026"


def make_report(*, answers, questionnaire="full", language="nl", notes=None, targets=None, **about):
    about = {
        "organisation": "Voorbeeld",
        "sector": "retail",
        "title": "",
        "date": dt.date(2026, 3, 12),
        "is_finished": True,
    } | about
    responses = Responses(questionnaire, (Response(answers, notes=notes or {}),))
    chosen = Targets(levels=targets or {})
    return build_report(published_definition(language), About(**about), responses, chosen)


def demo_report(name, language="nl", *, keep_notes=True):
    document = read(
        (settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json").read_bytes(), find_definition
    )
    responses = document.responses
    if not keep_notes:
        without = tuple(replace(response, notes={}) for response in responses.responses)
        responses = replace(responses, responses=without)
    about = About(
        organisation=document.organisation,
        sector=document.sector,
        title=document.title,
        date=document.date,
        is_finished=document.is_finished,
    )
    notes = noted(responses) if responses.is_group else {}
    return build_report(
        published_definition(language), about, responses, document.targets, notes=notes
    )


def make_kit(language="nl", *, questionnaire="quick", **kwargs):
    minutes = {"welcome": 10, "alone": 15, "show": 10, "topics": 49, "close": 20}
    about = About(
        organisation="De Boer Wonen",
        sector="retail",
        title="Samen kijken",
        date=dt.date(2026, 12, 3),
        is_finished=False,
    )
    values = {
        "about": about,
        "questionnaire": questionnaire,
        "subject": "De Boer Wonen, alle winkels",
        "format_name": "Snel en samen",
        "agenda": tuple(AgendaItem(slug, slug.title(), each) for slug, each in minutes.items()),
        "topics": 7,
        "code": "K7M 4TX",
        "place": "kompas.example/w",
        "door": "https://kompas.example/w/k7m4tx/",
        "minimum_group": 6,
        "network": Network("Zaal Oost", "welkom-2026"),
    }
    return Kit(published_definition(language), **values | kwargs)


def measured(definition, name, levels, *, number=0, questionnaire="full"):
    """Of each dimension all answers are at a level; the first question of it a level higher."""
    questions = definition.questionnaire(questionnaire).questions
    given = dict(zip((each.slug for each in definition.dimensions), levels, strict=True))
    answers = {each.code: given[each.dimension] for each in questions}
    for dimension, level in given.items():
        if level and level < 4 and questionnaire == "full":
            first = next(each.code for each in questions if each.dimension == dimension)
            answers[first] = level + 1
    answers = {code: level or UNKNOWN for code, level in answers.items()}
    result = score(definition, Responses(questionnaire, (Response(answers),)))
    day = dt.date(2024, 3, 1) + dt.timedelta(days=300 * number)
    return Measured(name, day, number + 1, result)


UNITS = {
    "Alkmaar": (1, 1, 2, 1, 1, 2, 1),
    "Breda": (2, 3, 2, 2, 4, 2, 2),
    "Enschede": (4, 3, 4, 2, 4, 4, 3),
    "Groningen & Assen": (2, 2, 1, None, 2, 3, 2),
    "Zwolle": (3, 2, 3, 2, 1, 4, 2),
}


def make_comparison(
    language="nl", basis=Basis.UNITS, *, units=UNITS, questionnaire="full", **about
):
    """Units side by side, or those as rounds in time; beside a quick scan that has no place."""
    definition = published_definition(language)
    other = "quick" if questionnaire == "full" else "full"
    rows = [
        measured(definition, name, levels, number=number, questionnaire=questionnaire)
        for number, (name, levels) in enumerate(units.items())
    ]
    alone = measured(definition, "Los", (2,) * 7, questionnaire=other)
    if basis is Basis.UNITS:
        found = side_by_side([Unit(each.name, (each,)) for each in (*rows, alone)], questionnaire)
    else:
        found = in_time([replace(each, name="") for each in (alone, *rows)], questionnaire)
    return ComparisonReport(
        definition=definition,
        basis=basis,
        about=About(
            **{
                "organisation": "Zorggroep De Linden",
                "sector": "retail",
                "title": "",
                "date": max((each.day for each in rows), default=dt.date(2024, 3, 1)),
                "is_finished": True,
            }
            | about
        ),
        questionnaire=questionnaire,
        questionnaires=(questionnaire, other),
        comparison=found,
    )


class Rendered:
    """A PDF with its text."""

    def __init__(self, report):
        self.report = report
        self.bytes = render_pdf(report)
        self.pages = page_texts(self.bytes)
        self.text = "\n".join(self.pages)
        self.words = " ".join(self.text.split())

    def __len__(self):
        return len(self.pages)

    @cached_property
    def reader(self):
        return PdfReader(io.BytesIO(self.bytes))


@cache
def rendered_demo(name, language, *, keep_notes=False):
    return Rendered(demo_report(name, language, keep_notes=keep_notes))
