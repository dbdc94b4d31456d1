"""One question in front: what brings the next one, what does not, and what stays in sight."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Answer, Assessment
from bench.places import SHORT_PHONE, beyond, places_of_questions
from tests.e2e import steps
from tests.e2e.conftest import LAPTOP, PHONE, check_accessibility
from tests.factories import all_answers, make_assessment

OFFLINE = ["Failed to load resource", "htmx:", "Response Status"]


def front(page):
    return page.locator("[data-question][data-front]")


def check_front(page, code):
    expect(front(page)).to_have_id(code)
    expect(page.locator(f"#{code} .options")).to_be_visible()
    expect(page.locator(".options:visible")).to_have_count(1)


def choices():
    return dict(Answer.objects.values_list("code", "choice"))


def test_after_a_choice_the_next_question_comes_and_the_one_before_is_seen_to_be_saved(at, size):
    page = at(make_assessment(), viewport=size)
    check_front(page, "KE1")
    expect(page.locator(".dim__by-itself")).to_be_in_viewport()

    steps.choose(front(page), 2)

    check_front(page, "KE2")
    expect(page.locator("#KE2 legend")).to_be_focused()
    expect(page.locator("#KE1 .state--saved")).to_be_in_viewport()
    check_accessibility(page)
    assert choices() == {"KE1": "2"}


def test_keys_answer_as_soon_as_the_page_is_there(at):
    page = at(make_assessment())

    for key in ["3", "0", "b"]:
        page.keyboard.press(key)

    check_front(page, "KE4")
    steps.is_saved(page.locator("#KE3"))
    assert choices() == {"KE1": "3", "KE2": "unknown", "KE3": "2"}


def test_a_double_tap_or_click_answers_one_question(at):
    """The second would fall on the question that has just come."""
    page = at(make_assessment(), viewport=PHONE, has_touch=True, is_mobile=True)
    place = front(page).locator(".option").nth(1).bounding_box()
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.wait_for_timeout(800)  # as long as somebody reads at least

    page.touchscreen.tap(*middle)
    page.touchscreen.tap(*middle)
    check_front(page, "KE2")
    steps.is_saved(page.locator("#KE1"))
    page.wait_for_timeout(800)
    page.mouse.dblclick(*middle)

    check_front(page, "KE3")
    steps.is_saved(page.locator("#KE2"))
    assert set(choices()) == {"KE1", "KE2"}


def test_a_key_that_is_held_down_answers_one_question(at):
    page = at(make_assessment())

    for _ in range(3):
        page.keyboard.down("2")
    page.keyboard.up("2")

    check_front(page, "KE2")


def test_arrows_move_within_the_options_and_enter_goes_on(at):
    page = at(make_assessment())
    front(page).locator("input[type=radio]").first.focus()

    with page.expect_response(lambda heard: "KE1-choice=2" in (heard.request.post_data or "")):
        for key in ["ArrowDown", "ArrowDown", "ArrowUp"]:
            page.keyboard.press(key)
    steps.is_saved(page.locator("#KE1"))
    check_front(page, "KE1")
    page.keyboard.press("Enter")

    check_front(page, "KE2")
    assert choices() == {"KE1": "2"}


def test_the_space_bar_chooses_and_does_not_go_on(at):
    page = at(make_assessment())
    front(page).locator("input[type=radio]").first.focus()

    page.keyboard.press("Space")

    steps.is_saved(page.locator("#KE1"))
    check_front(page, "KE1")
    assert choices() == {"KE1": "1"}
    page.keyboard.press("Enter")
    check_front(page, "KE2")


def test_changing_an_earlier_answer_does_not_go_on(at):
    page = at(make_assessment())
    page.keyboard.press("1")
    check_front(page, "KE2")

    page.keyboard.press("p")
    check_front(page, "KE1")
    steps.choose(front(page), 4)

    steps.is_saved(page.locator("#KE1"))
    check_front(page, "KE1")
    assert choices() == {"KE1": "4"}


def test_the_buttons_and_the_browser_go_back_and_on(at):
    page = at(make_assessment())

    page.locator("[data-on]").click()
    page.locator("[data-on]").click()
    check_front(page, "KE3")
    page.locator("[data-back]").click()
    check_front(page, "KE2")
    page.go_back()
    check_front(page, "KE3")
    page.goto(re.sub("#.*", "", page.url).replace("klantervaring", "strategie"))
    page.locator("[data-back]").click()

    check_front(page, "KE5")


def test_the_last_choice_of_a_page_goes_to_the_next_open_question(at):
    page = at(make_assessment(answers={"KE1": 1, "KE2": 1, "KE3": 1, "KE4": 1, "ST1": 2}))
    check_front(page, "KE5")

    steps.choose(front(page), 3)

    page.wait_for_url("**/strategie/#ST2")
    check_front(page, "ST2")
    expect(page.locator("#ST2 legend")).to_be_focused()
    assert choices()["KE5"] == "3"


def test_the_last_choice_of_all_leads_to_looking_back(at):
    answers = all_answers("full")
    last = [*answers][-1]
    del answers[last]
    page = at(make_assessment(answers=answers), "incentives")
    check_front(page, last)

    steps.choose(front(page), 3)

    expect(page).to_have_url(steps.REVIEW)


def test_not_applicable_waits_for_its_reason(at):
    page = at(make_assessment())

    front(page).locator("label:has(input[value=not_applicable])").click()

    steps.is_saved(page.locator("#KE1"))
    check_front(page, "KE1")
    expect(page.locator("#KE1-reason")).to_be_visible()


def test_the_setting_turns_keys_and_going_on_off_and_is_remembered(at):
    page = at(make_assessment())
    page.keyboard.press("?")
    page.locator("[data-by-itself][type=checkbox]").uncheck()
    page.reload()

    page.locator("h1").click(force=True)
    page.keyboard.press("3")
    steps.choose(front(page), 2)

    steps.is_saved(page.locator("#KE1"))
    check_front(page, "KE1")
    expect(page.locator(".dim__by-itself")).to_be_hidden()
    assert choices() == {"KE1": "2"}


def test_a_note_is_added_to_the_question_before_without_going_back(at, size):
    page = at(make_assessment(), viewport=size)
    steps.choose(front(page), 2)
    check_front(page, "KE2")

    page.locator("#KE1 .note summary").click()
    with page.expect_response(lambda heard: "2026" in (heard.request.post_data or "")):
        page.locator("#KE1-note").press_sequentially("1 nota, pas 2026")

    check_front(page, "KE2")
    assert Answer.objects.values_list("choice", "note").get() == ("2", "1 nota, pas 2026")


def test_the_key_for_a_note_opens_it_and_its_letters_are_text(at):
    page = at(make_assessment())

    page.keyboard.press("n")
    page.keyboard.type("pan 3")
    page.keyboard.press("Control+Enter")

    check_front(page, "KE2")
    expect(page.locator("#KE1-note")).to_have_value("pan 3")
    expect(page.locator("#KE1 .note")).to_be_visible()
    assert page.locator("#KE1 input:checked").count() == 0


def test_the_keys_and_a_note_lead_back_to_the_question(at):
    page = at(make_assessment())
    expect(page.locator(".dim__keys")).to_be_in_viewport()
    legend = page.locator("#KE1 legend")

    page.keyboard.press("?")
    expect(page.locator("kbd").first).to_be_in_viewport()
    page.keyboard.press("?")
    expect(legend).to_be_focused()
    expect(legend).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("n")
    page.keyboard.type("Pas 2026")
    page.keyboard.press("Escape")
    expect(legend).to_be_focused()
    page.keyboard.press("2")

    check_front(page, "KE2")
    steps.is_saved(page.locator("#KE1"))
    assert Answer.objects.values_list("choice", "note").get() == ("2", "Pas 2026")


def test_the_answer_of_the_earlier_round_comes_into_sight(at):
    answers = all_answers("quick", 3)
    previous = make_assessment(questionnaire="quick", answers=answers, finished=True)
    assessment = make_assessment(questionnaire="quick")
    Assessment.objects.filter(pk=assessment.pk).update(previous=previous)
    page = at(assessment)
    summary = page.locator(".said-before summary")
    expect(summary).to_be_in_viewport()

    summary.evaluate("summary => summary.click()")  # which scrolls to nothing by itself

    expect(page.locator(".said-before .help__body")).to_be_in_viewport(ratio=0.9)


def test_enter_at_the_end_of_a_page_leads_to_the_next_question(at):
    page = at(make_assessment(questionnaire="quick"))

    page.keyboard.press("Enter")

    page.wait_for_url("**/strategie/#onward")
    expect(front(page).locator("legend")).to_be_focused()


def test_what_is_not_stored_stays_in_sight_with_the_next_question(at):
    page = at(make_assessment(), expected=OFFLINE, viewport=SHORT_PHONE)
    page.route("**/answers/KE1/", lambda route: route.abort())

    steps.choose(front(page), 4)
    check_front(page, "KE2")
    steps.choose(front(page), 3)
    check_front(page, "KE3")

    expect(page.locator("#KE1 .state--failed")).to_be_in_viewport()
    page.unroute("**/answers/KE1/")
    steps.is_saved(page.locator("#KE2"))
    expect(page.locator("#KE1 .state--failed")).to_have_count(0, timeout=10_000)
    assert choices() == {"KE1": "4", "KE2": "3"}


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_on_a_slow_line_the_question_stays_whole_in_view(at, locale):
    """What is being stored meanwhile says so in one line, whatever the pace of the thumb."""
    page = at(make_assessment(sector="other"), viewport=SHORT_PHONE, locale=locale)
    answered, held = ["KE1", "KE2", "KE3", "KE4"], []
    page.route("**/answers/**", lambda route: held.append(route))

    for code in answered:
        check_front(page, code)
        steps.choose(front(page), 2)

    check_front(page, "KE5")
    expect(page.locator(".state--saving:visible")).to_have_count(1)
    expect(page.locator("#KE4 .state--saving")).to_be_in_viewport()
    for option in front(page).locator(".option:visible").all():
        expect(option).to_be_in_viewport(ratio=1)
    while len(held) < len(answered):
        page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    for code in answered:
        expect(page.locator(f"#{code} .state--saving")).to_have_count(0)
    assert choices() == dict.fromkeys(answered, "2")


def test_a_whole_dimension_on_one_page_stays_so(at):
    page = at(make_assessment())

    page.locator("[data-pace-to=all]").click()
    expect(page.locator(".options:visible")).to_have_count(5)
    page.reload()
    steps.choose(page.locator("#KE1"), 2)
    steps.is_saved(page.locator("#KE1"))

    expect(page.locator(".options:visible")).to_have_count(5)
    check_accessibility(page)
    page.locator("[data-pace-to=one]").click()
    expect(page.locator(".options:visible")).to_have_count(1)


def test_touch_is_told_of_no_keys(at):
    page = at(make_assessment(), viewport=PHONE, has_touch=True, is_mobile=True)
    expect(page.locator(".dim__by-itself")).to_be_visible()
    expect(page.locator(".dim__keys")).to_be_hidden()

    page.locator("[data-help] summary").click()

    expect(page.locator("kbd").first).to_be_hidden()
    expect(page.locator("[data-by-itself][type=checkbox]")).to_be_visible()
    page.locator("[data-help] summary").tap()
    page.wait_for_timeout(800)  # a tap that comes sooner was meant for the page before
    front(page).locator(".option").nth(1).tap()
    check_front(page, "KE2")


def test_the_private_link_is_covered_until_it_is_asked_for(at):
    page = at(make_assessment(), viewport=PHONE)
    link = page.locator(".first-link")
    expect(link).to_be_visible()
    assert page.locator("#edit-address").count() == 0

    link.locator("summary").click()

    expect(page.locator("#edit-address")).to_have_value(re.compile("/open/"))
    expect(page.locator("[data-copy]")).to_be_visible()
    page.locator(".top__stop").click()
    expect(page.locator("h1")).to_have_text("Alles is bewaard")
    expect(page.locator("#edit-address")).to_be_hidden()
    check_accessibility(page)


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
@pytest.mark.parametrize(
    ("questionnaire", "questions", "phone"), [("quick", 7, PHONE), ("full", 35, SHORT_PHONE)]
)
def test_every_question_is_whole_within_the_first_view(at, questionnaire, questions, phone, locale):
    """Below the mark of the one before; with the line of a sector that is told how to read them,
    which others do not have."""
    for viewport in (phone, LAPTOP):
        assessment = make_assessment(questionnaire=questionnaire, sector="intermediary")
        page = at(assessment, viewport=viewport, locale=locale, reduced_motion="reduce")
        places = places_of_questions(page, assessment.public_id)
        assert beyond(places, viewport) == {}
        assert len(places) == questions
