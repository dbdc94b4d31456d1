"""Numbers for people, and `machine_number` for machines. Pure.

SVG and CSS get strings made in Python with a dot, never these.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from maturity.result import nearest_level

NOTHING = "–"
COUNTS = {  # in words, as far as there are dimensions
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven"),
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as people see it: so many tenths, or hundredths."""

    units: int
    decimals: int

    def __rsub__(self, whole: int) -> "Shown":
        return Shown(whole * 10**self.decimals - self.units, self.decimals)

    def __sub__(self, other: "Shown") -> "Shown":
        """With as many decimals as the longer of the two has."""
        decimals = max(self.decimals, other.decimals)
        units = self._in(decimals) - other._in(decimals)
        return Shown(units, decimals)

    def _in(self, decimals: int) -> int:
        power: int = 10 ** (decimals - self.decimals)
        return self.units * power

    def text(self, language: str, *, is_signed: bool = False) -> str:
        plus = "+" if is_signed and self.units > 0 else ""
        return plus + _decimal_text(self.units, self.decimals, language)


def shown_score(score: Fraction) -> Shown:
    """Rule 3: one decimal, half up; two decimals cut off where that would claim too much.

    That is where it would cross a level boundary, or reach a whole level that the score has not.
    """
    tenths = _scaled(score, 1)
    shown = Fraction(tenths, 10)
    is_too_high = shown.denominator == 1 and shown > score
    if is_too_high or nearest_level(shown) != nearest_level(score):
        return Shown(floor(score * 100), 2)
    return Shown(tenths, 1)


def score_text(score: Fraction | None, language: str) -> str:
    """A dash for None: where words fit, the template says "not scored" itself."""
    return NOTHING if score is None else shown_score(score).text(language)


def gap_text(score: Fraction | None, target: int | None, language: str) -> str:
    """Rule 3: what is left to the target of the score as it is shown; a dash without either."""
    if score is None or target is None:
        return NOTHING
    left = target - shown_score(score)
    return replace(left, units=max(0, left.units)).text(language)


def change_text(before: Fraction | None, now: Fraction | None, language: str) -> str:
    """Rule 3: the score now minus that of then, both as they are shown; signed."""
    if before is None or now is None:
        return NOTHING
    return (shown_score(now) - shown_score(before)).text(language, is_signed=True)


def figure_text(value: Fraction | float | None, language: str, *, decimals: int = 1) -> str:
    """Gaps, spreads, consensus: rounded half up, at any sign; a dash for None."""
    return NOTHING if value is None else _decimal_text(_scaled(value, decimals), decimals, language)


def count_text(count: int, language: str) -> str:
    """A small number in words, as in the middle of a sentence."""
    words = COUNTS[language]
    return words[count] if count < len(words) else str(count)


def difference_text(values: Sequence[Fraction], language: str) -> str:
    """The highest minus the lowest, both as they are shown; a dash for fewer than two."""
    if len(values) <= 1:
        return NOTHING
    high, low = (_scaled(each, 1) for each in (max(values), min(values)))
    return _decimal_text(high - low, 1, language)


def share_text(share: Fraction | None, language: str) -> str:
    """A share of 0 to 1 as a whole percentage, rounded half up: "9%"; a dash for None."""
    return NOTHING if share is None else f"{_decimal_text(_scaled(share, 2), 0, language)}%"


def machine_number(value: Fraction | float | None) -> float | None:
    """Rounded half up to four decimals, for JSON; None stays None."""
    return None if value is None else _scaled(value, 4) / 10**4


def _scaled(value: Fraction | float, decimals: int) -> int:
    """The value in whole units of the last decimal, rounded half up, away from zero below it."""
    scale: int = 10**decimals
    units = floor(abs(Fraction(value)) * scale + Fraction(1, 2))
    return -units if value < 0 else units


def _decimal_text(units: int, decimals: int, language: str) -> str:
    sign = "−" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**decimals)
    point = "," if language.startswith("nl") else "."
    return f"{sign}{whole}{point}{rest:0{decimals}}" if decimals else f"{sign}{whole}"
