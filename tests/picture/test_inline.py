"""The wheel as a part of a page: the same drawing without a colour of its own, with links for the mouse."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import pytest
from drawn import HOSTILE, drawn, hostile, large, shipped, small

from arshjul_cli.flows.selection import Selection, select
from arshjul_cli.picture.colors import contrast, difference, rgb
from arshjul_cli.picture.compose import Picture, Wish, compose
from arshjul_cli.picture.inline import css, inline
from arshjul_cli.picture.palette import APART, DARK, LIGHT, READ, SEEN, VIEWS, Paper
from arshjul_cli.picture.sheet import A4, SHEETS
from arshjul_cli.picture.svg import svg
from arshjul_cli.wheel.expand import expand
from building import YEAR

NAMESPACE = "{http://www.w3.org/2000/svg}"
GEOMETRY = ("d", "x", "y", "cx", "cy", "r", "width", "height", "font-size", "textLength", "startOffset", "stroke-width")
PICTURES = {
    "shipped": cache(lambda: drawn(shipped())),
    "shipped on its side": cache(lambda: drawn(shipped(), SHEETS["liggande"])),
    "small": cache(lambda: drawn(small())),
    "large": cache(lambda: drawn(large())),
    "hostile": cache(lambda: drawn(hostile())),
}


@pytest.mark.parametrize("title", ["Årshjul", 'Årshjul "Norra"', "Söder's", '"Norra" & Söder\'s <2>'])
def test_a_title_stands_in_its_attribute_as_it_is_written(title: str) -> None:
    text = inline(replace(PICTURES["small"](), title=title), "hjul", lambda _: None)

    assert title == _tree(text).get("aria-label")
    assert f"aria-label={quoteattr(title)} " in text


def _page(item_id: str) -> str:
    return f"../aktivitet/{item_id}.html"


def _tree(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - written by the program itself


@cache
def _of_roles() -> tuple[Picture, ...]:
    """Return the pictures of each role of the plan that comes with the program."""
    wheel = expand(shipped(), (YEAR,))
    chosen = (Selection(role=role, category=None, goal=None) for role in wheel.plan.roles)
    return tuple(compose(select(wheel, one), Wish(year=YEAR, sheet=A4)) for one in chosen)


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    made: Picture = PICTURES[str(request.param)]()
    return made


def _drawn(root: ET.Element) -> Iterator[tuple[str, ...]]:
    """Yield what is drawn where: the shapes and texts, the ground and the hand aside."""
    hidden = {id(part) for group in root.iter() if group.get("visibility") for part in group.iter()}
    for part in root.iter():
        tag = part.tag.removeprefix(NAMESPACE)
        if tag in {"path", "rect", "circle", "text", "textPath"} and id(part) not in hidden:
            yield (tag, part.text or "", *(part.get(name, "") for name in GEOMETRY))


def test_it_is_drawn_as_the_picture_of_its_own(picture: Picture) -> None:
    one, other = _tree(svg(picture).decode()), _tree(inline(picture, "p", _page))

    assert list(_drawn(one)) == list(_drawn(other))
    assert one.get("viewBox") == other.get("viewBox")


def test_it_has_no_colour_and_no_style_of_its_own(picture: Picture) -> None:
    parts = list(_tree(inline(picture, "p", _page)).iter())

    assert not {"style", "script", "image", "use"} & {part.tag.removeprefix(NAMESPACE) for part in parts}
    assert {"none", None} >= {part.get(name) for part in parts for name in ("fill", "stroke", "color")}
    assert {None} == {part.get(name) for part in parts for name in ("style", "onclick", "width") if part.tag[-1] == "g"}


def test_every_class_has_its_colours_on_either_paper_and_where_people_have_their_own(picture: Picture) -> None:
    light, dark, forced = css([picture]).splitlines()
    used = {name for part in _tree(inline(picture, "p", _page)).iter() for name in str(part.get("class", "")).split()}

    for rules in (light, dark, forced):
        assert used - {"hjul", "hjul-hand"} <= set(re.findall(r"\.([\w-]+)\{(?:fill|stroke):", rules))
    assert dark.startswith("@media screen and (prefers-color-scheme: dark) {")
    assert forced.startswith("@media (forced-colors: active) {.hjul{forced-color-adjust:none}")


def test_it_is_a_group_with_a_name_and_ids_of_its_own() -> None:
    picture = PICTURES["shipped"]()
    one, other = _tree(inline(picture, "ar-", _page)), _tree(inline(picture, "roll-", _page))

    assert ("group", "Årshjul 2025/26 – Plan för systematiskt kvalitetsarbete", "sv") == (
        one.get("role"), one.get("aria-label"), one.get("lang"),
    )  # fmt: skip
    ids = [part.get("id") for root in (one, other) for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert {"#" + str(name) for name in ids} >= {part.get("href") for part in one.iter(f"{NAMESPACE}textPath")}


def test_entries_are_links_for_the_mouse_alone() -> None:
    picture = PICTURES["shipped"]()
    links = list(_tree(inline(picture, "p", _page)).iter(f"{NAMESPACE}a"))
    seats = [seat for seating in picture.seatings for seat in seating.seats]

    assert [_page(seat.entry.item.id) for seat in seats] == [link.get("href") for link in links]
    assert {("-1", "true")} == {(link.get("tabindex"), link.get("aria-hidden")) for link in links}
    titles = [link.findtext(f"{NAMESPACE}g/{NAMESPACE}title") for link in links]
    assert "Elevenkäten genomförs under lektionstid · 3–23 nov · Skolledare, Utvecklingsledare" in titles


def test_what_has_no_page_is_no_link_and_is_hidden_too() -> None:
    root = _tree(inline(PICTURES["small"](), "p", lambda item_id: None if item_id == "a1" else _page(item_id)))

    assert [_page(f"a{n}") for n in (0, 2, 3, 4)] == [link.get("href") for link in root.iter(f"{NAMESPACE}a")]
    assert 5 == sum(part.get("aria-hidden") == "true" for part in root.iter())


def test_texts_of_a_plan_and_addresses_stay_texts() -> None:
    text = inline(PICTURES["hostile"](), "p", lambda item_id: f'?a="&b=<{item_id}>')
    root = _tree(text)

    assert "<script" not in text
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[3]} <= {part.text for part in root.iter(f"{NAMESPACE}textPath")}
    assert '?a="&b=<a0>' in {link.get("href") for link in root.iter(f"{NAMESPACE}a")}


def test_the_hand_waits_at_twelve_and_knows_the_days() -> None:
    (hand,) = [
        part for part in _tree(inline(PICTURES["small"](), "p", _page)).iter() if part.get("class") == "hjul-hand"
    ]
    dial = PICTURES["small"]().dial

    assert ("hidden", "2025-07-01", "365") == (hand.get("visibility"), hand.get("data-first"), hand.get("data-days"))
    assert (dial.start, dial.end) == pytest.approx(
        (float(hand.attrib["data-start"]), float(hand.attrib["data-end"])), abs=1e-3
    )
    assert ("105", "105") == (hand.get("data-x"), hand.get("data-y"))


def _colors(text: str, letter: str) -> dict[str, str]:
    """Return the colour of each category in some rules."""
    return dict(re.findall(rf"\.hjul-{letter}(?:-([\w-]+))?\{{\w+:(#\w+)\}}", text))


@pytest.mark.parametrize(("line", "paper"), [(0, LIGHT), (1, DARK)])
def test_a_site_has_one_colour_for_a_category_that_is_told_from_its_neighbours_in_every_picture(
    line: int, paper: Paper
) -> None:
    pictures = (PICTURES["shipped"](), *_of_roles())
    rules = css(pictures).splitlines()[line]
    fills, lines = _colors(rules, "f"), _colors(rules, "l")

    assert fills.keys() == lines.keys()
    for picture in pictures:
        order = [seating.ring.category or "" for seating in picture.seatings]
        for one, other in pairwise(order):
            if one != other:
                views = [difference(*(view(rgb(fills[name])) for name in (one, other))) for view in VIEWS]
                assert min(views) >= APART
    assert all(contrast(rgb(fill), rgb(paper.text)) >= READ for fill in fills.values())
    assert all(contrast(rgb(line), rgb(paper.paper)) >= SEEN for line in lines.values())


def test_the_rules_of_a_site_are_the_same_however_many_pictures_are_alike() -> None:
    pictures = (PICTURES["shipped"](), *_of_roles())

    assert css(pictures) == css(iter(pictures))
    assert {*_colors(css(pictures[:1]), "f")} == {*_colors(css(pictures), "f")}
