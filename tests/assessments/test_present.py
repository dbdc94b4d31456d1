"""The result for a room: who may show it, what stands on its slides, what it costs."""

import pytest

from assessments.links import Purpose
from assessments.models import Answer
from tests.assessments.test_result_page import FULL, GROUP, QUICK, import_demo
from tests.factories import all_answers, make_assessment, make_group, open_in, report_of
from tests.pages import LANGUAGES, classed, get, headings, links, parse, words

pytestmark = pytest.mark.django_db

OWN_SLIDES = ["opening", "radar", "standing", "first-actions", "route", "decision"]
OWN_QUERIES = 6  # as many as the page of the result
GROUP_QUERIES = 4


def address(assessment):
    return f"/a/{assessment.public_id}/present/"


def show(client, assessment, language="en", purpose=Purpose.READ):
    open_in(client, assessment, purpose)
    page = get(client, address(assessment), language)
    assert page.status_code == 200
    return parse(page)


def message(slide):
    [title] = slide.iter("h2")
    return words(title)


def slides(tree):
    return {slide.get("id"): slide for slide in classed(tree, "slide")}


@pytest.mark.parametrize("purpose", [Purpose.READ, Purpose.EDIT])
def test_either_link_shows_one_message_a_slide(client, settings, purpose):
    assessment = import_demo(settings, FULL)

    tree = show(client, assessment, purpose=purpose)

    assert list(slides(tree)) == OWN_SLIDES
    assert len(headings(tree)) == 1
    titles = [words(title) for title in tree.iter("h2")]
    assert titles[0] == report_of(assessment, "en").sentence
    assert len(titles) == len(set(titles)) == len(OWN_SLIDES)
    assert f"/a/{assessment.public_id}/result/" in links(tree)


def test_the_slides_say_what_the_result_says(client, settings):
    assessment = import_demo(settings, FULL)
    report = report_of(assessment, "en")

    shown = slides(show(client, assessment))

    others = [words(item) for item in classed(shown["decision"], "items--large")[0]]
    assert [message(shown["decision"]), *others] == list(report.decisions)
    first = [words(title) for title in shown["first-actions"].iter("b")]
    assert first == [action.title for action in report.advice.first_actions]
    assert message(shown["first-actions"]) == "Begin with these three actions"
    route = [words(item) for item in shown["route"].iter("li")]
    assert route == [
        f"{number}. {each.action.title}"
        for number, each in enumerate(report.advice.route.placed, start=1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_sees_where_people_and_departments_differ(client, settings, language):
    shown = slides(show(client, import_demo(settings, GROUP), language))

    before, after = OWN_SLIDES[:3], OWN_SLIDES[3:]
    assert list(shown) == [*before, "disagreement", "departments", *after]
    assert len(classed(shown["disagreement"], "spread")) == 5
    assert len(list(shown["departments"].iter("tr"))) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quick_scan_is_called_indicative_and_has_no_route(client, settings, language):
    shown = slides(show(client, import_demo(settings, QUICK), language))

    assert "route" not in shown
    outcomes = ("opening", "radar", "standing")
    assert [len(classed(shown[slug], "text--indicative")) for slug in outcomes] == [1, 1, 1]


def test_a_group_that_took_the_quick_scan_sees_what_to_discuss_first(client):
    assessment = make_group(questionnaire="quick", responses=6, answers=all_answers("quick", 2))
    Answer.objects.filter(response=assessment.responses.first()).update(choice="4")

    shown = slides(show(client, assessment))

    assert len(list(shown["disagreement"].iter("li"))) == 5
    assert message(shown["disagreement"]) == "People differ most on “Customer experience”"


def test_no_title_counts_all_of_all(client):
    shown = slides(show(client, make_assessment(answers=all_answers("full", 2))))

    assert message(shown["radar"]) == "No dimension has reached its target yet."


@pytest.mark.parametrize("answers", [1, 4, "unknown"])
def test_extremes_have_slides_too(client, answers):
    shown = slides(show(client, make_assessment(answers=all_answers("full", answers))))

    assert list(shown)[:2] == ["opening", "radar"]
    assert list(shown)[-1] == "decision"


def test_without_an_answer_there_is_nothing_to_present(client):
    assessment = make_assessment()
    open_in(client, assessment)

    page = client.get(address(assessment))

    assert page["Location"] == f"/a/{assessment.public_id}/result/"


def test_a_stranger_gets_404_and_nothing_can_be_sent(client):
    assessment = make_assessment(answers=all_answers("full", 2))
    assert client.get(address(assessment)).status_code == 404

    open_in(client, assessment)

    assert client.post(address(assessment)).status_code == 405


@pytest.mark.parametrize(
    ("make", "queries"),
    [
        pytest.param(lambda: make_assessment(answers={"KE1": 2}), OWN_QUERIES, id="one answer"),
        pytest.param(
            lambda: make_assessment(answers=all_answers("full", 2)), OWN_QUERIES, id="every answer"
        ),
        pytest.param(
            lambda: make_group(responses=1, answers=all_answers("full", 2)),
            GROUP_QUERIES,
            id="group of 1",
        ),
        pytest.param(
            lambda: make_group(responses=6, answers=all_answers("full", 2)),
            GROUP_QUERIES,
            id="group of 6",
        ),
    ],
)
def test_it_costs_the_queries_of_a_result(client, django_assert_num_queries, make, queries):
    assessment = make()
    open_in(client, assessment)
    client.get(address(assessment))  # the definition is read once per process

    with django_assert_num_queries(queries):
        client.get(address(assessment))
