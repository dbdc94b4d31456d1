"""Slides on a projector: keys and a clicker move, Escape leaves, the type reads from afar."""

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import PHONE, check_accessibility
from tests.factories import link_to

PROJECTOR = {"width": 1920, "height": 1080}
LEAST_TYPE = 28  # px
SMALLEST_TYPE = """() => Math.min(...[...document.querySelectorAll(".slide:not([hidden]) *")]
  .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden, title, desc"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => [e, e.ownerSVGElement ? e.getScreenCTM().a : 1])
  .map(([e, scale]) => parseFloat(getComputedStyle(e).fontSize) * scale))
"""
RUNS_OVER = """() => [...document.querySelectorAll(".slide:not([hidden])")]
  .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.id)"""


@pytest.fixture
def present_on(visit, assessment):
    def show(viewport, **options):
        page = visit(viewport=viewport, **options)
        steps.open_link(page, f"/view/{link_to(assessment, Purpose.READ)}/")
        page.goto(f"/a/{assessment.public_id}/present/")
        return page

    return show


def shown(page):
    visible = page.locator(".slide:visible")
    expect(visible).to_have_count(1)
    return visible.get_attribute("id")


def test_keys_and_a_clicker_move_and_escape_leaves(present_on, assessment):
    page = present_on(PROJECTOR)

    seen = [shown(page)]
    for key in ["ArrowRight", "Space", "PageDown", "PageUp", "ArrowLeft", "End", "Home"]:
        page.keyboard.press(key)
        seen.append(shown(page))
    page.keyboard.press("Escape")

    assert seen == [
        "opening",
        "radar",
        "standing",
        "first-actions",
        "standing",
        "radar",
        "decision",
        "opening",
    ]
    page.wait_for_url(f"**/a/{assessment.public_id}/result/")


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_slide_fits_a_projector_in_type_that_reads_from_afar(present_on, locale, scheme):
    page = present_on(PROJECTOR, locale=locale, color_scheme=scheme)

    for _slide in page.locator(".slide").all():
        assert page.evaluate(SMALLEST_TYPE) >= LEAST_TYPE - 0.1, shown(page)
        assert page.evaluate(RUNS_OVER) == []
        check_accessibility(page)
        page.keyboard.press("PageDown")


def test_without_script_it_is_a_page_of_slides(present_on):
    page = present_on(PHONE, java_script_enabled=False)

    assert page.locator(".slide:visible").count() == page.locator(".slide").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
