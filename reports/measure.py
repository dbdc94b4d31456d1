"""How much room text takes in Inter, near enough to keep it inside its box. Plain Python."""

from functools import cache
from unicodedata import normalize

BOLD = 1.06  # how much wider than plain letters
_WIDTHS = {
    **dict.fromkeys("ijlI", 0.27),
    **dict.fromkeys(".,:;'’ ", 0.29),
    **dict.fromkeys('frt()[]/|!"“”', 0.405),
    **dict.fromkeys("-\N{NON-BREAKING HYPHEN}–", 0.5),
    **dict.fromkeys("acksvxyz", 0.565),
    **dict.fromkeys("ehnouEFJL?*_", 0.6),
    **dict.fromkeys("bdgpq", 0.625),
    **dict.fromkeys("0123456789€$+=<>#&~×÷ßðø", 0.665),
    **dict.fromkeys("BKPRSTXZ", 0.68),
    **dict.fromkeys("ACDVY", 0.73),
    **dict.fromkeys("GHNOQUØÐ", 0.765),
    **dict.fromkeys("w%…", 0.825),
    **dict.fromkeys("mM", 0.89),
    **dict.fromkeys("W@—Ææ", 1.0),
}
_OTHER_LATIN = 0.63
_WIDE = 1.05  # emoji, Chinese, Arabic and whatever we do not know
_LAST_LATIN = "\u024f"


@cache
def _width_of(letter: str) -> float:
    plain = normalize("NFD", letter)[0]  # an accent takes no room of its own
    return _WIDTHS.get(plain, _OTHER_LATIN if letter <= _LAST_LATIN else _WIDE)


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    return sum(map(_width_of, text)) * size * (BOLD if is_bold else 1)


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The lines that a paragraph takes; a word too long for a line breaks anywhere."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if text_width(longer, size, is_bold=is_bold) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
        while text_width(line, size, is_bold=is_bold) > width:
            fitting = _fitting(line, width, size, is_bold=is_bold)
            lines.append(line[:fitting])
            line = line[fitting:]
    return [each for each in [*lines, line] if each]


def _fitting(word: str, width: float, size: float, *, is_bold: bool) -> int:
    """How many letters of the word fit: one at least."""
    count = 1
    while text_width(word[: count + 1], size, is_bold=is_bold) <= width:
        count += 1
    return count
