"""What is said of measurements beside each other, on slides and in files."""

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from django.utils import translation
from pptx import Presentation
from pypdf import PdfReader

from maturity.comparison import Measured, Unit, side_by_side
from maturity.responses import Response, Responses
from maturity.scoring import score
from rendering.fingerprints import fingerprint
from rendering.parcels import pack, unpack
from reports.comparison import Basis, ComparisonReport
from reports.content.comparison import comparison_chapters, help_words, opening_words
from reports.edition import Branding, Edition
from reports.formats import Format
from reports.making import render
from reports.presenting_comparison import comparison_slides
from reports.report import About
from tests.definitions import SLUGS, make_definition
from tests.office import package_faults
from tests.pdf import page_texts
from tests.reports.conftest import make_comparison

DEFINITION = make_definition()
DAY = dt.date(2026, 3, 1)
HIGHEST = 409  # points of a row that a spreadsheet program can show


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def units(*levels):
    """Each with all answers alike."""
    made = []
    for number, level in enumerate(levels):
        answers = {f"{slug}q{n}": level for slug in SLUGS for n in range(1, 6)}
        result = score(DEFINITION, Responses("full", (Response(answers),)))
        name = f"U{number:02}"
        made.append(Unit(name, (Measured(name, DAY, 1, result),)))
    return ComparisonReport(
        definition=DEFINITION,
        basis=Basis.UNITS,
        about=About("Groep", "retail", "", DAY, is_finished=True),
        questionnaire="full",
        questionnaires=("full",),
        comparison=side_by_side(made, "full"),
    )


def test_many_units_take_more_slides_and_few_names_each():
    report = units(*[1] * 11, 4)

    slides = comparison_slides(report)

    assert [each.slug for each in slides] == ["opening", "standing-1", "standing-2", "helping"]
    assert [len(each.blocks[0].rows) for each in slides[1:3]] == [11, 3]  # with the spread
    assert slides[3].title == "U11 can help 11 other units with dimension 1"
    told = help_words(report, DEFINITION.dimensions[0])
    assert told == ("U11 can help U10, U09, U08, U07 and 7 others",)


def test_units_that_are_alike_are_not_told_apart():
    report = units(2, 2, 2)

    assert opening_words(report) == (
        "All 3 units score 2.0 as a whole",
        "On no dimension is one of them far enough ahead of another to help it.",
    )
    assert comparison_slides(report)[-1].title == (
        "No unit is far enough ahead of another to help it"
    )


@pytest.mark.django_db
def test_slides_say_what_moved_most_and_what_is_not_compared():
    time = comparison_slides(make_comparison("en", Basis.TIME))

    assert [each.slug for each in time] == [
        *("opening", "standing-1", "moved-1", "moved-2", "left-out"),
    ]
    assert [each.title for each in time[2:]] == [
        "Clearest rise: organisational structure; clearest fall: processes",
        "Customer experience rose most: from 1.2 to 3.2",
        "1 assessment is not compared",
    ]
    (asked_otherwise,) = time[-1].blocks[0].items
    assert asked_otherwise == "Asked by the other questionnaire: 1 March 2024"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "now", "title"),
    [
        ((1,) * 7, (3, 3, *(1,) * 5), "Customer experience and strategy rose most"),
        ((4,) * 7, (1,) * 7, "All seven dimensions fell most"),
    ],
)
def test_a_slide_names_every_dimension_that_moved_most(before, now, title):
    report = make_comparison("en", Basis.TIME, units={"A": before, "B": now})

    assert [each.title for each in comparison_slides(report) if each.slug == "moved-1"] == [title]


@pytest.mark.django_db
def test_where_nothing_can_be_compared_every_file_says_why():
    report = make_comparison("en", units={"Alkmaar": (1,) * 7})

    said = (
        "There is nothing to compare yet",
        "Only one can be compared: Alkmaar.",
        "Los (1 March 2024): asked by the other questionnaire",
    )
    words = " ".join(" ".join(page_texts(render(report, Format.PDF))).split())
    assert [each for each in said if each not in words] == []
    cells = _words_of_sheets(render(report, Format.XLSX))
    assert [each for each in said if each not in cells] == []
    slides = _words_of_slides(render(report, Format.PPTX))
    assert [each for each in said[:2] if each not in slides] == []
    assert "Asked by the other questionnaire: Los" in slides


@pytest.mark.django_db
def test_long_names_have_room_on_paper_on_slides_and_in_the_sheet():
    names = [f"{letter} {'Vestiging en dochtermaatschappij ' * 7}"[:200] for letter in "ABCDEF"]
    levels = [(4, 3, 4, 2, 4, 4, 3), *[(1, 1, 2, 1, 1, 2, 1)] * 4]
    wide = dict(zip([*names[:4], "W" * 200], levels, strict=True))
    report = make_comparison("nl", units=wide, organisation="M" * 200)

    deck = Presentation(io.BytesIO(render(report, Format.PPTX)))
    tables = [
        shape for slide in deck.slides for shape in slide.shapes if getattr(shape, "has_table", 0)
    ]
    assert len(tables) > 3
    bottoms = [each.top + sum(row.height for row in each.table.rows) for each in tables]
    assert max(bottoms) <= deck.slide_height * 0.94  # above the foot
    book = openpyxl.load_workbook(io.BytesIO(render(report, Format.XLSX)))
    heights = [
        row.height or 0 for sheet in book.worksheets for row in sheet.row_dimensions.values()
    ]
    assert max(heights) <= HIGHEST
    text = "".join("".join(page_texts(render(report, Format.PDF))).split())
    assert [each for each in wide if "".join(each.split()) not in text] == []


@pytest.mark.django_db
def test_files_are_sound_and_tell_whose_they_are():
    sent = Edition(branding=Branding(sender="Bureau Kompas", contact="030 123", accent="#8a1c5c"))
    report = replace(make_comparison("nl", Basis.TIME), edition=sent)

    pdf, slides, sheet = (render(report, each) for each in (Format.PDF, Format.PPTX, Format.XLSX))

    assert [package_faults(io.BytesIO(each)) for each in (slides, sheet)] == [[], []]
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    for text in (" ".join(page_texts(pdf)), _words_of_slides(slides), _words_of_sheets(sheet)):
        assert "Bureau Kompas" in text
        assert "Zorggroep De Linden" in text


@pytest.mark.django_db
def test_the_fingerprint_changes_with_everything_that_a_comparison_shows():
    report = make_comparison("en")
    others = [
        make_comparison("nl"),
        make_comparison("en", Basis.TIME),
        make_comparison("en", organisation="Ander"),
        make_comparison("en", units={"Alkmaar": (1,) * 7, "Breda": (2,) * 7}),
        make_comparison("en", units={"Alkmaar": (1,) * 7, "Breda": (3,) * 7}),
        replace(report, edition=Edition(branding=Branding(sender="Bureau"))),
    ]

    prints = [fingerprint(each) for each in (report, *others)]

    assert len(set(prints)) == len(prints)
    assert fingerprint(make_comparison("en")) == prints[0]


@pytest.mark.django_db
def test_a_comparison_arrives_at_the_worker_as_it_was_sent():
    report = make_comparison("en")

    arrived = unpack(pack(report))

    assert comparison_chapters(arrived) == comparison_chapters(report)


def _words_of_sheets(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )


def _words_of_slides(content):
    frames = [
        shape.text_frame
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    return "\n".join(each.text.replace("\N{NO-BREAK SPACE}", " ") for each in frames)
