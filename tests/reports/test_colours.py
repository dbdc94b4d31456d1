import colorsys

import pytest

from reports.colours import (
    LEAST_CONTRAST,
    PAPER_2,
    PRIMARY,
    brightness_on_dark,
    contrast,
    darkened,
    lightened,
)


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


@pytest.mark.parametrize("colour", ["#000000", "#c64200", "#ffcc00", "#003748", "#2200aa"])
def test_a_brighter_colour_of_an_office_program_stands_out_there_too(colour):
    share = brightness_on_dark(colour)
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    h, lightness, saturation = colorsys.rgb_to_hls(*parts)
    shown = colorsys.hls_to_rgb(h, lightness + (1 - lightness) * share, saturation)

    assert share < 1
    assert contrast("#" + "".join(f"{round(255 * part):02x}" for part in shown), PRIMARY) >= 4.5


def hue(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return colorsys.rgb_to_hsv(*parts)[0]
