"""The site in a real browser: read with axe-core, by keyboard, narrow, in the dark, without scripts, and validated.

Needs Debian's Chromium, Playwright, axe-core and html-validate; `.ci/browser` installs them.
"""

import datetime as dt
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from drawn import hostile, large, shipped, small

from arshjul_cli.flows.generate import Request, Shelf, composed, outcome
from arshjul_cli.flows.publish import Wish, files
from arshjul_cli.plan.model import Plan
from building import NOTHING
from sites import dead_links

CHROMIUM = shutil.which("chromium")
TOOLS = Path(os.environ.get("ARSHJUL_BROWSER") or Path.home() / ".cache" / "arshjul-browser")
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
VALIDATE = TOOLS / "node_modules" / ".bin" / "html-validate"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: run .ci/browser"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run .ci/browser"),
]
DAY = dt.date(2026, 3, 3)
PLANS = {"shipped": shipped, "large": large, "small": small, "hostile": hostile}
SCREENS = [
    {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    for width, scheme in product((1280, 375, 320), ("light", "dark"))
]
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`)"""
WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.right > document.documentElement.clientWidth + 1 && !one.closest(".dold, .hoppa, svg, table thead");
}).map((one) => one.outerHTML.slice(0, 80))"""


def written(plan: Plan, folder: Path) -> Path:
    """Write the site of a plan."""
    stamp = dt.datetime(2026, 3, 3, 5, tzinfo=dt.UTC)
    request = Request(plan=plan, years=(), day=DAY, stamp=stamp)
    given = composed(request)
    run = outcome(request, given, Shelf(folder=folder, option="--out", feeds=NOTHING, replaced=True))
    wish = Wish(address="https://arshjul.exempel.se", has_paper=True)
    for name, data in files(request, given.wheel, run, wish).files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site of each plan in a folder of its own."""
    root = tmp_path_factory.mktemp("sidor")
    for name, plan in PLANS.items():
        written(plan(), root / name)
    return root


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[str]:
    """Yield the address of the sites, on this machine alone."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: run .ci/browser")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


def kinds(folder: Path) -> list[str]:
    """Return a page of each kind; of roles and activities the largest."""
    largest = [
        max((folder / part).glob("*.html"), key=lambda path: path.stat().st_size) for part in ("roll", "aktivitet")
    ]
    return ["index.html", *(path.relative_to(folder).as_posix() for path in largest), "lasar/2025-26.html"]


@pytest.mark.parametrize(
    "screen", SCREENS, ids=lambda screen: f"{screen['viewport']['width']}-{screen['color_scheme']}"
)
@pytest.mark.parametrize("name", PLANS)
def test_every_kind_of_page_is_accessible_quiet_and_no_wider_than_the_screen(
    browser: Any, served: str, root: Path, name: str, screen: dict[str, Any]  # noqa: ANN401 - Playwright may be missing
) -> None:  # fmt: skip
    context = browser.new_context(**screen)
    # What tests the page is not the page's: it is put there past its policy, and only here.
    checker = browser.new_context(**screen, bypass_csp=True)
    for kind in kinds(root / name):
        heard: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text))  # noqa: B023 - read before the next
        page.on("pageerror", lambda error: heard.append(str(error)))  # noqa: B023
        page.on("request", lambda request: heard.append(request.url) if not request.url.startswith(served) else None)  # noqa: B023
        page.on("requestfailed", lambda request: heard.append(request.url))  # noqa: B023
        page.on("response", lambda answer: heard.append(answer.url) if answer.status >= 400 else None)  # noqa: B023
        page.goto(f"{served}/{name}/{kind}", wait_until="networkidle")
        assert [] == heard, kind
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["viewport"]["width"], (
            kind,
            page.evaluate(WIDER),
        )
        page.close()
        checked = checker.new_page()
        checked.goto(f"{served}/{name}/{kind}", wait_until="networkidle")
        checked.add_script_tag(path=str(AXE))
        assert [] == checked.evaluate(VIOLATIONS), kind
        checked.close()
    context.close()
    checker.close()


def test_nothing_is_lost_without_scripts(browser: Any, served: str, root: Path) -> None:  # noqa: ANN401
    context = browser.new_context(java_script_enabled=False)
    with_scripts = browser.new_context()
    for kind in kinds(root / "shipped"):
        plain, scripted = context.new_page(), with_scripts.new_page()
        plain.goto(f"{served}/shipped/{kind}")
        scripted.goto(f"{served}/shipped/{kind}")
        links = "(all) => all.map((link) => link.getAttribute('href'))"
        assert plain.eval_on_selector_all("a[href]", links) == scripted.eval_on_selector_all("a[href]", links)
        if kind.startswith("roll/"):
            assert plain.locator("#adress").is_visible()
            assert not plain.locator("button").is_visible()
            assert scripted.locator("button").is_visible()
    context.close()
    with_scripts.close()


def test_the_script_tells_days_left_in_the_time_zone_of_the_plan(browser: Any, served: str) -> None:  # noqa: ANN401
    context = browser.new_context(timezone_id="America/Los_Angeles")
    page = context.new_page()
    # It is the next day in Sweden.
    page.clock.set_fixed_time(dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC))
    page.goto(f"{served}/shipped/index.html", wait_until="networkidle")
    rows = {row.split("\n")[0].strip(): row for row in page.locator(".nasta > li").all_inner_texts()}
    text = "\n".join(rows.values())
    assert "om 28 dagar" not in rows
    assert any("slutar om 27 dagar" in row for row in rows.values()), text
    assert page.locator("tr.nu").count() > 0
    hand = page.locator(".hjul-hand")
    assert "visible" == hand.get_attribute("visibility")
    # 4 March is the 247th day from 1 July; August begins at twelve.
    turned = float(hand.get_attribute("transform").removeprefix("rotate(").split()[0])
    assert abs(turned % 360 - (246.5 - 31) / 365 * 360) < 2
    context.close()


def test_what_is_pointed_at_is_found_in_wheel_and_list(browser: Any, served: str) -> None:  # noqa: ANN401
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{served}/shipped/index.html")
    row = page.locator("tr", has=page.locator("a[href='aktivitet/arsbokslut.html']")).first
    row.locator("xpath=ancestor::details").evaluate("one => { one.open = true; }")
    row.hover()
    assert "aktivitet/arsbokslut.html" == page.locator(".hjul.valjer a.vald").first.get_attribute("href")
    dot = page.locator(".hjul a[href='aktivitet/skolanalysgrupp-mars.html'] circle").first
    dot.hover()
    assert 1 <= page.locator(".vald-rad").count()
    dot.click()
    page.wait_for_url("**/aktivitet/skolanalysgrupp-mars.html")
    page.close()


def test_the_wheel_of_a_page_is_for_the_mouse_alone(browser: Any, served: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    page.goto(f"{served}/shipped/index.html")
    links = page.locator(".hjul a")
    assert links.count() > 20
    assert ["true"] == list({link.get_attribute("aria-hidden") for link in links.all()})
    assert ["-1"] == list({link.get_attribute("tabindex") for link in links.all()})
    assert "group" == page.locator("svg.hjul").get_attribute("role")
    assert page.locator("svg.hjul").get_attribute("aria-label").startswith("Årshjul 2025/26")
    page.close()


def test_the_keyboard_alone_reaches_a_subscription(browser: Any, served: str) -> None:  # noqa: ANN401
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    page = context.new_page()
    page.goto(f"{served}/shipped/index.html")
    page.keyboard.press("Tab")
    assert "Hoppa till innehållet" == page.evaluate("document.activeElement.textContent")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    _tab_to(page, "Rektor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/roll/rektor.html")
    _tab_to(page, "Kopiera adressen")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-svar]').textContent")
    assert "Adressen är kopierad." == page.locator("[data-svar]").inner_text()
    assert "https://arshjul.exempel.se/rektor.ics" == page.evaluate("navigator.clipboard.readText()")
    _tab_to(page, "Lägg till i Outlook på webben")
    assert page.evaluate("document.activeElement.href").startswith(
        "https://outlook.office.com/calendar/0/addfromweb?url="
    )
    context.close()


def _tab_to(page: Any, text: str) -> None:  # noqa: ANN401
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(text)


def test_pages_open_from_a_file_share(browser: Any, root: Path) -> None:  # noqa: ANN401
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto((root / "shipped" / "index.html").as_uri(), wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.querySelector('.topp')).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_role("link", name="Rektor", exact=True).first.click()
    assert page.url.endswith("/roll/rektor.html")
    assert page.locator("button").is_visible()
    assert [] == heard
    page.close()


def test_at_four_hundred_per_cent_a_page_is_a_column(browser: Any, served: str) -> None:  # noqa: ANN401
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    page.goto(f"{served}/shipped/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not page.locator(".bild").is_visible()
    assert page.get_by_role("link", name="Visa hjulet som bild").is_visible()
    context.close()


def test_paper_has_the_months_that_were_folded_and_no_buttons(browser: Any, served: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    page.goto(f"{served}/shipped/index.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 0 == page.locator("details:not([open])").count()
    assert not page.locator("nav").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
    page.close()


@pytest.mark.parametrize("name", PLANS)
def test_every_link_leads_somewhere_and_the_site_is_no_larger_than_it_may_be(root: Path, name: str) -> None:
    assert [] == dead_links(root / name)
    assert (root / name / "index.html").stat().st_size <= 500_000
    assert sum(path.stat().st_size for path in (root / name).rglob("*") if path.is_file()) <= 25_000_000


@pytest.mark.parametrize("name", PLANS)
def test_the_pages_are_valid_html(root: Path, tmp_path: Path, name: str) -> None:
    # How long a title is, the plan decides.
    rules = {"root": True, "extends": ["html-validate:recommended"], "rules": {"long-title": "off"}}
    (tmp_path / "regler.json").write_text(json.dumps(rules), encoding="utf-8")
    pages = sorted(str(path) for path in (root / name).rglob("*.html"))
    ran = subprocess.run(
        [VALIDATE, "--config", tmp_path / "regler.json", *pages],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PATH": os.pathsep.join((os.environ["PATH"], str(TOOLS / "venv" / "bin")))},
    )
    assert 0 == ran.returncode, ran.stdout[-3000:] + ran.stderr[-1000:]
