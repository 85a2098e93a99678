"""Tables of workbooks, .xlsx and .ods: one for each sheet, read by calamine."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from arshjul_cli.errors import InputError
from arshjul_cli.importing.cleaning import cleaned
from arshjul_cli.importing.extent import Oddities, oddities
from arshjul_cli.importing.model import MAX_ROWS, Row, Table
from arshjul_cli.importing.package import packed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN = "Raden är dold i filen."
_WITHOUT_VALUE = "En formel på raden har inget värde. Öppna filen i Excel, spara, och importera igen."
_DAMAGED = "Filen går inte att läsa. Öppna den i Excel eller LibreOffice, spara om den, och försök igen."


def of_workbook(parts: dict[str, bytes]) -> tuple[Table, ...]:
    """Return the tables of a workbook's parts.

    Raises:
        InputError: if it cannot be read, or claims more cells than a table may have.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    odd = {name: oddities(part) for name, part in parts.items() if _holds_cells(name)}
    try:
        workbook = CalamineWorkbook.from_filelike(packed(parts))
        by_sheet = _by_sheet(parts, odd)
        return tuple(
            Table(
                name=sheet.name,
                sheet=sheet.name,
                rows=tuple(_rows(workbook.get_sheet_by_name(sheet.name), strange)),
                is_hidden=sheet.visible != SheetVisibleEnum.Visible,
            )
            for sheet, strange in zip_longest(workbook.sheets_metadata, by_sheet, fillvalue=Oddities())
            if not isinstance(sheet, Oddities) and isinstance(strange, Oddities)
        )
    except (CalamineError, ET.ParseError, KeyError, ValueError, OverflowError) as error:
        raise InputError(_DAMAGED) from error


def _holds_cells(name: str) -> bool:
    # A workbook may keep a sheet under any name that ends so.
    return name == "content.xml" or (name.endswith(".xml") and not name.startswith(("docProps/", "xl/theme/")))


def _by_sheet(parts: Mapping[str, bytes], odd: Mapping[str, list[Oddities]]) -> list[Oddities]:
    """Return what is odd in each sheet, in the order of the workbook."""
    if "content.xml" in parts:
        return odd["content.xml"]
    targets = {
        str(relation.get("Id")): f"xl/{relation.get('Target')}".replace("xl//xl/", "xl/")
        for relation in ET.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 - expat has bounds of its own
    }
    sheets = (one for one in ET.fromstring(parts["xl/workbook.xml"]).iter() if one.tag.endswith("}sheet"))  # noqa: S314
    found = (odd.get(targets.get(str(sheet.get(_RELATIONSHIP)), ""), []) for sheet in sheets)
    return [one[0] if one else Oddities() for one in found]


def _rows(sheet: "CalamineSheet", odd: Oddities) -> Iterator[Row]:
    """Yield the rows that hold anything; a cell that reaches over several rows has its text in each."""
    below = _below(sheet)
    above: dict[int, list[str]] = {}
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = [_text(value) for value in values]
        if not any(cells):
            continue
        merged = {column: top for column, top in below.get(at, {}).items() if top in above and column < len(cells)}
        for column, top in merged.items():
            cells[column] = above[top][column]
        above[at] = cells
        notes = [_HIDDEN] * (at + 1 in odd.hidden) + [_WITHOUT_VALUE] * (at + 1 in odd.without_value)
        yield Row(number=at + 1, cells=tuple(cells), merged=frozenset(merged), notes=tuple(notes))


def _below(sheet: "CalamineSheet") -> dict[int, dict[int, int]]:
    """Return the cells that belong to one further up: by row and column, the row of that one."""
    below: dict[int, dict[int, int]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        for row in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
            below.setdefault(row, {})[left] = top
    return below


def _text(value: object) -> str:
    """Return a value as a plan writes it: a day 2027-01-26, a time 13:00, a whole number without decimals."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M}" if value.time() != dt.time() else f"{value:%Y-%m-%d}"
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return cleaned(str(value))
