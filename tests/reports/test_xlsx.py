"""The spreadsheet: real numbers and dates, never a formula, filters, both languages, no answer of
one person of a group."""

import datetime as dt
import io
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from zipfile import ZipFile

import openpyxl
import pytest
from django.utils.translation import override

from maturity.display import machine_number
from reports.content import chapters
from reports.edition import Branding, Edition, OwnWords, Part
from reports.xlsx import looks, render_xlsx
from reports.xlsx.page import UNIT, page_ends
from tests.factories import all_answers
from tests.office import package_faults
from tests.pages import LANGUAGES
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report
from tests.reports.extremes import extreme
from tests.reports.words import squeezed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("xlsx")]
SHEETS = {
    "nl": ["Resultaat", "Antwoorden", "Acties", "Rapport", "Definitie"],
    "en": ["Result", "Answers", "Actions", "Report", "Definition"],
}


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(report)))


@cache
def written_demo(name, language):
    return render_xlsx(demo_report(name, language))


@cache
def opened_demo(name, language="en"):
    return openpyxl.load_workbook(io.BytesIO(written_demo(name, language)))


def cells(workbook):
    return [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]


def texts(workbook):
    return [cell.value for cell in cells(workbook) if isinstance(cell.value, str)]


def columns(sheet, name):
    """The table of a sheet as columns: heading -> cells."""
    heading, *rows = sheet[sheet.tables[name].ref]
    return {title.value: [row[place] for row in rows] for place, title in enumerate(heading)}


def values(sheet, name, heading):
    return [cell.value for cell in columns(sheet, name)[heading]]


def fact(sheet, label):
    return next(row[1] for row in sheet.iter_rows() if row[0].value == label)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_the_package_is_sound_and_speaks_its_language(name, language):
    report = demo_report(name, language)
    workbook = opened_demo(name, language)

    assert package_faults(io.BytesIO(written_demo(name, language))) == []
    assert workbook.sheetnames == SHEETS[language]
    assert workbook.properties.language == language
    assert workbook.properties.title == report.about.title
    assert report.sentence in texts(workbook)


def test_numbers_and_dates_are_real(settings):
    report = demo_report(FULL, "en")
    result = opened_demo(FULL)["Result"]

    rows = report.result.dimensions
    assert values(result, "Result", "Score") == [machine_number(row.score) for row in rows]
    assert values(result, "Result", "Level") == [row.level for row in rows]
    assert values(result, "Result", "Gap") == [machine_number(row.gap) for row in rows]
    assert values(result, "Result", "Rank") == [row.rank for row in rows]
    assert fact(result, "Date").value == dt.datetime(2026, 3, 12)
    assert fact(result, "Date").is_date
    assert fact(result, "Overall score").value == machine_number(report.result.score)


def test_a_score_is_shown_with_the_decimals_of_the_screen():
    """2.45 is level 2, so it may not be shown as 2.5."""
    answers = all_answers("full", 2) | {"KE1": 3, "KE2": 3, "ST1": 3, "ST2": 3, "ST3": 3}
    report = make_report(answers=answers | {"OS1": 3}, language="en")
    halves = replace(
        report,
        result=replace(
            report.result,
            dimensions=tuple(
                replace(row, score=row.score + type(row.score)(1, 20))
                for row in report.result.dimensions
            ),
        ),
    )

    shown = columns(opened(halves)["Result"], "Result")["Score"]

    assert [(cell.value, cell.number_format) for cell in shown[:3]] == [
        (2.45, "0.00"),
        (2.65, "0.0"),
        (2.25, "0.0"),
    ]


RISKY = ["=1+1", "+31 20 123", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(A1)", "#N/A", " =1"]


def test_text_never_becomes_a_formula():
    answers = all_answers("full")
    notes = dict(zip(answers, RISKY, strict=False))
    first, second, third, *others = RISKY
    report = make_report(
        answers=answers, notes=notes, language="en", organisation=first, title=second
    )
    slugs = [row.dimension.slug for row in report.result.dimensions]
    words = OwnWords(
        sentence=third, summary=first, dimensions=dict(zip(slugs, others, strict=False))
    )

    workbook = opened(replace(report, sentence=third, edition=Edition(own_words=words)))

    assert {cell.data_type for cell in cells(workbook)} & {"f", "e"} == set()
    table = columns(workbook["Answers"], "Answers")
    shown = dict(zip((cell.value for cell in table["Code"]), table["Note"], strict=True))
    for code, text in notes.items():
        assert shown[code].value == text.replace("\r", "\n")
        assert shown[code].quotePrefix == (text != "#N/A")


def test_what_no_file_may_hold_is_left_out():
    name = "A\x00\x0b\ud800\uffff & <b> 日本 \u202eمرحبا 😀"

    content = render_xlsx(make_report(answers={"KE1": 2}, organisation=name, language="en"))

    assert package_faults(io.BytesIO(content)) == []
    assert "A & <b> 日本 \u202eمرحبا 😀" in texts(openpyxl.load_workbook(io.BytesIO(content)))


def test_actions_are_a_list_to_work_from():
    report = demo_report(FULL, "en")
    sheet = opened_demo(FULL)["Actions"]
    planned = [action for actions in report.advice.by_horizon.values() for action in actions]

    assert values(sheet, "Actions", "Action") == [action.title for action in planned]
    assert values(sheet, "Actions", "No.") == list(range(1, len(planned) + 1))
    assert values(sheet, "Actions", "Measure") == [action.kpi for action in planned]
    assert values(sheet, "Actions", "Quick win").count("yes") == len(report.advice.quick_wins)
    for heading in ("Status", "Who", "Due date"):
        assert set(values(sheet, "Actions", heading)) == {None}
    places = {action.slug: str(place) for place, action in enumerate(planned, 1)}
    for action, told in zip(planned, values(sheet, "Actions", "Depends on"), strict=True):
        needed = [places[slug] for slug in action.depends_on if slug in places]
        assert all(number in (told or "") for number in needed)
    assert any(values(sheet, "Actions", "Depends on"))


def test_lists_have_a_filter_a_fixed_header_and_print_on_wide_pages():
    workbook = opened_demo(FULL)

    for name in ("Answers", "Actions"):
        sheet = workbook[name]
        assert sheet.tables[name].autoFilter.ref == sheet.tables[name].ref
        assert sheet.freeze_panes.lstrip("ABCDEFGH") == "5"
        assert sheet.print_title_rows == "$4:$4"
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_page_ends_above_a_heading_whose_first_row_would_not_fit():
    assert list(page_ends([10] * 7, leading=set(), room=30)) == [3, 6]
    assert list(page_ends([10] * 7, leading={3}, room=30)) == [2, 5]
    assert list(page_ends([10] * 7, leading={2, 3}, room=30)) == [1, 4]
    assert list(page_ends([40, 10, 10], leading={1}, room=30)) == [2]


@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_no_page_of_the_sheet_report_ends_with_a_heading(name):
    sheet = opened_demo(name)["Report"]
    ends = [each.id for each in sheet.row_breaks.brk]
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)]
    room = (595.3 - 1.4 * 72) * sum(widths_of(sheet)) * UNIT / (841.9 - 1.2 * 72)
    pages = [sum(heights[start:end]) for start, end in pairwise([0, *ends, len(heights)])]

    assert len(ends) > 5
    assert max(pages) <= room
    last = [sheet.cell(row, 1) for row in ends]
    assert [cell.value for cell in last if cell.value and is_heading(sheet, cell)] == []
    assert sheet.max_row - ends[-1] >= 5  # no page for a line that is left over


@pytest.mark.parametrize("name", [FULL, QUICK])
def test_no_page_of_the_model_ends_with_a_heading_or_with_the_head_of_a_table(name):
    sheet = opened_demo(name)["Definition"]
    heads = {int(re.search("[0-9]+", table.ref)[0]) for table in sheet.tables.values()}
    ends = {each.id for each in sheet.row_breaks.brk}

    assert ends
    assert len(heads) == 4
    assert ends & {row for head in heads for row in (head - 1, head)} == set()


def test_the_quick_scan_has_no_codes_of_machines():
    workbook = opened(demo_report(QUICK, "nl"))

    assert "Code" not in columns(workbook["Antwoorden"], "Answers")
    slugs = {row.dimension.slug for row in demo_report(QUICK, "nl").result.dimensions}
    assert slugs & set(texts(workbook)) == set()


def widths_of(sheet):
    return [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL"]


def is_heading(sheet, cell):
    """Bold over the whole width: the name of a row is bold over a part of it."""
    merged = {each.min_row: each.max_col for each in sheet.merged_cells.ranges if each.min_col == 1}
    return cell.font.b and merged.get(cell.row) == sheet.max_column


def test_the_status_is_chosen_from_a_list_and_a_due_date_is_a_date():
    validations = opened_demo(FULL)["Actions"].data_validations.dataValidation

    choice, day = validations
    assert (choice.type, choice.formula1) == ("list", '"not started,under way,done,dropped"')
    assert day.type == "date"
    assert choice.showErrorMessage
    assert day.showErrorMessage


def test_answers_of_one_person_stand_with_reason_and_note():
    report = demo_report(FULL, "en")
    (own,) = report.responses.responses
    answers = columns(opened_demo(FULL)["Answers"], "Answers")

    codes = [cell.value for cell in answers["Code"]]
    assert codes == [row.question.code for row in report.result.questions]
    levels = dict(zip(codes, (cell.value for cell in answers["Level"]), strict=True))
    assert levels == {
        code: v if isinstance(v := own.answers[code], int) else None for code in codes
    }
    notes = dict(zip(codes, (cell.value for cell in answers["Note"]), strict=True))
    assert {code: note for code, note in notes.items() if note} == dict(own.notes)


def test_a_group_gives_distributions_and_nobodys_answer_or_name():
    report = demo_report(GROUP, "en")
    workbook = opened_demo(GROUP)
    answers = columns(workbook["Answers"], "Answers")
    first = report.result.questions[0]

    assert [answers[f"Level {level}"][0].value for level in (1, 2, 3, 4)] == [*first.distribution]
    assert answers["Mean"][0].value == machine_number(first.mean)
    assert answers["Consensus"][0].value == machine_number(first.consensus)
    assert "Note" not in answers
    private = {
        text
        for response in report.responses.responses
        for text in [response.participant, *response.reasons.values()]
        if text
    }
    assert private
    everything = "\n".join(texts(workbook))
    assert [text for text in private if text in everything] == []


def test_what_the_edition_leaves_out_is_left_out():
    report = demo_report(FULL, "en")
    without = Edition(left_out=frozenset({Part.ANSWERS, Part.QUICK_WINS}))

    workbook = opened(replace(report, edition=without))

    assert workbook.sheetnames == ["Result", "Actions", "Report", "Definition"]
    assert "Quick win" not in columns(workbook["Actions"], "Actions")
    no_notes = opened(replace(report, edition=Edition(left_out=frozenset({Part.NOTES}))))
    assert "Note" not in columns(no_notes["Answers"], "Answers")


def test_own_words_are_marked_and_the_sender_is_named():
    words = OwnWords(
        sentence="Mine.", summary="One.\n\n- a\n- b", dimensions={"strategie": "About strategy."}
    )
    branding = Branding(sender="Bureau Kompas", contact="info@example.org", accent="#7a0b5d")
    report = replace(demo_report(QUICK, "en"), edition=Edition(words, branding=branding))

    workbook = opened(report)

    written = texts(workbook)
    mark = "Insight of Bureau Kompas"
    assert written.count(mark) == 2
    place = written.index(mark)
    assert written[place + 1 : place + 4] == ["One.", "• a", "• b"]
    assert "In the words of Bureau Kompas" in written
    assert "About strategy." in written
    assert "Bureau Kompas, info@example.org" in written
    assert workbook.properties.creator == "Bureau Kompas"
    assert workbook["Result"]["A1"].font.color.rgb == "FF7A0B5D"
    marks = [
        cell
        for row in workbook["Report"]
        for cell in row
        if cell.value == mark and cell.font.sz == looks.MARK.size
    ]
    assert marks
    assert {cell.font.color.rgb for cell in marks} == {"FF7A0B5D"}


def test_nothing_keeps_our_own_accent_when_the_sender_has_one():
    words = OwnWords(sentence="Mine.", summary="One.")
    edition = Edition(words, branding=Branding(accent="#7a0b5d"))
    content = render_xlsx(replace(demo_report(FULL, "en"), edition=edition))

    with ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
    assert [part for part in parts if "c64200" in part.lower() or "fff6f0" in part.lower()] == []
    assert any("7a0b5d" in part for part in parts if "radarChart" in part)


def test_nothing_scored_gives_a_sheet_that_says_so():
    workbook = opened(make_report(answers={}, language="en", organisation=""))

    assert fact(workbook["Result"], "Overall score").value == "not scored"
    assert set(values(workbook["Result"], "Result", "Score")) == {None}
    assert (
        "There are no actions yet: first the answers are needed that are open or unknown."
        in texts(workbook)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_the_sheet_says_every_word_of_the_result(name, language):
    report = demo_report(name, language)
    said = columns_of(opened_demo(name, language))
    with override(language):
        told = {squeezed(words) for chapter in chapters(report) for words in words_of(chapter)}

    missing = [words for words in told if not any(words in column for column in said)]

    assert len(told) > 200
    assert missing == []


def columns_of(workbook):
    """What stands in each column, from top to bottom: a long text goes on in the row below it."""
    return [
        squeezed(" ".join(cell.value for cell in column if isinstance(cell.value, str)))
        for sheet in workbook
        for column in sheet.iter_cols()
    ]


@pytest.mark.no_cover  # traced it takes twice as long, and others cover what it uses
@pytest.mark.parametrize("name", ["long", "long_word", "capped"])
@pytest.mark.parametrize("questionnaire", ["full", "quick"])
def test_no_row_is_higher_than_a_program_shows(name, questionnaire):
    workbook = opened(extreme(name, questionnaire, "nl"))

    heights = [row.height for sheet in workbook for row in sheet.row_dimensions.values()]

    assert len(heights) > 100
    assert [height for height in heights if height and height > 409] == []


def test_a_text_higher_than_a_row_goes_on_in_the_next():
    talk = " ".join(f"Woord {number} van een lang verhaal." for number in range(400))
    words = OwnWords(summary=talk)

    workbook = opened(replace(demo_report(QUICK, "nl"), edition=Edition(words)))

    rows = [row[0].value for row in workbook["Rapport"].iter_rows() if row[0].value]
    told = [each for each in rows if "van een lang verhaal" in each]
    assert len(told) > 1
    assert squeezed(" ".join(told)) == squeezed(talk)


def test_the_definition_names_its_version_and_holds_every_question():
    report = demo_report(QUICK, "en")
    sheet = opened_demo(QUICK)["Definition"]

    questions = report.definition.questionnaire("quick").questions
    assert values(sheet, "Questions", "Subject") == [question.facet for question in questions]
    assert values(sheet, "Questions", "No.") == [*map(str, range(1, 8))]
    assert values(sheet, "Levels", "Name") == [level.name for level in report.definition.levels]
    lines = [row[0].value for row in sheet.iter_rows()]
    assert f"Model version 1, for the sector {report.sector.name}." in lines
    assert len([line for line in lines if str(line).startswith("practice: ")]) == 1


def test_the_web_process_does_not_load_openpyxl(settings):
    program = (
        "import sys, django; django.setup(); import rendering.worker;"
        "print('openpyxl' in sys.modules)"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "true"},
    )

    assert loaded.stdout == "False\n"
