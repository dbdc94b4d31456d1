"""The promises of the tokens: one place for colours, and contrast that people can read."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
LIGHT, DARK = TOKENS.split("prefers-color-scheme: dark")

TEXT, CONTROL = 4.5, 3  # WCAG 1.4.3 and 1.4.11
PAIRS = [
    *((f"on-level-{level}", f"level-{level}", TEXT) for level in range(1, 5)),
    ("ink", "paper", TEXT),
    ("ink", "paper-2", TEXT),
    ("ink", "chosen", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "paper-2", TEXT),
    ("muted", "chosen", TEXT),
    ("on-primary", "primary", TEXT),
    ("paper", "ink", TEXT),
    ("on-accent", "accent", TEXT),
    ("accent", "paper", TEXT),
    ("success", "paper", TEXT),
    ("warning", "paper", TEXT),
    ("danger", "paper", TEXT),
    ("line-strong", "paper", CONTROL),
    ("primary", "paper", CONTROL),
    ("qr-ink", "qr-paper", TEXT),
]


def colours(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface", "least"), PAIRS)
def test_what_stands_on_a_surface_can_be_read(block, text, surface, least):
    colour = colours(block)

    assert contrast(colour[text], colour[surface]) >= least


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
def test_a_higher_level_lies_further_from_the_paper(block):
    colour = colours(block)

    distances = [contrast(colour[f"level-{level}"], colour["paper"]) for level in range(1, 5)]

    assert distances == sorted(distances)
    assert all(higher / lower > 1.3 for lower, higher in pairwise(distances))


def test_the_dark_has_every_colour_of_the_light():
    assert colours(DARK).keys() == colours(LIGHT).keys()


def test_a_colour_is_written_in_the_tokens_only():
    written = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(")

    assert [
        f"{sheet.name}: {line.strip()}"
        for sheet in CSS.glob("*.css")
        if sheet.name != "tokens.css"
        for line in sheet.read_text().splitlines()
        if written.search(line)
    ] == []


def test_every_custom_property_that_is_used_exists():
    sheets = "".join(sheet.read_text() for sheet in CSS.glob("*.css"))
    made = set(re.findall(r"(--[\w-]+)\s*:", sheets))

    assert set(re.findall(r"var\((--[\w-]+)", sheets)) - made == set()
