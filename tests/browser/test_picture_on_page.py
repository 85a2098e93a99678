"""The wheel on a page in a real browser: under the strictest rule for content, in the colours that its CSS gives.

Needs Debian's Chromium and Playwright; `.ci/browser` installs them.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn import drawn, hostile, shipped

from arshjul_cli.picture.inline import css, inline

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: run .ci/browser"),
]
PAGE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>Hjul</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="icon" href="ikon.svg"><link rel="stylesheet" href="stil.css"></head>
<body>{}</body></html>
"""
ICON = '<svg xmlns="http://www.w3.org/2000/svg"/>'
# What each class is painted with, as the browser has computed it.
PAINTED = """() => Object.fromEntries([...document.querySelectorAll("svg [class]")].flatMap((part) => {
  const style = getComputedStyle(part);
  return [...part.classList].map((name) => [name, [style.fill, style.stroke]]);
}))"""
SYSTEM = """(name) => {
  const part = document.createElementNS("http://www.w3.org/2000/svg", "path");
  part.setAttribute("fill", name);
  document.querySelector("svg").append(part);
  const fill = getComputedStyle(part).fill;
  part.remove();
  return fill;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: run .ci/browser")
    with playwright.sync_playwright() as started:
        # A page from a file is of no origin; a rule that lets it load its own files is that of the same folder.
        arguments = ["--no-sandbox", "--allow-file-access-from-files"]
        launched = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a page of two pictures, and the CSS and the icon of it."""
    folder = tmp_path_factory.mktemp("site")
    pictures = (drawn(shipped()), drawn(hostile()))
    parts = [inline(picture, f"bild{n}-", lambda item: f"{item}.html") for n, picture in enumerate(pictures)]
    (folder / "index.html").write_text(PAGE.format("".join(parts)), encoding="utf-8")
    for name in re.findall(r'<a href="(.+?)"', "".join(parts)):
        (folder / name).write_text(PAGE.format(""), encoding="utf-8")
    (folder / "stil.css").write_text(css(pictures), encoding="utf-8")
    (folder / "ikon.svg").write_text(ICON, encoding="utf-8")
    return folder


def _opened(browser: Any, site: Path, **media: str) -> tuple[Any, list[str]]:  # noqa: ANN401 - Playwright may be missing
    page = browser.new_page(**media)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto((site / "index.html").as_uri())
    return page, heard


def _hex(color: str) -> str:
    """Return `#rrggbb` of `rgb(r, g, b)`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", color)[:3])


@pytest.mark.parametrize(("scheme", "line"), [("light", 0), ("dark", 1)])
def test_every_class_is_painted_as_the_rules_say_and_nothing_is_refused(
    browser: Any,  # noqa: ANN401
    site: Path,
    scheme: str,
    line: int,
) -> None:
    page, heard = _opened(browser, site, color_scheme=scheme)
    rules = (site / "stil.css").read_text(encoding="utf-8").splitlines()[line]
    wanted = re.findall(r"\.([\w-]+)\{(fill|stroke):(#\w+)\}", rules)
    painted = page.evaluate(PAINTED)
    page.close()

    assert [] == heard
    used = [(name, what, color) for name, what, color in wanted if name in painted]
    assert len(used) > 12
    # The last part of a class counts: an outline may be `none` on one part, never another colour.
    assert used == [(name, what, _hex(painted[name][what == "stroke"])) for name, what, _ in used]


def test_where_people_have_their_own_colours_the_picture_has_them(browser: Any, site: Path) -> None:  # noqa: ANN401
    page, heard = _opened(browser, site, forced_colors="active")
    painted, canvas, text = page.evaluate(PAINTED), page.evaluate(SYSTEM, "Canvas"), page.evaluate(SYSTEM, "CanvasText")
    page.close()

    assert [] == heard
    assert canvas != text
    assert (canvas, text, text) == (painted["hjul-p"][0], painted["hjul-t"][0], painted["hjul-x"][1])
    fills = {fill for name, (fill, _) in painted.items() if re.match(r"hjul-f\b", name)}
    assert {canvas} == fills


def test_the_keyboard_passes_the_picture_by_and_the_mouse_follows_a_link(browser: Any, site: Path) -> None:  # noqa: ANN401
    page, _ = _opened(browser, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate("document.querySelectorAll('svg a[href]').length") > 40
    with page.expect_navigation():
        page.locator("svg a circle").first.click()
    address = page.url
    page.close()

    assert re.search(r"/[a-z0-9-]+\.html$", address)
    assert not address.endswith("index.html")


def test_no_two_parts_of_a_page_have_one_id(browser: Any, site: Path) -> None:  # noqa: ANN401
    page, _ = _opened(browser, site)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((part) => part.id)")
    page.close()

    assert len(ids) > 100
    assert len(ids) == len(set(ids))
