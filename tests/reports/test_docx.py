"""The report as an editable document: opened again, and its package checked."""

import io
import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import docx
import pytest
from django.utils.translation import override
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from maturity.display import score_text
from maturity.loading import published_definition
from reports.chapters import report_html
from reports.content import chapters
from reports.docx import render_docx
from reports.docx.marks import bookmark, is_right_to_left
from reports.docx.pages import pages_of
from reports.docx.tables import Column, cell, write_table
from reports.edition import Branding, Edition, OwnWords, Part
from reports.formats import Format
from reports.house import our_template
from reports.measure import text_width
from reports.pictures import png
from reports.prose import printable
from reports.svg import element, image
from tests.office import package_faults
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report
from tests.reports.extremes import ORGANISATION, extreme
from tests.reports.profiles import invented_outcome
from tests.reports.words import squeezed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("docx")]
TABLE_TEXT = 8  # points, as in styles.xml
BESIDE_TEXT = (57 + 85) / 20  # points: the margins of a cell there
LOGO = image(60, 20, element("rect", {"width": 60, "height": 20}))
HOSTILE = 'ab\x0b\x1f\ud800c <w:t>&amp; ]]> "x" שלום 👩‍👩‍👧 = + - @' + "lang" * 60


class Written:
    """A document, opened again."""

    def __init__(self, report):
        self.report = report
        self.bytes = render_docx(report)
        self.document = docx.Document(io.BytesIO(self.bytes))

    @property
    def headings(self):
        return [
            (int(paragraph.style.name[-1]), paragraph.text)
            for paragraph in self.document.paragraphs
            if paragraph.style.name.startswith("Heading ")
        ]

    @property
    def contents(self):
        return [p for p in self.document.paragraphs if p.style.name in {"toc 1", "toc 2"}]

    @property
    def text(self):
        """Every word in the body, in order; cells and paragraphs on lines of their own."""
        return "\n".join(
            "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            for paragraph in self.document.element.body.iter(qn("w:p"))
        )

    def table(self, name):
        return next(t for t in self.document.tables if caption(t) == name)


def caption(table):
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@cache
def written_demo(name, language):
    return Written(demo_report(name, language))


DEMOS = [(FULL, "nl"), (FULL, "en"), (QUICK, "nl"), (QUICK, "en"), (GROUP, "nl"), (GROUP, "en")]


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_the_package_is_sound(name, language):
    assert package_faults(io.BytesIO(written_demo(name, language).bytes)) == []


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_headings_skip_no_level_and_the_contents_list_every_chapter(name, language):
    written = written_demo(name, language)
    levels = [level for level, _ in written.headings]
    listed = [link.text for paragraph in written.contents for link in paragraph.hyperlinks]

    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert listed == [text for level, text in written.headings if level == 1]
    with override(language):
        assert listed == [chapter.title for chapter in chapters(written.report)]


def test_every_entry_of_the_contents_leads_to_a_heading_and_says_its_page():
    written = written_demo(FULL, "nl")
    body = written.document.element.body
    marked = {
        mark.get(qn("w:name")): mark.getparent().xpath("string(.)")
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    numbers = []

    for paragraph in written.contents:
        [link] = paragraph.hyperlinks
        [code] = paragraph._p.iter(qn("w:instrText"))
        assert marked[link.fragment] == link.text
        assert code.text.split() == ["PAGEREF", link.fragment, r"\h"]
        numbers.append(int(paragraph.text.rpartition("\t")[2]))

    assert numbers == sorted(numbers)
    assert numbers[0] == 2  # after the cover
    assert len(set(numbers)) > len(numbers) / 2


@pytest.mark.parametrize(("rows", "page"), [(2, 1), (20, 2)])
def test_the_page_of_a_heading_is_counted_with_the_table_that_it_stays_with(rows, page):
    document = docx.Document(io.BytesIO(our_template(Format.DOCX)))
    for _line in range(28):
        document.add_paragraph("Een regel.")
    heading = document.add_paragraph("Rangorde", style="Heading 1")
    heading.paragraph_format.page_break_before = False
    bookmark(heading, "rank", 1)
    held = [[cell("Processen")]] * rows
    write_table(document, "Rangorde", [Column("Dimensie", 60)], held, whole_from=0)

    assert pages_of(document) == {"rank": page}


def test_rows_stay_together_in_whole_tables_only():
    """Where a table breaks at a row that asks to stay with the next, LibreOffice loses rows."""
    whole, others = 0, 0
    for table in written_demo(GROUP, "nl").document.tables:
        rows = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        is_whole = all(rows[:-1])
        assert is_whole or not any(rows)
        assert not rows[-1]
        whole, others = whole + is_whole, others + (not is_whole)
    assert whole > 5
    assert others > 5


def test_words_that_lead_to_a_table_stay_with_it():
    """Else they would end a page with the heading that stays with them, and the table begin one."""
    report = demo_report(GROUP, "nl")
    codes = [each.code for each in report.definition.questionnaire("full").questions]
    outcome = invented_outcome(random.Random(3), report.definition, report.responses, codes)
    document = Written(replace(report, workshop=outcome)).document
    above = [Paragraph(table._tbl.getprevious(), document) for table in document.tables]
    words = [each for each in above if each.text]

    assert len({each.style.name for each in words}) > 3
    assert [each.text for each in words if not each.paragraph_format.keep_with_next] == []


def test_a_table_with_much_in_its_rows_may_break():
    of_group = written_demo(GROUP, "nl").table("Waarom 1,9")
    of_one = written_demo(FULL, "nl").table("Waarom 1,6")
    noted = Written(extreme("long", "full", "nl")).table("Waarom 2,4")

    assert [stays(each) for each in (of_group, of_one, noted)] == [False, True, False]


def stays(table):
    return bool(table.rows[1].cells[0].paragraphs[0].paragraph_format.keep_with_next)


def test_a_route_that_is_a_table_says_nothing_of_bars():
    written = written_demo(FULL, "nl")
    with override("nl"):
        key = next(each.key for each in chapters(written.report) if each.slug == "route")

    assert "balk" in key
    assert key in report_html(written.report).replace("\N{NO-BREAK SPACE}", " ")
    assert key not in written.text


def test_what_follows_a_table_is_parted_by_its_own_space():
    """Which falls away at the top of a page; LibreOffice leaves a heading behind that follows an
    empty paragraph."""
    parts = list(written_demo(FULL, "nl").document.element.body)
    below = [each.getnext() for each in parts if each.tag == qn("w:tbl")]
    gaps = [each for each in below if style_of(each) == "TableGap"]
    breaks = {"End", "Heading1 on a new page", "TableGap"}
    parted = [each for each in below if style_of(each) not in breaks]

    assert {qn("w:p")} == {each.tag for each in below}
    assert {each.getnext().tag for each in gaps} == {qn("w:tbl")}
    assert len(parted) > 10
    assert all(space_before(each) >= 8 for each in parted)
    assert {space_before(each) for each in below if each not in parted} == {0}


def space_before(part):
    spacing = part.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return 0 if spacing is None else int(spacing.get(qn("w:before"), 0)) / 20


def style_of(part):
    named = part.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if part is not None else None
    name = "" if named is None else named.get(qn("w:val"))
    stays = named is not None and part.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    return f"{name} on a new page" if name == "Heading1" and not stays else name


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_no_field_waits_for_a_program_that_asks(name, language):
    written = written_demo(name, language)
    codes = [code.text.split()[0] for code in written.document.element.body.iter(qn("w:instrText"))]

    assert set(codes) == {"PAGEREF"}  # and no field round them all, which Word would ask about
    assert written.document.settings.element.find(qn("w:updateFields")) is None


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_every_table_has_one_marked_header_row_and_whole_rows(name, language):
    tables = written_demo(name, language).document.tables

    assert len(tables) >= 10
    for table in tables:
        marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]
        assert [qn("w:tblHeader") in each for each in marks] == [True] + [False] * (len(marks) - 1)
        assert all(qn("w:cantSplit") in each for each in marks)
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert caption(table)


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_every_picture_says_what_it_shows(name, language):
    written = written_demo(name, language)
    described = [each.get("descr") for each in written.document.element.body.iter(qn("wp:docPr"))]

    assert all(described)
    assert len(described) >= 1 + 2 + 7  # cover, radars, the standing of every dimension
    first = written.report.result.dimensions[0]
    score = score_text(first.score, language)
    assert any(f"{first.dimension.name}: {score}" in text for text in described)


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_the_document_says_every_word_of_the_result(name, language):
    written = written_demo(name, language)
    text = squeezed(written.text)
    with override(language):
        told = [words for chapter in chapters(written.report) for words in words_of(chapter)]

    missing = [words for words in told if squeezed(words) not in text]

    assert len(told) > 300
    assert missing == []


@pytest.mark.parametrize(("name", "language"), DEMOS)
def test_every_style_in_use_is_one_of_ours(name, language):
    document = written_demo(name, language).document
    defined = {style.style_id for style in document.styles}
    tags = [qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")]

    used = {mark.get(qn("w:val")) for mark in document.element.body.iter(*tags)}

    assert used - defined == set()
    assert len(used) > 20


def test_a_group_shows_distributions_and_nobody():
    written = written_demo(GROUP, "nl")

    assert "TE2" in written.text
    for response in written.report.responses.responses:
        assert not response.participant or response.participant not in written.text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_nothing_answered_gives_a_document_without_advice(questionnaire, language):
    report = make_report(
        answers={},
        questionnaire=questionnaire,
        language=language,
        organisation="",
        is_finished=False,
    )
    written = Written(report)

    assert package_faults(io.BytesIO(written.bytes)) == []
    assert report.states[0] in written.text
    assert not re.search(r"\bNone\b(?! of)", written.text)
    assert len(written.document.sections) == 4  # cover, upright, matrix, upright: no route


def test_words_of_people_stay_words_whatever_they_hold():
    report = make_report(
        questionnaire="quick",
        answers={"klantervaring": 2, "strategie": 3},
        notes={"klantervaring": HOSTILE},
        organisation=HOSTILE[:200],
        title=HOSTILE[:200],
    )
    report = replace(
        report,
        edition=Edition(
            own_words=OwnWords(summary=f"{HOSTILE}\n\n- {HOSTILE}"),
            branding=Branding(sender=HOSTILE, contact=HOSTILE),
        ),
    )
    written = Written(report)

    assert package_faults(io.BytesIO(written.bytes)) == []
    assert written.text.count(printable(HOSTILE)) >= 3
    assert len(written.document.core_properties.title) <= 255


def test_own_words_are_marked_and_branding_is_followed():
    own = OwnWords(
        sentence="Wij staan stil.",
        summary="Een alinea.\n\n- een punt\n- nog een",
        dimensions={"strategie": "Kies eerst."},
    )
    branding = Branding("Bureau Kompas", "info@bureau.example", "#7a1f5c", png(LOGO, 300))
    edition = Edition(own_words=own, branding=branding)
    report = replace(demo_report(QUICK, "nl"), sentence=own.sentence, edition=edition)
    written = Written(report)

    styles = {p.text: p.style.name for p in written.document.paragraphs}
    marks = [p for p in written.document.paragraphs if p.text == "Inzicht van Bureau Kompas"]
    assert [p.style.name for p in marks] == ["Heading 1", "Own words label"]
    assert styles["Een alinea."] == styles["Kies eerst."] == "Own words"
    assert styles["nog een"] == "Own words bullet"
    assert styles["Wij staan stil."] == "Sentence"
    assert written.document.core_properties.author == "Bureau Kompas"
    assert "7a1f5c" in written.document.styles.element.xml
    assert "c64200" not in written.document.styles.element.xml
    foot = written.document.sections[1].footer.paragraphs[0].text
    assert foot.startswith("Bureau Kompas, 3 februari 2026")
    assert "info@bureau.example" in foot
    assert "Kanaalkompas" not in written.text
    pictures = written.document.element.body.iter(qn("wp:docPr"))
    assert sum("Bureau Kompas" in each.get("descr") for each in pictures) == 1


def test_parts_that_are_left_out_leave_no_heading():
    report = demo_report(FULL, "en")
    everything = {text for _, text in written_demo(FULL, "en").headings}

    left = Written(replace(report, edition=Edition(left_out=frozenset(Part))))

    rest = {text for _, text in left.headings}
    assert {
        "Patterns",
        "Quick wins",
        "Three horizons and their basecamps",
        "The route in three horizons",
        "The change and its risks",
        "From the literature",
        "Appendix: every answer",
    } <= everything - rest
    assert {"Management summary", "Where you stand", "Method and sources"} <= rest
    notes = report.responses.responses[0].notes.values()
    assert notes
    assert all(note not in left.text for note in notes)


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_language_is_set_wherever_word_looks_for_it(language, locale):
    document = written_demo(QUICK, language).document

    assert document.core_properties.language == locale
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == locale
    spoken = document.settings.element.find(qn("w:themeFontLang"))
    assert spoken.get(qn("w:val")) == locale


def test_pages_are_numbered_and_the_matrix_lies_on_its_side():
    document = written_demo(FULL, "nl").document
    organisation = written_demo(FULL, "nl").report.about.organisation

    widths = [section.page_width > section.page_height for section in document.sections]
    assert widths == [False, False, True, False, True, False]
    assert document.sections[0].footer.is_linked_to_previous  # and there is none: a bare cover
    for section in list(document.sections)[1:]:
        fields = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert organisation in section.header.paragraphs[0].text


def test_chapters_that_are_alike_share_pages_and_others_begin_one():
    chapters = [
        p for p in written_demo(FULL, "nl").document.paragraphs if p.style.name == "Heading 1"
    ]
    flowing = {p.text for p in chapters if p.paragraph_format.page_break_before is False}

    assert {"Klantervaring", "Technologie", "Bijlage: alle antwoorden"} <= flowing
    assert "Waar u staat" not in flowing


def test_a_long_name_is_cut_after_a_letter_and_says_so():
    written = Written(extreme("long", "quick", "nl"))

    head = written.document.sections[1].header.paragraphs[0].text
    assert head.startswith(ORGANISATION[:60])
    assert head.split("\t")[0].endswith("…")


def test_the_direction_of_a_text_is_that_of_its_first_letter():
    assert is_right_to_left("123 שלום abc")
    assert not is_right_to_left("abc שלום")
    assert not is_right_to_left("123 !")


def test_a_web_process_does_not_load_python_docx():
    code = (
        "import django, sys; django.setup(); import config.urls, reports.docx;"
        "sys.exit('docx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true", "SECRET_KEY": "x"},
        check=False,
    )

    assert done.returncode == 0


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [FULL, QUICK])
def test_no_owner_of_an_action_is_broken_in_the_middle_of_a_word(name, language):
    document = docx.Document(io.BytesIO(render_docx(demo_report(name, language))))
    title = {"nl": "Trekker", "en": "Owner"}[language]
    definition = published_definition(language)
    steps = [step for each in definition.dimensions for step in each.steps.values()]
    words = {word for step in steps for each in step.actions for word in each.owner.split()}
    longest = max(text_width(word, TABLE_TEXT) for word in words)

    columns = [
        cell.width.pt
        for table in document.tables
        for cell in table.rows[0].cells
        if cell.text == title
    ]

    assert columns
    assert all(longest <= width - BESIDE_TEXT for width in columns)


@pytest.mark.parametrize("name", [GROUP, QUICK])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_of_a_head_or_a_name_is_broken(name, language):
    tables = written_demo(name, language).document.tables
    cells = [cell for table in tables for cell in table.rows[0].cells]
    dimensions = {each.name for each in published_definition(language).dimensions}
    cells += [row.cells[0] for table in tables for row in table.rows if names(row, dimensions)]
    broken = [
        word
        for cell in cells
        for word in cell.text.split()
        if text_width(word, TABLE_TEXT) > cell.width.pt - BESIDE_TEXT
    ]

    assert broken == []


def names(row, dimensions):
    return row.cells[0].text in dimensions


def test_what_a_room_decided_has_a_column_to_read():
    report = demo_report(GROUP, "nl")
    questions = report.definition.questionnaire(report.responses.questionnaire).questions
    codes = [question.code for question in questions]
    outcome = invented_outcome(random.Random(3), report.definition, report.responses, codes)
    tables = Written(replace(report, workshop=outcome)).document.tables

    widths = [cell.width.mm for each in tables for cell in each.rows[0].cells[-1:]]
    heads = [each.rows[0].cells[-1].text for each in tables]
    assert widths[heads.index("Uitkomst")] > 50


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_date_of_an_action_is_broken_and_no_score_that_is_not_there(language):
    report = demo_report(FULL, language)
    with override(language):
        longest = max(text_width(by_day(report, month), TABLE_TEXT) for month in range(1, 13))
    title = {"nl": "Wanneer", "en": "When"}[language]
    widths = [
        cell.width.pt
        for table in written_demo(FULL, language).document.tables
        for cell in table.rows[0].cells
        if cell.text == title
    ]
    assert widths
    assert all(longest <= width - BESIDE_TEXT for width in widths)

    unscored = Written(extreme("unknown", "full", language))
    words = {"nl": "niet gescoord", "en": "not scored"}[language]
    cells = [c for t in unscored.document.tables for row in t.rows for c in row.cells]
    found = [cell.width.pt for cell in cells if cell.text == words]
    assert found
    assert all(text_width(words, TABLE_TEXT) <= width - BESIDE_TEXT for width in found)


def by_day(report, month):
    words = {"nl": "uiterlijk %s", "en": "by %s"}[report.language]
    return words % report.say_day(date(2026, month, 28))


def test_a_pattern_has_its_heading_first_and_stays_on_one_page():
    written = written_demo("bout-en-moerman-2026", "nl")
    texts = [p.text for p in written.document.paragraphs]
    heading = "Uw kanalen sturen waarschijnlijk nog niet op dezelfde cijfers"
    place = texts.index(heading)
    held = [p.paragraph_format.keep_with_next for p in written.document.paragraphs]

    assert squeezed(texts[place + 1]) == "cijfers en kpi's: 1 op een schaal van 1 tot 4"
    assert texts[place + 2].startswith("Zonder cijfers")
    assert held[place + 2 : place + 4] == [True, False]
    drawn = texts.index("Uw strategie vraagt mogelijk iets anders dan uw beloning") + 1
    assert written.document.paragraphs[drawn]._p.find(f".//{qn('wp:inline')}") is not None


def test_words_that_lead_to_an_answer_do_not_run_into_it():
    text = written_demo(FULL, "nl").text

    assert "Uw antwoord bij ‘Beoordeling en beloning’: We beoordelen" in text
    assert "iets anders dan uw beloning. Leg" in written_demo("bout-en-moerman-2026", "nl").text
    assert "Notitie: " in text


def test_a_goal_of_the_matrix_is_framed_on_every_side():
    """Also by the cells round it: of two lines in one place, a program may draw the other."""
    table = written_demo(FULL, "nl").table("Uw plek in de matrix")
    goals = [
        (number, place)
        for number, row in enumerate(table.rows)
        for place, cell in enumerate(row.cells)
        if {"top", "left", "bottom", "right"} <= framed(cell)
    ]

    assert len(goals) >= 7
    for number, place in goals:
        assert "right" in framed(table.cell(number, place - 1))
        if place < 4:
            assert "left" in framed(table.cell(number, place + 1))
        if number < 7:
            assert "top" in framed(table.cell(number + 1, place))


def framed(cell):
    borders = cell._tc.tcPr.find(qn("w:tcBorders"))
    return set() if borders is None else {side.tag.partition("}")[2] for side in borders}
