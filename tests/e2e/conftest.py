"""A real browser against the product on a port of this machine: chromium as the system has it,
without the windows that nobody sees, which take more than half of its time."""

import os
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from config.settings import BY_THREADS
from rendering.embedded import threads
from rendering.models import JobState, RenderJob
from tests.e2e import steps
from tests.factories import all_answers, make_assessment, open_in

# Playwright's synchronous interface runs an event loop in the thread that the tests use.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item):
    """Files that were asked for beforehand, for pages that nobody opens any more, are not made."""
    if "transactional_db" in item.funcargs:  # it was set up
        RenderJob.objects.filter(state=JobState.WAITING).delete()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": shutil.which("chromium-headless-shell"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-quic",
            "--no-first-run",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(autouse=True)
def workers_beside_the_server(settings, transactional_db):
    settings.TASKS = settings.TASKS | {"default": BY_THREADS}
    yield
    threads.stop()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def size(request):
    return request.param


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def browser_context_args(browser_context_args, base_url):
    return {name: value for name, value in browser_context_args.items() if name != "viewport"} | {
        "base_url": base_url
    }


@pytest.fixture
def visit(new_context, base_url):
    """Opens a browser of its own and gives its page, where nothing may go wrong in the end."""
    faults = []

    def visit_with(*, expected=(), viewport=LAPTOP, locale="nl-NL", **options):
        page = new_context(viewport=viewport, locale=locale, **options).new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.extend(_fault(message, expected)))
        page.on("request", lambda request: faults.extend(_elsewhere(request.url, base_url)))
        return page

    yield visit_with
    assert faults == []


def _fault(message, expected):
    is_expected = any(part in message.text for part in expected)
    return [message.text] if message.type == "error" and not is_expected else []


def _elsewhere(url, base_url):
    return [] if url.startswith((base_url, "data:", "blob:")) else [f"request to {url}"]


@pytest.fixture
def at(visit, base_url, client):
    """A page of an assessment, opened with its private link."""

    def open_page(assessment, slug="klantervaring", *, is_whole=False, **options):
        open_in(client, assessment)
        page = visit(**options)
        if is_whole:
            steps.show_whole_pages(page)
        page.context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": base_url}
                for name, cookie in client.cookies.items()
            ]
        )
        page.goto(f"/a/{assessment.public_id}/{slug}/")
        return page

    return open_page


@pytest.fixture
def assessment():
    """Fully answered at different levels, so that every part of a result has something to show."""
    answers = {code: 1 + number % 4 for number, code in enumerate(all_answers("full"))}
    return make_assessment(answers=answers, notes={next(iter(answers)): "Alleen met kassabon."})


def check_accessibility(page):
    """Whether it is the page that was meant is for the caller to know: error pages pass too.

    A click returns when the next page has begun to come in: what is counted then may be missing.
    """
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    check_by_axe(page, {"type": "tag", "values": AXE_TAGS})


def check_in_the_dark(page):
    """The same page in its dark colours: nothing else of it changes."""
    page.emulate_media(color_scheme="dark")
    check_by_axe(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


def check_by_axe(page, rules):
    """What was right stays in the browser: to send it takes longer than to look."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    violations = page.evaluate(
        "options => axe.run(options).then(({ violations }) => violations)", options
    )
    found = AxeResults({"violations": violations})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
