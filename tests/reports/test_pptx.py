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
from django.conf import settings
from django.utils.translation import override
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from assessments.exchange import read
from assessments.importing import find_definition, unstored_report
from maturity.display import machine_number, score_text
from maturity.loading import published_definition
from reports import colours
from reports.content import chapters
from reports.content.blocks import Facts
from reports.content.cover import cover
from reports.content.group import to_discuss
from reports.content.scores import overall_score
from reports.edition import Branding, Edition, OwnWords, Part
from reports.formats import Format
from reports.house import OURS
from reports.measure import wrapped
from reports.picking import all_of
from reports.pptx import render_pptx
from reports.pptx.deck import ResultDeck
from reports.pptx.drawings import MARGIN, TIP
from reports.pptx.tables import Cell, Column, Table, place_on_slides
from reports.pptx.template import Room, TextLevel, room_of
from reports.pptx.text import LINE, SMALLEST, Text, clean, picked, set_line
from reports.prose import held, sentences
from tests.factories import all_answers
from tests.office import package_faults
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report
from tests.reports.extremes import extreme
from tests.reports.profiles import any_report, invented_report, walk
from tests.reports.words import squeezed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("pptx")]
WIDTH, HEIGHT = 13.333, 7.5  # inches
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
        # Without what keeps words of each on one line.
        titles = [slide.shapes.title.text for slide in self.slides]
        self.titles = [each.replace("\N{NO-BREAK SPACE}", " ") for each in titles]

    def __len__(self):
        return len(self.slides)

    def charts(self):
        return [shape.chart for slide in self.slides for shape in slide.shapes if shape.has_chart]

    def tables(self):
        return [shape.table for slide in self.slides for shape in slide.shapes if shape.has_table]

    def notes(self):
        return [slide.notes_slide.notes_text_frame.text for slide in self.slides]

    def paragraphs(self):
        """Of the slides themselves, with the words of each."""
        for slide in self.slides:
            for paragraph in slide._element.iter(f"{DRAWING}p"):
                text = "".join(run.text or "" for run in paragraph.iter(f"{DRAWING}t"))
                text = text.replace("\N{NO-BREAK SPACE}", " ")
                if text.strip() and paragraph.find(f"{DRAWING}fld") is None:
                    yield text

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


def test_a_period_has_no_dash_to_break_after():
    words = demo_slides(FULL, "nl").words()

    assert "0 tot 3 maanden" in words
    assert not re.search("[0-9][-–‑][0-9]+ maanden", words)


def test_the_notes_tell_what_a_slide_leaves_out():
    deck = demo_slides(FULL, "nl")
    notes = " ".join(deck.notes())

    for advice in deck.report.advice.dimensions[:3]:
        assert advice.step.rationale in notes
        assert advice.step.pitfall in notes
    for actions in deck.report.advice.by_horizon.values():
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


def test_without_a_score_four_slides_say_so():
    deck = Slides(make_report(answers={}, organisation="", is_finished=False))

    assert len(deck) == 4
    assert deck.charts() == []
    assert "Uw organisatie" in deck.words()
    assert deck.report.states[0] in deck.words()


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


def test_an_insight_stands_on_a_slide_where_nothing_is_scored():
    report = make_report(answers={}, is_finished=False)
    deck = Slides(replace(report, edition=Edition(OwnWords(summary=TALK, language="nl"))))

    assert "Web: 100% weborders" in deck.words()


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

    assert [each.text for each in cover[15].text_frame.paragraphs][1:] == [set_line(title)]
    assert cover[16].text_frame.text == set_line(contact)
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


# --- what the slides take from the blocks ---------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_a_scored_report_has_ten_to_fifteen_slides(name, language):
    deck = demo_slides(name, language)

    assert 10 <= len(deck) <= 15
    assert deck.presentation.slide_width == 12192000
    assert deck.presentation.slide_height == 6858000


def told(report):
    """What the blocks and the cover say: every text, and every sentence of one."""
    with override(report.language):
        texts = [*words_of(chapters(report)), *words_of(cover(report))]
    name = report.about.organisation
    said = {part for text in texts for part in [text, *sentences(text, name)]}
    return {squeezed(clean(each)) for each in said}


def unknown_words(deck):
    """Paragraphs with a sentence, a name or a figure that no block has."""
    known = told(deck.report)
    labels = {squeezed(each) for each in LABELS[deck.report.language]} | {""}
    for paragraph in deck.paragraphs():
        for part in paragraph.split(" · "):
            numberless = re.sub(r"^\d+\.? *", "", part)
            said = sentences(part, deck.report.about.organisation)
            if not {squeezed(part), squeezed(numberless)} & (known | labels):
                yield from (each for each in said if squeezed(each) not in known)


LABELS = {
    "nl": {
        *("Consensus", "Vraag", "De prioriteiten op een rij", "De stap die u zet", "Valkuil"),
        *("Actie", "Maatstaf", "Trekker", "Wanneer", "Gemiddelde"),
    },
    "en": {
        *("Consensus", "Question", "Priorities at a glance", "The step to take", "Pitfall"),
        *("Action", "Measure", "Owner", "When", "Mean"),
    },
}


def test_every_sentence_of_the_slides_is_a_whole_sentence_of_a_block():
    for name, deck in decks().items():
        if name != "hostile":
            assert list(unknown_words(deck)) == [], name


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_titles_are_messages_and_not_names_of_chapters(name, language):
    deck = demo_slides(name, language)
    with override(language):
        chapter_titles = {chapter.title for chapter in chapters(deck.report)}

    assert chapter_titles & set(deck.titles) == set()
    # "Begin met technologie." says something too.
    assert [each for each in deck.titles if len(each.split()) < 4 and each[-1] != "."] == []
    assert sentences(deck.report.sentence)[0] == deck.titles[1]
    assert deck.report.decisions[0] in deck.titles


VERBS = {
    "nl": "is|zijn|staan|staat|heeft|hebben|ligt|liggen|kunnen|kan|eindigt|verschillen|was|begint"
    "|ontbreken|stond|lopen",
    "en": "is|are|stand|stands|has|have|lies|can|ends|differ|differs|was|begins|rest",
}


def captions(deck):
    """Titles that say nothing: words of ours without a verb. Those of the model are sentences, and
    what a person wrote is theirs."""
    own = deck.report.edition.own_words
    theirs = " ".join((own.sentence, own.summary, *own.dimensions.values()))
    model = model_sentences(deck.report.language)
    verb = re.compile(rf"\b({VERBS[deck.report.language]})\b", re.IGNORECASE)
    with override(deck.report.language):
        names = {each.title for each in chapters(deck.report)}
    for title in deck.titles[1:]:
        is_of_model = squeezed(title) in model or squeezed(title) in squeezed(theirs)
        is_asked = title in deck.report.sentence or title in deck.report.decisions
        if title in names or not (is_of_model or is_asked or verb.search(title)):
            yield title


@cache
def model_sentences(language):
    texts = [each for each in walk(published_definition(language)) if isinstance(each, str)]
    return {squeezed(each) for text in texts for each in (text, *sentences(text))}


def test_no_word_stands_alone_below_a_title():
    deck = demo_slides(FULL, "nl")

    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == [set_line(each) for each in deck.titles]
    assert titles != deck.titles


def test_no_date_and_no_level_of_four_is_parted():
    parted = re.compile(r"\d (?:van|of) 4\b|\b\d{1,2} [a-z]+ \d{4}\b", re.IGNORECASE)
    for name, deck in decks().items():
        if name != "hostile":
            runs = [run.text for slide in deck.slides for run in slide._element.iter(f"{DRAWING}t")]
            assert [text for text in runs if parted.search(text or "")] == [], name
    assert parted.search("multichannel (level 2 of 4)")


def test_what_is_set_on_one_line_is_measured_so():
    assert wrapped("by 12\N{NO-BREAK SPACE}June", 55, 12) == ["by", "12\N{NO-BREAK SPACE}June"]
    assert wrapped("by 12 June", 55, 12) == ["by 12", "June"]


def test_every_question_to_discuss_stands_on_a_slide():
    report = any_report(24)  # whose people often did not know
    deck = Slides(report)
    with override(report.language):
        facets = [each.question.facet for each in to_discuss(report)]

    assert len(facets) == 5
    assert [each for each in facets if each not in deck.words()] == []


def test_few_answers_are_told_beside_a_consensus():
    deck = Slides(invented_report(16, "nl"))

    assert "te weinig antwoorden om er veel aan af te lezen" in deck.words()


def test_a_table_that_is_too_long_goes_on_on_a_further_slide():
    deck = ResultDeck(demo_report(FULL, "en"))
    rows = tuple((Cell(f"Action {number}"),) for number in range(40))
    table = Table((Column("Action", 1),), rows, "Actions")

    place_on_slides(deck, "The workshop", "The room begins here.", [table], "All of it")

    shown = [
        (slide.shapes.title.text, [row.cells[0].text for row in shape.table.rows][1:])
        for slide in Presentation(io.BytesIO(deck.as_bytes())).slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert [title for title, _rows in shown][:2] == [
        set_line("The room begins here."),
        set_line("The room begins here. (2)"),
    ]
    assert [squeezed(each) for _title, part in shown for each in part] == [
        f"action {number}" for number in range(40)
    ]


def test_priorities_are_what_has_something_to_go():
    [table] = [
        each
        for each in Slides(extreme("capped", "full", "nl")).tables()
        if each.cell(0, 1).text == "De stap die u zet"
    ]

    assert [squeezed(row.cells[0].text)[:10] for row in table.rows] == ["dimensie", "technologi"]


def test_a_quick_scan_is_indicative_wherever_its_outcome_stands():
    deck = demo_slides(QUICK, "nl")

    for slide in deck.slides[1:4]:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert squeezed(deck.report.caution) in squeezed(words)


def test_the_score_stands_with_all_that_is_to_know_about_it():
    deck = demo_slides("bout-en-moerman-2026", "nl")
    with override("nl"):
        notes = overall_score(deck.report).notes

    assert notes
    assert [each for each in notes if each not in deck.words()] == []


def test_what_holds_back_and_strengths_say_as_much_of_each_answer():
    deck = demo_slides(QUICK, "nl")

    left, right = next(filter(None, map(columns_of, deck.slides)))
    assert "Technologie" in left
    assert ("Uw antwoord" in left) == ("Uw antwoord" in right)


def columns_of(slide):
    """The words of both, where it has two."""
    if slide.slide_layout.name != "Two columns":
        return None
    texts = {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
    return texts[15], texts[17]


def test_no_title_is_a_caption():
    for name, deck in all_decks():
        if name != "hostile":
            assert list(captions(deck)) == [], name
    assert list(captions(Captioned("Where you stand"))) == ["Where you stand"]


class Captioned:
    """A deck with one title besides that of its cover."""

    def __init__(self, title):
        self.report = demo_report(FULL, "en")
        self.titles = ["", title]


def left_out(deck):
    """Of what a result is based on, what its second slide does not say."""
    with override(deck.report.language):
        facts = all_of(Facts, chapters(deck.report)[0].blocks)
    shapes = deck.slides[1].shapes
    words = squeezed(" ".join(each.text_frame.text for each in shapes if each.has_text_frame))
    lines = [line for block in facts for fact in block.rows for line in fact.lines]
    return [line for line in lines if squeezed(line) not in words]


def test_nothing_of_what_a_result_is_based_on_is_left_out():
    for name, deck in all_decks():
        assert left_out(deck) == [], name


def test_beside_a_step_stands_what_it_is_called():
    for name, word in (("all4", "Valkuil"), ("capped", "Valkuil")):
        assert word in Slides(extreme(name, "full", "nl")).words(), name
    kept = demo_slides("tuincentrum-de-esdoorn-2026", "nl").words()
    assert "Wanneer verder" in kept
    assert "Valkuil" not in kept


def test_a_title_has_its_verb_in_dutch_too():
    full, quick = demo_slides(FULL, "nl"), demo_slides(QUICK, "nl")

    assert any(each.startswith("Luister naar klanten en laat ") for each in full.titles)
    assert any(each.endswith(" kunnen nu beginnen.") for each in quick.titles)


def test_nothing_on_a_slide_is_cut_short():
    for name, deck in all_decks():
        assert [text for text in deck.paragraphs() if text.rstrip().endswith(("…", "..."))] == []
        assert list(overfull(deck)) == [], name


def all_decks():
    yield from decks().items()
    for name in ("all4", "capped", "long", "long_word"):
        for questionnaire in ("quick", "full"):
            yield f"{questionnaire} {name}", Slides(extreme(name, questionnaire, "nl"))


def overfull(deck):
    """Text higher than its placeholder, tables beyond theirs."""
    for slide in deck.slides:
        places = {each.placeholder_format.idx: each for each in slide.slide_layout.placeholders}
        for shape in slide.placeholders:
            place = places[shape.placeholder_format.idx]
            if shape.has_table:
                height = sum(row.height for row in shape.table.rows)
                if height > place.height + 1:
                    yield slide.shapes.title.text, "table"
            elif shape.has_text_frame and shape.placeholder_format.idx != 12:
                room = room_of(place)
                if height_of(shape.text_frame, room) > room.height + 0.1:
                    yield slide.shapes.title.text, shape.text_frame.text


def height_of(frame, room):
    total = 0
    for number, paragraph in enumerate(frame.paragraphs):
        level = room.level(paragraph.level)
        sizes = [run.font.size for run in paragraph.runs if run.font.size]
        size = sizes[0].pt if sizes else level.size
        width = room.width - level.indent
        lines = len(wrapped(paragraph.text, width, size, is_bold=level.is_bold))
        total += lines * size * LINE + (level.before * size / level.size if number else 0)
    return total


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_of_figures_says_what_the_result_says(language):
    deck = demo_slides(GROUP, language)
    result = deck.report.result

    table = [[cell.text for cell in row.cells] for row in deck.tables()[0].rows]

    assert len(table) == 9
    for row, cells in zip(result.dimensions, table[1:], strict=False):
        assert cells[0] == row.dimension.name
        assert score_text(row.score, language) in cells
        assert str(row.target) in cells
    assert score_text(result.score, language) in table[-1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_deck_says_what_to_do_first_and_where_the_route_leads(language):
    deck = demo_slides(FULL, language)
    report, words = deck.report, deck.words()

    for advice in report.advice.dimensions[:3]:
        assert advice.step_advice.step.headline in words
    for action in report.advice.first_actions:
        assert words.count(action.title) >= 2
    for placed in report.advice.route.placed:
        assert placed.action.title in words
    for phase in report.definition.phases:
        assert sentences(phase.basecamp)[0] in words


def test_a_group_reads_where_it_differs():
    deck = demo_slides(GROUP, "nl")

    assert "De afdelingen verschillen het meest op technologie." in deck.titles
    assert any(each.startswith("Hierover is nog niet gesproken") for each in deck.titles)
    assert "Klantcontact" in deck.words()
    assert "consensus 0,48" in deck.words()


def test_an_earlier_measurement_is_drawn():
    report = demo_report(FULL, "nl")
    earlier = make_report(answers=all_answers("full", 1)).result
    deck = Slides(replace(report, previous=earlier))

    radar = deck.charts()[0]
    series = {each.name: list(each.values) for each in radar.plots[0].series}
    assert series["vorige meting"] == [1.0] * 7


def test_the_slide_of_what_changed_has_every_dimension():
    rounds = (GROUP, "waddenborg-verzekeringen-2025")
    files = (settings.BASE_DIR / "fixtures" / "demo" / f"{each}.json" for each in rounds)
    now, then = (read(file.read_bytes(), find_definition) for file in files)
    deck = Slides(unstored_report(now, "en", earlier=then))

    (changes,) = (each for each in deck.tables() if each.cell(0, 1).text == "Before")
    assert [cell.text for cell in changes.rows[0].cells][4:] == ["Moved by"]
    shown = {row.cells[0].text for row in changes.rows}
    assert {row.dimension.name for row in deck.report.result.dimensions} <= shown


def test_when_a_horizon_ends_stands_on_one_line():
    for name in (FULL, GROUP):
        for slide in demo_slides(name, "nl").slides:
            for arrow in (each for each in slide.shapes if each.name.startswith("Horizon")):
                room = (arrow.width.inches - 2 * MARGIN - arrow.height.inches * TIP) * 72
                for paragraph in arrow.text_frame.paragraphs:
                    assert len(wrapped(paragraph.text, room, SMALLEST)) == 1, paragraph.text


def test_parts_that_are_left_out_have_no_slide():
    report = demo_report(FULL, "nl")
    whole = set(demo_slides(FULL, "nl").titles)
    left_out = frozenset({Part.PATTERNS, Part.QUICK_WINS, Part.ROUTE})

    rest = set(Slides(replace(report, edition=Edition(left_out=left_out))).titles)

    patterns = {pattern.headline for pattern in report.advice.patterns}
    assert rest < whole
    assert patterns < whole - rest
    assert len(whole - rest) == len(patterns) + 2  # the route, and its basecamps


def insight_slides(deck, heading):
    return [
        slide
        for slide in deck.slides
        for each in slide.placeholders
        if each.placeholder_format.idx == 10 and each.text_frame.text.startswith(heading)
    ]


def test_insights_keep_their_paragraphs_and_bullets():
    deck = Slides(report_with_insights(TALK))
    [slide] = insight_slides(deck, "Eigen inzicht")
    body = next(each for each in slide.placeholders if each.placeholder_format.idx == 14)

    assert slide.shapes.title.text == held("Kijk eerst naar de doelen.")
    assert [(each.text, each.level) for each in body.text_frame.paragraphs] == [
        ("Winkel: 100% winkelomzet", 2),
        ("Web: 100% weborders", 2),
        ("Dat botst.", 1),
    ]


def test_every_insight_has_a_place_on_a_slide():
    ranked = [each.row.dimension.slug for each in demo_report(FULL, "nl").advice.dimensions]
    insights = {slug: f"Gezegd over {slug}." for slug in ranked}
    deck = Slides(report_with_insights(TALK, **insights))

    assert len(deck) == len(demo_slides(FULL, "nl")) + 1 + len(insights)
    for words in ("Winkel: 100% winkelomzet", *insights.values()):
        assert deck.words().count(words) == 1


def test_a_long_insight_goes_on_until_all_of_it_is_said():
    talk = [f"Zin {number} gaat over wat klanten merken van kanalen." for number in range(75)]
    deck = Slides(report_with_insights(" ".join(talk)))

    assert len(insight_slides(deck, "Eigen inzicht")) > 1
    assert [each for each in talk if deck.words().count(each) != 1] == []


ROOM = Room(300, 60, (TextLevel(20, 0, 0, is_bold=False),))


def test_what_has_no_room_is_left_out_in_whole_sentences():
    said = ["Dit past.", "Dit past ook nog net.", "Dit is een zin te veel " + "voor zo weinig " * 9]

    kept, left = picked([Text(" ".join(said))], ROOM)

    assert [each.text for each in kept] == [" ".join(said[:2])]
    assert [each.text for each in left] == [said[2].strip()]


def test_a_name_with_periods_is_no_end_of_a_sentence():
    report = make_report(answers=all_answers("full", 2), organisation="Dr. B. Bakker & Co. Groep")

    assert Slides(report).titles[1].startswith("Dr. B. Bakker & Co. Groep werkt multichannel")


def test_every_layout_of_the_template_is_ours_and_in_use():
    layouts = {layout.name for layout in Presentation(OURS[Format.PPTX]).slide_layouts}
    used = {slide.slide_layout.name for deck in decks().values() for slide in deck.slides}

    assert used == layouts
    assert len(Presentation(OURS[Format.PPTX]).slides) == 0


def test_both_themes_of_the_template_have_our_colours():
    with ZipFile(OURS[Format.PPTX]) as package:
        themes = [package.read(name) for name in package.namelist() if "/theme/theme" in name]

    assert len(themes) == 2
    for theme in themes:
        for colour in (*colours.LEVELS, colours.ACCENT, colours.INK):
            assert colour.lstrip("#").encode() in theme
