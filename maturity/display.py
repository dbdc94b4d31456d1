"""Numbers for people. Machines get `exact` (formats.md); SVG and CSS get strings made in Python."""

from fractions import Fraction


def score_text(score: Fraction | None, language: str) -> str:
    """Rule 3: one decimal, half up; two decimals cut off where that would cross a level boundary."""
    raise NotImplementedError


def figure_text(value: Fraction | float | None, language: str, *, decimals: int = 1) -> str:
    """Gaps, spreads, consensus: rounded half up."""
    raise NotImplementedError


def share_text(share: Fraction | None, language: str) -> str:
    """A share as a whole percentage: "9%"."""
    raise NotImplementedError


def machine_number(value: Fraction | float | None) -> float | None:
    """Rounded half up to four decimals, for JSON; None stays None."""
    raise NotImplementedError
