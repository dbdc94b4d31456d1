"""The advice report on paper: pages, words, tags, and what it may not reach."""

import io
import re
import subprocess
import sys
import threading
from dataclasses import replace
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from maturity.display import score_text
from reports.chapters import report_html
from reports.pdf import STEPS, ClosedFetcher, PdfError, html_to_pdf
from tests.reports.conftest import (
    FULL,
    GROUP,
    QUICK,
    Rendered,
    demo_report,
    make_report,
    rendered_demo,
)

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover, pytest.mark.xdist_group("paper")]
EVIL = '<img src=http://127.0.0.1:9/x.png><script>alert(1)</script>{{ about }}{% now "Y" %}&amp;'


def squeezed(text):
    """Without white space and soft breaks: lines break anywhere on paper."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("name", "language", "fewest", "most"),
    [(FULL, "nl", 16, 22), (FULL, "en", 16, 22), (QUICK, "nl", 8, 10), (QUICK, "en", 8, 10)],
)
def test_the_report_has_the_promised_length_and_says_the_result(name, language, fewest, most):
    pdf = rendered_demo(name, language)
    report = pdf.report

    assert fewest <= len(pdf) <= most
    assert squeezed(report.sentence) in squeezed(pdf.pages[1])
    assert [each for each in report.decisions if squeezed(each) not in squeezed(pdf.pages[1])] == []
    assert report.about.organisation in " ".join(pdf.pages[0].split())
    for row in report.result.scored:
        assert score_text(row.score, language) in pdf.text
    for action in (a for actions in report.advice.by_horizon.values() for a in actions):
        assert squeezed(action.title) in squeezed(pdf.text)
    assert pdf.reader.trailer["/Root"]["/Lang"] == language


def test_every_dimension_of_a_full_report_stands_on_one_page():
    pdf = rendered_demo(FULL, "nl")

    for advice in pdf.report.advice.dimensions:
        own = [page for page in pdf.pages if squeezed(advice.step.rationale) in squeezed(page)]
        assert len(own) == 1
        assert all(squeezed(action.kpi) in squeezed(own[0]) for action in advice.actions)
        assert squeezed(advice.step.pitfall) in squeezed(own[0])


def test_the_file_says_what_it_is_of_whom_and_when():
    about = rendered_demo(FULL, "nl").reader.metadata

    assert about.title == "Adviesrapport kanaalvolwassenheid, De Boer Wonen"
    assert "12 maart 2026" in about.subject
    assert about.creation_date.date().isoformat() == "2026-03-12"


def test_the_contents_name_the_page_on_which_a_chapter_begins():
    pdf = rendered_demo(FULL, "en")
    contents = pdf.pages[2]

    for title in ("Where you stand", "Quick wins", "Method and sources"):
        page = next(
            number for number, text in enumerate(pdf.pages, 1) if number > 3 and title in text
        )
        assert re.search(rf"{title}\s+{page}\b", contents)


def test_notes_and_answers_stand_in_the_appendix():
    pdf = rendered_demo(FULL, "nl", keep_notes=True)
    response = pdf.report.responses.responses[0]

    for note in response.notes.values():
        assert squeezed(note) in squeezed(pdf.text)
    for question in pdf.report.definition.questionnaire("full").questions:
        assert squeezed(question.text) in squeezed(pdf.text)


def test_a_group_shows_distributions_and_notes_and_nobody():
    pdf = rendered_demo(GROUP, "nl", keep_notes=True)

    assert 16 <= len(pdf) <= 24
    for response in pdf.report.responses.responses:
        assert not response.participant or response.participant not in pdf.words
        for note in response.notes.values():
            assert squeezed(note) in squeezed(pdf.text)


def test_the_figures_of_a_group_stand_below_each_other():
    """Also in the table whose first question applies to nobody."""
    pdf = rendered_demo(GROUP, "nl", keep_notes=True)
    places = set()

    def keep(text, _cm, matrix, _font, _size):
        if re.match(r"\s*gemiddelde( \d|\s*$)", text):
            places.add(round(matrix[4]))

    for page in pdf.reader.pages[-5:]:
        page.extract_text(visitor_text=keep)

    assert "12 niet van toepassing" in pdf.words
    assert len(places) == 1


def test_markup_and_braces_stay_words_and_nothing_is_fetched():
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    evil = (
        EVIL.replace(":9/", f":{server.server_port}/")
        + " <link rel=stylesheet href=file:///etc/passwd>"
    )
    report = make_report(
        questionnaire="quick",
        answers={"klantervaring": 2},
        notes={"klantervaring": evil + "\n" + "lang" * 400},
        organisation=evil[:200],
        title=evil[:200],
        is_finished=False,
    )

    pdf = Rendered(report)
    server.shutdown()
    server.server_close()

    assert asked == []
    assert squeezed(evil) in squeezed(pdf.text)
    assert "root:x:0" not in pdf.text
    assert squeezed(report.sentence) in squeezed(pdf.text)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "ftp://127.0.0.1/",
        "data:text/css,a{}",
        "kanaalkompas:../../config/settings.py",
        "report.css",
    ],
)
def test_the_fetcher_knows_only_our_own_files(address):
    with pytest.raises(ValueError, match="not one of our own"):
        ClosedFetcher().fetch(address)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<p style="background:url(https://127.0.0.1:9/x.png)">x</p>',
    ],
)
def test_a_document_that_asks_for_another_file_fails_as_a_whole(markup):
    with pytest.raises(PdfError, match="not ours"):
        html_to_pdf(f'<html lang="nl"><title>x</title>{markup}</html>')


def test_the_steps_of_rendering_are_told_in_order():
    steps = []

    html_to_pdf('<html lang="nl"><title>x</title><p>x</p></html>', steps.append)

    assert steps == sorted(steps)
    assert set(steps) <= set(range(1, STEPS + 1))
    assert steps[-1] == STEPS


def structure(reader):
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not isinstance(node, dict):
            continue
        yield node
        kids = node.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, list) else [kids]) if not isinstance(kid, int)
        ]


def test_the_contents_of_a_quick_scan_stand_on_one_page():
    (page,) = (text for text in rendered_demo(QUICK, "nl").pages if "Inhoud" in text)

    assert "Werkwijze en bronnen" in page


def test_the_pdf_is_tagged_for_people_who_hear_it():
    pdf = rendered_demo(QUICK, "nl")
    nodes = list(structure(pdf.reader))

    headers = [node for node in nodes if node.get("/S") == "/TH"]
    assert {node["/A"]["/Scope"] for node in headers} == {"/Row", "/Column"}
    figures = [node for node in nodes if node.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert all(node["/Alt"] for node in figures)
    annotations = [
        annotation.get_object()
        for page in pdf.reader.pages
        for annotation in page.get("/Annots", [])
    ]
    assert annotations
    assert {annotation["/F"] for annotation in annotations} == {4}
    assert b"/Pagination" in pdf.reader.pages[1].get_contents().get_data()
    metadata = pdf.reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part" in metadata
    assert pdf.reader.outline


def test_a_table_over_several_pages_is_one_table_with_one_head():
    rows = "".join(f"<tr><td>{row}</td><td>{row * row}</td></tr>" for row in range(200))
    head = "<thead><tr><th scope='col'>Getal</th><th scope='col'>Kwadraat</th></tr></thead>"
    table = f"<div><table>{head}<tbody>{rows}</tbody></table></div>"
    pdf = html_to_pdf(f'<html lang="nl"><title>x</title><body>{table}<p>x</p>{table}</body></html>')
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) > 4

    nodes = list(structure(reader))
    tables = [node for node in nodes if node.get("/S") == "/Table"]
    heads = [node for node in nodes if node.get("/S") == "/TH"]
    named = [name for node in nodes for name in node.get("/A", {}).get("/Headers", [])]
    pages = [page.get_contents().get_data().count(b"/Pagination") for page in reader.pages]

    assert len(tables) == 2
    assert sum(node.get("/S") == "/Div" for node in nodes) == 2  # none is left empty
    assert sum(node.get("/S") == "/TR" for node in nodes) == 2 * 201
    assert len(heads) == 4
    assert {node["/ID"] for node in heads} == set(named)
    assert len(named) == 2 * 2 * 200
    assert {page - pages[0] for page in pages[1:]} == {2}  # the two cells of the head, again


def test_the_font_travels_with_the_document():
    pdf = rendered_demo(QUICK, "nl")
    fonts = pdf.reader.pages[1]["/Resources"]["/Font"].values()

    names = [font.get_object()["/BaseFont"] for font in fonts]
    assert names
    assert all("Inter" in name for name in names)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_the_pages_make_sense_when_nothing_was_answered(questionnaire, language):
    report = make_report(
        answers={},
        questionnaire=questionnaire,
        language=language,
        organisation="",
        is_finished=False,
    )

    html = report_html(report)

    assert report.sentence in " ".join(unescape(html).split())
    assert not re.search(r"\bNone\b(?! of)", re.sub(r"<[^>]+>", " ", html))
    assert "NaN" not in html


def test_machine_numbers_keep_their_dot_in_dutch():
    html = report_html(demo_report(FULL, "nl"))

    coordinates = re.findall(r'(?:x1|cx|width|r)="([^"]+)"', html)
    assert coordinates
    assert [text for text in coordinates if "," in text] == []


def test_an_organisation_without_a_name_has_no_empty_places():
    report = replace(demo_report(QUICK, "en"))
    nameless = replace(report, about=replace(report.about, organisation="", title=""))

    assert "Your organisation" in report_html(nameless)


def test_a_web_process_does_not_load_weasyprint():
    code = (
        "import django, sys; django.setup(); import config.urls, rendering.worker;"
        "sys.exit('weasyprint' in sys.modules or 'plotly' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "SECRET_KEY": "x"},
        check=False,
    )

    assert done.returncode == 0
