"""The colours of paper, for what the style sheet of a page does not reach: downloaded SVG and PDF.

They are the light values of static/css/tokens.css; a test holds the two equal.
"""

LEVELS = ("#def1f8", "#91cfe5", "#007591", "#003748")
ON_LEVELS = ("#0e1b22", "#0e1b22", "#ffffff", "#ffffff")
PAPER = "#ffffff"
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


def root_rule() -> str:
    """The tokens as custom properties, for the style sheet of the PDF."""
    return ":root{" + "".join(f"--{name}:{colour};" for name, colour in TOKENS.items()) + "}"
