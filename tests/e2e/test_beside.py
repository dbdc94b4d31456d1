"""What stands beside a form follows it at once; nothing is cut off, also in text twice as large."""

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import LAPTOP
from tests.factories import link_to

WIDTHS = [390, 1366, 1920]
TWICE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def open_own(visit, assessment):
    def show(part, **options):
        page = visit(**options)
        steps.open_link(page, f"/open/{link_to(assessment, Purpose.EDIT)}/")
        page.goto(f"/a/{assessment.public_id}/{part}")
        return page

    return show


def test_radar_and_ranking_follow_a_choice(open_own):
    page = open_own("targets/", viewport=LAPTOP)
    to_go = page.locator(".table--ranking tr", has_text="Processen").locator("td").last
    before = to_go.inner_text()

    page.locator("select[name='processen-level']").select_option("4")

    expect(to_go).not_to_have_text(before)


def test_the_page_follows_what_is_typed(open_own):
    page = open_own("report/", viewport=LAPTOP)

    page.locator("[name^='decision-']").first.fill("Wij besluiten in maart.")

    expect(page.locator("#look .callout--decision")).to_contain_text("Wij besluiten in maart.")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_in_text_twice_as_large(open_own, assessment, width):
    page = open_own("targets/", viewport={"width": width, "height": 800})

    wide = {}
    for part in ("targets/", "result/", "report/", "klantervaring/", "details/", ""):
        page.goto(f"/a/{assessment.public_id}/{part}")
        page.evaluate(TWICE)
        wide[part] = page.evaluate("document.documentElement.scrollWidth")

    assert {part: size for part, size in wide.items() if size > width} == {}
