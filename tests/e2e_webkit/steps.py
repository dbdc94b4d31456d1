"""What a visitor does, by address and data; and waiting until a page shows it."""

import re
import time
from urllib.parse import urlsplit

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 30
PASSING = (WebDriverException,)  # a page on its way has nothing to read or to click yet


def find(browser, selector):
    """What is visible, as soon as it is there."""
    return until(browser, lambda: visible(browser, selector), selector)


def visible(browser, selector):
    found = browser.find_elements(By.CSS_SELECTOR, selector)
    return next((element for element in found if element.is_displayed()), None)


def until(browser, holds, what):
    waiting = WebDriverWait(browser, PATIENCE, poll_frequency=0.1, ignored_exceptions=PASSING)
    return waiting.until(lambda _: holds(), f"{what} at {browser.current_url}")


def click(browser, selector):
    until(browser, lambda: clicked(visible(browser, selector)), selector)


def clicked(element):
    if element:
        element.click()
    return bool(element)


def press(browser, *keys):
    ActionChains(browser).send_keys(*keys).perform()


def choose(browser, code, value):
    click(browser, f"#{code} label:has(input[type=radio][value='{value}'])")


def is_at(browser, ending):
    until(browser, lambda: re.search(ending, address(browser)), ending)


def is_loaded(browser):
    """Its scripts have run."""
    ready = "return document.readyState === 'complete'"
    until(browser, lambda: browser.execute_script(ready), "the whole page")


def is_saved(browser, code):
    find(browser, f"#{code} .state--saved")


def front(browser):
    return find(browser, "[data-question][data-front]").get_attribute("id")


def is_in_front(browser, code):
    until(browser, lambda: front(browser) == code, code)


def address(browser):
    """Of the page that is there: the driver tells that of the one on its way."""
    return browser.execute_script("return location.href")


def path(browser):
    return urlsplit(address(browser)).path


def leaves(browser, path_before):
    until(browser, lambda: path(browser) != path_before, f"something else than {path_before}")
    is_loaded(browser)


def is_stored(holds):
    """What a browser sends when it goes comes after it is gone."""
    for _ in range(PATIENCE * 10):
        if holds():
            return True
        time.sleep(0.1)
    return False
