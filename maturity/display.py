"""Numbers for people, and `machine_number` for machines. Pure.

SVG and CSS get strings made in Python with a dot, never these.
"""

from fractions import Fraction
from math import floor

from maturity.scoring import nearest_level

NOTHING = "–"


def score_text(score: Fraction | None, language: str) -> str:
    """Rule 3: one decimal, half up; two decimals cut off where that would cross a level boundary.

    A dash for None: where words fit, the template says "not scored" itself.
    """
    if score is None:
        return NOTHING
    tenths = _scaled(score, 1)
    if nearest_level(Fraction(tenths, 10)) != nearest_level(score):
        return _decimal_text(floor(score * 100), 2, language)
    return _decimal_text(tenths, 1, language)


def figure_text(value: Fraction | float | None, language: str, *, decimals: int = 1) -> str:
    """Gaps, spreads, consensus: rounded half up, at any sign; a dash for None."""
    return NOTHING if value is None else _decimal_text(_scaled(value, decimals), decimals, language)


def share_text(share: Fraction | None, language: str) -> str:
    """A share of 0 to 1 as a whole percentage, rounded half up: "9%"; a dash for None."""
    return NOTHING if share is None else f"{_decimal_text(_scaled(share, 2), 0, language)}%"


def machine_number(value: Fraction | float | None) -> float | None:
    """Rounded half up to four decimals, for JSON; None stays None."""
    return None if value is None else _scaled(value, 4) / 10**4


def _scaled(value: Fraction | float, decimals: int) -> int:
    """The value in whole units of the last decimal, rounded half up."""
    scale: int = 10**decimals
    return floor(Fraction(value) * scale + Fraction(1, 2))


def _decimal_text(units: int, decimals: int, language: str) -> str:
    sign = "−" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**decimals)
    point = "," if language.startswith("nl") else "."
    return f"{sign}{whole}{point}{rest:0{decimals}}" if decimals else f"{sign}{whole}"
