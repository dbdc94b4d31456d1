"""The report on a screen: the style sheet of the PDF, within the page that shows it."""

from functools import cache

from django.conf import settings

from reports.colours import TOKENS, accent_tokens, declarations

STYLE_SHEET = "templates/reports/report.css"


def screen_style(accent: str = "") -> str:
    """The rules of paper nested in `.report`: browsers leave out what only paper knows."""
    tokens = declarations({**TOKENS, **accent_tokens(accent)})
    return f".report{{{tokens}\n{_rules()}}}"


@cache
def _rules() -> str:
    return (settings.BASE_DIR / STYLE_SHEET).read_text()
