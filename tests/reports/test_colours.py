import colorsys

import pytest

from reports.colours import (
    ACCENT_ON_DARK,
    LEAST_CONTRAST,
    PAPER_2,
    PRIMARY,
    brightness_on_dark,
    contrast,
    darkened,
    lightened,
)
from reports.edition import Branding


@pytest.mark.parametrize(
    ("one", "other", "figure"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#c64200", "#ffffff", 5.02)],
)
def test_contrast_is_that_of_wcag(one, other, figure):
    assert contrast(one, other) == pytest.approx(figure, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("colour", ["#000000", "#c64200", "#003748", "#b3203a"])
def test_a_colour_that_can_be_read_stays(colour):
    assert darkened(colour) == colour


@pytest.mark.parametrize("colour", ["#ffcc00", "#00ff00", "#ffffff", "#ff9b57", "#f0f0f0"])
def test_a_colour_that_is_too_light_becomes_a_darker_one_of_the_same_hue(colour):
    dark = darkened(colour)

    assert LEAST_CONTRAST <= contrast(dark, PAPER_2) < LEAST_CONTRAST + 0.4
    assert hue(dark) == pytest.approx(hue(colour), abs=0.01)


@pytest.mark.parametrize("colour", ["#000000", "#c64200", "#ffcc00", "#003748"])
def test_a_tint_stands_out_on_the_dark_cover(colour):
    assert contrast(lightened(colour), PRIMARY) >= LEAST_CONTRAST


@pytest.mark.parametrize("typed", ["#000000", "#c64200", "#ffcc00", "#003748", "#2200aa"])
def test_on_a_dark_cover_an_office_program_shows_the_accent_as_light_as_paper_does(typed):
    branding = Branding(accent=darkened(typed), bright=typed)
    hue_of, lightness, saturation = hls(branding.accent)

    share = brightness_on_dark(branding.accent, branding.on_dark)

    shown = colorsys.hls_to_rgb(hue_of, lightness + (1 - lightness) * share, saturation)
    told = "#" + "".join(f"{round(255 * part):02x}" for part in shown)
    assert contrast(told, PRIMARY) >= LEAST_CONTRAST
    assert hls(told)[1] >= hls(branding.on_dark)[1] - 0.02


def hls(colour):
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def test_every_cover_has_the_accent_as_it_was_typed_where_that_stands_out():
    light = Branding(accent=darkened("#ffcc00"), bright="#ffcc00")
    dark = Branding(accent="#003748")

    assert light.on_dark == "#ffcc00"
    assert dark.on_dark == lightened("#003748")
    assert Branding().on_dark == ACCENT_ON_DARK


def hue(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return colorsys.rgb_to_hsv(*parts)[0]
