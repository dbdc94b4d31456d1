"""The result page at every stage, for one person and a group, for who may edit and who may see."""

import pytest

from assessments.exchange import read
from assessments.importing import find_definition, import_document
from assessments.links import Purpose
from assessments.models import Assessment
from assessments.result_page import Opening, opening_of
from maturity.display import figure_text, score_text
from maturity.printing import remembered
from tests.factories import all_answers, make_assessment, make_group, open_in
from tests.pages import LANGUAGES, classed, get, headings, links, parse, words

pytestmark = pytest.mark.django_db

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


def sections(tree):
    return [section.get("id") for section in classed(tree, "section")]


EVERY_SECTION = [
    "where",
    "matrix",
    "patterns",
    "priorities",
    "quick-wins",
    "roadmap",
    "risks",
    "basis",
    "take",
]

FILES = {
    "report.pdf",
    "report.docx",
    "report.pptx",
    "report.xlsx",
    "radar.svg",
    "radar.png",
    "plan.svg",
    "plan.png",
}

# --- stages ------------------------------------------------------------------------------------


def test_nothing_answered_explains_and_leads_to_the_questions(client):
    assessment = make_assessment()

    tree = show(client, assessment)

    assert headings(tree) == ["Nothing has been measured yet"]
    assert sections(tree) == []
    assert f"/a/{assessment.public_id}/" in links(tree)


def test_partly_answered_says_what_is_missing_and_links_there(client):
    answers = {f"KE{number}": 2 for number in range(1, 6)} | {"ST1": 3, "ST2": "unknown"}
    assessment = make_assessment(answers=answers)

    tree = show(client, assessment)

    assert headings(tree)[0].startswith("No level can be given for De Boer Wonen yet")
    (missing,) = classed(tree, "missing")
    assert [words(line) for line in missing.iter("li")][:2] == [
        "Strategy: 3 not answered yet, 1 “don't know”",
        "Organisational structure: 5 not answered yet",
    ]
    assert f"/a/{assessment.public_id}/strategie/" in links(missing)
    assert sections(tree)[0] == "where"
    assert words(classed(tree, "priority")[1]).count("Not scored yet") == 1


def test_all_unknown_shows_no_score_anywhere(client):
    assessment = make_assessment(answers=all_answers("full", "unknown"))

    tree = show(client, assessment)

    assert [words(cell) for cell in classed(tree, "score")] == ["–"] * 8
    assert "100% of the questions that apply" in words(classed(tree, "section")[-2])
    assert classed(tree, "cell--here") == []


def test_all_at_level_4_advises_to_hold(client):
    assessment = make_assessment(answers=all_answers("full", 4))

    tree = show(client, assessment)

    assert [words(cell) for cell in classed(tree, "score")] == ["4.0"] * 8
    assert len(classed(tree, "cell--here")) == 7
    steps = [words(side) for side in classed(tree, "priority__side")]
    assert all("hold Omnichannel" in step for step in steps)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [None, 1, 2, 3, 4, "unknown", "not_applicable"])
def test_the_page_is_whole_in_both_languages_at_every_level(client, language, answers):
    chosen = all_answers("full", answers) if answers else {}

    tree = show(client, make_assessment(answers=chosen), language)

    assert len(headings(tree)) == 1


def test_the_sections_stand_in_the_order_of_the_report(client, settings):
    tree = show(client, import_demo(settings, "de-boer-wonen-2026"))

    assert sections(tree) == EVERY_SECTION


def test_a_quick_scan_has_the_same_sections(client, settings):
    tree = show(client, import_demo(settings, "woonstichting-zeven-eiken-quick-2026"))

    assert [name for name in sections(tree) if name not in {"patterns", "risks"}] == [
        "where",
        "matrix",
        "priorities",
        "quick-wins",
        "roadmap",
        "basis",
        "take",
    ]


@pytest.mark.parametrize(
    ("organisation", "language", "clause"),
    [
        ("De Boer Wonen", "en", "De Boer Wonen is multichannel (level 2 of 4),"),
        ("Jansen, De Wit & Zn. B.V.", "nl", "Jansen, De Wit & Zn. B.V. is multichannel"),
        ("", "nl", "Uw organisatie is multichannel (niveau 2 van 4),"),
    ],
)
def test_the_clause_with_the_level_is_set_apart(client, organisation, language, clause):
    assessment = make_assessment(organisation=organisation, answers=all_answers("full", 2))

    (title,) = show(client, assessment, language).iter("h1")

    assert words(title.find("b")).startswith(clause)
    assert words(title) == assessment.report(language).sentence


def test_a_sentence_that_is_one_long_clause_is_not_set_apart():
    sentence = "Een zin " + "zonder einde " * 20

    assert opening_of(sentence, "De Boer Wonen") == Opening("", sentence)


def test_a_director_finds_every_section_from_the_top(client, settings):
    tree = show(client, import_demo(settings, "de-boer-wonen-2026"))

    contents = classed(tree, "contents")[0]
    assert links(contents) == [f"#{name}" for name in EVERY_SECTION]
    titles = [words(section.find(".//h2")) for section in classed(tree, "section")]
    assert [words(line) for line in contents.iter("li")] == titles


def test_the_first_three_priorities_are_open_and_the_others_say_what_they_come_to(client, settings):
    assessment = import_demo(settings, "de-boer-wonen-2026")
    ranked = assessment.report("en").result.by_rank

    tree = show(client, assessment)

    articles = [each for each in classed(tree, "priority") if each.tag == "article"]
    folds = classed(tree, "later")
    assert [each.get("id") for each in articles + folds] == [row.dimension.slug for row in ranked]
    assert len(articles) == 3
    headline = "Connect your channels at the points where customers switch"
    assert words(folds[0].find("summary")) == f"4 Processes 2.4, target 3 {headline}"


# --- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scores_on_the_page_are_those_of_the_result(client, settings, language):
    assessment = import_demo(settings, "de-boer-wonen-2026")
    result = assessment.report(language).result

    tree = show(client, assessment, language)

    shown = [words(cell) for cell in classed(tree, "score")]
    expected = [score_text(row.score, language) for row in result.dimensions]
    assert shown == [*expected, score_text(result.score, language)]
    gaps = [figure_text(row.gap, language) for row in result.dimensions]
    rows = list(classed(tree, "figures")[0].iter("tr"))[1:8]
    assert [words(list(row)[5]) for row in rows] == gaps


def test_the_basis_line_counts_every_kind_of_answer(client, settings):
    tree = show(client, import_demo(settings, "de-boer-wonen-2026"))

    texts = [words(span) for span in classed(tree, "basis")[0].iter("span")]
    assert texts[:3] == [
        "35 of 35 questions filled in, 32 with a level",
        "“don't know” 2 times",
        "1 not applicable",
    ]


def test_why_this_score_shows_every_answer_its_note_and_what_it_costs(client):
    answers = {"KE1": 1, "KE2": 3, "KE3": 3, "KE4": "not_applicable", "KE5": "unknown"}
    assessment = make_assessment(
        answers=answers, notes={"KE1": "Alleen met <b>bon</b>"}, reasons={"KE4": "Geen kanalen"}
    )

    tree = show(client, assessment)

    why = next(fold for fold in classed(tree, "why") if "KE1" in words(fold))
    rows = [words(row) for row in classed(why, "why__table")[0].iter("tr")][1:]
    assert len(rows) == 5
    assert "Alleen met <b>bon</b>" in rows[0]
    assert rows[0].endswith("1.0 1.0 costs most")
    assert "Not applicable Geen kanalen" in rows[3]
    assert rows[4].endswith("Don't know – –")
    assert "What level 3 takes:" in words(why)


# --- who sees what -----------------------------------------------------------------------------


def test_a_reader_sees_the_result_without_doors_to_change_it(client, settings):
    assessment = import_demo(settings, "de-boer-wonen-2026")

    tree = show(client, assessment, purpose=Purpose.READ)

    assert sections(tree) == EVERY_SECTION
    own = {link for link in links(tree) if link and link.startswith("/a/")}
    names = {link.removeprefix(f"/a/{assessment.public_id}/") for link in own}
    assert names == {*FILES, "export.json", "report/preview/"}


def test_a_group_shows_distributions_and_nobodys_answer_or_name(client, settings):
    assessment = import_demo(settings, "waddenborg-verzekeringen-workshop-2026")
    people = named_people(assessment)
    notes = [note for row in assessment.responses.all() for note in row.value().notes.values()]
    assert len(notes) > 5

    tree = show(client, assessment, purpose=Purpose.READ)

    text = words(tree)
    assert [name for name in people if name in text] == []
    assert [note for note in notes if note in text] == []
    assert sections(tree)[:2] == ["where", "discuss"]
    assert len(classed(tree, "spread-figure")) == 40
    assert "export.json" not in " ".join(filter(None, links(tree)))


def test_a_group_is_whole_and_has_answers_not_questions(client, settings):
    assessment = import_demo(settings, "waddenborg-verzekeringen-workshop-2026")
    assert not assessment.is_finished
    assert assessment.report("en").result.counts.unanswered

    tree = show(client, assessment)

    assert classed(tree, "missing") == []
    assert "not finished" not in words(tree)
    basis = [words(span) for span in classed(tree, "basis")[0].iter("span")]
    assert basis[:6] == [
        "380 of 420 answers have a level",
        "“don't know” 25 times",
        "12 not applicable",
        "3 left open",
        "6 questions agreed on",
        "12 participants",
    ]


def test_who_holds_the_private_link_of_a_group_reads_its_notes_without_names(client, settings):
    assessment = import_demo(settings, "waddenborg-verzekeringen-workshop-2026")
    people = named_people(assessment)

    text = words(show(client, assessment))

    assert "De adviseur neemt alles mee" in text
    assert [name for name in people if name in text] == []


def test_departments_under_the_minimum_are_not_shown(client, settings):
    assessment = import_demo(settings, "waddenborg-verzekeringen-workshop-2026")
    Assessment.objects.filter(pk=assessment.pk).update(minimum_group=50)

    assert "By department" not in words(show(client, assessment))


def test_a_stranger_gets_404(client):
    assert client.get(address(make_assessment())).status_code == 404


def test_only_reading_is_answered(client):
    assessment = make_assessment()
    open_in(client, assessment)

    assert client.post(address(assessment)).status_code == 405


# --- cost --------------------------------------------------------------------------------------


def whole_group(people):
    return make_group(responses=people, answers=all_answers("full", 2))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(make_assessment, id="empty"),
        pytest.param(lambda: make_assessment(answers=all_answers("full", 2)), id="full"),
        pytest.param(lambda: whole_group(2), id="group of 2"),
        pytest.param(lambda: whole_group(6), id="group of 6"),
    ],
)
def test_the_page_costs_the_same_queries_whatever_was_answered(
    client, django_assert_num_queries, make
):
    assessment = make()
    open_in(client, assessment)
    client.get(address(assessment))  # the definition is read once per process

    with django_assert_num_queries(RESULT_QUERIES):
        client.get(address(assessment))


def test_what_is_remembered_of_a_page_is_the_same_for_everybody_with_these_scores(client):
    answers = all_answers("full", 3) | {"KE4": "not_applicable"}
    show(client, make_assessment(answers=answers))
    before = remembered.cache_info().misses

    show(
        client,
        make_assessment(
            organisation="Anders",
            title="Tweede",
            answers=answers,
            reasons={"KE4": "Geen kanalen"},
            notes={"KE1": "Onder ons"},
        ),
    )

    assert remembered.cache_info().misses == before
