"""One assessment, six ways to read it: each tells the same figures, in the same words."""

import io
import json
import re

import docx
import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from assessments.exchange import read, result_document, to_json
from assessments.importing import find_definition, import_document
from maturity.display import figure_text, machine_number, score_text
from maturity.narrative import board_decision
from reports.formats import Format
from reports.making import render, render_pdf
from tests.factories import all_answers, make_assessment, open_in, report_of
from tests.pages import LANGUAGES, classed, get, parse, words
from tests.reports.conftest import FULL, GROUP, QUICK

pytestmark = pytest.mark.django_db

NOTHING = {"", "–", "not scored", "niet gescoord"}
FIRST = 3  # actions
SOFT_HYPHEN = "\u00ad"
FOR_THE_BOARD = {"PDF", "document", "slides"}
ROUTE = {"quick-wins", "roadmap"}  # sections of the page
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
    figures = figures_of(report)
    actions = [each for planned in report.advice.roadmap.values() for each in planned][:FIRST]
    titles = [unbroken(action.title) for action in actions]

    readings = {
        "screen": on_screen(get(open_in(client, assessment), result_page(assessment), language)),
        "PDF": in_pdf(report),
        "document": in_document(report),
        "slides": in_slides(report),
        "spreadsheet": in_spreadsheet(report),
    }

    assert {way: read_figures for way, (read_figures, _text) in readings.items()} == dict.fromkeys(
        readings, figures
    )
    decision = unbroken(board_decision(report.result))
    for way, (_figures, read_text) in readings.items():
        text = unbroken(read_text)
        assert unbroken(report.sentence) in text, way
        assert (decision in text) == (way in FOR_THE_BOARD), way
        assert [title for title in titles if title in text] == titles, way
        places = [text.index(title) for title in titles]
        assert places == sorted(places), way


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
    assert written == {
        names[row["slug"]]: {
            "Score": row["score"],
            "Gap": row["gap"],
            "Priority": row["priority"],
            "Target": row["target"],
            "Rank": row["rank"] if row["score"] is not None else None,
        }
        for row in document["dimensions"]
    }
    overall = next(row[1].value for row in sheet.iter_rows() if row[0].value == "Overall score")
    assert overall in {document["overall"]["score"], "not scored"}
    assert document["overall"]["score"] == machine_number(report.result.score)


# --- what is expected -------------------------------------------------------------------------


def figures_of(report):
    """Overall score, and for each dimension: score, level, target, gap and rank; None for none."""
    language = report.language
    rows = {
        row.dimension.name: (
            score_text(row.score, language) if row.is_scored else None,
            row.level,
            row.target,
            figure_text(row.gap, language) if row.gap is not None else None,
            row.shown_rank,
        )
        for row in report.result.dimensions
    }
    return rows | {"overall": shown(score_text(report.result.score, language))}


def shown(text):
    return None if text.strip().casefold() in NOTHING else text.strip()


def unbroken(text):
    """Paper breaks lines after a hyphen."""
    return text.replace("- ", "-")


def number_in(text):
    """The number of a level in "2 Multichannel", or of a target or rank."""
    found = re.search(r"\d", text)
    return int(found[0]) if found else None


def row_of(score, level, target, gap, rank):
    return shown(score), number_in(level), number_in(target), shown(gap), number_in(rank)


# --- how each way is read ---------------------------------------------------------------------


def result_page(assessment):
    return f"/a/{assessment.public_id}/result/"


def on_screen(page):
    tree = parse(page)
    (table,) = classed(tree, "figures")
    rows = {}
    for row in table.find("tbody").iter("tr"):
        _bar, *cells = [words(cell) for cell in row.iter("td")]
        rows[words(row.find("th/a")).replace(SOFT_HYPHEN, "")] = row_of(*cells[:5])
    overall = words(classed(table.find("tfoot"), "score")[0])
    route = [words(each) for each in classed(tree, "section") if each.get("id") in ROUTE]
    text = " ".join([words(tree.find(".//h1")), *route]).replace(SOFT_HYPHEN, "")
    return rows | {"overall": shown(overall)}, text


def in_pdf(report):
    pages = PdfReader(io.BytesIO(render_pdf(report))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    rows = {}
    for row in report.result.dimensions:
        found = re.search(
            rf"{re.escape(row.dimension.name)}(?: agreed| overeengekomen)? "
            r"(–|\d[.,]\d+) (\d [A-Z][\w -]*?|not scored|niet gescoord) (\d|–) (–|\d[.,]\d+) "
            r"\d (\d|–)(?=\s)",
            text,
        )
        assert found, row.dimension.name
        rows[row.dimension.name] = row_of(*found.groups())
    overall = re.search(r"(?:Overall|Totaal) (–|\d[.,]\d+)", text)
    return rows | {"overall": shown(overall[1])}, text


def in_document(report):
    document = docx.Document(io.BytesIO(render(report, Format.DOCX)))
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]
    rows = rows_of(tables)
    text = " ".join(
        [*(each.text for each in document.paragraphs), *(c for t in tables for r in t for c in r)]
    )
    return rows, " ".join(text.split())


def rows_of(tables):
    """Of the one table, cells as text, with scores and ranks."""
    (table,) = [each for each in tables if {"Score", "Rank"} <= english(each[0])]
    rows = {}
    for row in table[1:]:
        cells = dict(zip(map(in_english, table[0]), row, strict=True))
        name = in_english(cells["Dimension"].split("\n")[0])
        rows[name] = row_of(*(cells[each] for each in COLUMNS))
    return rows | {"overall": rows.pop("Overall")[0]}


def in_slides(report):
    slides = Presentation(io.BytesIO(render(report, Format.PPTX))).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    tables = [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in shapes
        if shape.has_table
    ]
    rows = rows_of(tables)
    text = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    text += [cell for table in tables for row in table for cell in row]
    summary = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
    overall = next(each for each in summary if each in NOTHING - {""} or re.fullmatch(SCORE, each))
    assert rows["overall"] == shown(overall)  # large on the summary, small in the table
    return rows, " ".join(" ".join(text).split())


def in_spreadsheet(report):
    workbook = spreadsheet(report)
    result, actions = workbook.worksheets[0], workbook.worksheets[2]
    rows = {}
    for row in table_in(result, "Result", displayed=report.language):
        cells = {in_english(heading): value for heading, value in row.items()}
        rows[cells["Dimension"]] = row_of(*(cells[each] for each in COLUMNS))
    facts = {row[0].value: row[1] for row in result.iter_rows()}
    overall = next(cell for name, cell in facts.items() if in_english(name) == "Overall score")
    text = " ".join(
        str(cell.value)
        for sheet in (result, actions)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
    return rows | {"overall": shown(displayed_text(overall, report.language))}, text


COLUMNS = ("Score", "Level", "Target", "Gap", "Rank")


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
