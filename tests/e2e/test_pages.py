"""Every page, in both languages, light and dark, small and narrow."""

import pytest
from django.urls import reverse

from assessments.links import Purpose
from assessments.services import finish
from tests.e2e import steps
from tests.e2e.conftest import PHONE, check_accessibility, check_in_the_dark
from tests.factories import link_to, make_assessment

PUBLIC = [
    "/",
    "/privacy/",
    "/start/",
    "/import/",
    "/removed/",
    "/model/",
    "/model/recognise/",
    "/model/strategie/",
]
OWN = [
    "",
    "strategie/",
    "review/",
    "result/",
    "present/",
    "targets/",
    "details/",
    "link/",
    "stop/",
    "report/",
    "report/preview/",
    "delete/",
]
NARROW = {"width": 320, "height": 640}


@pytest.fixture(params=["nl-NL", "en-GB"])
def locale(request):
    return request.param


def pages_of(assessment):
    return [f"/a/{assessment.public_id}/{part}" for part in OWN]


def open_as_owner(page, assessment):
    steps.open_link(page, f"/open/{link_to(assessment, Purpose.EDIT)}/")


def test_no_page_has_an_accessibility_fault(visit, assessment, locale):
    page = visit(locale=locale, color_scheme="light")
    empty = make_assessment()
    open_as_owner(page, assessment)
    open_as_owner(page, empty)

    for address in [*PUBLIC, *pages_of(assessment), *pages_of(empty)]:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == locale[:2]
        check_accessibility(page)
        check_in_the_dark(page)


def test_no_page_of_a_phone_has_an_accessibility_fault(visit, assessment):
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    finish(assessment)
    open_as_owner(page, assessment)

    for address in [*PUBLIC, *pages_of(assessment)]:
        page.goto(address)
        check_accessibility(page)


def test_error_pages_have_no_accessibility_fault(visit, assessment, locale):
    page = visit(locale=locale, expected=["status of 404"])

    for address in ("/no-such-page/", f"/a/{assessment.public_id}/"):
        assert page.goto(address).status == 404
        check_accessibility(page)


# Words of a heading that stand on two lines.
BROKEN_WORDS = """() => {
  const broken = [], range = document.createRange();
  for (const heading of document.querySelectorAll("h1, h2")) {
    if (heading.getBoundingClientRect().width <= 1) continue; // only for who listens
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const { 0: word, index } of texts.currentNode.data.matchAll(/\\p{L}+/gu)) {
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    }
  }
  return broken;
}"""


WIDE_ACTIONS = """() => [...document.querySelectorAll(".acts")].some(
  (table) => table.clientWidth > table.closest("section").clientWidth
)"""


def test_a_narrow_screen_never_scrolls_sideways_and_breaks_no_heading(visit, assessment, locale):
    page = visit(viewport=NARROW, locale=locale)
    open_as_owner(page, assessment)

    wide, broken = {}, {}
    for address in [*PUBLIC, *pages_of(assessment)]:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"] or page.evaluate(WIDE_ACTIONS):
            wide[address] = width
        is_paper = address.endswith(("/present/", "/preview/"))  # slides, pages of the report
        if not is_paper and (words := page.evaluate(BROKEN_WORDS)):
            broken[address] = words

    assert wide == {}
    assert broken == {}


def test_what_is_touched_is_large_enough(visit, assessment):
    page = visit(viewport=PHONE, has_touch=True)
    open_as_owner(page, assessment)

    small = {}
    for address in [*PUBLIC, *pages_of(assessment)]:
        page.goto(address)
        if found := page.evaluate(SMALL_TARGETS):
            small[address] = found

    assert small == {}


# Links within a sentence are exempt (WCAG 2.5.8), and so is what is not there to be touched.
SMALL_TARGETS = """() => {
  const cards = [...document.querySelectorAll(".option, .door, .button")].map((e) => [e, 44]);
  const rest = [...document.querySelectorAll("button, summary, input, select, textarea")]
    .filter((e) => !e.closest(".option, .door, label") && e.type !== "hidden")
    .map((e) => [e, 24]);
  return [...cards, ...rest]
    .filter(([e]) => e.checkVisibility())
    .map(([e, least]) => [e, least, e.getBoundingClientRect()])
    .filter(([, least, box]) => box.height > 0 && (box.height < least - 0.5 || box.width < 24))
    .map(([e, least, box]) => `${e.className || e.tagName}: ${box.width}x${box.height} < ${least}`);
}"""


def test_the_language_switch_is_remembered(visit):
    page = visit()
    page.goto(reverse("maturity:matrix"))

    page.locator("button[name=language][value=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/")

    assert page.locator("html").get_attribute("lang") == "en"


def test_paper_takes_ink_whatever_the_screen_looks_like(visit):
    page = visit(color_scheme="dark")
    page.goto("/")
    ink = "getComputedStyle(document.body).color"
    on_screen = page.evaluate(ink)

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(ink) == "rgb(14, 27, 34)" != on_screen


def test_the_pages_print(visit, assessment):
    page = visit()
    open_as_owner(page, assessment)

    for address in ("/model/", f"/a/{assessment.public_id}/result/"):
        page.goto(address)
        assert page.pdf().startswith(b"%PDF-")
