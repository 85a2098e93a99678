"""The science of colours, held against an independent library and published figures."""

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.picture.colors import (
    Rgb,
    code,
    contrast,
    deuteranope,
    difference,
    from_lch,
    grey,
    lch,
    protanope,
    rgb,
)
from arshjul_cli.picture.css3 import CSS3
from arshjul_cli.plan.fields.colors import CSS3_COLORS

COLORS = st.tuples(*[st.integers(0, 255).map(lambda part: part / 255)] * 3)


@given(COLORS, COLORS)
def test_differences_and_contrasts_are_those_of_another_library(one: Rgb, other: Rgb) -> None:
    theirs, others = Color("srgb", one), Color("srgb", other)
    assert theirs.delta_e(others, method="2000") == pytest.approx(difference(one, other), abs=0.02)
    assert theirs.contrast(others) == pytest.approx(contrast(one, other), abs=0.001)


@given(COLORS)
def test_what_others_see_is_what_another_library_says(color: Rgb) -> None:
    for ours, name in ((protanope, "protan"), (deuteranope, "deutan")):
        seen = Color("srgb", color).filter(name, 1, method="machado", space="srgb-linear").convert("srgb").clip()
        assert seen.coords() == pytest.approx(ours(color), abs=0.002)


@given(COLORS)
def test_lightness_chroma_and_hue_lead_back(color: Rgb) -> None:
    back = from_lch(*lch(color))
    assert back is not None
    assert back == pytest.approx(color, abs=0.003)


def test_no_screen_has_some_colours() -> None:
    assert from_lch(50, 150, 180) is None


def test_grey_has_one_level_and_codes_lead_back() -> None:
    assert 1 == len(set(grey(rgb("4169e1"))))
    assert "#4169e1" == code(rgb("#4169e1"))
    assert 21 == pytest.approx(contrast(rgb("000000"), rgb("ffffff")))


def test_every_colour_of_a_plan_has_its_code() -> None:
    assert CSS3_COLORS == CSS3.keys()
    assert all(rgb(CSS3[name]) == pytest.approx(Color(name).convert("srgb").coords()) for name in CSS3)
