"""A workshop with names: said before joining, seen by who leads alone."""

import re

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import PHONE, check_accessibility
from tests.e2e.test_room import SOON, WALL, choose, press
from tests.factories import link_to, make_assessment


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_who_leads_sees_who_chose_what_and_the_room_does_not(visit, locale):
    own = make_assessment(questionnaire="quick")
    leader = visit(locale=locale)
    steps.open_link(leader, f"/open/{link_to(own, Purpose.EDIT)}/")
    leader.locator("a[href$='/prepare/']").click()
    leader.locator("input[value=names]").check()
    check_accessibility(leader)
    leader.locator("main form .button--main").click()
    expect(leader).to_have_url(re.compile(r"/cockpit/$"))
    press(leader)
    wall = visit(locale=locale, viewport=WALL)
    wall.goto(leader.locator("a[target=_blank]").get_attribute("href"))

    phone = visit(locale=locale, viewport=PHONE, has_touch=True)
    phone.goto(f"/w/{leader.locator('.code').inner_text().replace(' ', '').lower()}/")
    check_accessibility(phone)
    phone.locator("input[name=name]").fill("Xaviera")
    phone.locator("#joining .button--main").click()
    expect(phone).to_have_url(re.compile(r"/room/\?joined$"))
    expect(phone.locator("#room")).to_contain_text("Xaviera")
    here = leader.locator("#present")
    expect(here).to_contain_text("Xaviera", timeout=SOON)  # it grew by itself, folded
    expect(here).to_be_hidden()
    leader.locator("details:has(#present) summary").click()
    expect(here).to_be_visible()
    check_accessibility(leader)

    press(leader)  # start
    press(leader)  # open
    choose(phone, "2")
    press(leader)  # close
    press(leader)  # show: one answer is enough
    fold = leader.locator(".by-name")
    expect(fold.locator("tbody")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("tbody tr")).to_contain_text(re.compile(r"Xaviera\s+B"))
    check_accessibility(leader)
    expect(wall.locator(".spread__column")).to_have_count(4, timeout=SOON)
    expect(phone.locator(".room__mine")).to_be_visible(timeout=SOON)
    assert "Xaviera" not in wall.content() + phone.locator("#room").inner_html()
