"""The document as PDF: what it holds, and that no text of a plan is anything but a text."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn import HOSTILE, RIGHT_TO_LEFT, WITHOUT_SPACE, large, shipped
from pypdf import PdfReader
from pypdf.generic import Destination

from arshjul_cli.flows.selection import Selection, names, select
from arshjul_cli.picture.compose import Wish, compose
from arshjul_cli.picture.sheet import A4
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.document.contents import document
from arshjul_cli.render.document.pdf import pdf
from arshjul_cli.wheel.expand import expand
from building import HEADER, YEAR, plan_of, row

DAY = dt.date(2019, 3, 6)
MARKUP = (
    "#panic()",
    "$x^2$ *fet* _kursiv_ `kod`",
    "// kommentar",
    "/* kommentar",
    '#read("/etc/hostname")',
    "= Rubrik",
    "- punkt",
    '"; panic(); "',
    "<etikett> @ref",
    "en -- två --- tre ...",
    "\\u{41} \\ #h(1pt)",
)


def _printed(plan: Plan, role: str | None = None, day: dt.date | None = DAY) -> tuple[bytes, str]:
    selection = Selection(role=role)
    wheel, named = select(expand(plan, (YEAR,)), selection), names(plan, selection)
    return pdf(document(wheel, YEAR, day, *named), compose(wheel, Wish(year=YEAR, sheet=A4, narrowed=named)))


def _read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def _text(data: bytes) -> str:
    """Return all the text, with one space where there are any, and without what parts words."""
    text = " ".join(page.extract_text() for page in _read(data).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\xa0", " "))


def _outline(data: bytes) -> list[str]:
    def titles(parts: list[Any]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Destination):
                yield str(part.title)
            else:
                yield from titles(part)

    return [*titles(_read(data).outline)]


def _pages(data: bytes) -> int:
    return len(_read(data).pages)


def _small() -> Plan:
    return plan_of(
        row("a", "5 mars", summary="Budget", points=["Första utkastet"], responsible=["rektor"], goals=["g"],
            links=[{"title": "Mallen", "url": "https://exempel.se/mall"}], location="Sessionssalen"),
        row("b", "v. 45", summary="Samråd", decided_yearly=True),
        row("c", "vid behov", summary="Stödsamtal"),
        roles={"rektor": {"name": "Rektor"}, "lg": {"name": "Ledningsgruppen", "members": ["rektor"]}},
        goals={"g": "Alla är trygga"},
        promises=[{"id": "l", "text": "En budget", "activities": ["a"], "per_school_year": 1}],
        plan=HEADER | {"adopted": "2019-03-06", "paragraph": "§ 16", "contact": "arshjul@exempel.se"},
    )  # fmt: skip


def test_it_holds_the_decision_the_wheel_and_all_the_tables() -> None:
    data, lacking = _printed(_small())
    text = _text(data)
    assert "" == lacking
    for part in (
        "Exempelkommun", "Årshjul 2025/26", "Antagen 6 mars 2019, § 16", "arshjul@exempel.se", "Innehåll",
        "v. 10 tors 5 mars Budget", "Första utkastet", "Plats: Sessionssalen", "Mallen", "prel.", "Stödsamtal",
        "Ledningsgruppen – Rektor",
        "En budget 1 per läsår Budget", "Alla är trygga Budget", "Sida 1 av 3", "Sida 3 av 3",
    ):  # fmt: skip
        assert part in text
    assert 3 == _pages(data)


def test_it_is_a4_tagged_swedish_and_pdf_ua() -> None:
    data, _ = _printed(_small())
    read = _read(data)
    assert {(595, 842)} == {(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages}
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "sv" == root["/Lang"]
    assert re.search(rb"pdfuaid:part[^0-9]{1,3}1", root["/Metadata"].get_data())
    assert b"Arimo" in data


def test_it_has_bookmarks_and_links() -> None:
    data, _ = _printed(_small())
    assert [
        "Hjulet",
        "Tidsplan", "November 2025", "Mars 2026", "Hela året och utan datum", "Vid behov", "Grupper", "Löften", "Mål"
    ] == [title for title in _outline(data) if title != "Innehåll"]  # fmt: skip
    found: list[Any] = [mark.get_object() for page in _read(data).pages for mark in page.get("/Annots", [])]
    addresses = {str(mark["/A"]["/URI"]) for mark in found if "/URI" in mark.get("/A", {})}
    assert {"mailto:arshjul@exempel.se", "https://exempel.se/mall"} == addresses
    assert 9 <= sum("/URI" not in mark.get("/A", {}) for mark in found)


@pytest.mark.parametrize("role", [*shipped().roles, *shipped().feeds])
def test_a_role_of_the_shipped_plan_has_two_pages(role: str) -> None:
    plan = shipped()
    data, _ = _printed(plan, role)
    assert 2 == _pages(data)
    (name,) = names(plan, Selection(role=role))
    assert name in _outline(data)
    assert "Grupper" not in _outline(data)


def test_a_role_with_more_than_a_page_has_all_of_it() -> None:
    plan = plan_of(*(row(f"a{n}", f"{1 + n % 28} mars", summary=f"Uppgift nummer {n}.") for n in range(150)),
                   roles={"rektor": {"name": "Rektor"}})  # fmt: skip
    whole = _text(_printed(plan)[0])
    assert all(f"Uppgift nummer {n}." in whole for n in range(150))
    named = plan_of(
        *(
            row(f"a{n}", f"{1 + n % 28} mars", summary=f"Uppgift nummer {n}.", responsible=["rektor"])
            for n in range(150)
        )
    )
    text = _text(_printed(named, "rektor")[0])
    assert all(f"Uppgift nummer {n}." in text for n in range(150))


def test_a_large_plan_is_printed_whole() -> None:
    plan = large()
    text = _text(_printed(plan)[0])
    lost = [activity.summary for activity in plan.activities if activity.summary not in text]
    assert [] == lost


@pytest.mark.parametrize("hostile", [*MARKUP, *HOSTILE])
def test_a_text_is_that_text_and_never_markup(hostile: str) -> None:
    plan = plan_of(
        row("a", "mars", summary=hostile, points=[hostile], responsible=["rektor"], goals=["g"], location=hostile,
            links=[{"title": hostile, "url": "https://exempel.se/"}]),
        row("b", "löpande", summary=hostile),
        row("c", "maj", summary="Annat", responsible=["rektor"]),
        roles={"rektor": {"name": hostile, "members": ["chef"], "others": hostile}, "chef": {"name": hostile}},
        goals={"g": hostile},
        promises=[{"id": "l", "text": hostile, "activities": ["a"], "per_school_year": 1}],
        years={"2025/26": {"cancelled": {"c": hostile}}},
        plan=HEADER | {"title": hostile, "organisation": hostile, "paragraph": hostile},
    )  # fmt: skip
    for role in (None, "rektor"):
        data, lacking = _printed(plan, role)
        if hostile != RIGHT_TO_LEFT:
            # What is read from right to left is extracted in another order.
            had = re.sub(r"\s+", " ", "".join(sign for sign in hostile if sign not in lacking + "\u200d")).strip()
            assert had.replace(" ", "") in _text(data).replace(" ", "").replace("-\n", "")
        assert ("漢" in lacking) == ("漢" in hostile)


def test_a_word_that_never_ends_stays_within_its_column() -> None:
    roles = {"rektor": {"name": WITHOUT_SPACE}}
    named = row("a", "mars", summary=WITHOUT_SPACE, responsible=["rektor"])
    data, _ = _printed(plan_of(named, roles=roles, plan=HEADER | {"title": WITHOUT_SPACE}))
    placed: list[float] = []
    for page in _read(data).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, _size: placed.append(tm[4]) if text.strip() else None
        )
    assert max(placed) < 595 - 40


def test_a_row_longer_than_a_page_is_parted_and_nothing_lost() -> None:
    points = [f"Punkt nummer {n}: " + "ett led i arbetet " * 20 for n in range(60)]
    text = _text(_printed(plan_of(row(points=points)))[0])
    assert all(f"Punkt nummer {n}:" in text for n in range(60))


def test_a_role_whose_name_the_font_lacks_is_still_a_role() -> None:
    data, lacking = _printed(plan_of(row(responsible=["rektor"]), roles={"rektor": {"name": "漢字"}}), "rektor")
    assert (2, "字漢") == (_pages(data), lacking)


def test_it_is_dated_by_what_it_is_given_and_by_no_clock() -> None:
    about = _read(_printed(_small())[0]).metadata
    assert about is not None
    assert ("Årshjul 2025/26 – Plan", "Exempelkommun") == (about.title, about.author)
    assert about.creation_date is not None
    assert DAY == about.creation_date.date()
    undated = _read(_printed(_small(), day=None)[0]).metadata
    assert undated is not None
    assert undated.creation_date is None


def test_the_same_plan_gives_the_same_bytes_later_and_elsewhere() -> None:
    program = "import sys\nfrom test_pdf import _printed, _small\nsys.stdout.buffer.write(_printed(_small())[0])"
    here, _ = _printed(_small())
    time.sleep(1.1)
    path = os.pathsep.join((str(Path(__file__).parent), *sys.path))
    there = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    ).stdout
    assert here == there


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: .ci/paper")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, "rektor"])
def test_qpdf_finds_nothing_wrong(role: str | None, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_printed(shipped(), role)[0])
    checked = subprocess.run([_tool("qpdf"), "--check", path], capture_output=True, text=True, check=False)
    assert 0 == checked.returncode, checked.stdout + checked.stderr


@pytest.mark.slow
def test_pdftotext_reads_every_activity_in_the_order_of_time(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_printed(_small())[0])
    text = subprocess.run(
        [_tool("pdftotext"), "-layout", "-f", "3", path, "-"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    places = [text.index(part) for part in ("Tidsplan", "November 2025", "Samråd", "Mars 2026", "Budget", "Stödsamtal")]
    assert sorted(places) == places
    assert re.search(r"v\. 10 +tors 5 mars +Budget +Rektor\n", text)
