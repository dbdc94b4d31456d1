"""The page of a result: what is seen first, folded, in sight all the time, printed."""

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import LAPTOP, PHONE, check_accessibility
from tests.factories import link_to

SCREENS = 7  # a whole result on a laptop before anything is unfolded
SEEN_FIRST = ["h1", ".score--overall", ".panel--radar svg[role=img]", ".first .button--main"]


@pytest.fixture
def result_on(visit, assessment):
    def show(viewport, **options):
        page = visit(viewport=viewport, **options)
        steps.open_link(page, f"/view/{link_to(assessment, Purpose.READ)}/")
        page.goto(f"/a/{assessment.public_id}/result/")
        return page

    return show


def folded(page):
    return page.locator(".leaf:not([open])").count()


def fold_of(page, slug):
    return page.locator(".leaf").filter(has=page.locator(f"#{slug}"))


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_sentence_score_radar_and_one_button_are_seen_first(result_on, size, locale):
    page = result_on(size, locale=locale)

    boxes = [page.locator(part).bounding_box() for part in SEEN_FIRST]

    assert max(box["y"] + box["height"] for box in boxes) <= size["height"]
    assert page.locator(".button--main").count() == 1


def test_a_whole_result_is_a_few_screens_of_a_laptop(result_on):
    page = result_on(LAPTOP)

    height = page.evaluate("document.documentElement.scrollHeight")

    assert height <= SCREENS * LAPTOP["height"]


def test_what_is_long_is_folded_and_opens(result_on, size):
    page = result_on(size)
    fold = fold_of(page, "patterns")
    words = fold.locator("#patterns p").first

    assert folded(page) > 10
    expect(words).to_be_hidden()
    check_accessibility(page)
    fold.locator("summary").click()

    expect(words).to_be_visible()


def test_a_phone_folds_the_figures_too(result_on):
    page = result_on(PHONE)

    expect(page.locator("#figures")).to_be_hidden()
    page.set_viewport_size(LAPTOP)

    expect(page.locator("#figures")).to_be_visible()


def test_paper_has_all_of_it_and_the_screen_is_as_it_was(result_on):
    page = result_on(PHONE)
    before = folded(page)
    assert before > 10

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded(page) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert folded(page) == before


def test_the_contents_stay_in_sight_and_open_what_they_name(result_on):
    page = result_on(LAPTOP)
    contents = page.locator(".contents")

    contents.locator("a[href='#technologie']").click()

    expect(page.locator("#technologie")).to_be_in_viewport()
    expect(contents.locator("a").first).to_be_in_viewport()


def test_on_a_phone_the_contents_are_a_drawer(result_on):
    page = result_on(PHONE)
    contents = page.locator(".contents")
    link = contents.locator("a[href='#technologie']")

    expect(link).to_be_hidden()
    contents.locator("summary").click()
    link.click()

    expect(link).to_be_hidden()
    expect(page.locator("#technologie")).to_be_in_viewport()
    expect(contents.locator("summary")).to_be_in_viewport()


def test_without_script_folds_and_contents_work(result_on):
    page = result_on(PHONE, java_script_enabled=False)

    page.locator(".contents a[href='#patterns']").click()

    expect(page.locator("#patterns p").first).to_be_in_viewport()


def test_the_radar_to_explore_takes_the_place_of_the_still_one(visit, assessment):
    page = visit(expected=["inline style"])  # plotly tries one, and does without
    steps.open_link(page, f"/view/{link_to(assessment, Purpose.READ)}/")
    page.goto(f"/a/{assessment.public_id}/result/")
    still, explored = page.locator(".radar--wide"), page.locator(".explore__figure")
    button = page.locator(".explore__go button")

    button.click()
    expect(explored.locator(".main-svg").first).to_be_visible(timeout=20_000)
    expect(still).to_be_hidden()
    button.click()

    expect(still).to_be_visible()
    expect(explored).to_be_hidden()
