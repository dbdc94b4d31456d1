"""Where every question and its options stand in the first view: `python -m bench.places`.

Starts both questionnaires in both languages at a server that runs (`make run`), in the browser of
the tests, and prints the table of docs/performance.md: pixels from the top of the window, least to
most, and what ends below it. Each question but the last of a page is answered, so that the next one
stands below the mark of the one before, as for whoever fills it in.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

DIMENSIONS = (
    "klantervaring",
    "strategie",
    "organisatiestructuur",
    "technologie",
    "processen",
    "mensen-cultuur",
    "incentives",
)
PHONE: ViewportSize = {"width": 390, "height": 844}
SHORT_PHONE: ViewportSize = {"width": 390, "height": 664}  # with the bars of its browser
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
WINDOWS = {"quick": (PHONE, LAPTOP), "full": (SHORT_PHONE, PHONE, LAPTOP)}
LOCALES = {"nl": "nl-NL", "en": "en-GB"}

# Every question of a page in turn: where it begins, and where its options begin and end.
WALK = """() => {
  const places = {}, count = document.querySelectorAll("[data-question]").length;
  for (let place = 0; place < count; place++) {
    if (place) document.querySelector("[data-front] .option input").click();
    const front = document.querySelector("[data-question][data-front]");
    const options = [...front.querySelectorAll(".option")].filter((each) => each.checkVisibility());
    const boxes = options.map((each) => each.getBoundingClientRect());
    const tops = boxes.map(({ top }) => top), ends = boxes.map(({ bottom }) => bottom);
    const begins = front.querySelector("legend").getBoundingClientRect().top;
    places[front.id] = [begins, Math.min(...tops), Math.max(...ends)].map(Math.round);
  }
  return places;
}"""

Places = dict[str, tuple[int, int, int]]


def places_of_questions(page: Page, public_id: str) -> Places:
    """By code, on every page of a questionnaire in which nothing was answered yet."""
    places: Places = {}
    for slug in DIMENSIONS:
        page.goto(f"/a/{public_id}/{slug}/")
        places |= page.evaluate(WALK)
        page.wait_for_function("() => !document.querySelector('.state--saving')")
    return places


def beyond(places: Places, window: ViewportSize) -> Places:
    """The questions that are not whole within it."""
    return {
        code: place
        for code, place in places.items()
        if place[0] < 0 or place[-1] > window["height"]
    }


def started(browser: Browser, arguments: argparse.Namespace, kind: str, locale: str) -> Page:
    page = browser.new_page(
        base_url=arguments.address, locale=locale, viewport=PHONE, reduced_motion="reduce"
    )
    page.goto(f"/start/?questionnaire={kind}")
    page.check(f"input[name=sector][value={arguments.sector}]", force=True)
    page.click("main form .button--main")
    page.wait_for_url("**/klantervaring/**")
    return page


def rows(browser: Browser, arguments: argparse.Namespace) -> Iterator[tuple[str, Places]]:
    """Lines of the table, each with what is not whole within the window."""
    for kind, windows in WINDOWS.items():
        for language, locale in LOCALES.items():
            for window in windows:
                page = started(browser, arguments, kind, locale)
                public_id = page.url.split("/a/")[1].split("/")[0]
                page.set_viewport_size(window)
                places = places_of_questions(page, public_id)
                page.context.close()
                spans = [
                    f"{min(each)} to {max(each)}" for each in zip(*places.values(), strict=True)
                ]
                size = f"{window['width']} x {window['height']}"
                cells = [f"{kind}, {len(places)}", size, language, *spans]
                yield f"| {' | '.join(cells)} |", beyond(places, window)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--sector", default="retail")
    arguments = parser.parse_args()
    names = ("questionnaire", "window", "language")
    print(f"| {' | '.join(names)} | question begins | options begin | options end |")
    print("| --- " * 6 + "|")
    found: Places = {}
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        for line, outside in rows(browser, arguments):
            print(line, flush=True)
            found |= outside
        browser.close()
    sys.exit(f"Not whole within the window: {found}" if found else 0)


if __name__ == "__main__":
    main()
