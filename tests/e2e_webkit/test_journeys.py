"""The journeys that matter where Safari's engine differs from Chromium."""

from functools import partial

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from assessments.models import Answer, Assessment
from tests.e2e_webkit import steps
from tests.e2e_webkit.conftest import LAPTOP, PHONE, WITHOUT_COOKIES, WITHOUT_SCRIPT
from tests.factories import make_assessment
from workshops.models import Vote, Workshop

DIMENSIONS = 7
FINISH = "form[action$='/finish/'] button"


def choices():
    return dict(Answer.objects.values_list("code", "choice"))


def notes():
    return set(Answer.objects.exclude(note="").values_list("note", flat=True))


@pytest.fixture
def whole(at):
    """A whole dimension on one page, where nothing goes on by itself."""

    def open_page(assessment, **options):
        browser = at(assessment, **options)
        steps.click(browser, "[data-pace-to=all]")
        return browser

    return open_page


def scroll_to(browser, selector):
    element = steps.find(browser, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    return element


def start(browser, questionnaire):
    steps.click(browser, f"a.door[href*='questionnaire={questionnaire}']")
    steps.click(browser, "label:has(input[name='sector'])")
    steps.click(browser, "main form .button--main")
    steps.is_at(browser, "/klantervaring/")
    steps.is_loaded(browser)


@pytest.mark.parametrize(
    ("size", "answer"),
    [
        (PHONE, lambda browser: steps.click(browser, "[data-front] label:has([value='3'])")),
        (LAPTOP, lambda browser: steps.press(browser, "3")),
    ],
    ids=["clicks", "keys"],
)
def test_a_quick_scan_from_the_front_page_to_the_result(visit, size, answer):
    browser = visit(size=size)
    start(browser, "quick")

    for _ in range(DIMENSIONS):
        here = steps.path(browser)
        answer(browser)
        steps.leaves(browser, here)
    steps.is_at(browser, "/review/")
    steps.click(browser, FINISH)
    steps.is_at(browser, "/result/")

    assert steps.find(browser, "main svg[role=img]")
    assert list(choices().values()) == ["3"] * DIMENSIONS


def test_without_script_a_quick_scan_is_sent_page_by_page(visit):
    browser = visit(options=[WITHOUT_SCRIPT])
    start(browser, "quick")

    for _ in range(2):
        here = steps.path(browser)
        scroll_to(browser, "[data-question] label:has([value='3'])").click()
        scroll_to(browser, "main .go button").click()
        steps.leaves(browser, here)
    browser.get(steps.address(browser).replace("organisatiestructuur", "review"))
    scroll_to(browser, FINISH).click()
    steps.is_at(browser, "/result/")

    assert list(choices().values()) == ["3", "3"]
    assert Assessment.objects.get().is_finished
    assert browser.execute_script("return typeof htmx") == "undefined"


def test_blocked_cookies_are_told_before_a_form_is_filled_in_and_after(visit):
    browser = visit(options=[WITHOUT_COOKIES])
    steps.click(browser, "a.door[href*='questionnaire=quick']")
    assert "cookies" in steps.find(browser, "[data-without-cookies]").text

    steps.click(browser, "label:has(input[name='sector'])")
    steps.click(browser, "main form .button--main")
    steps.is_at(browser, r"/start/$")

    assert "bewaart uw browser geen cookies" in steps.find(browser, "main").text
    assert Assessment.objects.count() == 0


def test_arrows_and_space_choose_and_only_enter_goes_on(at):
    browser = at(make_assessment())
    steps.find(browser, "[data-front] legend")
    first = browser.find_element("css selector", "[data-front] input[value='1']")
    browser.execute_script("arguments[0].focus()", first)

    steps.press(browser, Keys.SPACE)
    steps.is_saved(browser, "KE1")
    assert steps.front(browser) == "KE1"
    steps.press(browser, Keys.ARROW_DOWN)
    assert steps.is_stored(lambda: choices() == {"KE1": "2"})
    assert steps.front(browser) == "KE1"
    steps.press(browser, Keys.ENTER)

    steps.is_in_front(browser, "KE2")


def write_note(browser, words):
    steps.click(browser, "#KE1 .note summary")
    steps.find(browser, "#KE1-note").send_keys(words)


def close(browser):
    """Its window, while another one stays."""
    here = browser.current_window_handle
    browser.switch_to.new_window("window")
    other = browser.current_window_handle
    browser.switch_to.window(here)
    browser.close()
    browser.switch_to.window(other)


def go_elsewhere(browser):
    browser.get("about:blank")


def put_away(browser):
    browser.minimize_window()


@pytest.mark.parametrize("leave", [close, go_elsewhere, put_away])
def test_words_of_the_last_second_are_kept(at, leave):
    browser = at(make_assessment())
    # So that nothing but leaving sends them.
    browser.execute_script("window.setTimeout = () => 0")

    write_note(browser, "Afspraak met de winkel")
    leave(browser)

    assert steps.is_stored(lambda: notes() == {"Afspraak met de winkel"})


def test_back_and_forward_empty_nothing(whole):
    browser = whole(make_assessment())
    for code in ["KE1", "KE2", "KE3", "KE4", "KE5"]:
        steps.choose(browser, code, 3)
        steps.is_saved(browser, code)
    write_note(browser, "Onze notitie")
    assert steps.is_stored(lambda: notes() == {"Onze notitie"})
    before = choices()
    go_on = partial(steps.click, browser, "main .go button")

    go_on()
    steps.is_at(browser, "/strategie/")
    browser.back()
    steps.is_at(browser, "/klantervaring/")
    browser.forward()
    steps.is_at(browser, "/strategie/")
    browser.back()
    steps.is_at(browser, "/klantervaring/")
    steps.is_loaded(browser)
    shown = "return document.querySelectorAll('input[type=radio]:checked').length"
    assert browser.execute_script(shown) == len(before)
    go_on()
    steps.is_at(browser, "/strategie/")

    assert (choices(), notes()) == (before, {"Onze notitie"})


def press_twice(browser, selector):
    ActionChains(browser).double_click(scroll_to(browser, selector)).perform()


def test_a_double_press_starts_one_and_finishes_it_once(visit):
    browser = visit()
    steps.click(browser, "a.door[href*='questionnaire=quick']")
    steps.click(browser, "label:has(input[name='sector'])")

    press_twice(browser, "main form .button--main")
    steps.is_at(browser, "/klantervaring/")
    steps.is_loaded(browser)
    steps.press(browser, "2")
    steps.is_at(browser, "/strategie/")
    steps.is_loaded(browser)
    browser.get(browser.current_url.replace("strategie", "review"))
    press_twice(browser, FINISH)
    steps.is_at(browser, "/result/")

    assert Assessment.objects.get().is_finished


def test_a_form_whose_cookies_are_gone_is_sent_once_more(visit):
    browser = visit()
    steps.click(browser, "a.door[href*='questionnaire=quick']")
    steps.click(browser, "label:has(input[name='sector'])")
    browser.delete_all_cookies()

    steps.click(browser, "main form .button--main")
    steps.is_at(browser, r"/start/$")  # which says why it was not sent
    steps.click(browser, "main form .button--main")

    steps.is_at(browser, "/klantervaring/")
    assert Assessment.objects.count() == 1


def test_two_tabs_contradict_each_other_aloud(whole):
    browser = whole(make_assessment())
    one, address = browser.current_window_handle, browser.current_url
    browser.switch_to.new_window("tab")
    browser.get(address)
    steps.find(browser, "#KE1")
    steps.is_loaded(browser)
    other = browser.current_window_handle
    browser.switch_to.window(one)
    steps.choose(browser, "KE1", 2)
    steps.is_saved(browser, "KE1")

    browser.switch_to.window(other)
    steps.choose(browser, "KE1", 4)
    steps.find(browser, "#KE1 .conflict")
    assert choices() == {"KE1": "2"}
    steps.click(browser, "#KE1 .conflict label:has(input[value=mine])")
    steps.is_saved(browser, "KE1")

    assert choices() == {"KE1": "4"}


def test_what_was_answered_without_a_connection_is_stored_when_it_is_back(at, line):
    browser = at(make_assessment())
    line.is_cut = True
    for code in ["KE1", "KE2", "KE3"]:
        steps.is_in_front(browser, code)
        steps.press(browser, "4")
    steps.is_in_front(browser, "KE4")
    steps.find(browser, "#KE3 .state--failed")
    assert choices() == {}

    line.is_cut = False
    steps.is_saved(browser, "KE3")

    assert steps.is_stored(lambda: choices() == dict.fromkeys(["KE1", "KE2", "KE3"], "4"))


def test_the_private_link_goes_on_in_another_browser(at, visit):
    assessment = make_assessment(answers={"KE1": 2})
    here = at(assessment, "link/")
    steps.click(here, "summary")
    link = steps.find(here, "#edit-address").get_attribute("value")

    there = visit(size=PHONE)
    there.get(link)
    steps.is_at(there, f"/a/{assessment.public_id}/")
    there.get(here.current_url.replace("link", "klantervaring"))

    assert steps.front(there) == "KE2"


def test_a_colleague_answers_by_invitation_while_the_holder_watches(at, visit):
    holder = at(make_assessment(questionnaire="quick"), "")
    steps.click(holder, "a[href$='/invite/']")
    steps.click(holder, "main form .button--main")
    steps.is_at(holder, r"/workshops/\w+/$")
    invitation = steps.find(holder, "#invitation-address").get_attribute("value")

    phone = visit(size=PHONE)
    phone.get(invitation)
    steps.click(phone, "form[action^='/join/'] .button--main")
    steps.is_at(phone, r"/w/\w+/\?joined$")
    steps.click(phone, "main .buttons a")
    steps.is_loaded(phone)
    steps.click(phone, "[data-front] label:has([value='3'])")

    steps.until(holder, lambda: "1" in steps.find(holder, "#answered").text, "one who answered")
    assert [vote.choice for vote in Vote.objects.all()] == ["3"]
    assert Workshop.objects.get().is_open
