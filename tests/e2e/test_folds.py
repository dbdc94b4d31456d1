"""What is secondary on the result page: open where there is room, folded on a phone, printed."""

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose, link_to
from tests.e2e import steps
from tests.e2e.conftest import LAPTOP, PHONE, check_accessibility


@pytest.fixture
def result_on(visit, assessment):
    def show(viewport, **options):
        page = visit(viewport=viewport, **options)
        steps.open_link(page, f"/view/{link_to(assessment, Purpose.READ)}/")
        page.goto(f"/a/{assessment.public_id}/result/")
        return page

    return show


def folded(page):
    return page.locator(".roomy:not([open])").count()


def test_a_phone_begins_with_it_folded_and_opens_it(result_on):
    page = result_on(PHONE)
    fold = page.locator(".roomy").filter(has=page.locator("#patterns"))
    words = fold.locator("#patterns p").first

    assert folded(page) == page.locator(".roomy").count() > 10
    expect(words).to_be_hidden()
    check_accessibility(page)
    fold.locator("summary").click()

    expect(words).to_be_visible()


def test_paper_has_all_of_it_and_the_phone_is_as_it_was(result_on):
    page = result_on(PHONE)
    before = folded(page)
    assert before > 10

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded(page) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert folded(page) == before


def test_where_there_is_room_nothing_is_folded_and_nothing_offers_to(result_on):
    page = result_on(LAPTOP)

    assert page.locator(".roomy").count() > 10
    assert folded(page) == 0
    expect(page.locator(".roomy > summary").first).to_be_hidden()


def test_a_screen_that_is_turned_shows_what_was_folded(result_on):
    page = result_on(PHONE)
    assert folded(page) > 10

    page.set_viewport_size(LAPTOP)

    expect(page.locator(".roomy:not([open])")).to_have_count(0)


def test_without_script_a_phone_shows_all_of_it(result_on):
    page = result_on(PHONE, java_script_enabled=False)

    assert folded(page) == 0
    expect(page.locator("#patterns p").first).to_be_visible()
