"""The slides: native charts and tables, notes, titles, our own theme, and a sound package."""

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from maturity.display import figure_text, machine_number, score_text
from maturity.loading import published_definition
from reports import colours
from reports.edition import Branding, Edition, OwnWords, Part
from reports.pptx import render_pptx
from reports.pptx.layouts import HEIGHT, LAYOUTS, WIDTH
from reports.pptx.measure import line_count, shortened
from reports.pptx.text import SMALLEST, clean
from tests.factories import all_answers
from tests.office import package_faults
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report

pytestmark = pytest.mark.django_db
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LONG = (
    "Stichting Samenwerkende Zorgverzekeringsmaatschappijen Noord-Nederland en "
    "Arbeidsongeschiktheidsverzekeringsonderlinge Donaudampfschifffahrtsgesellschaft te Groningen"
)
HOSTILE = (
    '<script>alert(1)</script> =cmd|x {{ about }} {% now "Y" %} \x00\x1b\x85 \u202eomgekeerd '
    "& ]]> 日本語 مرحبا بالعالم 😀 \ud800 \ufffe"
)


class Slides:
    def __init__(self, report):
        self.report = report
        self.bytes = render_pptx(report)
        self.presentation = Presentation(io.BytesIO(self.bytes))
        self.slides = list(self.presentation.slides)
        self.titles = [slide.shapes.title.text for slide in self.slides]

    def __len__(self):
        return len(self.slides)

    def charts(self):
        return [shape.chart for slide in self.slides for shape in slide.shapes if shape.has_chart]

    def tables(self):
        return [shape.table for slide in self.slides for shape in slide.shapes if shape.has_table]

    def notes(self):
        return [slide.notes_slide.notes_text_frame.text for slide in self.slides]

    def words(self):
        """Everything on the slides themselves, in one line."""
        texts = (
            run.text or "" for slide in self.slides for run in slide._element.iter(f"{DRAWING}t")
        )
        return " ".join(" ".join(texts).split())


@cache
def demo_slides(name, language):
    return Slides(demo_report(name, language))


def mixed_answers():
    return {code: place % 4 + 1 for place, code in enumerate(all_answers("full"))}


def hostile_report():
    answers = {
        code: "unknown" if place % 5 == 0 else level
        for place, (code, level) in enumerate(mixed_answers().items())
    }
    report = make_report(
        answers=answers, organisation=(HOSTILE + LONG)[:200], title=(HOSTILE * 4)[:200]
    )
    words = OwnWords(
        sentence=HOSTILE,
        summary=f"{HOSTILE}\n\n- {HOSTILE}\n- {LONG * 9}",
        dimensions={row.dimension.slug: HOSTILE * 9 for row in report.result.dimensions},
        language="en",
    )
    edition = Edition(words, branding=Branding(sender=HOSTILE, contact=HOSTILE))
    return replace(report, edition=edition, sentence=HOSTILE)


@cache
def decks():
    """Made once: typical and extreme, by name."""
    return {name: Slides(report) for name, report in reports().items()}


def reports():
    nobody = {"answers": {}, "organisation": "", "is_finished": False}
    some = dict.fromkeys(list(all_answers("full"))[:7], 2)
    return {
        **{
            f"{name}-{language}": demo_report(name, language)
            for name in (FULL, QUICK, GROUP)
            for language in ("nl", "en")
        },
        "nothing scored": make_report(**nobody),
        "nothing scored, quick": make_report(**nobody, questionnaire="quick", language="en"),
        "all 4": make_report(answers=all_answers("full", 4)),
        "all 1": make_report(answers=all_answers("full", 1), language="en"),
        "no overall score": make_report(answers=some, organisation=LONG, title=LONG),
        "hostile": hostile_report(),
    }


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_a_scored_report_has_eight_to_ten_slides(name, language):
    deck = demo_slides(name, language)

    assert 8 <= len(deck) <= 10
    assert deck.presentation.slide_width == 12192000
    assert deck.presentation.slide_height == 6858000


def test_every_deck_is_sound_and_every_slide_has_a_title_and_notes():
    for name, deck in decks().items():
        assert package_faults(io.BytesIO(deck.bytes)) == [], name
        assert all(title.strip() for title in deck.titles), name
        assert len(set(deck.titles)) == len(deck), name
        assert all(len(notes) > 20 for notes in deck.notes()), name


def test_no_placeholder_stays_empty_and_no_identity_stands_twice():
    for name, deck in decks().items():
        for slide in deck.slides:
            empty = [
                shape.name
                for shape in slide.placeholders
                if shape.has_text_frame and not shape.text_frame.text.strip()
            ]
            ids = [each.get("id") for each in slide._element.xpath(".//p:cNvPr")]

            assert empty == [], name
            assert len(set(ids)) == len(ids), name


@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_charts_are_native_and_hold_the_figures_of_the_result(name):
    deck = demo_slides(name, "nl")
    rows = deck.report.result.dimensions

    radar, bars = deck.charts()
    for chart in (radar, bars):
        series = {each.name: list(each.values) for each in chart.plots[0].series}
        assert series["nu"] == [machine_number(row.score) for row in rows]
        assert series["doel"] == [row.target for row in rows]
        assert chart.part.chart_workbook.xlsx_part is not None
    assert list(bars.plots[0].categories) == [row.dimension.name for row in rows]
    assert [str(each) for each in radar.plots[0].categories] == [
        f"{row.dimension.name} {score_text(row.score, 'nl')}" for row in rows
    ]


def test_what_has_no_score_is_a_gap_and_never_a_zero():
    report = make_report(answers=dict.fromkeys(list(all_answers("full"))[:7], 2))
    deck = Slides(report)

    for chart in deck.charts():
        now = next(each for each in chart.plots[0].series if each.name == "nu")
        assert None in now.values
        assert 0 not in now.values
        assert chart._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]


def test_an_earlier_measurement_is_drawn_and_printed():
    report = demo_report(FULL, "nl")
    earlier = make_report(answers=all_answers("full", 1)).result
    deck = Slides(replace(report, previous=earlier))

    radar = deck.charts()[0]
    series = {each.name: list(each.values) for each in radar.plots[0].series}
    assert series["vorige meting"] == [1.0] * 7
    header = [cell.text for cell in deck.tables()[0].rows[0].cells]
    assert "Vorige" in header
    assert "vorige meting 1,0" in deck.words()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_says_what_the_result_says(language):
    deck = demo_slides(GROUP, language)
    result = deck.report.result

    table = [[cell.text for cell in row.cells] for row in deck.tables()[0].rows]

    assert len(table) == 9
    for row, cells in zip(result.dimensions, table[1:], strict=False):
        assert cells[0] == row.dimension.name
        assert score_text(row.score, language) in cells
        assert str(row.target) in cells
        assert figure_text(row.gap, language) in cells
        assert figure_text(row.consensus, language, decimals=2) in cells
    assert score_text(result.score, language) in table[-1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_deck_says_the_sentence_the_decision_and_the_first_steps(language):
    deck = demo_slides(FULL, language)
    report, words = deck.report, deck.words()

    assert report.sentence in words
    assert report.decisions[0] in words
    assert score_text(report.result.score, language) in words
    summary = deck.slides[1].placeholders[14].text_frame.text
    for action in report.advice.roadmap[1][:3]:
        assert f"{action.title} ({action.owner}," in summary
    assert report.about.organisation in words
    for advice in report.advice.dimensions[:3]:
        assert advice.step.headline in words
        assert advice.actions[0].title in words
    for action in report.advice.quick_wins:
        assert action.title in words


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_the_route_shows_every_basecamp_question_or_says_how_many_more_there_are(name, language):
    deck = demo_slides(name, language)
    route = next(each for each in deck.tables() if each.rows[1].cells[0].text[:8] == "Basecamp")

    for horizon, cell in zip((1, 2, 3), route.rows[1].cells, strict=True):
        phases = [each for each in deck.report.definition.phases if each.horizon == horizon]
        asked = [each for each in phases if each.basecamp.partition("?")[0] in cell.text]
        more = len(phases) - len(asked)
        assert asked
        assert more == 0 or f" {more} " in cell.text_frame.paragraphs[-1].text


def test_a_period_does_not_break_after_its_dash():
    deck = demo_slides(FULL, "nl")

    assert deck.report.definition.horizons[0].period == "0–3 maanden"
    assert "0\N{NON-BREAKING HYPHEN}3 maanden" in deck.words()
    assert not re.search("[0-9][-–][0-9]+ maanden", deck.words())


def test_the_notes_tell_what_a_slide_leaves_out():
    deck = demo_slides(FULL, "nl")
    notes = " ".join(deck.notes())

    for advice in deck.report.advice.dimensions[:3]:
        assert advice.step.rationale in notes
        assert advice.step.pitfall in notes
    for actions in deck.report.advice.roadmap.values():
        assert all(action.title in notes for action in actions)
    assert all(phase.basecamp in notes for phase in deck.report.definition.phases)
    assert all(pattern.advice in notes for pattern in deck.report.advice.patterns)


@pytest.mark.parametrize(("language", "spoken"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_every_run_says_its_language(language, spoken):
    with ZipFile(io.BytesIO(demo_slides(FULL, language).bytes)) as package:
        for name in package.namelist():
            if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", name):
                tree = ET.fromstring(package.read(name))
                runs = [*tree.iter(f"{DRAWING}r"), *tree.iter(f"{DRAWING}fld")]
                said = {run.find(f"{DRAWING}rPr").get("lang") for run in runs}
                said |= {each.get("lang") for each in tree.iter(f"{DRAWING}defRPr")}
                assert said == {spoken}, name


def test_colours_and_fonts_come_from_the_theme_alone():
    deck = demo_slides(FULL, "nl")
    with ZipFile(io.BytesIO(deck.bytes)) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        hard = [
            name
            for name in package.namelist()
            if re.match(r"ppt/(slides|slideLayouts|slideMasters|charts)/[^/]+\.xml", name)
            and re.search(rb"srgbClr|<a:latin typeface=\"[^+]", package.read(name))
        ]

    assert hard == []
    assert 'typeface="Inter"' in theme
    for colour in (*colours.LEVELS, colours.ACCENT, colours.INK):
        assert colour.lstrip("#") in theme


def test_nothing_a_room_must_read_is_smaller_than_14_points():
    small = [
        (name, size, run.text)
        for name, deck in decks().items()
        for slide in deck.slides
        for run in slide._element.iter(f"{DRAWING}r")
        if (size := int(run.find(f"{DRAWING}rPr").get("sz", 1400))) < SMALLEST * 100
    ]

    assert small == []


def test_scaled_text_stays_at_14_points_or_more():
    for deck in decks().values():
        for slide in deck.slides:
            layout = next(each for each in LAYOUTS if each.name == slide.slide_layout.name)
            sizes = {each.index: each.levels for each in layout.placeholders}
            for shape in slide.placeholders:
                scale = shape._element.xpath(".//a:normAutofit/@fontScale")
                if scale:
                    levels = sizes[shape.placeholder_format.idx]
                    smallest = min(level.size for level in levels)
                    assert smallest * int(scale[0]) / 100_000 >= SMALLEST


def test_shapes_stay_on_the_slide():
    for name, deck in decks().items():
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0, (name, shape.name)
                assert shape.top >= 0, (name, shape.name)
                assert Emu(shape.left + shape.width).inches <= WIDTH + 0.01, (name, shape.name)
                assert Emu(shape.top + shape.height).inches <= HEIGHT + 0.01, (name, shape.name)


def test_pictures_charts_and_tables_have_alternative_text():
    for slide in Slides(branded_report()).slides:
        for shape in slide.shapes:
            properties = shape._element.xpath(".//p:cNvPr")[0]
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert len(properties.get("descr")) > 5
            elif not shape.is_placeholder:
                assert properties.get("descr") or properties.xpath(
                    ".//*[local-name()='decorative']"
                )


def test_slides_have_a_number_and_the_organisation_at_their_foot():
    deck = demo_slides(FULL, "nl")

    for slide in deck.slides[1:]:
        kinds = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
        assert kinds[11].text_frame.text == deck.report.about.organisation
        assert kinds[12]._element.xpath(".//a:fld/@type") == ["slidenum"]


def test_the_sender_stands_at_the_foot_of_slides_too():
    deck = Slides(branded_report())
    organisation = deck.report.about.organisation

    for slide in deck.slides[1:]:
        feet = [each for each in slide.placeholders if each.placeholder_format.idx == 11]
        assert feet[0].text_frame.text == f"{organisation} · De Wit & Partners"


def test_without_a_score_three_slides_say_so():
    deck = Slides(make_report(answers={}, organisation="", is_finished=False))

    assert len(deck) == 3
    assert deck.charts() == []
    assert "Uw organisatie" in deck.words()
    assert deck.report.states[0] in deck.words()


def test_parts_that_are_left_out_have_no_slide():
    report = demo_report(FULL, "nl")
    whole = len(demo_slides(FULL, "nl"))
    left_out = frozenset({Part.PATTERNS, Part.QUICK_WINS, Part.ROUTE})

    deck = Slides(replace(report, edition=Edition(left_out=left_out)))

    assert len(deck) == whole - 3
    assert "Quick wins" not in deck.titles
    assert "Patronen" not in deck.titles


def branded_report():
    logo = io.BytesIO()
    Image.new("RGB", (600, 200), "#7a1f6b").save(logo, "PNG")
    report = demo_report(FULL, "en")
    words = OwnWords(
        sentence="Dit is onze eigen zin.",
        summary="De directie herkent zich hierin.\n\n- Eerst de klantreis\n- Dan de systemen",
        dimensions={row.dimension.slug: f"Over {row.rank}." for row in report.result.dimensions},
        language="nl",
    )
    branding = Branding("De Wit & Partners", "info@dewit.example", "#7a1f6b", logo.getvalue())
    return replace(report, edition=Edition(words, branding=branding), sentence=words.sentence)


def test_the_sender_speaks_in_own_words_and_is_named():
    deck = Slides(branded_report())
    words, notes = deck.words(), " ".join(deck.notes())

    assert "Dit is onze eigen zin." in words
    assert "In the words of De Wit & Partners" in words
    assert "Insight of De Wit & Partners" in words
    assert "Eerst de klantreis" in words
    assert "Over 1." in words
    assert all(f"Over {rank}." in notes for rank in range(1, 8))
    said = [
        run.find(f"{DRAWING}rPr").get("lang")
        for slide in deck.slides
        for run in slide._element.iter(f"{DRAWING}r")
        if run.find(f"{DRAWING}t").text == "Eerst de klantreis"
    ]
    assert said == ["nl-NL"]


TALK = (
    "Kijk eerst naar de doelen.\n\n- Winkel: 100% winkelomzet\n- Web: 100% weborders\n\nDat botst."
)


def report_with_insights(summary="", **dimensions):
    words = OwnWords(summary=summary, dimensions=dimensions, language="nl")
    return replace(demo_report(FULL, "nl"), edition=Edition(words))


def test_insights_keep_their_paragraphs_and_bullets():
    ranked = [each.row.dimension.slug for each in demo_report(FULL, "nl").advice.dimensions]
    for slug in (ranked[0], ranked[-1]):  # beside its priority, and on the slide of insights
        deck = Slides(report_with_insights(**{slug: TALK}))
        cells = [
            cell
            for table in deck.tables()
            for row in table.rows
            for cell in row.cells
            if "Kijk eerst" in cell.text
        ]
        paragraphs = cells[0].text_frame.paragraphs

        assert len(cells) == 1
        assert [(each.text, bool(each._p.xpath("./a:pPr/a:buChar"))) for each in paragraphs] == [
            ("Kijk eerst naar de doelen.", False),
            ("Winkel: 100% winkelomzet", True),
            ("Web: 100% weborders", True),
            ("Dat botst.", False),
        ]


def test_every_insight_has_a_place_on_a_slide():
    ranked = [each.row.dimension.slug for each in demo_report(FULL, "nl").advice.dimensions]
    insights = {slug: f"Gezegd over {slug}." for slug in ranked}
    deck = Slides(report_with_insights(TALK, **insights))

    assert len(deck) == len(demo_slides(FULL, "nl")) + 1 <= 11
    for words in ("Winkel: 100% winkelomzet", *insights.values()):
        assert deck.words().count(words) == 1
    assert "Ingekort" not in deck.words()


def test_insights_that_do_not_fit_say_that_they_go_on_in_the_notes():
    ranked = [each.row.dimension.slug for each in demo_report(FULL, "nl").advice.dimensions]
    long = {slug: f"{'Woorden ' * 200}tot het eind van {slug}." for slug in ranked}
    deck = Slides(report_with_insights(TALK, **long))

    assert "Ingekort" in deck.words()
    place = deck.titles.index("Inzichten")
    assert all(f"tot het eind van {slug}." in deck.notes()[place] for slug in ranked)


def test_an_insight_stands_on_a_slide_where_nothing_is_scored():
    report = make_report(answers={}, is_finished=False)
    deck = Slides(replace(report, edition=Edition(OwnWords(summary=TALK, language="nl"))))

    assert "Web: 100% weborders" in deck.words()


@pytest.mark.parametrize("summary", ["Kort.", TALK, "Woorden " * 400])
def test_an_insight_of_the_summary_leaves_the_first_actions_where_they_are(summary):
    deck = Slides(report_with_insights(summary))
    text = deck.slides[1].placeholders[14].text_frame.text

    for action in deck.report.advice.roadmap[1][:3]:
        assert action.title in text
    assert summary.split()[0] in deck.words()


def test_the_cover_prints_a_long_title_and_contact_line_whole():
    title = ("Waar staan onze kanalen nu, en wat moet er eerst gebeuren? " * 4)[:199] + "."
    contact = ("Marktstraat 1, Zwolle · 038 123 45 67 · info@dewit.example · " * 4)[:199] + "."
    report = demo_report(GROUP, "nl")
    report = replace(
        report,
        about=replace(report.about, title=title),
        edition=Edition(branding=Branding(sender="De Wit & Partners", contact=contact)),
    )
    cover = {each.placeholder_format.idx: each for each in Slides(report).slides[0].placeholders}

    assert cover[15].text_frame.text == title
    assert cover[16].text_frame.text == contact
    assert len(cover[13].text_frame.paragraphs) >= 4


def test_the_sender_gives_colour_logo_and_name():
    deck = Slides(branded_report())
    with ZipFile(io.BytesIO(deck.bytes)) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        pictures = [name for name in package.namelist() if name.startswith("ppt/media/")]

    assert "7a1f6b" in theme
    assert colours.ACCENT.lstrip("#") not in theme
    assert len(pictures) == 1
    dashed = [
        stroke
        for stroke in deck.slides[0]._element.iter(f"{DRAWING}ln")
        if stroke.find(f"{DRAWING}prstDash") is not None
    ]
    assert {each.get("val") for line in dashed for each in line.iter(f"{DRAWING}schemeClr")} == {
        "accent2"
    }
    assert "De Wit & Partners" in deck.words()
    assert "info@dewit.example" in deck.words()
    assert deck.presentation.core_properties.author == "De Wit & Partners"


def test_markup_and_control_characters_become_plain_words():
    deck = decks()["hostile"]

    assert "<script>alert(1)</script>" in deck.words()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe]", deck.words())
    assert "_x001B_" not in deck.words()
    with ZipFile(io.BytesIO(deck.bytes)) as package:
        book = next(name for name in package.namelist() if name.endswith(".xlsx"))
        with ZipFile(io.BytesIO(package.read(book))) as inner:
            assert b"<f>" not in inner.read("xl/worksheets/sheet1.xml")


def test_only_our_own_layouts_are_there():
    names = [layout.name for layout in demo_slides(FULL, "nl").presentation.slide_layouts]

    assert names == [layout.name for layout in LAYOUTS]


def test_every_slide_of_a_definition_fits_for_every_level():
    for language in ("nl", "en"):
        definition = published_definition(language)
        for dimension in definition.dimensions:
            for level in (1, 2, 3, 4):
                position = dimension.words[level].position
                assert line_count(position, 410, 18) <= 5


def test_text_is_cut_after_a_word_and_only_when_it_must():
    text = "Een lange zin met Arbeidsongeschiktheidsverzekeringsonderlinge erin"

    assert shortened(text, 1000, 14, 1) == text
    cut = shortened(text, 130, 14, 1)
    assert cut.endswith("…")
    assert line_count(cut, 130, 14) == 1
    assert text.startswith(cut.rstrip("…"))


def test_cleaning_keeps_letters_of_any_script():
    assert clean("a\x00b\n\tمرحبا\u202e 😀 é") == "a b مرحبا 😀 é"


def test_a_web_process_does_not_load_python_pptx():
    code = (
        "import django, sys; django.setup(); import config.urls, rendering.worker, reports.pptx;"
        "sys.exit('pptx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "SECRET_KEY": "x"},
        check=False,
    )

    assert done.returncode == 0
