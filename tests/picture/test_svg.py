"""The SVG says what it is, holds no more than it should, and is the same for the same plan."""

import datetime as dt
import re
import subprocess
import sys
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from drawn import HOSTILE, drawn, hostile, large, shipped, small

from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.palette import DARK, LIGHT
from arshjul_cli.picture.sheet import SHEETS
from arshjul_cli.picture.svg import svg, svg_for_paper
from building import SAMPLE, YEAR, plan_of, row

NAMESPACE = "{http://www.w3.org/2000/svg}"


@cache
def _shipped() -> Picture:
    return drawn(shipped())


def _tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - written by the program itself


def test_it_is_one_picture_with_a_title_and_a_description() -> None:
    root = _tree(svg(_shipped()))
    assert ("img", "sv") == (root.get("role"), root.get("lang"))
    names = {
        str(part.get("id")): str(part.text) for part in root if part.tag in {f"{NAMESPACE}title", f"{NAMESPACE}desc"}
    }
    assert str(root.get("aria-labelledby")).split() == list(names)
    assert "Årshjul 2025/26 – Plan för systematiskt kvalitetsarbete" == names["arshjul-titel"]
    assert "47 aktiviteter" in names["arshjul-text"]


def test_nothing_is_fetched_and_nothing_leads_away() -> None:
    root = _tree(svg(_shipped()))
    tags = {part.tag.removeprefix(NAMESPACE) for part in root.iter()}
    assert {"svg", "title", "desc", "style", "rect", "path", "circle", "g", "text", "textPath"} >= tags
    assert all(part.get("style") is None for part in root.iter())
    references = [value for part in root.iter() for name, value in part.attrib.items() if name.endswith("href")]
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert {reference.removeprefix("#") for reference in references} <= set(ids)
    assert len(ids) == len(set(ids))


def test_attributes_carry_the_light_colours_and_the_style_only_the_dark_ones_of_screens() -> None:
    text = svg(_shipped()).decode()
    (style,) = re.findall(r"<style>(.*)</style>", text)
    assert style.startswith("@media screen and (prefers-color-scheme: dark) {")
    assert style.endswith("}}")
    assert DARK.paper in style
    assert LIGHT.paper in text.replace(style, "")
    root = _tree(text.encode())
    for part in root.iter():
        if part.tag.removeprefix(NAMESPACE) in {"rect", "circle"}:
            assert part.get("fill")
    classes = {name for part in root.iter() for name in str(part.get("class") or "").split()}
    assert classes <= set(re.findall(r"\.(\w+)\{", style))


def test_what_is_preliminary_is_dashed_and_what_is_cancelled_unfilled_and_struck() -> None:
    plan = plan_of(
        row("1", "mars", decided_yearly=True, summary="Budget"),
        row("2", "5 maj", summary="Inställt"),
        years={"2025/26": {"cancelled": {"2": "snö"}}},
    )
    groups = {
        str(title.text).split(" · ")[0]: group
        for group in _tree(svg(drawn(plan))).iter(f"{NAMESPACE}g")
        if (title := group.find(f"{NAMESPACE}title")) is not None
    }
    (arc,) = groups["Budget"].findall(f"{NAMESPACE}path")
    assert arc.get("stroke-dasharray")
    dot = groups["Inställt"].find(f"{NAMESPACE}circle")
    assert dot is not None
    assert "none" == dot.get("fill")
    assert not dot.get("stroke-dasharray")
    (strike,) = groups["Inställt"].findall(f"{NAMESPACE}path")
    assert "x" == strike.get("class")


def test_of_what_comes_back_only_the_cancelled_month_is_struck() -> None:
    plan = plan_of(row("1", "varje månad"), years={"2025/26": {"cancelled": {"1": {"mars": "lov"}}}})
    made = drawn(plan)
    (seat,) = made.seatings[0].seats
    march = (made.dial.at(dt.date(2026, 3, 1)), made.dial.after(dt.date(2026, 3, 31)))
    assert not any(march[0] < text.middle < march[1] for text in seat.texts)
    (strike,) = [
        part
        for part in _tree(svg(made)).iter(f"{NAMESPACE}path")
        if part.get("class") == "x" and "A" in part.attrib["d"]
    ]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", str(strike.get("d")))]
    (x, y), radius = made.sheet.centre, seat.lane.middle
    for angle, at in zip(march, (numbers[:2], numbers[-2:]), strict=True):
        point = (x + radius * sin(radians(angle)), y - radius * cos(radians(angle)))
        assert at == pytest.approx(point, abs=0.01)


def test_counts_are_drawn_in_the_colours_of_their_ring() -> None:
    made = drawn(large())
    cells = [cell.text.text for seating in made.seatings for cell in seating.cells]
    drawn_texts = [part.text for part in _tree(svg(made)).iter(f"{NAMESPACE}textPath")]
    assert len(cells) > 12
    assert set(cells) <= set(drawn_texts)


def test_each_entry_says_its_title_date_and_responsible() -> None:
    titles = [title.text for title in _tree(svg(_shipped())).iter(f"{NAMESPACE}title")]
    assert "Elevenkäten genomförs under lektionstid · 3–23 nov · Skolledare, Utvecklingsledare" in titles
    assert "Julafton" in titles


def test_texts_of_a_plan_stay_texts() -> None:
    data = svg(drawn(hostile())).decode()
    assert "<script" not in data
    root = _tree(data.encode())
    texts = {part.text for part in root.iter(f"{NAMESPACE}textPath")}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[3]} <= texts


def test_a_text_is_kept_within_its_length_unless_nobody_knows_its_signs() -> None:
    lengths = {part.text: part.get("textLength") for part in _tree(svg(drawn(hostile()))).iter(f"{NAMESPACE}textPath")}
    assert lengths[HOSTILE[1]]
    assert lengths["漢字の会議"] is None


def test_paper_has_no_dark_and_no_sign_that_the_font_lacks() -> None:
    data, lacking = svg_for_paper(drawn(hostile()))
    assert b"<style" not in data
    assert set("🎉👩👧漢字の会議") <= set(lacking)
    assert not set(lacking) & set("".join(str(part.text or "") for part in _tree(data).iter(f"{NAMESPACE}textPath")))
    assert "" == svg_for_paper(_shipped())[1]


@pytest.mark.parametrize(("size", "width", "height"), [("a4", 210, 297), ("a3", 297, 420), ("liggande", 297, 210)])
def test_sheets_have_their_size(size: str, width: float, height: float) -> None:
    root = _tree(svg(drawn(small(), SHEETS[size])))
    assert abs(float(str(root.get("width")).removesuffix("mm")) - width) < 0.1
    assert abs(float(str(root.get("height")).removesuffix("mm")) - height) < 0.1


def test_a3_is_a4_and_larger() -> None:
    one, other = (svg(drawn(small(), SHEETS[size])).partition(b"viewBox")[2] for size in ("a4", "a3"))
    assert one == other


def test_the_hand_is_there_only_when_it_is_asked_for() -> None:
    assert b"I dag" in svg(drawn(small(), today=dt.date(2026, 3, 3)))
    assert b"I dag" not in svg(drawn(small()))


def test_the_same_plan_gives_the_same_bytes_under_any_hash_seed() -> None:
    program = [sys.executable, "-m", "arshjul_cli", "wheel", str(YEAR), "--plan", str(SAMPLE)]
    folder = Path(__file__).parents[2]
    seeds = ({"PYTHONHASHSEED": seed, "TZ": zone} for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")))
    made = {
        subprocess.run(program, env={"PATH": "", **seed}, cwd=folder, capture_output=True, check=True).stdout
        for seed in seeds
    }
    assert 1 == len(made)
