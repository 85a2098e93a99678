"""The workbook, as openpyxl and calamine read it."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from typing import Any

import openpyxl
import pytest
from drawn import HOSTILE
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from arshjul_cli.render.document.contents import document
from arshjul_cli.render.rows import HEADINGS
from arshjul_cli.render.xlsx import xlsx
from arshjul_cli.wheel.model import Wheel
from building import HEADER, YEAR, row, wheel_of

DAY = dt.date(2019, 3, 6)
FORMULAS = (
    "=1+1",
    "+46 33 17 80 00",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("https://x.se","x")',
    "–2",
    "0123",
    "1/2",
)


def _bytes(wheel: Wheel, day: dt.date | None = DAY, role: str = "") -> bytes:
    return xlsx(document(wheel, YEAR, day, role))


def _book(wheel: Wheel, **more: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_bytes(wheel, **more)))


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _part(line: HeaderFooterItem | None, side: str) -> str:
    assert line is not None
    return str(getattr(line, side).text)


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), values, strict=True)) for values in rows]


def test_days_are_dates_and_weeks_are_numbers() -> None:
    sheet = _sheet(_book(wheel_of(row(when="29 december–2 januari"), row("b", when="vid behov"))), "Tidsplan 2025-26")
    dated, undated = _rows(sheet)
    assert list(HEADINGS) == list(dated)
    assert (1, dt.datetime(2025, 12, 29), dt.datetime(2026, 1, 2)) == (  # noqa: DTZ001 - as Excel has them
        dated["Vecka"], dated["Börjar"], dated["Slutar"]
    )  # fmt: skip
    assert "yyyy-mm-dd" == sheet["C2"].number_format
    assert (None, None, "vid behov") == (undated["Vecka"], undated["Börjar"], undated["Regel"])


def test_calamine_reads_the_same() -> None:
    wheel = wheel_of(row(summary="Möte", when="5 mars", responsible=["rektor"]))
    data = CalamineWorkbook.from_filelike(io.BytesIO(_bytes(wheel))).get_sheet_by_index(0).to_python()
    assert ["2025/26", 10, dt.date(2026, 3, 5), dt.date(2026, 3, 5), "", "Möte"] == data[1][:6]


def test_sheets_can_be_filtered_and_printed_and_their_heads_stay() -> None:
    book = _book(wheel_of(row(goals=["g"]), goals={"g": "Mål"}))
    for sheet in (_sheet(book, name) for name in book.sheetnames):
        assert ("A2", "landscape") == (sheet.freeze_panes, sheet.page_setup.orientation)
        assert sheet.dimensions == sheet.auto_filter.ref
        assert "$1:$1" == sheet.print_title_rows
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (1, 0, "9") == (
            sheet.page_setup.fitToWidth or 1,
            sheet.page_setup.fitToHeight,
            str(sheet.page_setup.paperSize),
        )
        assert "Sida &P av &N" == _part(sheet.oddFooter, "right")
        assert all(8 <= (dimension.width or 0) <= 71 for dimension in sheet.column_dimensions.values())


def test_groups_promises_goals_and_the_decision_have_a_sheet_each() -> None:
    book = _book(
        wheel_of(
            row("a", summary="Budget", goals=["g"]),
            goals={"g": "Alla är trygga"},
            roles={"rektor": {"name": "Rektor"}, "chef": {"name": "Chef"},
                   "grupp": {"name": "Gruppen", "leader": "chef", "members": ["chef", "rektor"]}},
            promises=[{"id": "l", "text": "En budget", "activities": ["a"], "per_school_year": 1}],
            plan=HEADER | {"adopted": "2019-03-06", "paragraph": "§ 16", "contact": "https://exempel.se/arshjul"},
        )
    )  # fmt: skip
    assert ["Tidsplan 2025-26", "Grupper", "Löften", "Mål", "Om planen"] == book.sheetnames
    assert [{"Grupp": "Gruppen", "Leds av": "Chef", "Medlemmar": "Rektor"}] == _rows(_sheet(book, "Grupper"))
    assert [{"Löfte": "En budget", "Hur ofta": "1 per läsår", "Aktiviteter": "Budget"}] == _rows(_sheet(book, "Löften"))
    about = _sheet(book, "Om planen")
    assert ("Antagen", "6 mars 2019, § 16") in about.iter_rows(values_only=True)
    (link,) = (cell.hyperlink for cells in about.iter_rows() for cell in cells if cell.hyperlink)
    assert "https://exempel.se/arshjul" == link.target


def test_of_a_role_there_is_what_concerns_it() -> None:
    book = _book(wheel_of(row("a", goals=["g"]), goals={"g": "Mål"}), role="Rektor")
    assert ["Tidsplan 2025-26", "Om planen"] == book.sheetnames
    assert ("Innehåll", "Årshjul 2025/26 – Rektor") in _sheet(book, "Om planen").iter_rows(values_only=True)


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_a_text_is_that_text_everywhere_and_no_formula(text: str) -> None:
    wheel = wheel_of(
        row("a", summary=text, points=[text], responsible=["grupp"], goals=["g"], location=text, source=text),
        goals={"g": text},
        roles={"rektor": {"name": text}, "grupp": {"name": text, "members": ["rektor"]}},
        promises=[{"id": "l", "text": text, "activities": ["a"], "per_school_year": 1}],
        plan=HEADER | {"title": text, "organisation": text, "paragraph": text},
    )
    data = _bytes(wheel)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for cells in _sheet(book, sheet.title).iter_rows() for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [text, text, text] == [rows[1][HEADINGS.index(heading)] for heading in ("Aktivitet", "Punkter", "Plats")]
    (plan, organisation, *_) = _rows(_sheet(book, "Om planen"))
    assert (text, text) == (plan["Värde"], organisation["Värde"])


def test_what_excel_would_read_as_an_escaped_sign_is_escaped_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(_bytes(wheel_of(row(summary="_x0041_"))))) as archive:
        assert b">_x005F_x0041_<" in archive.read("xl/sharedStrings.xml")


def test_a_text_that_begins_like_a_formula_stays_one_when_its_cell_is_edited() -> None:
    sheet = _sheet(_book(wheel_of(row("a", summary="=1+1"), row("b", summary="Möte"))), "Tidsplan 2025-26")
    assert [True, False] == [bool(cells[5].quotePrefix) for cells in sheet.iter_rows(min_row=2)]


def test_what_is_cancelled_is_struck() -> None:
    sheet = _sheet(_book(wheel_of(row("a"), row("b"), decided={"cancelled": {"b": "Sjukdom"}})), "Tidsplan 2025-26")
    assert [False, True] == [bool(cells[5].font.strike) for cells in sheet.iter_rows(min_row=2)]
    assert ["bestämt", "inställt"] == [line["Status"] for line in _rows(sheet)]


def test_pages_are_links_and_an_address_that_excel_does_not_take_is_a_text() -> None:
    long = "https://exempel.se/" + "å" * 900
    sheet = _sheet(
        _book(wheel_of(row("a", url="https://exempel.se/?a=1&b=2#c"), row("b", url=long))), "Tidsplan 2025-26"
    )
    (link, text) = (cells[HEADINGS.index("Länk")] for cells in sheet.iter_rows(min_row=2))
    assert link.hyperlink is not None
    assert "https://exempel.se/?a=1&b=2#c" == link.value == f"{link.hyperlink.target}#{link.hyperlink.location}"
    assert (long, None) == (text.value, text.hyperlink)


def test_the_header_of_a_printed_page_shows_the_signs_of_its_codes() -> None:
    sheet = _sheet(_book(wheel_of(row(), plan=HEADER | {"title": "Barn & utbildning &P"})), "Tidsplan 2025-26")
    assert "Årshjul 2025/26 – Barn && utbildning &&P" == _part(sheet.oddHeader, "left")


def test_too_long_a_text_is_cut_and_tells_so() -> None:
    sheet = _sheet(_book(wheel_of(row(points=["🎉" * 200] * 90))), "Tidsplan 2025-26")
    (line,) = _rows(sheet)
    assert line["Punkter"].endswith("🎉…")
    assert 32_766 <= len(line["Punkter"].encode("utf-16-le")) // 2 <= 32_767


def test_a_row_is_as_high_as_its_lines() -> None:
    wheel = wheel_of(
        row("a", "5 mars", summary="Möte", goals=["g"]),
        row("b", "6 mars", summary="Ett namn som är längre än vad kolumnen är bred"),
        row("c", "7 mars", summary="Allt", points=["Så mycket som det bara går " * 15] * 60),
        goals={"g": "Ett mål som är längre än vad kolumnen är bred " * 4},
    )
    rows = _sheet(_book(wheel), "Tidsplan 2025-26").row_dimensions
    assert [15, 30, 405] == [rows[number].height or 15 for number in (2, 3, 4)]


def test_the_names_of_sheets_are_such_as_excel_takes() -> None:
    names = _book(wheel_of(row(goals=["g"]), goals={"g": "Mål"})).sheetnames
    for name in names:
        assert re.fullmatch(r"[^\[\]:*?/\\']{1,31}", name)
        assert "history" != name.lower()


def test_the_file_is_dated_by_what_it_is_given() -> None:
    dated = _book(wheel_of(row()), day=DAY).properties
    assert (DAY, DAY) == (dated.created and dated.created.date(), dated.modified and dated.modified.date())
    undated = _book(wheel_of(row()), day=None).properties
    assert undated.created is not None
    assert 1980 == undated.created.year


def test_the_same_plan_gives_the_same_bytes_later_and_elsewhere() -> None:
    program = (
        "import sys, datetime as dt\n"
        "from building import *\n"
        "from arshjul_cli.render.document.contents import document\n"
        "from arshjul_cli.render.xlsx import xlsx\n"
        "wheel = wheel_of(row(goals=['g']), goals={'g': 'Mål'})\n"
        "sys.stdout.buffer.write(xlsx(document(wheel, YEAR, dt.date(2019, 3, 6))))"
    )
    here = _bytes(wheel_of(row(goals=["g"]), goals={"g": "Mål"}))
    time.sleep(2.1)
    there = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    ).stdout
    assert here == there
