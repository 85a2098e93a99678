"""Texts can be read on every fill, outlines are seen, and neighbours can be told apart, by everybody."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from drawn import hostile, large, shipped
from hypothesis import example, given
from hypothesis import strategies as st

from arshjul_cli.picture.colors import contrast, deuteranope, difference, protanope, rgb
from arshjul_cli.picture.css3 import CSS3
from arshjul_cli.picture.palette import DARK, LIGHT, Paper, inks
from arshjul_cli.plan.model import Plan

NAMES = st.lists(st.sampled_from(sorted(CSS3)), min_size=1, max_size=9)


def _hold(colors: Mapping[str, str], order: Sequence[str], paper: Paper) -> None:
    made = inks(colors, order, paper)
    for ink in made.values():
        assert contrast(rgb(ink.fill), rgb(paper.text)) >= 7
        assert contrast(rgb(ink.line), rgb(paper.paper)) >= 3
        assert contrast(rgb(ink.line), rgb(paper.band)) >= 3
    for one, other in pairwise(order):
        if one != other:
            for seen in (lambda color: color, protanope, deuteranope):
                assert difference(seen(rgb(made[one].fill)), seen(rgb(made[other].fill))) >= 10, (one, other)


@pytest.mark.parametrize("paper", [LIGHT, DARK])
@given(NAMES)
@example(["white", "white", "black", "gray", "snow"])
@example(["royalblue", "purple", "navy", "rebeccapurple" if "rebeccapurple" in CSS3 else "indigo"])
def test_any_colours_are_moved_until_they_hold(paper: Paper, names: list[str]) -> None:
    colors = {str(number): name for number, name in enumerate(names)}
    _hold(colors, list(colors), paper)


@pytest.mark.parametrize("paper", [LIGHT, DARK])
@pytest.mark.parametrize("plan", [shipped(), large(), hostile()], ids=["shipped", "large", "hostile"])
def test_the_colours_of_plans_hold_also_when_a_category_comes_twice(paper: Paper, plan: Plan) -> None:
    colors = {name: category.color for name, category in plan.categories.items()}
    order = list(colors)
    _hold(colors, [*order, *order[::3]], paper)


@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_texts_are_read_on_the_paper_itself_and_on_its_bands(paper: Paper) -> None:
    assert min(contrast(rgb(paper.text), rgb(ground)) for ground in (paper.paper, paper.band)) >= 7


def test_a_colour_that_holds_keeps_its_outline() -> None:
    assert "#006400" == inks({"a": "darkgreen"}, ["a"], LIGHT)["a"].line
