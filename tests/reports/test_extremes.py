"""Pages at the limits: nothing nearly empty, nothing off the paper, a page for each dimension."""

from dataclasses import replace
from functools import cache
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reports.chapters import report_html
from reports.edition import Edition, OwnWords
from reports.markup import well_formed
from reports.pdf import html_to_pdf
from tests.reports.conftest import FULL, QUICK, Rendered, demo_report, rendered_demo
from tests.reports.extremes import EXTREME, NOTE, extreme
from tests.reports.test_pdf import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover, pytest.mark.xdist_group("paper")]
FEWEST_LETTERS = 250  # on a page that is not the front


@cache
def rendered(name, questionnaire, language):
    return Rendered(extreme(name, questionnaire, language))


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
@pytest.mark.parametrize("name", EXTREME)
def test_what_the_pages_print_is_well_formed(name, questionnaire):
    html = report_html(extreme(name, questionnaire, "nl"))

    assert ElementTree.fromstring(well_formed(html)).tag == "html"


@pytest.mark.parametrize(
    ("name", "questionnaire", "language", "fewest", "most"),
    [
        ("all4", "quick", "en", 8, 10),
        ("capped", "full", "nl", 16, 22),
        ("unknown", "quick", "nl", 8, 10),
        ("all1", "quick", "nl", 8, 10),
        ("nothing", "full", "en", 8, 14),
        ("all1", "full", "nl", 16, 22),
        ("long_word", "quick", "nl", 8, 16),
    ],
)
def test_extreme_results_fill_their_pages(name, questionnaire, language, fewest, most):
    pdf = rendered(name, questionnaire, language)

    assert fewest <= len(pdf) <= most
    letters = [(number, len(text)) for number, text in enumerate(pdf.pages, 1)]
    assert [each for each in letters[1:] if each[1] < FEWEST_LETTERS] == []
    if pdf.report.result.scored:  # the whole summary stands on its page
        summary = squeezed(pdf.pages[1])
        assert pdf.report.decisions
        assert [each for each in pdf.report.decisions if squeezed(each) not in summary] == []


@pytest.mark.parametrize("name", ["long", "long_word"])
def test_a_long_name_pushes_nothing_off_the_front(name):
    pdf = rendered(name, "quick", "en")
    report = pdf.report
    front, summary, *_ = map(squeezed, pdf.pages)

    for fact in ("12 March 2026", report.sector.name, "Advisory report on channel maturity"):
        assert squeezed(fact) in front
    start = squeezed(report.about.organisation)[:10]
    running_head = squeezed(report.about.organisation[:69])
    told = squeezed(report.sentence).count(start)
    most = told + running_head.count(start)  # of wide letters the head holds fewer
    assert told < summary.count(start) <= most  # nothing of the front goes on here


@pytest.mark.parametrize("name", ["all1", "all4", "capped", "equal"])
def test_a_dimension_of_a_full_report_never_takes_a_second_page(name):
    pdf = rendered(name, "full", "nl")
    pages = [squeezed(text) for text in pdf.pages]
    places = []

    for advice in pdf.report.advice.dimensions:
        step = advice.step_advice.step
        told = [advice.row.dimension.about, step.rationale, step.pitfall]
        told += [action.kpi for action in advice.actions]
        told += [each.headline for each in advice.outline]
        own = [n for n, text in enumerate(pages) if all(squeezed(each) in text for each in told)]
        assert len(own) == 1, advice.row.dimension.name
        places += own
    assert places == sorted(places)  # by rank; those that are short may share a page
    assert set(places) == set(range(places[0], places[-1] + 1))


def test_a_short_insight_takes_no_second_page():
    report = demo_report(FULL, "nl")
    insight = "Iedereen wil wel, maar de regels zitten in de weg.\n\n- Begin klein.\n- Meet na."
    own_words = OwnWords(dimensions={"mensen-cultuur": insight})

    pdf = Rendered(replace(report, edition=Edition(own_words=own_words)))

    assert len(pdf) == len(rendered_demo(FULL, "nl", keep_notes=True))
    assert any("regels zitten in de weg" in page for page in pdf.pages)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["all1", "equal", "all4"])
def test_the_matrix_stands_on_one_page(name, language):
    whole = rendered(name, "full", language)

    title = {"nl": "Uw plek in de matrix", "en": "Your place in the matrix"}[language]
    page = next(text for text in whole.pages[3:] if title in text)
    for row in whole.report.result.dimensions:
        statements = [each.text for each in row.dimension.cell(4, "retail")]
        for text in [row.dimension.words[4].goal] if row.target == 4 else statements:
            assert squeezed(text) in squeezed(page)


@pytest.mark.parametrize("name", ["all1", "capped"])
def test_the_basecamps_of_a_full_report_stand_together(name):
    pdf = rendered(name, "full", "nl")
    places = [n for n, text in enumerate(pdf.pages[3:], 3) if "horizonten en hun basecamps" in text]

    assert len(places) == 1
    page = squeezed(pdf.pages[places[0]])
    camps = [each.basecamp for each in pdf.report.definition.phases]
    assert [each for each in camps if squeezed(each) not in page] == []


@pytest.mark.parametrize("name", ["all1", "capped"])
def test_a_quick_report_is_indicative_without_drawn_route_and_basecamps(name):
    report = extreme(name, "quick", "nl")
    html = unescape(report_html(report))

    assert report.advice.route.placed
    assert report.advice.quick_wins[0].title in html
    assert 'id="route"' not in html
    assert [each for each in report.definition.phases if each.basecamp in html] == []
    assert "basecamp" not in html.lower()


def outside(page):
    """Texts that begin beyond the paper; pictures have coordinates of their own."""
    found = []

    def look(text, matrix, text_matrix, font, size):
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        if (
            matrix[3] < 0
            and text.strip()
            and not (0 <= x <= page.mediabox.width and 0 <= y <= page.mediabox.height)
        ):
            found.append(text)

    page.extract_text(visitor_text=look)
    return found


@pytest.mark.parametrize("name", ["long_word", "long"])
def test_long_texts_stay_on_the_paper(name):
    pdf = rendered(name, "quick", "nl")

    assert [outside(page) for page in pdf.reader.pages if outside(page)] == []
    if name == "long":
        assert squeezed(NOTE[:60]) in squeezed(pdf.text) or "Niet vet" in pdf.text


def test_control_characters_do_not_break_the_file():
    pdf = html_to_pdf('<html lang="nl"><title>x</title><p>a\x00b\x0bc\ufffe</p></html>')

    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(("name", "most"), [(FULL, 22), (QUICK, 10)])
def test_headings_skip_no_level(name, most):
    html = report_html(demo_report(name, "nl"))
    root = ElementTree.fromstring(well_formed(html))
    levels = [int(each.tag[1]) for each in root.iter() if each.tag in {"h1", "h2", "h3", "h4"}]

    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert len(rendered_demo(name, "nl")) <= most
