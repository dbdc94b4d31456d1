"""One assessment, six ways to read it: each tells the same figures, in the same words."""

import datetime as dt
import io
import json
import random
from dataclasses import replace
from fractions import Fraction
from html import unescape

import openpyxl
import pytest
from django.utils.translation import override

from assessments.exchange import read, result_document, to_json
from assessments.exchange.workshops import workshop_document
from assessments.gathering import gather
from assessments.importing import find_definition, import_document
from maturity.display import figure_text, machine_number, score_text
from reports import content
from reports.formats import Format
from reports.making import render
from reports.outcome import ChosenAction, from_plain
from tests.factories import access_to, all_answers, make_assessment, open_in, report_of
from tests.pages import LANGUAGES, get, parse, words
from tests.reports.conftest import FULL, GROUP, QUICK
from tests.reports.profiles import invented_outcome, words_of
from tests.reports.writings import written

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

NOTHING = {"", "–", "not scored", "niet gescoord"}
FIRST = 3  # actions
BANDS = {
    "nl": "Klantenservice 3,5 of hoger · Verkoop 1,5 of lager",
    "en": "Klantenservice 3.5 or higher · Verkoop 1.5 or lower",
}
SOFT_HYPHEN = "\u00ad"
FOR_THE_BOARD = {"screen", "PDF", "document", "slides"}
SCORE = r"\d[.,]\d+"


def demo(settings, name):
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json"
    return import_document(read(path.read_bytes(), find_definition))


def capped(settings):
    """All dimensions but one at level 4: the last one keeps the whole at 2."""
    answers = all_answers("full", 4)
    return make_assessment(answers=answers | {code: 1 for code in answers if code.startswith("IN")})


def highest(settings):
    return make_assessment(answers=all_answers("full", 4))


def partly_unknown(settings):
    """Two dimensions without a score, and thirds in the others."""
    answers = all_answers("full", 2) | {"KE1": 3, "ST1": 4, "OS1": "unknown", "OS2": "unknown"}
    unscored = {code: "unknown" for code in answers if code.startswith(("TE", "PR"))}
    return make_assessment(organisation="", answers=answers | unscored | {"MC5": "not_applicable"})


def after_a_workshop(settings):
    """The demo group as if it had met: what it agreed was settled, the rest was not."""
    assessment = demo(settings, GROUP)
    definition = assessment.definition("nl")
    responses = gather(assessment, access_to(assessment))
    codes = [question.code for question in definition.questionnaire("full").questions]
    outcome = invented_outcome(random.Random(3), definition, responses, codes)
    (first, *_others) = report_of(assessment, "nl").advice.first_actions
    chosen = (ChosenAction(first.slug, "Els", dt.date(2026, 5, 1)),)
    topics = tuple(map(with_departments, outcome.topics))
    outcome = replace(outcome, departments={"Verkoop": 9}, topics=topics, actions=chosen)
    assessment.workshop = outcome.to_plain()
    assessment.save(update_fields=["workshop"])
    return assessment


def with_departments(topic):
    """In half levels at both ends of what is told, and one that is too small to tell."""
    if not topic.rounds:
        return topic
    told = (("Klantenservice", Fraction(7, 2)), ("Verkoop", Fraction(3, 2)), ("Webshop", None))
    *before, last = topic.rounds
    return replace(topic, rounds=(*before, replace(last, departments=told)))


CASES = {
    "full": lambda settings: demo(settings, FULL),
    "quick": lambda settings: demo(settings, QUICK),
    "group": lambda settings: demo(settings, GROUP),
    "capped": capped,
    "highest": highest,
    "partly unknown": partly_unknown,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_way_to_read_a_result_tells_the_same(client, settings, case, language):
    assessment = CASES[case](settings)
    report = report_of(assessment, language)
    page = get(open_in(client, assessment), result_page(assessment), language)

    ways = {"screen": words(parse(page)), **written(report)}

    told = [report.sentence, *(action.title for action in report.advice.first_actions)]
    scores = {score_text(row.score, language) for row in report.result.scored}
    for way, text in ways.items():
        plain = unbroken(text)
        assert [each for each in told if unbroken(each) not in plain] == [], way
        if way in FOR_THE_BOARD:  # a sheet holds scores as numbers
            assert [each for each in scores if each not in plain] == [], way
            assert [each for each in report.decisions if unbroken(each) not in plain] == [], way


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_read_what_a_workshop_came_to_tells_the_same(client, settings, language):
    assessment = after_a_workshop(settings)
    report = report_of(assessment, language)
    page = get(open_in(client, assessment), result_page(assessment), language)
    with override(language):
        (chapter,) = (each for each in content.chapters(report) if each.slug == "workshop")

    ways = {way: unbroken(text) for way, text in written(report).items()}
    slides = ways.pop("slides")
    ways["screen"] = unbroken(words(parse(page)))

    told = {unbroken(each) for each in words_of(chapter)}
    assert any(BANDS[language] in each for each in told)
    for way, text in ways.items():
        assert sorted(each for each in told if each not in text) == [], way
    first = report.workshop.actions[0]
    assert report.definition.action(first.slug).title in slides
    assert first.who in slides


def test_a_workshop_for_machines_holds_what_its_chapter_is_told_from(settings):
    assessment = after_a_workshop(settings)
    outcome = assessment.workshop_outcome

    document = json.loads(json.dumps(workshop_document(assessment, outcome)))

    assert from_plain(document) == outcome
    told = [each["rounds"][-1]["departments"] for each in document["topics"] if each["rounds"]]
    assert told
    assert all(each == {"Klantenservice": 3.5, "Verkoop": 1.5, "Webshop": None} for each in told)
    assert {each["code"]: each["level"] for each in document["topics"] if each["level"]} == dict(
        gather(assessment, access_to(assessment)).agreed
    )


@pytest.mark.parametrize("case", CASES)
def test_files_for_machines_hold_the_same_numbers(settings, case):
    report = report_of(CASES[case](settings), "en")
    document = json.loads(to_json(result_document(report)))

    sheet = spreadsheet(report)["Result"]

    written = {
        row["Dimension"]: {key: row[key] for key in ("Score", "Gap", "Priority", "Target", "Rank")}
        for row in table_in(sheet, "Result")
    }
    names = {row.dimension.slug: row.dimension.name for row in report.result.dimensions}
    to_rank = report.result.with_gap  # where every target is reached, a sheet shows no ranks
    assert written == {
        names[row["slug"]]: {
            "Score": row["score"],
            "Gap": row["gap"],
            "Priority": row["priority"],
            "Target": row["target"],
            "Rank": row["rank"] if to_rank and row["score"] is not None else None,
        }
        for row in document["dimensions"]
    }
    overall = next(row[1].value for row in sheet.iter_rows() if row[0].value == "Overall score")
    assert overall in {document["overall"]["score"], "not scored"}
    assert document["overall"]["score"] == machine_number(report.result.score)


# --- how each way is read ---------------------------------------------------------------------


def result_page(assessment):
    return f"/a/{assessment.public_id}/result/"


def unbroken(text):
    """Paper breaks lines after a hyphen; a template escapes what is not a letter."""
    return " ".join(unescape(text).replace("\N{SOFT HYPHEN}", "").split()).replace("- ", "-")


def spreadsheet(report):
    return openpyxl.load_workbook(io.BytesIO(render(report, Format.XLSX)))


def table_in(sheet, name, displayed=""):
    heading, *rows = sheet[sheet.tables[name].ref]
    return [
        {
            title.value: displayed_text(cell, displayed) if displayed else cell.value
            for title, cell in zip(heading, row, strict=True)
        }
        for row in rows
    ]


def displayed_text(cell, language):
    """What a spreadsheet program shows: a number with the decimals of its format."""
    if isinstance(cell.value, int | float):
        decimals = len(cell.number_format.partition(".")[2])
        return figure_text(cell.value, language, decimals=decimals)
    return "" if cell.value is None else str(cell.value)


ENGLISH = {
    "Dimensie": "Dimension",
    "Niveau": "Level",
    "Doel": "Target",
    "Nog te gaan": "Gap",
    "Rang": "Rank",
    "Totaal": "Overall",
    "Totaalscore": "Overall score",
}


def in_english(heading):
    return ENGLISH.get(heading, heading)


def english(headings):
    return {in_english(heading) for heading in headings}
