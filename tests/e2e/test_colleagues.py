"""Colleagues answer by invitation, each in a browser of their own, while the holder watches."""

import re

import pytest
from playwright.sync_api import expect

from assessments.links import Purpose
from tests.e2e import steps
from tests.e2e.conftest import PHONE, check_accessibility, check_in_the_dark
from tests.factories import link_to, make_assessment
from tests.workshops.factories import colleagues
from workshops.models import Workshop


@pytest.fixture(params=["nl-NL", "en-GB"])
def locale(request):
    return request.param


def check(page):
    check_accessibility(page)
    check_in_the_dark(page)


def test_a_colleague_answers_on_a_phone_while_the_holder_watches(visit, locale):
    own = make_assessment(questionnaire="quick")
    holder = visit(locale=locale)
    steps.open_link(holder, f"/open/{link_to(own, Purpose.EDIT)}/")
    holder.locator("a[href$='/invite/']").first.click()
    check(holder)
    holder.locator("textarea[name=departments]").fill("Winkel\nWeb")
    holder.locator("main form button").click()
    expect(holder).to_have_url(re.compile(r"/workshops/\w+/$"))
    check(holder)

    phone = visit(locale=locale, viewport=PHONE, has_touch=True, is_mobile=True)
    phone.goto(holder.locator("#invitation-address").input_value())
    check(phone)
    phone.locator("label:has(input[name=department])").last.click()
    phone.locator("form[action^='/join/'] button").first.click()
    expect(phone).to_have_url(re.compile(r"/w/\w+/\?joined$"))
    check(phone)
    phone.locator("main .buttons a").first.click()
    expect(phone.locator("[data-question]").first).to_be_visible()
    check(phone)
    steps.choose(phone.locator("[data-question]").first, 3)

    expect(holder.locator("#answered")).to_contain_text("1", timeout=10_000)
    check(holder)
    colleagues(Workshop.objects.select_related("assessment").get(), 4)
    closing = holder.locator("#counts a")
    expect(closing).to_be_visible(timeout=10_000)
    closing.click()
    check(holder)
    holder.locator("main form button").click()
    expect(holder).to_have_url(steps.RESULT)
    check(holder)

    phone.goto(f"/w/{Workshop.objects.get().assessment.public_id}/")
    expect(phone.locator("h1")).to_contain_text("gesloten" if locale == "nl-NL" else "closed")
    check(phone)
