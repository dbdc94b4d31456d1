"""What a visitor does, by address, role and data: the same in both languages."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

RESULT = re.compile(r"/result/(?:\?opened)?$")
OPENED = re.compile(r"/(a|workshops)/\w+/.*\?opened$")
REVIEW = re.compile(r"/review/$")
DIMENSION_PAGES = 7


def start(page, questionnaire, *, organisation="De Boer Wonen"):
    page.goto("/")
    page.locator(f"a.door[href*='questionnaire={questionnaire}']").click()
    page.locator("label:has(input[name='sector'])").first.click()
    page.locator(".start__names summary").click()
    page.locator("input[name='organisation']").fill(organisation)
    page.locator("main form button").last.click()
    expect(page.locator("[data-question]").first).to_be_visible()
    page.wait_for_load_state()  # its scripts have run


def choose(section, value):
    section.locator(f"label:has(input[type=radio][value='{value}'])").first.click()


def is_saved(section):
    expect(section.locator(".state--saved")).to_be_visible(timeout=10_000)


def answer_page(page, value):
    """Every question of one dimension page; its last choice goes on to the next page by itself."""
    expect(page.locator("[data-question]").first).to_be_attached()
    before = path_of(page.url)
    *others, last = page.locator("[data-question]").all()
    for section in others:
        choose(section, value)
        is_saved(section)
    choose(last, value)
    page.wait_for_url(lambda url: path_of(url) != before)
    page.wait_for_load_state()


def show_whole_pages(page):
    """As for whoever prefers all questions of a dimension on one page, in this browser."""
    page.add_init_script("localStorage.setItem('pace', 'all')")


def go_on(page):
    before = path_of(page.url)
    page.locator(".go button").click()
    page.wait_for_url(lambda url: path_of(url) != before)


def path_of(address):
    return urlsplit(address).path


def answer_everything(page, value=2):
    for number in range(DIMENSION_PAGES):
        answer_page(page, 1 + (value + number) % 4)
    expect(page).to_have_url(REVIEW)


def finish(page):
    page.locator("form[action$='/finish/'] button").click()
    expect(page).to_have_url(RESULT)


def id_in(page):
    return re.search(r"/a/([^/]+)/", page.url)[1]


def open_link(page, link):
    """As a person does: the page of a link goes on by itself."""
    page.goto(link)
    page.wait_for_url(OPENED)


def private_link(page):
    """As its holder finds it: on the page of the links, unfolded."""
    page.goto(f"/a/{id_in(page)}/link/")
    page.locator("summary").first.click()
    return page.locator("#edit-address").input_value()
