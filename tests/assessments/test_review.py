from html import unescape

import pytest
from django.urls import reverse

from assessments.models import Assessment, AssessmentState
from assessments.services import finish
from tests.factories import all_answers, make_assessment, open_in, question_of
from tests.pages import classed, get, parse, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(db):
    return make_assessment(answers={"KE1": 2})


def act(browser, assessment, name):
    return browser.post(reverse(f"assessments:{name}", args=[assessment.public_id]))


def review(browser, assessment):
    return browser.get(reverse("assessments:review", args=[assessment.public_id]))


def test_every_answer_is_there_with_a_way_to_its_question(client):
    assessment = make_assessment(
        answers={"KE1": 2, "OS5": "not_applicable"},
        reasons={"OS5": "Geen partners"},
        notes={"KE1": "Zie jaarplan"},
    )
    open_in(client, assessment)

    text = review(client, assessment).content.decode()

    assert question_of(assessment, "KE1").options["retail"][1].text in text
    assert "Geen partners" in text
    assert "Zie jaarplan" in text
    assert f'href="/a/{assessment.public_id}/klantervaring/#KE1"' in text


def test_finishing_stands_before_the_answers_however_many_there_are(client):
    assessment = make_assessment(answers=all_answers("full"))
    open_in(client, assessment)

    text = review(client, assessment).text

    assert text.index(f'action="/a/{assessment.public_id}/finish/"') < text.index("row--answer")


@pytest.mark.parametrize(
    ("is_whole", "leads"), [(False, "Ga verder bij de eerste open vraag"), (True, "Rond af")]
)
def test_one_button_leads_on_from_the_review(client, is_whole, leads):
    assessment = make_assessment(answers=all_answers("full") if is_whole else {"KE1": 2})
    open_in(client, assessment)

    panels = classed(parse(review(client, assessment)), "panel")

    [button] = [each for panel in panels for each in classed(panel, "button--main")]
    assert words(button).startswith(leads)


def test_what_is_missing_is_counted(client):
    assessment = make_assessment(answers=all_answers("full") | {})
    open_in(client, assessment)
    assert review(client, assessment).context["progress"].is_complete

    some = make_assessment(answers={"KE1": 2})
    open_in(client, some)
    assert len(review(client, some).context["progress"].open_questions) == 34


def test_review_and_result_count_what_is_filled_in_alike(client):
    answers = all_answers("quick") | {"incentives": "unknown"}
    assessment = make_assessment(questionnaire="quick", answers=answers)
    open_in(client, assessment)

    pages = [
        get(client, reverse(f"assessments:{name}", args=[assessment.public_id]), "en").text
        for name in ("review", "result")
    ]

    assert "You have answered 7 of 7 questions." in pages[0]
    assert "7 of 7 questions answered, 6 with a level" in pages[1]
    assert "“don't know” once" in unescape(pages[1])


def test_finishing_freezes_and_shows_the_result(holder, assessment):
    page = act(holder, assessment, "finish")

    assessment.refresh_from_db()
    assert page["Location"] == reverse("assessments:result", args=[assessment.public_id])
    assert assessment.state == AssessmentState.FINISHED


def test_finishing_twice_keeps_the_first_moment(holder, assessment):
    act(holder, assessment, "finish")
    assessment.refresh_from_db()
    first = assessment.finished_at

    act(holder, assessment, "finish")

    assessment.refresh_from_db()
    assert assessment.finished_at == first


def test_there_is_nothing_to_finish_before_the_first_answer(client):
    empty = open_in(client, make_assessment(organisation="Nieuw"))
    assessment = Assessment.objects.get(organisation="Nieuw")

    page = act(empty, assessment, "finish")

    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.OPEN
    assert page["Location"] == reverse("assessments:overview", args=[assessment.public_id])
    overview = get(client, page["Location"]).text
    assert "Er valt nog niets af te ronden: beantwoord eerst een vraag." in overview


def test_reopening_lets_answers_change_again_and_keeps_the_date(holder, assessment):
    date = assessment.date
    finish(assessment)

    act(holder, assessment, "reopen")

    assessment.refresh_from_db()
    assert (assessment.state, assessment.finished_at, assessment.date) == (
        AssessmentState.OPEN,
        None,
        date,
    )


def test_reopening_what_is_open_changes_nothing(holder, assessment):
    act(holder, assessment, "reopen")

    touched = assessment.touched_at
    assessment.refresh_from_db()
    assert assessment.touched_at == touched


def test_a_finished_assessment_offers_to_reopen_instead(holder, assessment):
    finish(assessment)

    text = review(holder, assessment).content.decode()

    assert reverse("assessments:reopen", args=[assessment.public_id]) in text
    assert reverse("assessments:finish", args=[assessment.public_id]) not in text
