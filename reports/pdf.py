"""HTML to PDF by WeasyPrint: the one module that loads it, half a second and 40 MB.

Only the render process and the command line import this; nothing here knows Django.
"""

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from weasyprint import CSS  # noqa: TID253 -- the leaf module
from weasyprint.logger import PROGRESS_LOGGER  # noqa: TID253 -- the leaf module
from weasyprint.text.fonts import FontConfiguration  # noqa: TID253 -- the leaf module
from weasyprint.urls import (  # noqa: TID253 -- the leaf module
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

from reports.accessibility import finish
from reports.colours import ACCENT, TOKENS, accent_tokens, root_rule
from reports.markup import document_of

STEPS = 7  # that WeasyPrint counts
SCHEME = "kanaalkompas:"
STYLE_SHEETS = Path(__file__).resolve().parent.parent / "templates" / "reports"
REPORT_SHEET, KIT_SHEET, COMPARISON_SHEET = "report.css", "kit.css", "comparison.css"

Progress = Callable[[int], None]


class PdfError(Exception):
    """The document could not be rendered; the text is for a log and tells nothing of its words."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Knows our own files by name, and nothing else: no network, no disk, no data address."""

    def __init__(self, logo: bytes = b"") -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.logo = logo  # a PNG that we made

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if self.logo and url == f"{SCHEME}logo.png":
            return URLFetcherResponse(url, self.logo, {"Content-Type": "image/png"})
        name = url.removeprefix(SCHEME)
        if name not in {REPORT_SHEET, KIT_SHEET, COMPARISON_SHEET} or name == url:
            raise ValueError("not one of our own files")
        css = root_rule() + _with_colours((STYLE_SHEETS / name).read_text(encoding="utf-8"))
        return URLFetcherResponse(url, css, {"Content-Type": "text/css"})


def _with_colours(css: str) -> str:
    """Only what an edition may change stays a custom property: each use is worked out anew."""
    fixed = TOKENS.keys() - accent_tokens(ACCENT).keys()
    return re.sub(
        r"var\(--([\w-]+)\)", lambda use: TOKENS[use[1]] if use[1] in fixed else use[0], css
    )


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style_sheet(name: str = REPORT_SHEET) -> CSS:
    """Parsed once: a warm process is a fifth faster for it."""
    return CSS(f"{SCHEME}{name}", url_fetcher=ClosedFetcher(), font_config=_fonts())


def html_to_pdf(
    html: str,
    progress: Progress = lambda step: None,
    *,
    logo: bytes = b"",
    sheets: Sequence[str] = (REPORT_SHEET,),
) -> bytes:
    """A tagged PDF/UA. Calls `progress` with the steps 1 to STEPS. Raises PdfError."""
    with _told(progress), _without_collection():
        try:
            document = document_of(html, base_url=SCHEME, url_fetcher=ClosedFetcher(logo))
            return bytes(
                document.write_pdf(
                    stylesheets=[_style_sheet(name) for name in sheets],
                    font_config=_fonts(),
                    pdf_variant="pdf/ua-1",
                    presentational_hints=False,
                    finisher=finish,
                )
            )
        except FatalURLFetchingError as error:  # derives from BaseException
            _fail("the document asked for a file that is not ours", error)
        except Exception as error:  # whatever layout trips over must not end the process
            _fail(type(error).__name__, error)


def _fail(reason: str, error: BaseException) -> NoReturn:
    raise PdfError(reason) from error


@contextmanager
def _without_collection() -> Iterator[None]:
    """A layout makes millions of objects that live to its end; looking for garbage costs 8%.

    Who renders in a row collects between two reports, as the render process does.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Steps(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self.progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """WeasyPrint says "Step 3 - Applying CSS"."""
        word, _, rest = record.getMessage().partition(" ")
        number: Any = rest.split(" ", 1)[0]
        if word == "Step" and number.isdigit():
            self.progress(int(number))


@contextmanager
def _told(progress: Progress) -> Iterator[None]:
    handler = _Steps(progress)
    PROGRESS_LOGGER.addHandler(handler)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    was_propagating, PROGRESS_LOGGER.propagate = PROGRESS_LOGGER.propagate, False
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(handler)
        PROGRESS_LOGGER.propagate = was_propagating
