import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from assessments.models import Answer, Assessment
from tests.e2e import steps
from tests.e2e.conftest import check_accessibility


@pytest.mark.parametrize(("questionnaire", "questions"), [("quick", 7), ("full", 35)])
def test_from_the_front_page_to_the_report(visit, size, questionnaire, questions):
    page = visit(viewport=size)

    steps.start(page, questionnaire)
    steps.answer_everything(page)
    steps.finish(page)

    assert Answer.objects.exclude(choice="").count() == questions
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main svg[role=img]").filter(visible=True).first).to_be_visible()
    assert download_report(page).startswith(b"%PDF-")


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_three_presses_lead_to_the_first_question_and_nothing_has_to_be_looked_for(
    visit, size, locale
):
    page = visit(viewport=size, locale=locale)
    page.goto("/")

    for pressed in (".door--main", "label:has([value=intermediary])", "main form .button--main"):
        expect(page.locator(pressed)).to_be_in_viewport(ratio=1)
        page.locator(pressed).click()

    expect(page.locator("[data-front] legend")).to_be_in_viewport(ratio=1)


WITHIN = 10  # seconds from landing to the first question
TO_LOOK = 1  # of them, before each press, in which a person finds what to press


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
def test_the_first_question_is_in_view_within_ten_seconds_of_landing(visit, size, questionnaire):
    steps.start(visit(viewport=size), questionnaire)  # a server that runs has its pages at hand
    page = visit(viewport=size)
    began = time.monotonic()
    page.goto("/")

    door = f".door[href$='={questionnaire}']"
    for pressed in (door, "label:has([name=sector])", "main form .button--main"):
        page.wait_for_timeout(TO_LOOK * 1000)
        page.locator(pressed).first.click()
    expect(page.locator("[data-front] legend")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-front] .option:visible").last).to_be_in_viewport(ratio=1)

    assert time.monotonic() - began < WITHIN


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # all days there are
def test_an_assessment_is_of_the_day_where_its_visitor_is(visit, zone):
    page = visit(timezone_id=zone)
    steps.start(page, "quick")

    assert Assessment.objects.get().date == dt.datetime.now(ZoneInfo(zone)).date()


def download_report(page):
    """The page that says that the report is being made goes on to the file by itself."""
    with page.expect_download(timeout=60_000) as download:
        page.goto(f"/a/{steps.id_in(page)}/report.pdf")
    return download.value.path().read_bytes()


def test_arrows_choose_within_a_question(visit):
    page = visit()
    steps.start(page, "full")
    first = page.locator("[data-question]").first

    first.locator("input[type=radio]").first.focus()
    with page.expect_response(lambda heard: "KE1-choice=2" in (heard.request.post_data or "")):
        page.keyboard.press("ArrowDown")

    steps.is_saved(first)
    assert [answer.choice for answer in Answer.objects.all()] == ["2"]


def test_the_whole_quick_scan_by_keyboard_alone(visit):
    page = visit()
    page.goto("/start/?questionnaire=quick")
    tab_to(page, "input[name='sector']")
    page.keyboard.press("Space")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")

    for _ in range(steps.DIMENSION_PAGES):
        expect(page.locator("[data-question]")).to_be_visible()
        page.wait_for_load_state()
        before = steps.path_of(page.url)
        page.keyboard.press("2")
        page.wait_for_url(lambda url, left=before: steps.path_of(url) != left)
    page.wait_for_load_state()
    tab_to(page, "form[action$='/finish/'] button")
    page.keyboard.press("Enter")

    expect(page).to_have_url(steps.RESULT)
    assert Assessment.objects.get().is_finished


def tab_to(page, selector):
    """Where the focus passes it has to be seen: not under anything that sticks to the screen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML")
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


FOCUS_IS_SEEN = """() => {
  const focused = document.activeElement;
  const shown = focused.closest("label") ?? focused;
  const box = shown.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 20);
  const top = document.elementFromPoint(x, y);
  return shown.contains(top) || top?.contains(shown);
}"""


def test_a_conflict_is_shown_with_both_answers_and_the_person_chooses(visit):
    one, other = visit(), visit(expected=["status of 409", "htmx:"])
    for page in (one, other):
        steps.show_whole_pages(page)
    steps.start(one, "full")
    steps.open_link(other, steps.private_link(one))
    address = f"/a/{steps.id_in(one)}/klantervaring/"
    for page in (one, other):
        page.goto(address)
    first, second = (page.locator("[data-question]").first for page in (one, other))
    steps.choose(first, "2")
    steps.is_saved(first)

    steps.choose(second, "4")

    expect(second.locator("[data-trouble]")).to_be_visible()
    check_accessibility(other)
    assert [answer.choice for answer in Answer.objects.all()] == ["2"]

    second.locator("input[value=mine]").check()
    steps.is_saved(second)
    assert [answer.choice for answer in Answer.objects.all()] == ["4"]


def test_who_leaves_without_the_link_is_reminded_once(visit):
    page = visit()
    steps.start(page, "quick")
    dialog = page.locator("dialog[data-keep-link]")

    page.locator("a.brand").click()
    expect(dialog).to_be_visible()
    check_accessibility(page)

    dialog.locator("[data-leave]").click()
    expect(page.locator("a.door").first).to_be_visible()
    page.go_back()
    page.locator("a.brand").click()
    expect(page.locator("a.door").first).to_be_visible()
