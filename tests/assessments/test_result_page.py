"""The result page at every stage, of one person and a group, to edit and to read."""

import pytest
from django.core.cache import caches
from django.utils.translation import override

from assessments.exchange import read
from assessments.gathering import notes_of
from assessments.importing import find_definition, import_document
from assessments.links import Purpose
from assessments.models import Assessment
from assessments.services import finish
from maturity.display import gap_text, score_text
from reports import content
from tests.factories import access_to, all_answers, make_assessment, make_group, open_in, report_of
from tests.pages import LANGUAGES, classed, get, headings, links, parse, words
from tests.reports.conftest import FULL, GROUP, QUICK

pytestmark = pytest.mark.django_db

GROUP_QUERIES = 4  # the assessment, agreed levels, targets, edition; no answers
RESULT_QUERIES = 6  # the assessment, responses, answers, agreed levels, targets, edition


def address(assessment):
    return f"/a/{assessment.public_id}/result/"


def import_demo(settings, name):
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json"
    return import_document(read(path.read_bytes(), find_definition))


def show(client, assessment, language="en", purpose=Purpose.EDIT):
    open_in(client, assessment, purpose)
    page = get(client, address(assessment), language)
    assert page.status_code == 200
    return parse(page)


def named_people(assessment):
    """Names that cannot be found by accident."""
    for row in assessment.responses.all():
        row.participant = f"Deelnemer-{row.number}-X"
        row.save(update_fields=["participant"])
    return [row.participant for row in assessment.responses.all()]


def chapters(tree):
    return [section.get("id") for section in classed(tree, "chapter")]


def table(tree, role):
    return [[words(cell) for cell in row] for row in classed(tree, f"table--{role}")[0].iter("tr")]


def basis(tree):
    return [words(line) for line in classed(tree, "facts")[0].iter("dd")]


FILES = {
    "report.pdf",
    "report.docx",
    "report.pptx",
    "report.xlsx",
    "radar.svg",
    "radar.png",
    "route.svg",
    "route.png",
}

# --- stages ------------------------------------------------------------------------------------


def test_nothing_answered_explains_and_leads_to_the_questions(client):
    assessment = make_assessment()

    tree = show(client, assessment)

    assert headings(tree) == ["Nothing has been measured yet"]
    assert len(chapters(tree)) == 1
    assert f"/a/{assessment.public_id}/" in links(tree)


def test_partly_answered_says_what_is_missing_and_links_there(client):
    answers = {f"KE{number}": 2 for number in range(1, 6)} | {"ST1": 3, "ST2": "unknown"}
    assessment = make_assessment(answers=answers)

    tree = show(client, assessment)

    assert headings(tree)[0].startswith("No level can be given for De Boer Wonen yet")
    (missing,) = classed(tree, "missing")
    assert [words(line) for line in missing.iter("li")][:2] == [
        "Strategy: 3 not answered yet · 1 “don't know”",
        "Organisational structure: 5 not answered yet",
    ]
    assert f"/a/{assessment.public_id}/strategie/" in links(missing)
    assert words(tree).count("Why there is no score") == 6


def test_all_unknown_shows_no_score_anywhere(client):
    assessment = make_assessment(answers=all_answers("full", "unknown"))

    tree = show(client, assessment)

    assert [row[2] for row in table(tree, "figures")[1:]] == ["–"] * 8
    assert classed(tree, "cell--here") == []


def test_all_at_level_4_advises_to_hold(client):
    assessment = make_assessment(answers=all_answers("full", 4))

    tree = show(client, assessment)

    assert [row[2] for row in table(tree, "figures")[1:]] == ["4.0"] * 8
    assert len(classed(tree, "cell--here")) == 7
    assert words(tree).count("What you keep: 4 Omnichannel") == 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [None, 1, 2, 3, 4, "unknown", "not_applicable"])
def test_the_page_is_whole_in_both_languages_at_every_level(client, language, answers):
    chosen = all_answers("full", answers) if answers else {}

    tree = show(client, make_assessment(answers=chosen), language)

    assert len(headings(tree)) == 1


@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
def test_the_chapters_are_those_of_the_report_and_can_be_reached_from_the_top(
    client, settings, name
):
    assessment = import_demo(settings, name)
    with override("en"):
        told = content.chapters(report_of(assessment, "en"))

    tree = show(client, assessment)

    assert chapters(tree) == [*(chapter.slug for chapter in told), "take"]
    nav = classed(tree, "contents")[0]
    assert links(nav) == [f"#{chapter.slug}" for chapter in told[1:]] + ["#take"]


def test_what_is_long_is_folded_and_a_dimension_says_its_score_on_its_fold(client, settings):
    tree = show(client, import_demo(settings, FULL))

    folds = {leaf.find(".//section").get("id"): leaf for leaf in classed(tree, "leaf")}
    assert {slug for slug, leaf in folds.items() if leaf.get("open") is not None} == {"figures"}
    assert words(folds["incentives"].find("summary")) == (
        "Incentives 1.6 · Dimension 7 of 7, priority 1"
    )
    assert words(folds["matrix"].find("summary")) == "Your place in the matrix"
    assert all(words(leaf.find("summary/h2")) for leaf in folds.values())


def test_the_page_has_one_main_button(client, settings):
    tree = show(client, import_demo(settings, FULL))

    assert [words(button) for button in classed(tree, "button--main")] == [
        "Download the advisory report"
    ]


def test_the_sentence_is_the_title(client, settings):
    assessment = import_demo(settings, FULL)

    assert headings(show(client, assessment)) == [report_of(assessment, "en").sentence]


# --- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scores_on_the_page_are_those_of_the_result(client, settings, language):
    assessment = import_demo(settings, FULL)
    result = report_of(assessment, language).result

    rows = table(show(client, assessment, language), "figures")[1:]

    scores = [score_text(row.score, language) for row in result.dimensions]
    assert [row[2].split()[0] for row in rows] == [*scores, score_text(result.score, language)]
    gaps = [gap_text(row.score, row.target, language) for row in result.dimensions]
    assert [row[5] for row in rows[:7]] == gaps


def test_the_summary_counts_every_kind_of_answer(client, settings):
    assert basis(show(client, import_demo(settings, FULL))) == [
        "the answers of one person",
        "35 of 35 questions answered, 32 with a level",
        "“don't know” 2 times",
        "1 not applicable",
    ]


def test_every_answer_stands_with_its_note_and_reason(client):
    answers = {"KE1": 1, "KE2": 3, "KE3": 3, "KE4": "not_applicable", "KE5": "unknown"}
    assessment = make_assessment(
        answers=answers, notes={"KE1": "Alleen met <b>bon</b>"}, reasons={"KE4": "Geen kanalen"}
    )

    tree = show(client, assessment)

    rows = [words(row) for row in classed(tree, "answer-list")[0].iter("tr")]
    assert "Alleen met <b>bon</b>" in rows[0]
    assert "Not applicable: Geen kanalen" in rows[3]
    assert "Don't know" in rows[4]
    marks = [words(mark) for mark in classed(tree, "marks")[0].iter("li")]
    assert [mark.endswith("weighs most on the score") for mark in marks][:3] == [True, False, False]
    assert "What level 3 takes:" in words(tree)


# --- who sees what -----------------------------------------------------------------------------


def test_a_reader_sees_the_result_without_doors_to_change_it(client, settings):
    assessment = import_demo(settings, FULL)

    tree = show(client, assessment, purpose=Purpose.READ)

    own = {link for link in links(tree) if link and link.startswith("/a/")}
    names = {link.removeprefix(f"/a/{assessment.public_id}/") for link in own}
    assert names == {*FILES, "export.json", "report/preview/", "present/"}


def test_a_group_shows_distributions_and_nobodys_answer_or_name(client, settings):
    assessment = import_demo(settings, GROUP)
    people = named_people(assessment)
    notes = [answer.note for answer in notes_of(access_to(assessment))]
    assert len(notes) > 5

    tree = show(client, assessment, purpose=Purpose.READ)

    text = words(tree)
    assert [name for name in people if name in text] == []
    assert [note for note in notes if note in text] == []
    assert len(classed(tree, "answer__spread")) == 39  # PR1 applies to nobody
    assert "export.json" not in " ".join(filter(None, links(tree)))


@pytest.mark.parametrize("address", ["report/preview/", "result/"])
def test_a_reader_of_a_group_sees_no_notes_in_the_report_either(client, settings, address):
    assessment = import_demo(settings, GROUP)
    open_in(client, assessment, Purpose.READ)

    page = get(client, f"/a/{assessment.public_id}/{address}", "nl")

    assert "De adviseur neemt alles mee" not in words(parse(page))


def test_a_group_is_whole_and_has_answers_not_questions(client, settings):
    assessment = import_demo(settings, GROUP)
    assert report_of(assessment, "en").result.counts.unanswered

    tree = show(client, assessment)

    assert classed(tree, "missing") == []
    assert "not finished" not in words(tree)
    assert basis(tree) == [
        "12 participants",
        "380 of 420 answers have a level",
        "“don't know” 25 times",
        "12 not applicable",
        "3 without an answer",
        "a level agreed for 6 questions",
    ]


def test_who_holds_the_private_link_of_a_group_reads_its_notes_without_names(client, settings):
    assessment = import_demo(settings, GROUP)
    people = named_people(assessment)

    text = words(show(client, assessment))

    assert "De adviseur neemt alles mee" in text
    assert [name for name in people if name in text] == []


def test_departments_under_the_minimum_are_not_shown(client, settings):
    assessment = import_demo(settings, GROUP)
    Assessment.objects.filter(pk=assessment.pk).update(minimum_group=50)

    assert "By department" not in words(show(client, assessment))


def test_a_stranger_gets_404(client):
    assert client.get(address(make_assessment())).status_code == 404


def test_only_reading_is_answered(client):
    assessment = make_assessment()
    open_in(client, assessment)

    assert client.post(address(assessment)).status_code == 405


# --- cost --------------------------------------------------------------------------------------


def test_a_group_is_provisional_until_its_holder_finishes_it(client):
    assessment = whole_group(3)
    assert report_of(assessment, "en").is_provisional

    finish(assessment)

    assert not report_of(Assessment.objects.get(), "en").is_provisional


def whole_group(people):
    return make_group(responses=people, answers=all_answers("full", 2))


@pytest.mark.parametrize(
    ("make", "queries"),
    [
        pytest.param(make_assessment, RESULT_QUERIES, id="empty"),
        pytest.param(
            lambda: make_assessment(answers=all_answers("full", 2)), RESULT_QUERIES, id="full"
        ),
        pytest.param(lambda: whole_group(1), GROUP_QUERIES, id="group of 1"),
        pytest.param(lambda: whole_group(6), GROUP_QUERIES, id="group of 6"),
    ],
)
def test_the_page_costs_the_same_queries_whatever_was_answered(
    client, django_assert_num_queries, make, queries
):
    assessment = make()
    open_in(client, assessment)
    client.get(address(assessment))  # the definition is read once per process
    caches["results"].clear()

    with django_assert_num_queries(queries):
        client.get(address(assessment))
