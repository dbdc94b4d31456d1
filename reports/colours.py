"""The colours of paper, for what the style sheet of a page does not reach: downloaded SVG and PDF.

They are the light values of static/css/tokens.css; a test holds the two equal.
"""

import colorsys
from collections.abc import Iterable, Mapping

LEVELS = ("#def1f8", "#91cfe5", "#007591", "#003748")
ON_LEVELS = ("#0e1b22", "#0e1b22", "#ffffff", "#ffffff")
PAPER = "#ffffff"
BLACK = "#000000"
PAPER_2 = "#f4f6f7"
INK = "#0e1b22"
MUTED = "#52616a"
LINE = "#dde3e6"
LINE_STRONG = "#7f8d95"
ACCENT = "#c64200"
ON_ACCENT = "#ffffff"
ACCENT_SOFT = "#fff6f0"
PRIMARY = "#003748"
ON_PRIMARY = "#ffffff"

ACCENT_ON_DARK = "#ff9b57"  # the dark value of --accent, for the dark cover

TOKENS = {
    **{f"level-{number}": colour for number, colour in enumerate(LEVELS, start=1)},
    **{f"on-level-{number}": colour for number, colour in enumerate(ON_LEVELS, start=1)},
    "paper": PAPER,
    "paper-2": PAPER_2,
    "ink": INK,
    "muted": MUTED,
    "line": LINE,
    "line-strong": LINE_STRONG,
    "accent": ACCENT,
    "on-accent": ON_ACCENT,
    "accent-soft": ACCENT_SOFT,
    "primary": PRIMARY,
    "on-primary": ON_PRIMARY,
}


LEAST_CONTRAST = 4.5  # WCAG 1.4.3, for text


def root_rule() -> str:
    """The tokens as custom properties, for the style sheet of the PDF."""
    return ":root{" + declarations(TOKENS) + "}"


def declarations(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in tokens.items())


def accent_tokens(accent: str) -> dict[str, str]:
    """What an accent of one's own changes; nothing when there is none."""
    return {"accent": accent, "on-accent": PAPER, "accent-soft": PAPER_2} if accent else {}


def luminance(colour: str) -> float:
    """Relative, as WCAG 2 defines it, of "#rrggbb"."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(colour)]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str) -> str:
    """The colour when text in it can be read on paper, tinted paper too, else a darker one of the
    same hue."""
    return _mixed_until_readable(colour, BLACK, PAPER_2)


def lightened(colour: str) -> str:
    """The same for a dark cover: a tint of the colour that stands out there."""
    return _mixed_until_readable(colour, PAPER, PRIMARY)


def brightness_on_dark(colour: str, wanted: str) -> float:
    """How much lighter, from 0 to 1, an office program must make it to be as light as `wanted`.

    Programs keep hue and saturation where `lightened` mixes with white, so it may take more to
    stand out on a dark cover.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    aim = colorsys.rgb_to_hls(*_parts(wanted))[1]
    for step in range(max(0, round(100 * (aim - lightness) / (1 - lightness))), 101):
        lighter = colorsys.hls_to_rgb(hue, lightness + (1 - lightness) * step / 100, saturation)
        if contrast(_hex(lighter), PRIMARY) >= LEAST_CONTRAST:
            return step / 100
    return 1.0


def _mixed_until_readable(colour: str, into: str, ground: str) -> str:
    # Mixing with black keeps hue and saturation, mixing with white the hue.
    steps = (_mixed(colour, into, step / 100) for step in range(101))
    return next(mixed for mixed in steps if contrast(mixed, ground) >= LEAST_CONTRAST)


def _mixed(colour: str, into: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(into), strict=True)
    return _hex(a + (b - a) * share for a, b in pairs)


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _parts(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
