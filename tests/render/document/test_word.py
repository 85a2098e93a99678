"""The document for Word, as python-docx reads it."""

import datetime as dt
import io
import os
import subprocess
import sys
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.shared import Mm
from drawn import HOSTILE, large

from arshjul_cli.importing.files import tables_of
from arshjul_cli.render.document.contents import document
from arshjul_cli.render.document.word import docx as written
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import HEADER, YEAR, row, wheel_of

DAY = dt.date(2019, 3, 6)
MARKUP = ("<w:p/>", "&amp; &lt;", "</w:t>", "{ PAGE }", "=1+1", "två  mellanslag")


def _bytes(wheel: Wheel, day: dt.date | None = DAY, role: str = "") -> bytes:
    return written(document(wheel, YEAR, day, role))


def _file(wheel: Wheel, **more: Any) -> File:
    return docx.Document(io.BytesIO(_bytes(wheel, **more)))


def _small() -> Wheel:
    return wheel_of(
        row("a", "5 mars", summary="Budget", points=["Första utkastet"], responsible=["rektor"], goals=["g"],
            links=[{"title": "Mallen", "url": "https://exempel.se/mall"}]),
        row("b", "v. 45", summary="Samråd", decided_yearly=True),
        row("c", "vid behov", summary="Stödsamtal"),
        roles={"rektor": {"name": "Rektor"}, "lg": {"name": "Ledningsgruppen", "members": ["rektor"]}},
        goals={"g": "Alla är trygga"},
        promises=[{"id": "l", "text": "En budget", "activities": ["a"], "per_school_year": 1}],
        plan=HEADER | {"adopted": "2019-03-06", "paragraph": "§ 16", "contact": "arshjul@exempel.se"},
    )  # fmt: skip


def test_it_has_the_decision_and_a_heading_for_each_section_and_month() -> None:
    file = _file(_small())
    lines = [paragraph.text for paragraph in file.paragraphs]
    assert [
        "Exempelkommun",
        "Plan",
        "Årshjul 2025/26",
        "Antagen\t6 mars 2019, § 16",
        "Frågor\tarshjul@exempel.se",
    ] == lines[:5]
    assert [
        ("Tidsplan", 1), ("November 2025", 2), ("Mars 2026", 2), ("Hela året och utan datum", 1), ("Vid behov", 2),
        ("Grupper", 1), ("Löften", 1), ("Mål", 1),
    ] == [
        (paragraph.text, int(str(paragraph.style.name)[-1]))
        for paragraph in file.paragraphs
        if paragraph.style and str(paragraph.style.name).startswith("Heading")
    ]  # fmt: skip
    assert ["Title", "Subtitle"] == [paragraph.style and paragraph.style.name for paragraph in file.paragraphs[1:3]]


def test_the_tables_are_those_of_the_document() -> None:
    november, march, _, groups, promises, goals = _file(_small()).tables
    assert ["Vecka", "Datum", "Aktivitet", "Ansvarig", "Status"] == [cell.text for cell in march.rows[0].cells]
    assert ["v. 45", "3–9 nov", "Samråd", "", "prel."] == [cell.text for cell in november.rows[1].cells]
    assert ["v. 10", "tors 5 mars", "Budget\nFörsta utkastet\nMallen", "Rektor", ""] == [
        cell.text for cell in march.rows[1].cells
    ]
    assert ["Ledningsgruppen", "–", "Rektor"] == [cell.text for cell in groups.rows[1].cells]
    assert ["En budget", "1 per läsår", "Budget"] == [cell.text for cell in promises.rows[1].cells]
    assert ["Alla är trygga", "Budget"] == [cell.text for cell in goals.rows[1].cells]


def test_import_reads_the_time_plan_back() -> None:
    table = tables_of(_bytes(_small()), "plan.docx")[1]
    assert ("v. 10", "tors 5 mars") == table.rows[1].cells[:2]


# ruff: noqa: SLF001 - python-docx has no words for fields and heads


def test_it_is_a4_and_swedish_with_page_numbers_and_heads_that_repeat() -> None:
    file = _file(_small())
    (section,) = file.sections
    assert (210, 297) == (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1)))
    (language,) = file.styles.element.iter(qn("w:lang"))
    assert "sv-SE" == language.get(qn("w:val"))
    assert "Plan\tÅrshjul 2025/26" == section.header.paragraphs[0].text
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert ["PAGE", "NUMPAGES"] == fields
    for table in file.tables:
        rows = list(table._element.iter(qn("w:tr")))
        heads = [bool(list(line.iter(qn("w:tblHeader")))) for line in rows]
        assert [True, *(False for _ in heads[1:])] == heads
        assert all(list(line.iter(qn("w:cantSplit"))) for line in rows)
        assert Mm(170) <= sum(cell.width or 0 for cell in table.rows[0].cells) <= Mm(175)


def test_pages_are_links() -> None:
    file = _file(_small())
    found = [link.address for paragraph in file.paragraphs for link in paragraph.hyperlinks]
    found += [
        link.address
        for table in file.tables
        for line in table.rows
        for cell in line.cells
        for paragraph in cell.paragraphs
        for link in paragraph.hyperlinks
    ]
    assert ["mailto:arshjul@exempel.se", "https://exempel.se/mall"] == found


def test_what_is_cancelled_is_struck() -> None:
    file = _file(wheel_of(row("a", "5 mars"), row("b", "6 mars"), decided={"cancelled": {"b": "Sjukdom"}}))
    struck = [bool(line.cells[2].paragraphs[0].runs[0].font.strike) for line in file.tables[0].rows[1:]]
    assert [False, True] == struck
    assert "inställt: Sjukdom" == file.tables[0].rows[2].cells[4].text


@pytest.mark.parametrize("text", [*MARKUP, *HOSTILE])
def test_a_text_is_that_text_and_never_markup(text: str) -> None:
    wheel = wheel_of(
        row(summary=text, points=[text], responsible=["rektor"], goals=["g"]),
        roles={"rektor": {"name": text}, "lg": {"name": text, "members": ["rektor"]}},
        goals={"g": text},
        plan=HEADER | {"title": text, "organisation": text, "paragraph": text},
    )
    file = _file(wheel)
    assert [text, text] == [paragraph.text for paragraph in file.paragraphs[:2]]
    (_, _, activity, responsible, _) = file.tables[0].rows[1].cells
    assert (f"{text}\n{text}", text) == (activity.text, responsible.text)
    assert text == file.sections[0].header.paragraphs[0].text.partition("\t")[0]


def test_of_a_role_there_is_what_concerns_it() -> None:
    lines = [paragraph.text for paragraph in _file(_small(), role="Rektor").paragraphs]
    assert "Årshjul 2025/26 – Rektor" in lines
    assert "Grupper" not in lines


def test_a_large_plan_is_whole() -> None:
    plan = large()
    file = _file(expand(plan, (YEAR,)))
    told = {cell.text for table in file.tables for line in table.rows for cell in line.cells}
    assert [] == [activity.summary for activity in plan.activities if activity.summary not in told]


def test_it_is_dated_by_what_it_is_given_and_by_no_clock() -> None:
    dated = _file(_small()).core_properties
    assert dated.created is not None
    assert dated.modified is not None
    assert (DAY, DAY) == (dated.created.date(), dated.modified.date())
    assert ("Årshjul 2025/26 – Plan", "Exempelkommun", "") == (dated.title, dated.author, dated.comments)
    undated = _file(_small(), day=None).core_properties
    assert (None, None) == (undated.created, undated.modified)
    with zipfile.ZipFile(io.BytesIO(_bytes(_small()))) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {part.date_time for part in archive.infolist()}


def test_the_same_plan_gives_the_same_bytes_later_and_elsewhere() -> None:
    program = "import sys\nfrom test_word import _bytes, _small\nsys.stdout.buffer.write(_bytes(_small()))"
    here = _bytes(_small())
    time.sleep(2.1)
    path = os.pathsep.join((os.path.dirname(__file__), *sys.path))  # noqa: PTH120 - beside the other paths
    there = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    ).stdout
    assert here == there
