"""The picture in a real browser: where each letter stands, and that nothing else happens.

Needs Debian's Chromium and Playwright; `.ci/browser` installs them.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from drawn import drawn, hostile, large, shipped, small

from arshjul_cli.picture import frame
from arshjul_cli.picture.colors import contrast, rgb
from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.palette import DARK, LIGHT, READ, Paper
from arshjul_cli.picture.sheet import SHEETS
from arshjul_cli.picture.svg import svg

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: run .ci/browser"),
]

PICTURES = {
    "shipped": cache(lambda: drawn(shipped())),
    "shipped on its side": cache(lambda: drawn(shipped(), SHEETS["liggande"])),
    "small": cache(lambda: drawn(small())),
    "large": cache(lambda: drawn(large())),
    "sixty": cache(lambda: drawn(large(60, 10, 4))),
    "hostile": cache(lambda: drawn(hostile())),
}
# The four corners of each sign, in the units of the picture: its cell, as high as its size, turned as it stands.
LETTERS = """() => [...document.querySelectorAll("text")].map((text) => {
  const size = parseFloat(text.getAttribute("font-size")), quads = [];
  for (let n = 0; n < text.getNumberOfChars(); n++) {
    const start = text.getStartPositionOfChar(n), end = text.getEndPositionOfChar(n);
    const turn = text.getRotationOfChar(n) * Math.PI / 180;
    if (Math.hypot(end.x - start.x, end.y - start.y) < 0.01) continue;
    const up = (point, high) => [point.x + Math.sin(turn) * high, point.y - Math.cos(turn) * high];
    quads.push([up(start, 0.72 * size), up(end, 0.72 * size), up(end, -0.2 * size), up(start, -0.2 * size)]);
  }
  return {text: text.textContent, size, quads, curved: !!text.querySelector("textPath")};
})"""
# Of each letter the colour that it has, and that of what is painted under the middle of it.
UNDER = """() => [...document.querySelectorAll("text")].flatMap((text) => {
  const found = [], screen = text.getScreenCTM(), own = getComputedStyle(text).fill;
  for (let n = 0; n < text.getNumberOfChars(); n++) {
    const turn = text.getRotationOfChar(n) * Math.PI / 180, high = 0.3 * text.getExtentOfChar(n).height;
    const start = text.getStartPositionOfChar(n), end = text.getEndPositionOfChar(n);
    const x = (start.x + end.x) / 2 + Math.sin(turn) * high, y = (start.y + end.y) / 2 - Math.cos(turn) * high;
    const at = new DOMPoint(x, y).matrixTransform(screen);
    const under = document.elementsFromPoint(at.x, at.y)
      .find((part) => part.matches("path, rect, circle") && part.getAttribute("fill") !== "none");
    if (under) found.push([text.textContent, own, getComputedStyle(under).fill]);
  }
  return found;
})"""
Point = tuple[float, float]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # Not at the top: where these tests are left out, they are not to be told as skipped.
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: run .ci/browser")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    made: Picture = PICTURES[str(request.param)]()
    return made


@pytest.fixture
def page(browser: Any, picture: Picture, tmp_path: Path) -> Iterator[Any]:  # noqa: ANN401 - Playwright may be missing
    path = tmp_path / "hjul.svg"
    path.write_bytes(svg(picture))
    opened = browser.new_page()
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda request: heard.append(request.url))
    opened.goto(path.as_uri())
    assert [path.as_uri()] == heard
    yield opened
    opened.close()


def test_letters_of_different_texts_do_not_overlap_and_lie_within_the_sheet(page: Any, picture: Picture) -> None:  # noqa: ANN401
    texts = page.evaluate(LETTERS)
    assert texts
    quads = [(number, quad) for number, text in enumerate(texts) for quad in text["quads"]]
    boxes = [_box(quad) for _, quad in quads]
    order = sorted(range(len(quads)), key=lambda index: boxes[index][0])
    touching = []
    for position, index in enumerate(order):
        for other in order[position + 1 :]:
            if boxes[other][0] > boxes[index][2]:
                break
            if quads[index][0] != quads[other][0] and _overlap(quads[index][1], quads[other][1]):
                touching.append((texts[quads[index][0]]["text"], texts[quads[other][0]]["text"]))
    assert [] == touching
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= picture.sheet.width
        assert bottom <= picture.sheet.height


def test_every_sign_of_a_text_along_a_circle_is_drawn_within_the_wheel(page: Any, picture: Picture) -> None:  # noqa: ANN401
    x, y = picture.sheet.centre
    for text in page.evaluate(LETTERS):
        if text["curved"] and text["text"].isascii():
            assert len(text["text"].replace(" ", "")) <= len(text["quads"])
        if text["curved"]:
            assert all(hypot(px - x, py - y) <= frame.MONTHS.outer for quad in text["quads"] for px, py in quad)


def test_letters_keep_the_least_size(page: Any) -> None:  # noqa: ANN401
    assert min(text["size"] for text in page.evaluate(LETTERS)) * 72 / 25.4 >= 5.99


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT), ("dark", DARK)])
def test_letters_are_read_on_what_is_painted_under_them(
    browser: Any,  # noqa: ANN401
    picture: Picture,
    tmp_path: Path,
    scheme: str,
    paper: Paper,
) -> None:
    path = tmp_path / "hjul.svg"
    path.write_bytes(svg(picture))
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1200, "height": 1200})
    page.goto(path.as_uri())
    pairs = {(_code(own), _code(under)): text for text, own, under in page.evaluate(UNDER)}
    page.close()

    assert {paper.text} == {own for own, _ in pairs}
    assert len(pairs) > 2
    assert {} == {text: pair for pair, text in pairs.items() if contrast(rgb(pair[0]), rgb(pair[1])) < READ}


def _code(color: str) -> str:
    """Return `#rrggbb` of `rgb(r, g, b)`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", color)[:3])


def _box(quad: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*quad, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _overlap(one: list[Point], other: list[Point]) -> bool:
    """Tell whether two convex shapes have more than an edge in common: no line parts them."""
    for shape in (one, other):
        for (ax, ay), (bx, by) in zip(shape, (*shape[1:], shape[0]), strict=True):
            across = (ay - by, bx - ax)
            ours = [x * across[0] + y * across[1] for x, y in one]
            others = [x * across[0] + y * across[1] for x, y in other]
            slack = 0.02 * hypot(*across)
            if max(ours) <= min(others) + slack or max(others) <= min(ours) + slack:
                return False
    return True
