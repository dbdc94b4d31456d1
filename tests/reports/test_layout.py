"""How the pages of invented reports are filled: nothing runs over, nothing stands alone.

`make test` tries a few reports, `make thorough` sixty.
"""

import datetime as dt
import io
import random
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from maturity.change import change_since
from maturity.responses import Response, Responses
from maturity.scoring import score
from reports.chapters import report_html
from reports.markup import document_of
from reports.pdf import SCHEME, ClosedFetcher, _fonts, _style_sheet, _without_collection
from reports.prose import DATE, NUMBERED, PERIOD
from reports.xlsx.workbook import render_xlsx
from tests.pages import LANGUAGES
from tests.reports.conftest import demo_report
from tests.reports.extremes import extreme
from tests.reports.profiles import invented_report
from tests.reports.test_pptx import Slides, captions, left_out, overfull, unknown_words

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

DEMOS = sorted(
    each.stem for each in (Path(__file__).parents[2] / "fixtures" / "demo").glob("*.json")
)
QUICK_PAGES, FULL_PAGES = 10, 22
LEAST_FILLED = 0.3  # of the room between the margins, on a page that is not a chapter's last, and
# on the last of all
WIDE = 250  # pixels, more than any one word of ours takes
LONG_NOTE = "Dit ging eerder anders, en niet iedereen weet waarom. " * 12
CLEAR = 2  # pixels between a frame and the text in it
HIGHEST_ROW = 409  # points, that a spreadsheet program can show
HEADINGS = {"h2", "h3", "h4"}
ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"


def pytest_generate_tests(metafunc):
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("layouts")))


def profile(seed):
    """Every fourth with long notes, which may add pages, the others with none; every third after
    an earlier round."""
    report = invented_report(seed)
    if seed % 3 == 1:
        report = after_another(report, random.Random(seed))
    if seed % 4:
        return replace(report, workshop=report.workshop and without_notes(report.workshop))
    chance = random.Random(seed)
    responses = tuple(
        replace(each, notes={code: LONG_NOTE for code in each.answers if chance.random() < 0.3})
        for each in report.responses.responses
    )
    return replace(report, responses=replace(report.responses, responses=responses))


def after_another(report, chance):
    asked = report.responses.questionnaire
    codes = [each.code for each in report.definition.questionnaire(asked).questions]
    answers = {code: chance.choice([1, 2, 2, 3]) for code in codes}
    earlier = score(report.definition, Responses(asked, (Response(answers),)))
    change = change_since(earlier, report.result)
    advice = replace(report.advice, change=change)
    return replace(report, previous=earlier, previous_date=dt.date(2025, 3, 12), advice=advice)


def without_notes(workshop):
    return replace(workshop, topics=tuple(replace(each, notes="") for each in workshop.topics))


def laid_out(report):
    """Its pages, without the time that writing them takes."""
    html = document_of(report_html(report), base_url=SCHEME, url_fetcher=ClosedFetcher())
    with _without_collection():
        return html.render(stylesheets=[_style_sheet()], font_config=_fonts())


def lines(box):
    """The lines of text of a page, with the element that each is of."""
    return [each for each in box.descendants() if type(each).__name__ == "LineBox"]


def content_of(page):
    body = next(iter(page._page_box.children))
    return [line for line in lines(body) if "".join(_texts(line)).strip()]


def _texts(line):
    return [each.text for each in line.descendants() if hasattr(each, "text")]


def faults(document):
    """What is wrong with the pages after the cover."""
    pages = document.pages
    yield from (f"the chapter {slug} stands on two pages" for slug in in_two(pages))
    for number, page in enumerate(pages[1:], start=2):
        found = content_of(page)
        if not found:
            yield f"page {number} is empty"
            continue
        last = max(found, key=lambda line: line.position_y)
        if last.element is not None and last.element.tag in HEADINGS:
            yield f"page {number} ends with the heading {''.join(_texts(last))!r}"
        yield from (f"page {number} breaks early after {text!r}" for text in broken_early(page))
        yield from (f"page {number} has {text!r} beside its column" for text in overflowing(page))
        yield from (f"page {number} has only {text!r} of its answers" for text in left_alone(page))
        yield from (f"page {number} breaks {text!r}" for text in torn(page))
        if sections_of(page) == ["priorities"] and sections_of(pages[number - 2]) != ["matrix"]:
            yield f"page {number} has the priorities alone"
        box = page._page_box
        filled = (last.position_y + last.height - box.content_box_y()) / box.height
        follows = pages[number] if number < len(pages) else None
        if filled < LEAST_FILLED and (not follows or goes_on(page, follows)):
            yield f"page {number} is {filled:.0%} filled and ends no chapter but the last"


def in_two(pages):
    """What has to stand whole: where a quick scan has come, and each of its dimensions, but of a
    group, for which ten pages are too few."""
    found = boxes_of(pages, "BlockBox")
    roles = {each.element.get("id"): each.element.get("class", "") for each in found}
    halves = {slug for slug, role in roles.items() if slug and "chapter--half" in role}
    is_group = any("chapter--group" in role.split() for role in roles.values())
    places = Counter(slug for page in pages for slug in set(sections_of(page)))
    return [
        slug
        for slug in halves | {"figures"}
        if halves and places[slug] > 1 and not (is_group and slug in halves)
    ]


def broken_early(page):
    """Lines of one word in a wide text that goes on below them."""
    for box in page._page_box.descendants():
        found = [each for each in getattr(box, "children", ()) if type(each).__name__ == "LineBox"]
        for line in found[:-1]:
            text = "".join(_texts(line)).strip()
            is_ended = any(each.element_tag == "br" for each in line.descendants())
            if box.width > WIDE and " " not in text and not is_ended:
                yield text


def torn(page):
    """Dates, periods and numbered actions of which a part stands on the next line."""
    for box in page._page_box.descendants():
        found = [each for each in getattr(box, "children", ()) if type(each).__name__ == "LineBox"]
        for line, other in pairwise("".join(_texts(each)).strip() for each in found):
            pieces = (each.finditer(f"{line} {other}") for each in (DATE, PERIOD, NUMBERED))
            for each in chain.from_iterable(pieces):
                if each.start() < len(line) < each.end():
                    yield each[0]


def overflowing(page):
    """Words in a cell that are wider than its column: they would run over the next."""
    cells = [each for each in page._page_box.descendants() if type(each).__name__ == "TableCellBox"]
    for cell in cells:
        for line in lines(cell):
            end = max((each.position_x + each.margin_width() for each in line.children), default=0)
            if end > cell.content_box_x() + cell.width + cell.padding_right + 1:
                yield "".join(_texts(line)).strip()


def left_alone(page):
    """The answer of a dimension whose others stand elsewhere; not beside the longest notes."""
    for table in page._page_box.descendants():
        name = table.element.get("class") if type(table).__name__ == "TableBox" else ""
        if "answer-list" in (name or "") and "answer-list--tall" not in name:
            rows = [each for each in table.descendants() if type(each).__name__ == "TableRowBox"]
            if len(rows) == 1 < len(list(table.element.iter("tr"))):
                yield "".join(_texts(rows[0]))[:40]


def goes_on(page, following):
    """Whether the first thing on the next page belongs to the chapter that this page ends with."""
    ends, begins = sections_of(page), sections_of(following)
    return bool(ends and begins) and ends[-1] == begins[0]


def sections_of(page):
    boxes = page._page_box.descendants()
    elements = [box.element for box in boxes if box.element is not None]
    return [element.get("id") for element in elements if element.tag == "section"]


def row_heights(content):
    """Those that are set, in points; openpyxl would build a second of objects for them."""
    with ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        rows = [
            row for name in sheets for row in ElementTree.fromstring(parts.read(name)).iter(ROW)
        ]
    return [float(row.get("ht")) for row in rows if row.get("ht")]


@cache
def extreme_pages(name, questionnaire, language):
    return laid_out(extreme(name, questionnaire, language)).pages


def boxes_of(pages, kind):
    every = (box for page in pages for box in page._page_box.descendants())
    return [box for box in every if type(box).__name__ == kind]


def test_no_text_lies_on_the_frame_of_a_target():
    cells = boxes_of(extreme_pages("all4", "full", "nl"), "TableCellBox")
    framed = [each for each in cells if "cell--goal" in each.element.get("class", "")]

    assert len(framed) == 7
    for cell in framed:
        inside = [box for box in cell.descendants() if type(box).__name__ == "TextBox"]
        above = min(box.position_y for box in inside) - cell.position_y
        below = cell.border_box_y() + cell.border_height()
        below -= max(box.position_y + box.height for box in inside)
        assert above - cell.border_top_width >= CLEAR
        assert below - cell.border_bottom_width >= CLEAR


def test_what_a_question_has_for_an_answer_stands_on_one_line():
    told = boxes_of(extreme_pages("nothing", "full", "en"), "LineBox")
    texts = ["".join(_texts(line)).strip() for line in told]

    assert len([text for text in texts if text.endswith("Not answered yet")]) >= 35
    assert {"answered yet", "yet"}.isdisjoint(texts)


def test_no_owner_is_parted_at_a_hyphen():
    told = boxes_of(extreme_pages("long", "full", "nl"), "LineBox")
    texts = ["".join(_texts(line)).strip() for line in told]

    assert any("ICT-manager" in text for text in texts)
    assert [text for text in texts if text.endswith(("ICT-", "HR-"))] == []


@pytest.mark.parametrize("name", ["nothing", "unknown", "all1"])
def test_a_quick_scan_has_its_dimensions_and_figures_whole(name):
    pages = extreme_pages(name, "quick", "nl")

    assert in_two(pages) == []
    assert len(pages) <= QUICK_PAGES


def test_no_text_is_cut_on_a_slide_and_no_row_of_the_sheet_is_too_high(seed):
    report = profile(seed)
    deck, heights = Slides(report), row_heights(render_xlsx(report))

    assert list(overfull(deck)) == []
    assert list(unknown_words(deck)) == []
    assert list(captions(deck)) == []
    assert left_out(deck) == []
    assert [text for text in deck.paragraphs() if text.endswith(("…", "..."))] == []
    assert heights
    assert max(heights) <= HIGHEST_ROW


def test_every_page_is_filled_and_none_too_many(seed):
    report = profile(seed)

    document = laid_out(report)

    assert list(faults(document)) == []
    assert ["summary" in sections_of(page) for page in document.pages].count(True) == 1
    if seed % 4:
        assert len(document.pages) <= (QUICK_PAGES if report.is_quick else FULL_PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_is_as_well_filled(name, language):
    document = laid_out(demo_report(name, language))

    assert list(faults(document)) == []
    assert ["summary" in sections_of(page) for page in document.pages].count(True) == 1
